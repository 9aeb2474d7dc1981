"""What a writer sees in an editor, asked of the language server itself; docs/editor.md says how to run it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.editor.language_server import LanguageServer, command

from leeward import load
from leeward.backends.to_patient_schema import to_patient_schema
from leeward.language.schema import document_schema
from leeward.language.schema.for_editors import for_editors
from leeward.validate import validate

TOP = Path(__file__).parents[2]
DOCUMENTS = sorted([*TOP.glob("protocols/*/*.yaml"), *TOP.glob("examples/*/*.yaml")])
PATIENTS = [path for path in DOCUMENTS if path.name == "patient.yaml"]
BAD = sorted((TOP / "tests" / "bad_protocols").glob("*.yaml"))

if command() is None:
    reason = "no node, or no yaml-language-server on the path or named by YAML_LANGUAGE_SERVER"
    pytest.skip(reason, allow_module_level=True)

HEAD = "# yaml-language-server: $schema=protocol.schema.json\nleeward: 1\nkind: {kind}\n"
IDENTITY = 'id: a\ntitle: A\nversion: "1.0.0"\nstatus: draft\n'
PROTOCOL, SCALE = (HEAD.format(kind=kind) + IDENTITY for kind in ("protocol", "scale"))
RULE = PROTOCOL + "rules:\n  - id: a\n    when: crs >= 1\n    because: x\n    source: y\n    "
PATIENT = "# yaml-language-server: $schema=patient.schema.json\n"

NOT_SEEN = {
    "shape-comma-in-a-text.yaml": "the server passes over a key without a value",
    "shape-dates.yaml": "the server does not know the calendar: 30 February has the form of a date",
}
"""Lines of a bad document that the editor does not underline, and why."""


ONLY_VALUE = ("leeward: 1", "may_be: ${1:never}")
"""Keys that have one value; it is typed in."""


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    started = command()
    assert started is not None
    server = LanguageServer(started)
    yield server
    server.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document beside the two schemas, as they are printed."""
    folder = tmp_path_factory.mktemp("page")
    schemas = {"protocol": document_schema(), "patient": to_patient_schema(load("asco-2021"))}
    for name, schema in schemas.items():
        (folder / f"{name}.schema.json").write_text(json.dumps(for_editors(schema)), encoding="utf-8")
    return folder / "a.yaml"


# nothing is underlined without cause


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_is_underlined_in_a_valid_document(path: Path, server: LanguageServer) -> None:
    assert path in PATIENTS or "yaml-language-server: $schema=" in path.read_text(encoding="utf-8")
    assert server.flags(path) == []


@pytest.mark.parametrize("path", PATIENTS, ids=lambda path: path.parent.name)
def test_nothing_is_underlined_in_a_patient(path: Path, server: LanguageServer, page: Path) -> None:
    assert server.flags(page, PATIENT + path.read_text(encoding="utf-8")) == []


# what the editor underlines is refused, and what the shape check refuses is underlined


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_the_editor_and_the_command_agree(
    path: Path, server: LanguageServer, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    ours = {one.place.line for one in validate([Path(path.name)]) if one.severity == "error"}
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return  # no editor gets as far as the schema
    theirs = server.flags(page, HEAD.partition("\n")[0] + "\n" + text)
    assert ours or not theirs
    if path.name.startswith("shape-") and path.name not in NOT_SEEN:
        assert theirs


@pytest.mark.parametrize("name", NOT_SEEN)
def test_what_is_not_seen_is_still_not_seen(name: str, server: LanguageServer, page: Path) -> None:
    path = TOP / "tests" / "bad_protocols" / name
    ours = {one.place.line for one in validate([path]) if one.severity == "error"}
    theirs = server.flags(page, HEAD.partition("\n")[0] + "\n" + path.read_text(encoding="utf-8"))
    assert ours - {flag.line - 1 for flag in theirs}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (PROTOCOL + "rulez: []\n", 8, "Property rulez is not allowed."),
        (HEAD.format(kind="scael"), 3, 'Value is not accepted. Valid values: "vocabulary", "scale",'),
        (RULE + "giv: x\n", 9, "it is not said what to do"),
        (RULE + "give: x\n    order: y\n", 14, "a rule says one thing only"),
        (RULE + "give: x\n    dose: 8\n", 14, "a dose with its unit is wanted, as in `8 mg/kg`"),
        (RULE + "give: x\n    urgency: soon\n", 14, "`now`, `routine`, or `within` and a time is wanted"),
        (PROTOCOL + "settings:\n  a: {value: 6 L/min, because: x}\n", 9, 'Missing property "source".'),
        (PROTOCOL + "bsab:\n  - {id: a, hold: later}\n", 9, "a way to end a hold is wanted"),
        (SCALE + "grades:\n  crs: {title: CRS, 6: fever}\n", 9, "Property 6 is not allowed."),
        (PATIENT + "temperature: 38\n", 2, "a number and its unit are wanted, as in `36 Cel`"),
        (PATIENT + "temperature: 38 mmHg\n", 2, "a number and its unit are wanted, as in `36 Cel`"),
        (PATIENT + "temperatur: 38 Cel\n", 2, "Property temperatur is not allowed."),
        (PATIENT + "at: today\n", 2, "a date, a time and its offset from UTC are wanted"),
        (PATIENT + "given: [{drug: tocilizumab}]\n", 2, 'Missing property "at".'),
    ],
)
def test_a_fault_is_underlined_where_it_stands(
    text: str, line: int, message: str, server: LanguageServer, page: Path
) -> None:
    flags = server.flags(page, text)
    assert [one for one in flags if one.line == line and one.message.startswith(message)], flags


