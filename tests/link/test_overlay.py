"""`extends:`: what an overlay changes, what it keeps, and what it may not do."""

from fractions import Fraction
from pathlib import Path

import pytest

from leeward.link.citing import Citer
from leeward.link.from_settings import read_settings
from leeward.link.gather import Gathered
from leeward.link.load import link_documents
from leeward.model.protocol import ClinicalProtocol
from leeward.text.from_yaml import read_yaml
from leeward.text.node import Mapping
from leeward.text.problem import Problems, Refused

HEAD = """leeward: 1
kind: protocol
id: {id}
title: A protocol
version: "1"
status: draft
"""
BASE = (
    HEAD.format(id="base")
    + """uses: [bsab-vocabulary, astct-2019]
products: [teclistamab-us-2025]
sources: {guide: {title: A guideline, checked: read}}
settings:
  warm: {value: 37.5 Cel, because: ours, source: guide}
findings:
  feverish: temperature >= warm
rules:
  - {id: first, when: crs >= 1, give: paracetamol, dose: 650 mg, route: PO, because: one, source: guide}
  - {id: second, when: crs >= 2, give: tocilizumab, urgency: now, because: two, source: guide}
  - {id: third, when: feverish, order: blood_cultures, because: three, source: guide}
bsab:
  - {id: any, when: crs >= 1, hold: until crs resolved, because: four, source: guide}
"""
)
OVERLAY = (
    HEAD.format(id="ours")
    + """extends: base
sources: {minutes: {title: Our minutes, checked: read}}
settings:
  warm: {value: 37.0 Cel, direction: stricter, because: we look earlier, source: minutes}
replace:
  second: {urgency: within 1 h, direction: looser, because: mixed centrally}
  any: {discontinue: true, direction: stricter, because: we stop at once}
add:
  - {id: ours-ecg, when: crs >= 2, order: echocardiogram, direction: stricter, because: five, source: minutes}
remove:
  - {id: first, direction: looser, because: nurses decide}
"""
)


def write(folder: Path, **documents: str) -> Path:
    for id, text in documents.items():
        (folder / f"{id}.protocol.yaml").write_text(text, encoding="utf-8")
    return folder / f"{list(documents)[-1]}.protocol.yaml"


def link(folder: Path, overlay: str = OVERLAY) -> ClinicalProtocol:
    return link_documents(write(folder, base=BASE, ours=overlay)).protocol


def faults(folder: Path, overlay: str) -> list[tuple[str, str, str]]:
    with pytest.raises(Refused) as refused:
        link(folder, overlay)
    return [(p.code, p.message, p.help) for p in refused.value.problems if p.severity == "error"]


def test_the_base_stays_where_nothing_is_said(tmp_path: Path) -> None:
    protocol = link(tmp_path)
    third = next(rule for rule in protocol.rules if rule.id == "third")
    assert (third.layer, third.place.file.rpartition("/")[2]) == ("base", "base.protocol.yaml")
    assert protocol.products[0].drug == "teclistamab"
    assert set(protocol.sources) >= {"guide", "minutes"}


def test_a_replaced_rule_keeps_what_is_not_named(tmp_path: Path) -> None:
    second = next(rule for rule in link(tmp_path).rules if rule.id == "second")
    assert second.urgency.text == "within 1 h"
    assert (second.intervention, second.because, second.layer) == ("tocilizumab", "two", "ours")


def test_another_decision_takes_the_place_of_the_first(tmp_path: Path) -> None:
    any_crs = next(rule for rule in link(tmp_path).bsab if rule.id == "any")
    assert any_crs.decision.word == "discontinue"
    assert any_crs.until == ""


def test_rules_are_added_and_removed(tmp_path: Path) -> None:
    ids = [rule.id for rule in link(tmp_path).rules if rule.layer in ("base", "ours")]
    assert "first" not in ids
    assert "ours-ecg" in ids


def test_a_setting_reaches_the_findings_of_the_base(tmp_path: Path) -> None:
    feverish = next(p for p in link(tmp_path).propositions if p.name == "feverish")
    assert "37000000" in repr(feverish.condition)


