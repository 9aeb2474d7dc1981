"""The JSON Schema (draft 2020-12) of all documents; editors show its titles, descriptions and examples.

Kinds are told apart with if/then, never with alternatives: of several alternatives a checker can
only say that none fits, and here every fault is to be named.
"""

from leeward.language.schema.cases import CASES
from leeward.language.schema.definitions import DEFINITIONS
from leeward.language.schema.header import KINDS, LANGUAGE
from leeward.language.schema.patterns import Schema
from leeward.language.schema.product import PRODUCT
from leeward.language.schema.protocol import PROTOCOL
from leeward.language.schema.rules import DOSE
from leeward.language.schema.scale import SCALE
from leeward.language.schema.vocabulary import VOCABULARY

_OF_KIND: dict[str, Schema] = {
    "vocabulary": VOCABULARY,
    "scale": SCALE,
    "product": PRODUCT,
    "protocol": PROTOCOL,
    "cases": CASES,
}


def document_schema() -> Schema:
    """The schema of a document of any kind.

    Beside the standard keywords: `x-leeward` says what a text holds (`condition`, `quantity`, `date` …),
    `x-leeward-wants` says in words what is wanted; `errorMessage` is the same for editors.
    `x-leeward-without` is the code of the problem when nothing is there: what a page of `docs/lint` explains;
    `x-leeward-to-fill-in` says in words what the remedy of a missing key asks for.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "leeward document",
        "description": "One document of a protocol: a vocabulary, a scale, a product, a protocol, or cases.",
        "type": "object",
        "x-leeward-wants": "lines of the form `key: value`",
        "properties": {"leeward": LANGUAGE, "kind": KINDS},
        "required": ["leeward", "kind"],
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"$ref": f"#/$defs/{kind}"},
            }
            for kind in _OF_KIND
        ],
        "$defs": {**DEFINITIONS, "dose": DOSE, **_OF_KIND},
    }