# completion


@pytest.mark.parametrize(
    ("text", "offered", "not_offered"),
    [
        ("|", {"leeward", "kind"}, {"rules"}),
        ("kind: |", {"vocabulary", "scale", "product", "protocol", "cases"}, set()),
        (PROTOCOL + "|", {"rules", "bsab", "settings", "extends", "scope"}, {"grades", "inputs", "title"}),
        (SCALE + "|", {"grades", "findings"}, {"rules", "bsab"}),
        (HEAD.format(kind="product") + "|", {"product", "region", "restart", "bsab"}, {"grades"}),
        (HEAD.format(kind="vocabulary") + "|", {"inputs", "panels", "interventions"}, {"rules"}),
        (HEAD.format(kind="cases") + "|", {"of", "cases", "bases"}, {"version"}),
        (RULE + "|", {"give", "order", "dose", "limits", "urgency"}, {"when", "hold"}),
        (RULE + "urgency: |", {"now", "routine", "within 1 h"}, set()),
        (RULE + "phase: |", {"stabilise", "treat", "investigate", "monitor", "consult", "next_dose"}, set()),
        (PROTOCOL + "bsab:\n  - id: a\n    |", {"when", "hold", "discontinue", "source"}, {"give"}),
        (PROTOCOL + "bsab:\n  - id: a\n    hold: |", {"until crs resolved"}, set()),
        (PROTOCOL + "sources:\n  a:\n    checked: |", {"read", "secondary", "memory"}, set()),
        (PROTOCOL + "settings:\n  a:\n    |", {"value", "because", "source", "direction"}, set()),
        (PROTOCOL + "settings:\n  a:\n    source:\n      |", {"id", "where", "checked"}, set()),
        (SCALE + "grades:\n  crs:\n    |", {"1", "5", "title", "doubted_by"}, set()),
        (PATIENT + "|", {"temperature", "neuro", "given", "last_dose"}, {"leeward"}),
        (PATIENT + "oxygen_device: |", {"room_air", "non_rebreather", "cpap"}, set()),
        (PATIENT + "hours_since_tocilizumab: |", {"never"}, set()),
        (PATIENT + "given:\n  - drug: |", {"tocilizumab", "dexamethasone"}, set()),
        (PATIENT + "last_dose:\n  level: |", {"step-up-1", "weekly"}, set()),
    ],
)
def test_what_is_offered(
    text: str, offered: set[str], not_offered: set[str], server: LanguageServer, page: Path
) -> None:
    schema = "" if text.startswith("#") else HEAD.partition("\n")[0] + "\n"
    found = server.offers(page, schema + text)
    assert offered <= found.keys()
    assert not not_offered & found.keys()


@pytest.mark.parametrize(
    "text",
    [
        *(HEAD.format(kind=kind) + "|" for kind in ("vocabulary", "scale", "product", "protocol", "cases")),
        RULE + "|",
        PROTOCOL + "bsab:\n  - id: a\n    |",
        PROTOCOL + "settings:\n  a:\n    |",
        PROTOCOL + "extends: b\nreplace:\n  a:\n    |",
        HEAD.format(kind="product") + "schedule:\n  a:\n    |",
        HEAD.format(kind="vocabulary") + "inputs:\n  a:\n    |",
        PATIENT + "|",
        PATIENT + "given:\n  - |",
        PATIENT + "episodes:\n  - |",
    ],
)
def test_a_key_comes_without_a_value_that_nobody_chose(text: str, server: LanguageServer, page: Path) -> None:
    """No dose, reason or source may come into a document because somebody pressed the tab key."""
    found = server.offers(page, text)
    assert found
    for typed in found.values():
        words = re.sub(
            r"\$[0-9]+|\$\{[0-9]+(?::never)?\}|^\s*(?:- )?\"?\w+\"?:", "", typed, flags=re.MULTILINE
        )
        assert words.split() in ([], ["-"], ["1"]), typed


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (PROTOCOL + "bsab:\n  - |", "source"),
        (PROTOCOL + "settings:\n  a:\n    |", "value"),
        (RULE + "|", "dose"),
    ],
)
def test_where_a_text_or_a_group_may_stand_a_key_begins_with_the_text(
    text: str, key: str, server: LanguageServer, page: Path
) -> None:
    assert server.offers(page, text)[key] == f"{key}: "


# hover


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ki|nd: scale\n", "What this document is."),
        (PROTOCOL.replace("status", "sta|tus"), "`draft` until the committee has approved it here"),
        (RULE + "gi|ve: tocilizumab\n", "Order it."),
        (RULE + "urge|ncy: now\n", "How soon."),
        (RULE.replace("source", "sou|rce"), "On whose word: the id of a source, then the place in it."),
        (RULE + "do|se: 8 mg/kg\n", "or one amount per band of body weight."),
        (SCALE + "findings:\n  fe|ver: temperature >= 38.0 Cel\n", "#### Finding\n"),
        (SCALE + "grades:\n  c|rs: {title: CRS, 1: fever}\n", "#### Rows of a grade"),
        (SCALE + "grades:\n  crs: {title: CRS, 1: fe|ver}\n", "The condition for grade 1."),
        (PATIENT + "temper|ature: 38 Cel\n", "#### Body temperature\n\nUnit: Cel, or another of its kind."),
        (PATIENT + "neu|ro: normal\n", "What is stated beside it wins."),
    ],
)
def test_what_is_shown(text: str, shown: str, server: LanguageServer, page: Path) -> None:
    schema = "" if text.startswith("#") else HEAD.partition("\n")[0] + "\n"
    assert shown in server.hover(page, schema + text)
