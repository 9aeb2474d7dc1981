"""A small vocabulary with fixed ranges, so that these tests do not move with the bundled one."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from leeward.language.quantity import MILLION
from leeward.language.units import BY_NAME
from leeward.library import find
from leeward.link.load import load_protocol
from leeward.model.expression import Compare, Literal
from leeward.model.product import Product
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.model.steps import Grade, Proposition
from leeward.model.vocabulary import (
    FromHistory,
    Impossible,
    Input,
    Intervention,
    Kind,
    Phase,
    Vocabulary,
)
from leeward.patient.from_yaml import read_patient
from leeward.text.place import NOWHERE

HOUR = MILLION


def quantity(name: str, unit: str, lowest: float, highest: float, **more: Any) -> Input:
    range = (round(lowest * MILLION), round(highest * MILLION))
    return Input(name, name, Kind.QUANTITY, NOWHERE, unit=BY_NAME[unit], plausible=range, **more)


def number(name: str, lowest: float, highest: float, whole: bool = True, **more: Any) -> Input:
    range = (round(lowest * MILLION), round(highest * MILLION))
    return Input(name, name, Kind.NUMBER, NOWHERE, plausible=range, whole=whole, **more)


def word(name: str, kind: Kind, *options: str, **more: Any) -> Input:
    return Input(name, name, kind, NOWHERE, options=options, **more)


def clock(name: str, source: FromHistory) -> Input:
    return quantity(name, "h", 0, 8760, may_be_never=True, from_history=source, valid_for=4 * HOUR)


TOCILIZUMAB = frozenset({"tocilizumab"})
DEVICES = (
    "room_air",
    "blow_by",
    "nasal_cannula",
    "facemask",
    "high_flow_nasal_cannula",
    "cpap",
    "ventilator",
)
PRESSORS = ("norepinephrine", "epinephrine", "phenylephrine", "dopamine", "vasopressin", "angiotensin_ii")

INPUTS = (
    quantity("temperature", "Cel", 30, 43, valid_for=4 * HOUR),
    quantity("systolic_bp", "mm[Hg]", 40, 260, valid_for=4 * HOUR),
    quantity("diastolic_bp", "mm[Hg]", 20, 160, valid_for=4 * HOUR),
    quantity("heart_rate", "/min", 20, 250, valid_for=4 * HOUR),
    quantity("spo2", "%", 50, 100, valid_for=4 * HOUR),
    word("oxygen_device", Kind.OPTION, *DEVICES, valid_for=4 * HOUR),
    quantity("oxygen_flow", "L/min", 0, 80, valid_for=4 * HOUR),
    number("fio2", 0.21, 1, whole=False, valid_for=4 * HOUR),
    word("hypotension", Kind.YES_NO, valid_for=4 * HOUR),
    word("vasopressors", Kind.SET, *PRESSORS, valid_for=4 * HOUR),
    number("ice", 0, 10, valid_for=12 * HOUR, unknown_when="sedated"),
    word("consciousness", Kind.OPTION, "alert", "voice", "touch", "unarousable", unknown_when="sedated"),
    word("seizure", Kind.OPTION, "none", "brief_resolved", "prolonged", valid_for=12 * HOUR),
    word("raised_icp", Kind.YES_NO, valid_for=12 * HOUR),
    word("sedated", Kind.YES_NO, if_not_stated=False, valid_for=24 * HOUR),
    quantity("age", "a", 0, 110),
    quantity("weight", "kg", 2, 350),
    quantity("height", "cm", 40, 230),
    word("product", Kind.NAME),
    word("alternative_cause", Kind.YES_NO, if_not_stated=False),
    quantity("fever_hours", "h", 0, 8760, valid_for=4 * HOUR),
    quantity("crp", "mg/L", 0, 700, valid_for=24 * HOUR),
    quantity("platelets", "/uL", 0, 2000000, valid_for=24 * HOUR),
    clock("crs_grade3_hours", FromHistory("hours", "episodes", type="crs", grade=3)),
    clock("hours_since_tocilizumab", FromHistory("hours_since", "given", TOCILIZUMAB)),
    clock(
        "hours_since_anticytokine",
        FromHistory("hours_since", "given", frozenset({"tocilizumab", "siltuximab"})),
    ),
    number(
        "tocilizumab_doses_24h", 0, 20, from_history=FromHistory("count", "given", TOCILIZUMAB, 24 * HOUR)
    ),
    number("tocilizumab_doses_total", 0, 50, from_history=FromHistory("count", "given", TOCILIZUMAB)),
    number(
        "prior_crs_grade3",
        0,
        50,
        from_history=FromHistory("count", "episodes", type="crs", grade=3, same_product=True),
    ),
    quantity("days_since_last_dose", "d", 0, 365, from_history=FromHistory("days_since", "last_dose")),
    word("last_dose_level", Kind.NAME, from_history=FromHistory("level", "last_dose")),
)

NEURO = {"consciousness": "alert", "seizure": "none", "raised_icp": "no"}
SUPPORT = {"vasopressors": "[norepinephrine, vasopressin]", "seizure": "prolonged"}


def drug(name: str, *also: str, kind: str = "drug") -> Intervention:
    return Intervention(name, name, kind, Phase.TREAT, NOWHERE, also=also)


DRUGS = (
    drug("tocilizumab", "Actemra", "RoActemra"),
    drug("siltuximab"),
    drug("dexamethasone", "dex"),
    drug("paracetamol", "acetaminophen"),
    drug("oxygen", kind="oxygen"),
)


def finding(name: str, input: str, op: Any, bound: float, kind: Any = "finding") -> Proposition:
    condition = Literal(Compare(((1, input),), op, round(bound * MILLION)))
    return Proposition(name, kind, condition, NOWHERE)


def build_protocol() -> ClinicalProtocol:
    """Two grades, one finding, one product with three levels and one without."""
    below = Compare(((1, "diastolic_bp"), (-1, "systolic_bp")), ">=", 0)
    impossible = Impossible(
        Literal(below),
        "the diastolic blood pressure is not below the systolic one",
        "give both values of one reading, the higher one as `systolic_bp`",
        NOWHERE,
    )
    return ClinicalProtocol(
        id="small",
        kind="protocol",
        title="Small",
        version="1.0.0",
        status="draft",
        sha256="",
        place=NOWHERE,
        vocabulary=Vocabulary(
            {input.name: input for input in INPUTS},
            {"neuro": {"normal": NEURO}, "support": {"heavy": SUPPORT}},
            {drug.name: drug for drug in DRUGS},
            (impossible,),
        ),
        steps=(
            finding("fever", "temperature", ">=", 38),
            finding("crs.2", "systolic_bp", "<", 90, "grade"),
            Grade("crs", "CRS", ((2, "crs.2"), (1, "fever")), NOWHERE),
            finding("icans.1", "ice", "<", 10, "grade"),
            Grade("icans", "ICANS", ((1, "icans.1"),), NOWHERE),
        ),
        products=(
            Product(
                "teclistamab-us",
                "teclistamab",
                "",
                "US",
                "",
                NOWHERE,
                levels=("step-up-1", "step-up-2", "full"),
            ),
            Product("tarlatamab-us", "tarlatamab", "", "US", "", NOWHERE),
        ),
    )


@pytest.fixture(scope="session")
def protocol() -> ClinicalProtocol:
    return build_protocol()


AT = "2026-11-20T14:00:00Z"


def patient(protocol: ClinicalProtocol, *lines: str, at: str | None = AT, now: str | None = None) -> State:
    """The patient of these lines; `at` is the file's own time, `now` the time of evaluation."""
    text = "\n".join(([f"at: {at}"] if at else []) + list(lines))
    return read_patient(text.encode(), "patient.yaml", protocol, datetime.fromisoformat(now) if now else None)


@pytest.fixture(scope="session")
def read() -> Callable[..., State]:
    return patient


@pytest.fixture(scope="session")
def bundled() -> ClinicalProtocol:
    return load_protocol(find("asco-2021"))
