"""A small protocol of 44 rules, once as a model and once as a hand would write it in Python.

Close enough to a real one to measure with, and not for patients.
"""

import sys
from datetime import UTC, datetime
from random import Random
from typing import Any

import leeward
from leeward.backends.kernel_layout import kernel_layout
from leeward.language.quantity import MILLION
from leeward.language.units import BY_NAME
from leeward.model.decision import BsabRule, Decision
from leeward.model.expression import And, Compare, Condition, Count, GradeIs, Holds, Literal, OneOf, Or, Yes
from leeward.model.protocol import ClinicalProtocol
from leeward.model.source import Citation
from leeward.model.state import Fact, State, Value
from leeward.model.steps import Grade, Proposition, Step
from leeward.model.vocabulary import Input, Kind, Vocabulary
from leeward.text.place import Place

PLACE = Place("small.protocol.yaml")
DEVICES = ("room_air", "nasal_cannula", "facemask", "high_flow", "cpap", "ventilator")
CONSCIOUSNESS = ("alert", "voice", "touch", "unarousable")
SEIZURE = ("none", "brief", "prolonged")
MOTOR = ("none", "tremor", "deep_focal_weakness")
EDEMA = ("none", "focal", "diffuse")
PRESSORS = ("norepinephrine", "phenylephrine", "vasopressin")


def _number(name: str, unit: str = "") -> Input:
    kind = Kind.QUANTITY if unit else Kind.NUMBER
    return Input(name, name, kind, PLACE, unit=BY_NAME[unit] if unit else None)


INPUTS = (
    _number("temperature", "Cel"),
    _number("systolic_bp", "mm[Hg]"),
    _number("spo2", "%"),
    Input("device", "device", Kind.OPTION, PLACE, options=DEVICES),
    Input("pressors", "pressors", Kind.SET, PLACE, options=PRESSORS),
    _number("ice"),
    Input("consciousness", "consciousness", Kind.OPTION, PLACE, options=CONSCIOUSNESS),
    Input("seizure", "seizure", Kind.OPTION, PLACE, options=SEIZURE),
    Input("motor", "motor", Kind.OPTION, PLACE, options=MOTOR),
    Input("edema", "edema", Kind.OPTION, PLACE, options=EDEMA),
    _number("fever_hours", "h"),
    _number("tocilizumab_doses"),
    _number("prior_grade3"),
    _number("anc", "/uL"),
    Input("infection", "infection", Kind.YES_NO, PLACE),
)


def _at(name: str, op: str, number: float) -> Condition:
    return Literal(Compare(((1, name),), op, int(number * MILLION)))  # type: ignore[arg-type]


def _is(name: str, *options: str) -> Condition:
    return Literal(OneOf(name, options))


def _holds(name: str, positive: bool = True) -> Condition:
    return Literal(Holds(name), positive)


def _grade(name: str, number: int) -> Condition:
    return Literal(GradeIs(name, ">=", number))


def _all(*parts: Condition) -> Condition:
    return And(parts)


def _any(*parts: Condition) -> Condition:
    return Or(parts)


_PRESSORS_BESIDES = Literal(Count("pressors", ("vasopressin",), ">=", 2))
_ANY_PRESSOR = Literal(Count("pressors", (), ">=", 1))
_INFECTION = Literal(Yes("infection"))