def test_a_changed_setting_stands_on_the_word_of_who_changed_it(tmp_path: Path) -> None:
    (warm,) = [setting for setting in link(tmp_path).settings if setting.name == "warm"]
    assert (warm.text, warm.because, warm.citation.source) == ("37.0 Cel", "we look earlier", "minutes")
    unsourced = OVERLAY.replace("because: we look earlier, source: minutes", "because: we look earlier")
    help = "add `source: <id of a source> <place in it>`"
    assert faults(tmp_path, unsourced) == [("no-source", "`source` is missing in `warm`", help)]


def test_the_linker_asks_for_a_source_by_itself(tmp_path: Path) -> None:
    """The shape check has said so before; no setting may reach a plan without one even so."""
    problems = Problems()
    path = write(tmp_path, base=BASE.replace("because: ours, source: guide", "because: ours"))
    data = path.read_bytes()
    root = read_yaml(data, str(path))
    assert isinstance(root, Mapping)
    settings = read_settings(
        [Gathered("base", "protocol", path, root, data, "")], Citer({}, problems), problems
    )
    assert settings["warm"].setting is None
    (problem,) = problems
    assert (problem.code, problem.message) == ("no-source", "the setting `warm` names no source")


def test_every_deviation_keeps_its_direction_and_reason(tmp_path: Path) -> None:
    found = [(d.kind, d.target, d.direction, d.because) for d in link(tmp_path).deviations]
    assert sorted(found) == [
        ("add", "ours-ecg", "stricter", "five"),
        ("remove", "first", "looser", "nurses decide"),
        ("replace", "any", "stricter", "we stop at once"),
        ("replace", "second", "looser", "mixed centrally"),
        ("setting", "warm", "stricter", "we look earlier"),
    ]


def test_an_overlay_may_be_extended_again(tmp_path: Path) -> None:
    top = HEAD.format(id="top") + (
        "extends: ours\nremove:\n  - {id: ours-ecg, direction: looser, because: no echo at night}\n"
    )
    protocol = link_documents(write(tmp_path, base=BASE, ours=OVERLAY, top=top)).protocol
    assert "ours-ecg" not in {rule.id for rule in protocol.rules}
    assert next(rule for rule in protocol.rules if rule.id == "second").layer == "ours"
    assert {d.layer for d in protocol.deviations} == {"ours", "top"}


@pytest.mark.parametrize(
    ("overlay", "code", "message", "help"),
    [
        (
            OVERLAY.replace("  second:", "  secnd:"),
            "unknown-name",
            "no rule `secnd` in base to replace",
            "did you mean `second`? (base.protocol.yaml:16)",
        ),
        (
            OVERLAY.replace("{id: first, direction", "{id: frst, direction"),
            "unknown-name",
            "no rule `frst` in base to remove",
            "did you mean `first`? (base.protocol.yaml:15)",
        ),
        (
            OVERLAY.replace("id: ours-ecg", "id: third"),
            "colliding-id",
            "base already has a rule `third`",
            "change it under `replace:`, or choose another id",
        ),
        (
            OVERLAY.replace("warm: {value: 37.0 Cel, direction: stricter,", "warm: {value: 37.0 Cel,"),
            "no-direction",
            "`warm` changes a setting of base and does not say in which direction",
            "add `direction: stricter`, `looser` or `different`",
        ),
        (
            OVERLAY.replace("  warm: {", "  warn: {"),
            "unknown-name",
            "no setting `warn` to change",
            "did you mean `warm`?",
        ),
        (
            OVERLAY.replace(
                "settings:\n",
                "settings:\n  low_flow_at_most: {value: 4 L/min, because: x, source: minutes}\n",
            ),
            "no-direction",
            "`low_flow_at_most` changes a setting of astct-2019-crs and does not say in which direction",
            "add `direction: stricter`, `looser` or `different`",
        ),
        (
            OVERLAY.replace("{id: first, direction", "{id: second, direction"),
            "conflicting-deviations",
            "`second` is replaced and left out",
            "keep one of the two",
        ),
        (
            OVERLAY + "  - {id: first, direction: looser, because: again}\n",
            "conflicting-deviations",
            "`first` is left out twice",
            "take one of them out",
        ),
        (
            OVERLAY.replace("id: ours-ecg", "id: first"),
            "conflicting-deviations",
            "`first` is added and left out",
            "keep one of the two",
        ),
        (
            OVERLAY.replace("any: {discontinue: true,", "any: {discontinue: true, hold: until crs resolved,"),
            "key-out-of-place",
            "a rule says one thing only",
            "leave out `discontinue`",
        ),
        (
            OVERLAY.replace("second: {", "second: {give: dexamethasone, consider: tocilizumab, "),
            "key-out-of-place",
            "a rule says one thing only",
            "leave out `consider`",
        ),
        (
            OVERLAY.replace("any: {discontinue: true,", "any: {give: ferritin,"),
            "conflicting-deviations",
            "`any` decides on the antibody and cannot order",
            "leave it out under `remove:`, and write the other under `add:`",
        ),
        (
            OVERLAY.replace("second: {urgency: within 1 h", "second: {hold: until crs resolved"),
            "conflicting-deviations",
            "`second` is an order and cannot decide on the antibody",
            "leave it out under `remove:`, and write the other under `add:`",
        ),
        (
            OVERLAY.replace("order: echocardiogram, ", ""),
            "missing-key",
            "it is not said what to do in `ours-ecg`",
            "write one of `give`, `order`, `consider`, `avoid`, `caution`, `hold`, `discontinue`,"
            " `next_dose`",
        ),
        (
            OVERLAY.replace("extends: base\n", ""),
            "key-out-of-place",
            "`remove` changes a base, and `ours` extends none",
            "name the base under `extends:`, or write the rules under `rules:` and `bsab:`",
        ),
        (
            OVERLAY + "rules:\n  - {id: x, when: crs >= 1, order: ferritin, because: y, source: minutes}\n",
            "key-out-of-place",
            "`ours` extends `base`, so its `rules` belong under `add`",
            "move them under `add:`, with a direction",
        ),
    ],
)
def test_faults_are_named(tmp_path: Path, overlay: str, code: str, message: str, help: str) -> None:
    assert (code, message, help) in faults(tmp_path, overlay)


