"""Two steroids in one plan: both said, and which is the stronger, never merged and never dropped."""

from json import loads

import pytest
from tests.plan.make import ordered, patient, plan_of, protocol_with

from leeward.link.load import load_protocol
from leeward.plan.to_json import to_json
from leeward.plan.to_text import to_text
from leeward.text.problem import Refused

WORTH = "{amount: 50 mg .. 53 mg, equals: 10 mg, of: dexamethasone, source: {id: notes, checked: memory}}"
CLASSED = (
    ("dexamethasone: {title: dexamethasone, ", "classes: [steroid], "),
    ("methylprednisolone: {title: methylprednisolone, ", f"classes: [steroid], equivalence: {WORTH}, "),
    ("saline: {title: saline, ", "classes: [steroid], "),
)


def protocol(folder, rules, words=CLASSED, interventions=""):
    protocol_with(folder, rules)
    path = folder / "small-vocabulary.protocol.yaml"
    text = path.read_text(encoding="utf-8")
    for head, more in words:
        assert head in text
        text = text.replace(head, head + more)
    path.write_text(text, encoding="utf-8")
    main = folder / "small.protocol.yaml"
    main.write_text(main.read_text(encoding="utf-8") + interventions, encoding="utf-8")
    return load_protocol(main)


def two(dex="10 mg", dex_every="6 h", mp="500 mg", mp_every="12 h", replaces="", verb="give"):
    return f"""
- {{id: dex, when: flag_a, give: dexamethasone, dose: {dex}, every: {dex_every}, source: guide}}
- {{id: mp, when: flag_a, {verb}: methylprednisolone, dose: {mp}, every: {mp_every}{replaces}, source: guide}}
"""


def plan(folder, rules, **options):
    return plan_of(protocol(folder, rules, **options), patient(flag_a="yes"))


def stronger(made):
    (one,) = made.compared
    return one.stronger


@pytest.mark.parametrize(
    ("mp", "expected"),
    [
        ("212 mg", None),  # 10/53 of it is exactly 40 mg: not certainly more
        ("212.1 mg", "methylprednisolone"),
        ("200 mg", None),  # 10/50 of it is exactly 40 mg: not certainly less
        ("199.9 mg", "dexamethasone"),
    ],
)
def test_the_stronger_by_the_whole_interval(tmp_path, mp, expected):
    made = plan(tmp_path, two(mp=mp, mp_every="24 h"))
    assert stronger(made) == expected
    assert {"dexamethasone", "methylprednisolone"} <= set(ordered(made))
    assert made.conflicts == ()
    if expected is None:
        assert "about the same" in made.compared[0].text


def test_the_words_of_it(tmp_path):
    made = plan(tmp_path, two())
    assert made.compared[0].text == (
        "dexamethasone 10 mg, every 6 h (ordered), methylprednisolone 500 mg, every 12 h (ordered): "
        "methylprednisolone is the stronger; in a day, as dexamethasone: dexamethasone 40 mg, "
        "methylprednisolone 188.6 to 200 mg (50 mg to 53 mg is worth 10 mg of dexamethasone)"
    )
    (told,) = loads(to_json(made))["compared"]
    assert (told["orders"], told["stronger"]) == (
        ["dexamethasone", "methylprednisolone"],
        "methylprednisolone",
    )
    assert told["sources"] == [{"id": "notes", "where": "", "checked": "memory"}]
    assert "[notes (unchecked)]" in to_text(made)


def test_a_weaker_drug_in_place_of_a_stronger_is_for_a_person(tmp_path):
    made = plan(tmp_path, two(mp="90 mg", replaces=", replaces: [dexamethasone]"))
    assert stronger(made) == "dexamethasone"
    assert [one.text for one in made.conflicts] == [
        "dexamethasone 10 mg, every 6 h is replaced by methylprednisolone 90 mg, every 12 h, "
        "which is the weaker by equivalence: a person must decide"
    ]
    assert [entry.rule for entry in made.not_now] == ["dex"]


def test_a_stronger_drug_in_place_of_a_weaker_is_only_told(tmp_path):
    made = plan(tmp_path, two(replaces=", replaces: [dexamethasone]"))
    assert (stronger(made), made.conflicts) == ("methylprednisolone", ())


def test_a_suggestion_is_compared_too(tmp_path):
    made = plan(tmp_path, two(verb="consider"))
    assert "(suggested)" in made.compared[0].text


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (
            (CLASSED[0], (CLASSED[1][0], "classes: [steroid], "), (CLASSED[2][0], CLASSED[1][1])),
            "not compared, no equivalence of methylprednisolone is given",
        ),
    ],
)
def test_a_drug_without_a_number_is_not_compared(tmp_path, words, why):
    made = plan(tmp_path, two(), words=words)
    assert made.compared[0].stronger is None
    assert why in made.compared[0].text


def test_an_order_without_a_dose_is_not_compared(tmp_path):
    rules = two().replace("dose: 500 mg, every: 12 h, ", "")
    made = plan(tmp_path, rules)
    assert "not compared, no dose of methylprednisolone is given" in made.compared[0].text


def test_drugs_of_no_common_class_are_not_spoken_of(tmp_path):
    assert plan(tmp_path, two(), words=CLASSED[1:]).compared == ()
    assert plan(tmp_path, two(), words=()).compared == ()


OURS = """interventions:
  methylprednisolone:
    equivalence: {amount: 40 mg, equals: 10 mg, of: dexamethasone, source: guide}
    because: our pharmacy's table
"""


def test_an_institution_changes_the_number_in_one_place(tmp_path):
    rules = two(mp="170 mg", mp_every="24 h")
    (tmp_path / "theirs").mkdir()
    assert stronger(plan(tmp_path / "theirs", rules)) == "dexamethasone"
    assert stronger(plan(tmp_path, rules, interventions=OURS)) == "methylprednisolone"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{amount: 5 mL, equals: 10 mg, of: dexamethasone, source: guide}", "compares one mass"),
        ("{amount: 5 mg, equals: 1 mg .. 2 mg, of: dexamethasone, source: guide}", "compares one mass"),
        ("{amount: 5 mg, equals: 1 mg, of: dexamethason, source: guide}", "which is no intervention"),
        ("{amount: 5 mg, equals: 1 mg, of: methylprednisolone, source: guide}", "which is itself"),
        ("{amount: 0 mg, equals: 1 mg, of: dexamethasone, source: guide}", "a dose above zero"),
        ("{amount: 5 mg, equals: 1 mg, of: dexamethasone, source: nobody}", "nobody"),
        ("{amount: 5 mg, equals: 1 mg, of: dexamethasone}", "source"),
    ],
)
def test_faults_are_named(tmp_path, entry, said):
    text = f"interventions:\n  methylprednisolone: {{equivalence: {entry}, because: ours}}\n"
    with pytest.raises(Refused) as refused:
        protocol(tmp_path, two(), interventions=text)
    assert said in str(refused.value)


def test_a_word_of_the_protocol_s_own(tmp_path):
    text = "interventions:\n  prednisone: {title: prednisone, kind: drug, phase: treat, because: ours}\n"
    assert "prednisone" in protocol(tmp_path, two(), interventions=text).vocabulary.interventions
    (tmp_path / "bare").mkdir()
    with pytest.raises(Refused) as refused:
        protocol(tmp_path / "bare", two(), interventions="interventions:\n  prednisone: {because: ours}\n")
    assert "a new one needs `title`" in str(refused.value)