_FINDINGS: dict[str, Condition] = {
    "fever": _at("temperature", ">=", 38),
    "hypotension": _any(_at("systolic_bp", "<", 90), _ANY_PRESSOR),
    "hypoxia": _any(_at("spo2", "<", 92), Literal(OneOf("device", ("room_air",)), False)),
}
_CRS: dict[int, Condition] = {
    4: _all(_holds("fever"), _any(_PRESSORS_BESIDES, _is("device", "cpap", "ventilator"))),
    3: _all(_holds("fever"), _any(_ANY_PRESSOR, _is("device", "facemask", "high_flow"))),
    2: _all(_holds("fever"), _any(_holds("hypotension"), _holds("hypoxia"))),
    1: _holds("fever"),
}
_SIGNS: dict[str, Condition] = {
    "ice_absent": _at("ice", "=", 0),
    "ice_severe": _at("ice", "<=", 2),
    "ice_moderate": _at("ice", "<=", 6),
    "ice_mild": _at("ice", "<=", 9),
    "seizing": _is("seizure", "brief", "prolonged"),
    "focal": _is("motor", "deep_focal_weakness"),
    "swollen": _is("edema", "focal", "diffuse"),
}
_ICANS: dict[int, Condition] = {
    4: _any(
        _all(_holds("ice_absent"), _is("consciousness", "unarousable")),
        _is("seizure", "prolonged"),
        _holds("focal"),
        _is("edema", "diffuse"),
    ),
    3: _any(_holds("ice_severe"), _is("consciousness", "touch"), _holds("seizing"), _holds("swollen")),
    2: _any(_holds("ice_moderate"), _is("consciousness", "voice")),
    1: _holds("ice_mild"),
}
_BSAB: dict[str, tuple[Decision, Condition]] = {
    "stop-grade-4": (Decision.DISCONTINUE, _any(_grade("crs", 4), _grade("icans", 4))),
    "stop-recurrent": (Decision.DISCONTINUE, _all(_grade("crs", 3), _at("prior_grade3", ">=", 1))),
    "hold-crs": (Decision.HOLD, _grade("crs", 1)),
    "hold-icans": (Decision.HOLD, _grade("icans", 1)),
    "hold-infection": (Decision.HOLD, _INFECTION),
    "hold-neutropenia": (Decision.HOLD, _at("anc", "<", 500)),
}
_RULES: dict[str, Condition] = {
    "acetaminophen": _holds("fever"),
    "cultures": _all(_holds("fever"), _any(_INFECTION, _at("anc", "<", 1000))),
    "antibiotics": _all(_holds("fever"), _at("anc", "<", 500)),
    "gcsf": _all(_at("anc", "<", 500), _grade("crs", 1)),
    "fluids": _all(_holds("hypotension"), Literal(Count("pressors", (), "=", 0))),
    "oxygen": _holds("hypoxia"),
    "telemetry": _grade("crs", 2),
    "icu": _any(_grade("crs", 3), _grade("icans", 3)),
    "tocilizumab": _any(_grade("crs", 2), _all(_grade("crs", 1), _at("fever_hours", ">=", 72))),
    "tocilizumab-limit": _at("tocilizumab_doses", ">=", 3),
    "anakinra": _all(_grade("crs", 2), _holds("tocilizumab-limit")),
    "crs-steroid": _any(_grade("crs", 3), _all(_grade("crs", 2), _at("tocilizumab_doses", ">=", 1))),
    "crs-pulse": _grade("crs", 4),
    "icans-steroid": _grade("icans", 2),
    "icans-pulse": _grade("icans", 4),
    "eeg": _any(_grade("icans", 2), _holds("seizing")),
    "imaging": _any(_grade("icans", 3), _holds("focal")),
    "levetiracetam": _grade("icans", 1),
    "neurology": _any(_grade("icans", 2), _holds("swollen"), _holds("focal")),
    "echo": _all(_grade("crs", 3), _ANY_PRESSOR),
}


def small_protocol() -> ClinicalProtocol:
    """The protocol as every engine reads it."""
    steps: list[Step] = [Proposition(n, "finding", c, PLACE) for n, c in (_FINDINGS | _SIGNS).items()]
    for grade, rows in (("crs", _CRS), ("icans", _ICANS)):
        steps += [Proposition(f"{grade}.{number}", "grade", c, PLACE) for number, c in rows.items()]
        steps.append(Grade(grade, grade, tuple((number, f"{grade}.{number}") for number in rows), PLACE))
    steps += [Proposition(name, "bsab", condition, PLACE) for name, (_, condition) in _BSAB.items()]
    steps += [Proposition(name, "rule", condition, PLACE) for name, condition in _RULES.items()]
    nowhere = Citation("none", "", "memory")
    bsab = tuple(BsabRule(n, decision, "", nowhere, "small", PLACE) for n, (decision, _) in _BSAB.items())
    vocabulary = Vocabulary({one.name: one for one in INPUTS}, {}, {})
    return ClinicalProtocol(
        "small", "protocol", "Small", "1.0.0", "draft", "", PLACE, vocabulary, tuple(steps), bsab=bsab
    )


def patients(
    count: int, missing: float = 0.1, seed: int = 1, inputs: tuple[Input, ...] = INPUTS
) -> list[State]:
    """Random patients; each input is missing with the given probability."""
    random = Random(seed)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        State(
            at, {i.name: Fact(_value(random, i), at, "stated") for i in inputs if random.random() >= missing}
        )
        for _ in range(count)
    ]


def chosen() -> tuple[ClinicalProtocol, tuple[Input, ...]]:
    """The protocol named on the command line, or the small one; with the inputs of its patients."""
    if len(sys.argv) < 2:
        return small_protocol(), INPUTS
    protocol = leeward.load(sys.argv[1])
    inputs = protocol.vocabulary.inputs
    return protocol, tuple(inputs[name] for name in kernel_layout(protocol).inputs)


# lowest and highest of the random values; plain whole numbers stay whole
_NUMBERS = {
    "temperature": (36, 41),
    "systolic_bp": (70, 140),
    "spo2": (85, 100),
    "ice": (0, 10),
    "fever_hours": (0, 100),
    "tocilizumab_doses": (0, 4),
    "prior_grade3": (0, 1),
    "anc": (100, 4000),
}


