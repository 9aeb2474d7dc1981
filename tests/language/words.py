"""A small vocabulary, and the names made of it, for the tests of conditions."""

from leeward.language.from_expression import read_condition
from leeward.language.names import Names
from leeward.language.quantity import read_quantity
from leeward.language.units import BY_NAME
from leeward.model.expression import Condition
from leeward.model.vocabulary import FromHistory, Input, Kind
from leeward.text.node import Scalar
from leeward.text.place import Place
from leeward.text.problem import Problem, Problems

HERE = Place("words.yaml")


def number(name: str, unit: str = "", plausible: str = "", whole: bool = False, never: bool = False) -> Input:
    found = BY_NAME[unit] if unit else None
    ends = [read_quantity(end).millionths(found) for end in plausible.split(" .. ")] if plausible else []
    return Input(
        name,
        name,
        Kind.QUANTITY if unit else Kind.NUMBER,
        HERE,
        unit=found,
        plausible=(ends[0], ends[1]) if ends else None,
        whole=whole,
        may_be_never=never,
        from_history=FromHistory("hours_since", "given", frozenset({"tocilizumab"})) if never else None,
    )


def worded(name: str, kind: Kind, *options: str) -> Input:
    return Input(name, name, kind, HERE, options=options)


INPUTS = {
    input.name: input
    for input in (
        number("temperature", "Cel", "30 Cel .. 43 Cel"),
        number("skin_temperature", "degF"),
        number("systolic_bp", "mm[Hg]", "30 mm[Hg] .. 300 mm[Hg]"),
        number("systolic_bp_baseline", "mm[Hg]", "30 mm[Hg] .. 300 mm[Hg]"),
        number("hours_since_tocilizumab", "h", never=True),
        number("days_since_last_dose", "d", "0 d .. 4000 d"),
        number("age", "a", "0 a .. 120 a"),
        number("height", "cm"),
        number("spo2", "%", "0 % .. 100 %"),
        number("anc", "/uL"),
        number("fio2", "", "0.21 .. 1"),
        number("ice", "", "0 .. 10", whole=True),
        number("ice_baseline", "", "0 .. 10", whole=True),
        worded("oxygen_device", Kind.OPTION, "room_air", "nasal_cannula", "cpap", "ventilator"),
        worded("motor", Kind.OPTION, "none", "tremor", "deep_focal_weakness"),
        worded("vasopressors", Kind.SET, "norepinephrine", "epinephrine", "vasopressin"),
        worded("raised_icp", Kind.YES_NO),
        worded("hypotension", Kind.YES_NO),
        worded("product", Kind.NAME),
        worded("last_dose_level", Kind.NAME),
    )
}

NAMES = Names(
    inputs=INPUTS,
    settings={
        "lowest_systolic": read_quantity("90 mm[Hg]"),
        "low_flow_at_most": read_quantity("6 L/min"),
        "treat_from_grade": read_quantity("2"),
        "share_of_baseline": read_quantity("0.7"),
        "pressure_devices": frozenset({"ventilator", "cpap"}),
        "no_devices": frozenset[str](),
        "usual_device": "nasal_cannula",
        "treat_early": True,
        "treat_late": False,
    },
    propositions=frozenset({"fever", "low_flow", "hypotension"}),
    grades={"crs": 4, "icans": 4},
)


def read(text: str) -> tuple[Condition | None, list[Problem]]:
    """A condition written at line 3, column 11 of a protocol, and the problems found in it."""
    problems = Problems()
    condition = read_condition(Scalar(text, Place("p.yaml", 3, 11, len(text))), NAMES, problems)
    return condition, list(problems)


def good(text: str) -> Condition:
    condition, problems = read(text)
    assert condition is not None, problems
    assert problems == []
    return condition
