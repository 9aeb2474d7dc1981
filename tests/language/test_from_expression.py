"""What each construct of the language means, as nodes of the model."""

import pytest
from tests.language.words import good

from leeward.model.expression import (
    ALWAYS,
    NEVER_TRUE,
    And,
    Compare,
    Condition,
    Count,
    GradeIs,
    Has,
    Holds,
    Literal,
    OneOf,
    Or,
    Yes,
    atoms,
)


def sure(atom: object, positive: bool = True) -> Condition:
    return Literal(atom, positive)  # type: ignore[arg-type]


def compare(op: str, bound: int, *terms: tuple[int, str]) -> Condition:
    return sure(Compare(terms, op, bound))  # type: ignore[arg-type]


TEMPERATURE = (1, "temperature")
SYSTOLIC = (1, "systolic_bp")
FEVER = sure(Holds("fever"))
RAISED = sure(Yes("raised_icp"))
MILLION = 1_000_000

MEANINGS = [
    ("always", ALWAYS),
    (" never ", NEVER_TRUE),
    ("fever", FEVER),
    ("(fever)", FEVER),
    ("raised_icp", RAISED),
    ("hypotension", sure(Holds("hypotension"))),
    ("not fever", sure(Holds("fever"), False)),
    ("not (not fever)", FEVER),
    ("fever and raised_icp", And((FEVER, RAISED))),
    ("fever or raised_icp", Or((FEVER, RAISED))),
    ("fever or raised_icp and low_flow", Or((FEVER, And((RAISED, sure(Holds("low_flow"))))))),
    ("(fever or raised_icp) and low_flow", And((Or((FEVER, RAISED)), sure(Holds("low_flow"))))),
    ("fever and (raised_icp and low_flow)", And((FEVER, RAISED, sure(Holds("low_flow"))))),
    ("not (fever and raised_icp)", Or((sure(Holds("fever"), False), sure(Yes("raised_icp"), False)))),
    ("not (fever or not raised_icp)", And((sure(Holds("fever"), False), RAISED))),
    ("treat_early and fever", FEVER),
    ("treat_early or fever", ALWAYS),
    ("treat_late and fever", NEVER_TRUE),
    ("treat_late or fever", FEVER),
    ("not treat_late", ALWAYS),
    ("temperature >= 38.0 Cel", compare(">=", 38 * MILLION, TEMPERATURE)),
    ("temperature >= 38.0 °C", compare(">=", 38 * MILLION, TEMPERATURE)),
    ("temperature >= 100.4 degF", compare(">=", 38 * MILLION, TEMPERATURE)),
    ("temperature >= 100.4[degF]", compare(">=", 38 * MILLION, TEMPERATURE)),
    ("38 Cel <= temperature", compare(">=", 38 * MILLION, TEMPERATURE)),
    ("38 Cel > temperature", compare("<", 38 * MILLION, TEMPERATURE)),
    ("temperature = 38 Cel", compare("=", 38 * MILLION, TEMPERATURE)),
    ("temperature != 38 Cel", sure(Compare((TEMPERATURE,), "=", 38 * MILLION), False)),
    ("not temperature < 38 Cel", sure(Compare((TEMPERATURE,), "<", 38 * MILLION), False)),
    (
        "temperature in 38.0 Cel .. 39.0 Cel",
        And((compare(">=", 38 * MILLION, TEMPERATURE), compare("<=", 39 * MILLION, TEMPERATURE))),
    ),
    (
        "not temperature in 38 Cel .. 39 Cel",
        Or(
            (
                sure(Compare((TEMPERATURE,), ">=", 38 * MILLION), False),
                sure(Compare((TEMPERATURE,), "<=", 39 * MILLION), False),
            )
        ),
    ),
    ("systolic_bp < 90 mm[Hg]", compare("<", 90 * MILLION, SYSTOLIC)),
    ("systolic_bp < 90 mmHg", compare("<", 90 * MILLION, SYSTOLIC)),
    ("systolic_bp < 90 mm Hg", compare("<", 90 * MILLION, SYSTOLIC)),
    ("systolic_bp < 12 kPa", compare("<", 90_007_389, SYSTOLIC)),
    ("systolic_bp < lowest_systolic", compare("<", 90 * MILLION, SYSTOLIC)),
    (
        "systolic_bp < 0.7 * systolic_bp_baseline",
        compare("<", 0, (10, "systolic_bp"), (-7, "systolic_bp_baseline")),
    ),
    (
        "systolic_bp < share_of_baseline * systolic_bp_baseline",
        compare("<", 0, (10, "systolic_bp"), (-7, "systolic_bp_baseline")),
    ),
    (
        "systolic_bp - systolic_bp_baseline <= -40 mm[Hg]",
        compare("<=", -40 * MILLION, SYSTOLIC, (-1, "systolic_bp_baseline")),
    ),
    (
        "-systolic_bp + systolic_bp_baseline >= 40 mm[Hg]",
        compare("<=", -40 * MILLION, SYSTOLIC, (-1, "systolic_bp_baseline")),
    ),
    ("2 * (systolic_bp - 5 mm[Hg]) > 100 mm[Hg]", compare(">", 55 * MILLION, SYSTOLIC)),
    ("3 * systolic_bp > 200 mm[Hg]", compare(">", 200 * MILLION, (3, "systolic_bp"))),
    (
        "hours_since_tocilizumab > days_since_last_dose",
        compare(">", 0, (1, "hours_since_tocilizumab"), (-24, "days_since_last_dose")),
    ),
    (
        "days_since_last_dose + hours_since_tocilizumab >= 2 d",
        compare(">=", 48 * MILLION, (24, "days_since_last_dose"), (1, "hours_since_tocilizumab")),
    ),
    (
        "skin_temperature > temperature",
        compare(">", 160 * MILLION, (5, "skin_temperature"), (-9, "temperature")),
    ),
    ("hours_since_tocilizumab >= 3 d", compare(">=", 72 * MILLION, (1, "hours_since_tocilizumab"))),
    ("age < 6 mo", compare("<", MILLION // 2, (1, "age"))),
    ("spo2 < 92%", compare("<", 92 * MILLION, (1, "spo2"))),
    ("anc < 0.5 10*3/uL", compare("<", 500 * MILLION, (1, "anc"))),
    ("anc < 0.5 10*9/L", compare("<", 500 * MILLION, (1, "anc"))),
    ("anc < 500 /uL and fever", And((compare("<", 500 * MILLION, (1, "anc")), FEVER))),
    ("height >= 60 in and fever", And((compare(">=", 152_400_000, (1, "height")), FEVER))),
    (
        "height in 60 in .. 70 in",
        And((compare(">=", 152_400_000, (1, "height")), compare("<=", 177_800_000, (1, "height")))),
    ),
    ("fio2 > 0.4", compare(">", 400_000, (1, "fio2"))),
    ("ice in 3 .. 6", And((compare(">=", 3 * MILLION, (1, "ice")), compare("<=", 6 * MILLION, (1, "ice"))))),
    ("2 * ice >= 7", compare(">=", 7 * MILLION, (2, "ice"))),
    ("ice <= ice_baseline - 2", compare("<=", -2 * MILLION, (1, "ice"), (-1, "ice_baseline"))),
    ("oxygen_device = cpap", sure(OneOf("oxygen_device", ("cpap",)))),
    ("oxygen_device != cpap", sure(OneOf("oxygen_device", ("cpap",)), False)),
    ("oxygen_device = usual_device", sure(OneOf("oxygen_device", ("nasal_cannula",)))),
    ("oxygen_device in {cpap, room_air}", sure(OneOf("oxygen_device", ("room_air", "cpap")))),
    ("oxygen_device in {usual_device}", sure(OneOf("oxygen_device", ("nasal_cannula",)))),
    ("oxygen_device in pressure_devices", sure(OneOf("oxygen_device", ("cpap", "ventilator")))),
    ("not oxygen_device in {cpap}", sure(OneOf("oxygen_device", ("cpap",)), False)),
    ("product = teclistamab", sure(OneOf("product", ("teclistamab",)))),
    ("last_dose_level = step-up-1", sure(OneOf("last_dose_level", ("step-up-1",)))),
    ("last_dose_level in {step-up-2, full}", sure(OneOf("last_dose_level", ("step-up-2", "full")))),
    ("vasopressin in vasopressors", sure(Has("vasopressors", "vasopressin"))),
    ("count(vasopressors) >= 1", sure(Count("vasopressors", (), ">=", 1))),
    ("2 <= count(vasopressors)", sure(Count("vasopressors", (), ">=", 2))),
    ("count(vasopressors) != 0", sure(Count("vasopressors", (), "=", 0), False)),
    (
        "count(vasopressors besides {vasopressin, epinephrine}) = 1",
        sure(Count("vasopressors", ("epinephrine", "vasopressin"), "=", 1)),
    ),
    ("crs >= 2", sure(GradeIs("crs", ">=", 2))),
    ("2 > crs", sure(GradeIs("crs", "<", 2))),
    ("crs != 0", sure(GradeIs("crs", "=", 0), False)),
    ("crs >= treat_from_grade", sure(GradeIs("crs", ">=", 2))),
    ("crs in 1 .. 2", And((sure(GradeIs("crs", ">=", 1)), sure(GradeIs("crs", "<=", 2))))),
    ("fever\n  and raised_icp", And((FEVER, RAISED))),
]


@pytest.mark.parametrize(("text", "meaning"), MEANINGS, ids=[text for text, _ in MEANINGS])
def test_meaning(text: str, meaning: Condition) -> None:
    assert good(text) == meaning


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("fever and temperature  >=  38.0 Cel", ["fever", "temperature >= 38.0 Cel"]),
        ("38.0 Cel <= temperature", ["38.0 Cel <= temperature"]),
        ("temperature != 38.0 Cel", ["temperature = 38.0 Cel"]),
        ("temperature in 38.0 Cel .. 39 Cel", ["temperature >= 38.0 Cel", "temperature <= 39 Cel"]),
        ("oxygen_device in {cpap, room_air}", ["oxygen_device in {cpap, room_air}"]),
        ("oxygen_device != cpap", ["oxygen_device = cpap"]),
        ("crs in 1 .. 2", ["crs >= 1", "crs <= 2"]),
    ],
)
def test_atoms_keep_the_words_of_the_writer(text: str, kept: list[str]) -> None:
    assert [atom.text for atom in atoms(good(text))] == kept


def test_the_longest_and_deepest_condition_is_read() -> None:
    deep = "(" * 40 + "fever" + ")" * 40
    assert good(deep) == FEVER
    long = " and ".join(["fever"] * 200)
    assert 1_990 <= len(long) <= 2_000
    assert len(list(atoms(good(long)))) == 200
    many = " + ".join(["systolic_bp"] * 120) + " > 9000 mm[Hg]"
    assert good(many) == compare(">", 75 * MILLION, SYSTOLIC)