def _value(random: Random, one: Input) -> Value:
    match one.kind:
        case Kind.YES_NO:
            return random.random() < 0.2
        case Kind.OPTION:
            return one.options[min(int(random.expovariate(1.0)), len(one.options) - 1)]
        case Kind.SET:
            return frozenset(option for option in one.options if random.random() < 0.15)
        case Kind.NAME:
            return random.choice(one.options or ("teclistamab", "full"))
        case _:
            low, high = _NUMBERS.get(one.name) or [
                end // MILLION for end in one.plausible or (0, 500 * MILLION)
            ]
            steps = 1 if one.kind is Kind.NUMBER else 10
            return random.randint(low * steps, high * steps) * MILLION // steps


def by_hand(values: tuple[Any, ...]) -> tuple[list[str], int, int, int]:
    """The same protocol as a hand would write it: only what is known to be so, one plane."""
    temperature, sbp, spo2, device, pressors, ice, consciousness, seizure, motor, edema, *more = values
    fever_hours, tocilizumab_doses, prior_grade3, anc, infection = more
    fired = []

    fever = temperature is not None and temperature >= 38_000_000
    any_pressor = pressors is not None and pressors != 0
    hypotension = (sbp is not None and sbp < 90_000_000) or any_pressor
    hypoxia = (spo2 is not None and spo2 < 92_000_000) or (device is not None and device != 0)
    if fever:
        fired.append("fever")
    if hypotension:
        fired.append("hypotension")
    if hypoxia:
        fired.append("hypoxia")
    crs = 0
    if fever:
        two = pressors is not None and (pressors & 3) == 3
        if two or (device is not None and device in (4, 5)):
            crs = 4
        elif any_pressor or (device is not None and device in (2, 3)):
            crs = 3
        elif hypotension or hypoxia:
            crs = 2
        else:
            crs = 1

    seizing = seizure is not None and seizure >= 1
    focal = motor is not None and motor == 2
    swollen = edema is not None and edema >= 1
    if (
        (ice is not None and ice == 0 and consciousness is not None and consciousness == 3)
        or (seizure is not None and seizure == 2)
        or focal
        or (edema is not None and edema == 2)
    ):
        icans = 4
    elif (
        (ice is not None and ice <= 2_000_000)
        or (consciousness is not None and consciousness == 2)
        or seizing
        or swollen
    ):
        icans = 3
    elif (ice is not None and ice <= 6_000_000) or (consciousness is not None and consciousness == 1):
        icans = 2
    elif ice is not None and ice <= 9_000_000:
        icans = 1
    else:
        icans = 0

    decision = 0
    if infection is True:
        fired.append("hold-infection")
        decision = 1
    if anc is not None and anc < 500_000_000:
        fired.append("hold-neutropenia")
        decision = 1
    if crs >= 1:
        fired.append("hold-crs")
        decision = 1
    if icans >= 1:
        fired.append("hold-icans")
        decision = 1
    if crs >= 4 or icans >= 4:
        fired.append("stop-grade-4")
        decision = 2
    if crs >= 3 and prior_grade3 is not None and prior_grade3 >= 1_000_000:
        fired.append("stop-recurrent")
        decision = 2

    if fever:
        fired.append("acetaminophen")
        if infection is True or (anc is not None and anc < 1_000_000_000):
            fired.append("cultures")
        if anc is not None and anc < 500_000_000:
            fired.append("antibiotics")
    if crs >= 1 and anc is not None and anc < 500_000_000:
        fired.append("gcsf")
    if hypotension and pressors is not None and pressors == 0:
        fired.append("fluids")
    if hypoxia:
        fired.append("oxygen")
    if crs >= 2:
        fired.append("telemetry")
    if crs >= 3 or icans >= 3:
        fired.append("icu")
    if crs >= 2 or (crs >= 1 and fever_hours is not None and fever_hours >= 72_000_000):
        fired.append("tocilizumab")
    if tocilizumab_doses is not None and tocilizumab_doses >= 3_000_000:
        fired.append("tocilizumab-limit")
        if crs >= 2:
            fired.append("anakinra")
    if crs >= 3 or (crs >= 2 and tocilizumab_doses is not None and tocilizumab_doses >= 1_000_000):
        fired.append("crs-steroid")
    if crs >= 4:
        fired.append("crs-pulse")
    if icans >= 2:
        fired.append("icans-steroid")
    if icans >= 4:
        fired.append("icans-pulse")
    if icans >= 2 or seizing:
        fired.append("eeg")
    if icans >= 3 or focal:
        fired.append("imaging")
    if icans >= 1:
        fired.append("levetiracetam")
    if icans >= 2 or swollen or focal:
        fired.append("neurology")
    if crs >= 3 and any_pressor:
        fired.append("echo")
    return fired, crs, icans, decision
