"""A deviation that says `stricter` and is looser is refused where its form shows it."""

from pathlib import Path

import pytest

from leeward.validate import validate

HEAD = 'leeward: 1\nkind: protocol\nid: {id}\ntitle: A\nversion: "1"\nstatus: draft\n'
BASE = (
    HEAD.format(id="base")
    + """uses: [bsab-vocabulary, astct-2019]
products: [teclistamab-us-2025]
sources: {guide: {title: A guideline, checked: read}}
settings:
  warm: {value: 37.5 Cel, because: ours, source: guide}
  lasting: {value: 24 h, because: ours, source: guide}
  wide: {value: 20 h, because: ours, source: guide}
  cool: {value: 36 Cel, because: ours, source: guide}
  masks: {value: [facemask], because: ours, source: guide}
  late: {value: 3 d, because: ours, source: guide}
findings:
  feverish: temperature >= warm
  not_feverish: not (feverish)
  lasts: fever_hours > lasting
  masked: oxygen_device in masks
rules:
  - id: first
    when: crs >= 1
    give: paracetamol
    dose: 650 mg
    at_most: 1000 mg
    because: one
    source: guide
  - id: second
    when: crs >= 2
    give: tocilizumab
    dose: 8 mg/kg
    limits: [3 in 24 h, 8 h apart]
    urgency: within 1 h
    otherwise: closed
    because: two
    source: guide
  - {id: closed, when: never, consider: anakinra, because: used up, source: guide}
  - {id: third, when: feverish, order: blood_cultures, because: three, source: guide}
  - {id: fourth, when: feverish and lasts, consider: echocardiogram, because: four, source: guide}
  - {id: fifth, when: masked, order: chest_film, because: five, source: guide}
  - {id: sixth, when: crs >= 1, avoid: gm_csf, because: six, source: guide}
  - id: seventh
    when: crs >= 3
    give: methylprednisolone
    replaces: [dexamethasone]
    because: seven
    source: guide
  - {id: eighth, when: not_feverish, order: vital_signs, because: eight, source: guide}
  - {id: ninth, when: crs_hours > late, order: hlh_workup, because: nine, source: guide}
  - {id: tenth, when: fever_hours > wide and fever_hours < wide, order: ferritin, because: ten, source: guide}
  - {id: eleventh, when: temperature < cool, order: glucose_checks, because: eleven, source: guide}
  - {id: twelfth, when: temperature >= cool, order: crs_labs, because: twelve, source: guide}
bsab:
  - id: any
    when: crs >= 1
    hold: until crs resolved for 24 h
    next_dose: [premedicate, admit 24 h]
    because: any
    source: guide
  - {id: worst, when: crs >= 4, discontinue: true, because: worst, source: guide}
  - {id: remembers, when: prior_crs_grade4 >= 1, discontinue: true, because: worst, source: guide}
"""
)


def found(folder: Path, overlay: str) -> list[tuple[str, str, str]]:
    """What is said of directions: severity, message, help."""
    head = HEAD.format(id="ours") + "extends: base\nsources: {minutes: {title: Minutes, checked: read}}\n"
    (folder / "base.protocol.yaml").write_text(BASE, encoding="utf-8")
    path = folder / "ours.protocol.yaml"
    path.write_text(head + overlay, encoding="utf-8")
    problems = validate([path])
    others = [p.message for p in problems if p.severity == "error" and p.code != "wrong-direction"]
    assert others == []
    return [(p.severity, p.message, p.help) for p in problems if p.code == "wrong-direction"]


def replacing(id: str, changes: str, direction: str) -> str:
    return f"replace:\n  {id}: {{{changes}, direction: {direction}, because: x}}\n"


def setting(name: str, value: str, direction: str) -> str:
    changed = f"{{value: {value}, direction: {direction}, because: x, source: minutes}}"
    return f"settings:\n  {name}: {changed}\n"


def adding(rule: str, direction: str) -> str:
    return f"add:\n  - {{id: new, {rule}, direction: {direction}, because: x, source: minutes}}\n"