SCOPED = BASE + "scope: {applies: age >= 18 a, not_covered: [CAR-T]}\n"


def test_whom_it_is_for_is_not_changed_without_a_reason(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        link_on(tmp_path, SCOPED, OVERLAY + "scope: {applies: age >= 12 a}\n")
    assert [(p.code, p.message, p.help) for p in refused.value.problems if p.severity == "error"] == [
        (
            "no-direction",
            "`applies` changes whom base is for and does not say in which direction and why",
            "add `direction: stricter`, `looser` or `different` and `because:` under `scope:`",
        )
    ]
    reason = "direction: looser, because: our children's ward"
    ours = OVERLAY + f"scope: {{applies: age >= 12 a, {reason}, not_covered: [fluids in children]}}\n"
    protocol = link_on(tmp_path, SCOPED, ours)
    assert ("scope", "looser", "our children's ward") in [
        (one.kind, one.direction, one.because) for one in protocol.deviations
    ]
    assert {"CAR-T", "fluids in children"} <= set(protocol.not_covered)
    same = link_on(tmp_path, SCOPED, OVERLAY + "scope: {not_covered: [fluids in children]}\n")
    scope = next(step for step in same.propositions if step.name == "scope")
    assert "age >= 18 a" in scope.text


@pytest.mark.parametrize(
    ("overlay", "name"),
    [
        (OVERLAY.replace("urgency: within 1 h, direction: looser", "direction: looser"), "second"),
        (
            OVERLAY.replace("urgency: within 1 h, direction: looser", "urgency: now, direction: looser"),
            "second",
        ),
        (OVERLAY.replace("37.0 Cel", "37.5 Cel"), "warm"),
    ],
)
def test_what_the_base_says_already_is_no_deviation(tmp_path: Path, overlay: str, name: str) -> None:
    warnings = link_documents(write(tmp_path, base=BASE, ours=overlay)).warnings
    assert [(p.message, p.help) for p in warnings if p.code == "idle-deviation"] == [
        (f"`{name}` says here what base says already", "take the deviation out, or write what is different")
    ]


@pytest.mark.parametrize(
    "overlay",
    [
        OVERLAY.replace(
            "settings:\n", "settings:\n  low_flow_at_most: {value: 4 L/min, because: x, source: minutes}\n"
        ),
        OVERLAY.replace("{id: first, direction", "{id: second, direction"),
        OVERLAY + "  - {id: first, direction: looser, because: again}\n",
    ],
)
def test_one_fault_is_said_once(tmp_path: Path, overlay: str) -> None:
    assert len({message for _, message, _ in faults(tmp_path, overlay)}) == 1


LIMITED = BASE.replace(
    "  - {id: third, when: feverish, order: blood_cultures, because: three, source: guide}\n",
    "  - {id: third, when: feverish, order: blood_cultures, after: [first], because: three, source: guide}\n"
    "  - {id: door, when: never, consider: anakinra, because: used up, source: guide}\n",
).replace("urgency: now, because: two", "urgency: now, limits: [3 in 24 h], otherwise: door, because: two")


def link_on(folder: Path, base: str, overlay: str) -> ClinicalProtocol:
    return link_documents(write(folder, base=base, ours=overlay)).protocol


def test_what_came_after_a_rule_that_is_left_out_comes_without_it(tmp_path: Path) -> None:
    third = next(rule for rule in link_on(tmp_path, LIMITED, OVERLAY).rules if rule.id == "third")
    assert third.after == ()


def test_a_rule_that_another_turns_to_is_not_left_out(tmp_path: Path) -> None:
    overlay = OVERLAY + "  - {id: door, direction: looser, because: not in stock}\n"
    with pytest.raises(Refused) as refused:
        link_on(tmp_path, LIMITED, overlay)
    said = [(p.code, p.message, p.help) for p in refused.value.problems if p.severity == "error"]
    assert (
        "conflicting-deviations",
        "`second` turns to `door` when a limit closes it, and that is left out",
        "keep `door`, or give `second` another `otherwise` under `replace:`",
    ) in said
    added = "{id: other, when: never, consider: siltuximab, direction: stricter, because: y, source: minutes}"
    another = overlay.replace("second: {", "second: {otherwise: other, ")
    another = another.replace("add:\n", f"add:\n  - {added}\n")
    second = next(rule for rule in link_on(tmp_path, LIMITED, another).rules if rule.id == "second")
    assert second.otherwise == "other"


@pytest.mark.parametrize("reason", ["''", "' '", '""', "null", "", "~"])
@pytest.mark.parametrize("deviation", ["mixed centrally", "nurses decide", "we look earlier", "five"])
def test_an_empty_reason_is_no_reason(tmp_path: Path, reason: str, deviation: str) -> None:
    assert faults(tmp_path, OVERLAY.replace(f"because: {deviation}", f"because: {reason}"))


@pytest.mark.parametrize("missing", ["because: mixed centrally", "direction: looser, because: mixed"])
def test_no_deviation_without_reason_and_direction(tmp_path: Path, missing: str) -> None:
    kept = "" if missing.startswith("because") else "because: mixed"
    assert faults(tmp_path, OVERLAY.replace(missing, kept).replace(", }", "}"))


def test_a_changed_base_is_seen_by_its_print(tmp_path: Path) -> None:
    overlay = OVERLAY.replace("second: {urgency", 'second: {was: "00000000", urgency')
    linked = link_documents(write(tmp_path, base=BASE, ours=overlay))
    (warning,) = [p for p in linked.warnings if p.code == "base-changed"]
    print_now = warning.help.rpartition("was: ")[2].strip("`")
    again = overlay.replace("00000000", print_now)
    assert not [
        p for p in link_documents(write(tmp_path, base=BASE, ours=again)).warnings if p.code == "base-changed"
    ]
    later = BASE.replace("urgency: now", "urgency: within 30 min")
    assert [
        p
        for p in link_documents(write(tmp_path, base=later, ours=again)).warnings
        if p.code == "base-changed"
    ]


def test_a_deviation_without_print_gets_one_to_write_down(tmp_path: Path) -> None:
    def without(overlay: str) -> dict[str, str]:
        warnings = link_documents(write(tmp_path, base=BASE, ours=overlay)).warnings
        return {p.message: p.help for p in warnings if p.code == "no-print"}

    said = without(OVERLAY)
    assert [message.split("`")[1] for message in said] == ["warm", "second", "any", "first"]
    message, help = next(iter(said.items()))
    assert message == "this deviation does not say for which `warm` it was written"
    assert help.startswith("write `was: ")
    assert help.endswith("`, and a later base shows whether it touches this")
    overlay = OVERLAY
    for message, help in said.items():
        name, print_now = message.split("`")[1], help.split("`")[1]
        overlay = overlay.replace(f"id: {name}, direction", f"id: {name}, {print_now}, direction")
        overlay = overlay.replace(f"  {name}: {{", f"  {name}: {{{print_now}, ")
    assert without(overlay) == {}
    changed = BASE.replace("37.5 Cel, because: ours", "37.6 Cel, because: ours").replace("650 mg", "500 mg")
    warnings = link_documents(write(tmp_path, base=changed, ours=overlay)).warnings
    assert [p.message for p in warnings if p.code == "base-changed"] == [
        "base has changed `warm` since this deviation was written",
        "base has changed `first` since this deviation was written",
    ]


def test_a_replaced_rule_says_on_the_plan_that_it_differs(tmp_path: Path) -> None:
    second = next(rule for rule in link(tmp_path).rules if rule.id == "second")
    assert second.note == "looser here than in base: mixed centrally"


WORDS = (
    HEAD.format(id="ours")
    + """extends: base
sources: {pharmacy: {title: Our pharmacy's table, checked: read}}
interventions:
  prednisolone:
    also: [prednisone]
    equivalence: {amount: 70 mg, equals: 10 mg, of: dexamethasone, source: pharmacy}
    direction: different
    because: our charts write prednisone, and our pharmacy has a number
  methylprednisolone: {title: methylprednisolone sodium succinate, direction: different, because: our label}
  anakinra: {classes: [], direction: looser, because: we do not let it hide a fever}
"""
)


def test_the_words_of_the_vocabulary_are_changed_in_one_place(tmp_path: Path) -> None:
    base, ours = link_documents(write(tmp_path, base=BASE)).protocol, link(tmp_path, WORDS)
    before, after = base.vocabulary.interventions, ours.vocabulary.interventions
    assert before["prednisolone"].equivalence is None
    worth = after["prednisolone"].equivalence
    assert worth is not None
    assert (worth.lowest, worth.highest, worth.of) == (Fraction(1, 7), Fraction(1, 7), "dexamethasone")
    assert (worth.source, worth.checked) == ("pharmacy", "read")
    assert after["prednisolone"].classes == ("steroid",)
    assert after["prednisolone"].also == ("prednisone",)
    assert after["methylprednisolone"].title == "methylprednisolone sodium succinate"
    assert after["methylprednisolone"].equivalence == before["methylprednisolone"].equivalence
    # what is derived from a class follows it
    clock = "hours_since_anticytokine"
    names = [p.vocabulary.inputs[clock].from_history.names for p in (base, ours)]  # type: ignore[union-attr]
    assert names[0] - names[1] == {"anakinra"}
    assert [(one.kind, one.target, one.direction, one.text) for one in ours.deviations][2:] == [
        ("intervention", "anakinra", "looser", "classes: []")
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("direction: different, because: our label", "because: our label", "does not say in which direction"),
        ("direction: different, because: our label", "direction: different", "because"),
        ("also: [prednisone]", "also: [dex]", "`dex` already stands for the intervention `dexamethasone`"),
        ("  anakinra:", "  anakinrra:", "a new one needs `title`"),
        ("classes: []", "classes: [anti cytokine]", "anti cytokine"),
    ],
)
def test_faulty_words_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in WORDS
    with pytest.raises(Refused) as refused:
        link(tmp_path, WORDS.replace(old, new))
    assert any(message in problem.message + problem.help for problem in refused.value.problems)


def test_a_base_with_words_of_its_own_hands_them_on(tmp_path: Path) -> None:
    ours = WORDS.replace("id: ours", "id: middle")
    last = HEAD.format(id="last") + "extends: middle\n"
    last += "interventions:\n  prednisolone: {also: [pred], direction: different, because: shorter}\n"
    found = link_documents(write(tmp_path, base=BASE, middle=ours, last=last)).protocol
    one = found.vocabulary.interventions["prednisolone"]
    assert one.also == ("prednisone", "pred")
    assert one.equivalence is not None
