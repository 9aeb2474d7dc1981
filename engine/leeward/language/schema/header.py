"""The keys that every document begins with, and sources."""

from leeward.language.schema.building_blocks import choice, entry, field, group, ref, some, table, text
from leeward.language.schema.patterns import Schema, pattern

LANGUAGE = field(
    {"const": 1, "x-leeward-wants": "`1`, the version of the language"},
    "Version of the language",
    "Which version of this language the document is written in.",
    1,
)
KINDS = choice("Kind", "What this document is.", "vocabulary", "scale", "product", "protocol", "cases")

CITATION = field(
    ref("citation"),
    "Source",
    "On whose word: the id of a source, then the place in it.",
    "asco-2021 table 1",
    {"id": "asco-2021", "where": "table 1", "checked": "read"},
)

WAS = field(
    {
        "type": "string",
        "pattern": "^[0-9a-f]{8}$",
        "x-leeward-wants": "eight figures",
    },
    "Was",
    "The print of the base's text for which this was written; `protocol validate` says when it changed.",
    "3f2a91bc",
)

_SOURCE = group(
    {
        "title": text("Title", "What the source is called.", "ASCO guideline on immune-related events, 2021"),
        "address": text(
            "Address", "Where it can be found: DOI, web address, library number.", "10.1200/JCO.21.01992"
        ),
        "checked": choice(
            "How it was checked",
            "`read`: we read the place itself. `secondary`: seen in another page. `memory`: not looked up.",
            "read",
            "secondary",
            "memory",
        ),
    },
    ("title", "checked"),
)

NOT_COVERED = some(
    ref("text"),
    "Not covered",
    "What this document does not speak about; every plan repeats it.",
    ["paediatric doses", "CAR-T"],
)


def document(kind: str, properties: Schema, required: tuple[str, ...] = (), *rules: Schema) -> Schema:
    """A document of one kind: the common header, and its own keys."""
    header = {
        "leeward": LANGUAGE,
        "kind": field({"const": kind}, "Kind", "What this document is.", kind),
        "id": field(ref("id"), "Id", "The name of this document, and of its file.", "st-elsewhere-bsab"),
        "title": text(
            "Title", "What people call this document.", "CRS and ICANS after bispecific antibodies"
        ),
        "version": field(
            pattern("[0-9]+(?:\\.[0-9]+){0,3}", "a version such as `1.0.0`", '`"1.0.0"`', "version"),
            "Version",
            "Changes with every change of the document. In quotes, or `1.10` would be read as a number.",
            "1.0.0",
        ),
        "status": choice(
            "Status",
            "`draft` until the committee has approved it here; `retired` when it must no longer be used.",
            "draft",
            "approved",
            "retired",
        ),
        "effective": field(ref("date"), "Effective from", "The first day it applies.", "2026-01-01"),
        "review_by": field(ref("date"), "Review by", "The day it must have been reviewed.", "2027-01-01"),
        "uses": some(
            ref("id"),
            "Uses",
            "Ids of the documents whose words this one uses.",
            ["bsab-vocabulary", "astct-2019"],
        ),
        "sources": table(
            ref("id"),
            entry(_SOURCE, "Source", "One publication or note, and how it was checked."),
            "Sources",
            "Everything cited in this document, by id.",
            {"asco-2021": {"title": "ASCO guideline, 2021", "checked": "read"}},
        ),
        "description": text(
            "Description", "What a reader should know before using it.", "For adults on the wards."
        ),
    }
    needed = ("leeward", "kind", "id", "title", "version", "status")
    return group({**header, **properties}, (*needed, *required), *rules)