def removing(id: str, direction: str) -> str:
    return f"remove:\n  - {{id: {id}, direction: {direction}, because: x}}\n"


STRICTER = [
    lambda d: replacing("any", "discontinue: true", d),
    lambda d: replacing("any", "hold: until crs resolved for 72 h", d),
    lambda d: replacing("any", "hold: until crs resolved for 2 d", d),
    lambda d: replacing("any", "next_dose: [premedicate, admit 48 h]", d),
    lambda d: replacing("any", "next_dose: [premedicate, admit 24 h, monitor]", d),
    lambda d: replacing("any", "when: crs >= 1 or icans >= 1", d),
    lambda d: replacing("second", "urgency: now", d),
    lambda d: replacing("second", "when: crs >= 1", d),
    lambda d: replacing("second", "limits: [2 in 24 h, 8 h apart]", d),
    lambda d: replacing("second", "limits: [3 in 24 h, 12 h apart]", d),
    lambda d: replacing("second", "limits: [3 in 24 h, 8 h apart, 4 in total]", d),
    lambda d: replacing("first", "at_most: 500 mg", d),
    lambda d: replacing("second", "at_most: 800 mg", d),
    lambda d: replacing("fourth", "order: echocardiogram", d),
    lambda d: replacing("fourth", "when: feverish", d),
    lambda d: setting("warm", "37.0 Cel", "different").replace("different", d) + removing("eighth", "looser"),
    lambda d: setting("lasting", "12 h", d),
    lambda d: setting("masks", "[facemask, venturi]", d),
    lambda d: setting("late", "48 h", d),
    lambda d: adding("when: crs >= 1, order: ferritin", d),
    lambda d: adding("when: crs >= 3, hold: until crs resolved", d),
    lambda d: adding("when: crs >= 3, caution: tocilizumab", d),
]
LOOSER = [
    lambda d: replacing("worst", "hold: until crs resolved", d),
    lambda d: replacing("any", "hold: until crs resolved for 12 h", d),
    lambda d: replacing("any", "next_dose: [premedicate]", d),
    lambda d: replacing("any", "next_dose: [premedicate, admit 12 h]", d),
    lambda d: replacing("any", "when: crs >= 2", d),
    lambda d: replacing("any", "when: crs >= 1 and age >= 70 a", d),
    lambda d: replacing("second", "urgency: within 2 h", d),
    lambda d: replacing("second", "urgency: routine", d),
    lambda d: replacing("second", "limits: [4 in 24 h, 8 h apart]", d).replace("4 in 24 h", "5 in 24 h"),
    lambda d: replacing("second", "limits: [3 in 24 h, 6 h apart]", d),
    lambda d: replacing("second", "limits: [8 h apart]", d),
    lambda d: replacing("first", "at_most: 2000 mg", d),
    lambda d: replacing("third", "consider: blood_cultures", d),
    lambda d: setting("warm", "38.0 Cel", d) + removing("eighth", "looser"),
    lambda d: setting("lasting", "48 h", d),
    lambda d: setting("late", "4 d", d),
    lambda d: removing("first", d),
    lambda d: removing("worst", d),
    lambda d: removing("fourth", d),
]
UNSEEN = [
    lambda d: replacing("first", "dose: 500 mg", d),
    lambda d: replacing("first", "give: ibuprofen", d).replace("ibuprofen", "dexamethasone"),
    lambda d: replacing("second", "limits: [2 in 24 h, 6 h apart]", d),
    lambda d: replacing("any", "hold: until crs grade 1 or less", d),
    lambda d: replacing("third", "when: crs >= 1", d),
    lambda d: replacing("sixth", "when: crs >= 2", d),
    lambda d: replacing("seventh", "when: crs >= 2", d),
    lambda d: setting("wide", "10 h", d),
    lambda d: setting("warm", "38.0 Cel", d),
    lambda d: setting("cool", "36.5 Cel", d),
    lambda d: setting("masks", "[venturi]", d),
    lambda d: setting("low_flow_at_most", "4 L/min", d),
    lambda d: setting("fever_from", "38.3 Cel", d),
    lambda d: adding("when: crs >= 3, give: dexamethasone, replaces: [methylprednisolone]", d),
    lambda d: adding("when: crs >= 3, avoid: dexamethasone", d),
    lambda d: removing("sixth", d),
    lambda d: removing("seventh", d),
]


@pytest.mark.parametrize("deviation", STRICTER, ids=lambda one: one("?").replace("\n", " ")[:90])
def test_what_is_stricter_may_not_be_called_looser(tmp_path: Path, deviation) -> None:  # type: ignore[no-untyped-def]
    assert found(tmp_path, deviation("stricter")) == []
    assert found(tmp_path, deviation("different")) == []
    ((severity, message, help),) = found(tmp_path, deviation("looser"))
    assert severity == "error"
    assert message.endswith("which is stricter")
    assert help == "write `direction: stricter`, or change what it says"


@pytest.mark.parametrize("deviation", LOOSER, ids=lambda one: one("?").replace("\n", " ")[:90])
def test_what_is_looser_may_not_be_called_stricter(tmp_path: Path, deviation) -> None:  # type: ignore[no-untyped-def]
    assert found(tmp_path, deviation("looser")) == []
    ((severity, message, help),) = found(tmp_path, deviation("stricter"))
    assert severity == "error"
    assert message.endswith("which is looser")
    assert help == "write `direction: looser`, or change what it says"
    ((severity, message, help),) = found(tmp_path, deviation("different"))
    assert (severity, help) == ("warning", "write `direction: looser`")
    assert message.endswith(" is called different, but all that changes is looser")


@pytest.mark.parametrize("deviation", UNSEEN, ids=lambda one: one("?").replace("\n", " ")[:90])
@pytest.mark.parametrize("direction", ["stricter", "looser", "different"])
def test_of_what_the_form_does_not_show_nothing_is_said(tmp_path: Path, deviation, direction: str) -> None:  # type: ignore[no-untyped-def]
    assert found(tmp_path, deviation(direction)) == []


@pytest.mark.parametrize(
    ("overlay", "message", "help"),
    [
        (
            replacing("second", "urgency: routine, limits: [2 in 24 h, 8 h apart]", "stricter"),
            "`second` is called stricter, but its `urgency` goes from `within 1 h` to `routine`,"
            " which is looser",
            "write `direction: different`, or change what it says",
        ),
        (
            replacing("second", "at_most: 800 mg", "looser"),
            "`second` is called looser, but its `at_most` goes from nothing to `800 mg`, which is stricter",
            "write `direction: stricter`, or change what it says",
        ),
        (
            replacing("second", "limits: [8 h apart]", "stricter"),
            "`second` is called stricter, but its `limits` goes from `[3 in 24 h, 8 h apart]`"
            " to `[8 h apart]`, which is looser",
            "write `direction: looser`, or change what it says",
        ),
        (
            setting("lasting", "48 h", "stricter"),
            "`lasting` is called stricter, but orders and decisions are made for fewer patients,"
            " which is looser",
            "write `direction: looser`, or change what it says",
        ),
        (
            removing("first", "stricter"),
            "`first` is called stricter, but what it asks for is left out, which is looser",
            "write `direction: looser`, or change what it says",
        ),
        (
            adding("when: crs >= 1, order: ferritin", "looser"),
            "`new` is called looser, but it asks for more than the base, which is stricter",
            "write `direction: stricter`, or change what it says",
        ),
    ],
)
def test_the_messages(tmp_path: Path, overlay: str, message: str, help: str) -> None:
    assert found(tmp_path, overlay) == [("error", message, help)]


def test_only_the_document_itself_is_blamed(tmp_path: Path) -> None:
    """A deviation of the base from its own base was judged where it was written."""
    found(tmp_path, removing("first", "looser"))
    top = tmp_path / "top.protocol.yaml"
    top.write_text(
        HEAD.format(id="top") + "extends: ours\n" + removing("first", "stricter").replace("first", "third")
    )
    said = [(p.code, p.message) for p in validate([top]) if p.code == "wrong-direction"]
    assert [code for code, _ in said] == ["wrong-direction"]
    assert said[0][1].startswith("`third`")
