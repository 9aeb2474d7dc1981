"""Values are read exactly, in millionths of the input's unit."""

from collections.abc import Callable

import pytest

from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import NEVER, State, Value

Read = Callable[..., State]

QUANTITIES = [
    ("temperature", "38.0 Cel", 38_000_000),
    ("temperature", "38 °C", 38_000_000),
    ("temperature", "38degC", 38_000_000),
    ("temperature", "100.4 degF", 38_000_000),
    ("temperature", "100.4 °F", 38_000_000),
    ("temperature", "100.3999 degF", 37_999_944),
    ("temperature", "37.9999 Cel", 37_999_900),
    ("temperature", "30 Cel", 30_000_000),
    ("temperature", "43 Cel", 43_000_000),
    ("systolic_bp", "11.5 kPa", 86_257_081),
    ("systolic_bp", "86 mmHg", 86_000_000),
    ("systolic_bp", "86 mm Hg", 86_000_000),
    ("systolic_bp", '"86 mm[Hg]"', 86_000_000),
    ("heart_rate", "137 bpm", 137_000_000),
    ("heart_rate", "137/min", 137_000_000),
    ("spo2", "97 %", 97_000_000),
    ("spo2", "97%", 97_000_000),
    ("oxygen_flow", "0 L/min", 0),
    ("oxygen_flow", "2500 mL/min", 2_500_000),
    ("age", "18 a", 18_000_000),
    ("age", "6 mo", 500_000),
    ("weight", "180 lb", 81_646_627),
    ("weight", "82000 g", 82_000_000),
    ("height", "1.78 m", 178_000_000),
    ("height", "70 in", 177_800_000),
    ("fever_hours", "90 min", 1_500_000),
    ("fever_hours", "3 d", 72_000_000),
    ("days_since_last_dose", "2 wk", 14_000_000),
    ("crp", "12.5 mg/dL", 125_000_000),
    ("crp", "+3 mg/L", 3_000_000),
    ("platelets", "85 10*3/uL", 85_000_000_000),
    ("platelets", "85 G/L", 85_000_000_000),
    ("platelets", "85000 /uL", 85_000_000_000),
]


@pytest.mark.parametrize(("name", "written", "millionths"), QUANTITIES)
def test_quantity_is_exact(
    name: str, written: str, millionths: int, protocol: ClinicalProtocol, read: Read
) -> None:
    value = read(protocol, f"{name}: {written}").facts[name].value
    assert type(value) is int
    assert value == millionths


VALUES: list[tuple[str, str, Value]] = [
    ("ice", "9", 9_000_000),
    ("ice", "9.0", 9_000_000),
    ("ice", "0", 0),
    ("fio2", "0.21", 210_000),
    ("fio2", "1", 1_000_000),
    ("hypotension", "yes", True),
    ("hypotension", "no", False),
    ("hypotension", "true", True),
    ("hypotension", "false", False),
    ("oxygen_device", "room_air", "room_air"),
    ("seizure", "none", "none"),
    ("vasopressors", "[]", frozenset()),
    ("vasopressors", "[vasopressin, norepinephrine]", frozenset({"norepinephrine", "vasopressin"})),
    ("vasopressors", "{value: [dopamine]}", frozenset({"dopamine"})),
    ("product", "teclistamab", "teclistamab"),
    ("product", "Teclistamab", "teclistamab"),
    ("product", "blinatumomab", "blinatumomab"),
    ("hours_since_tocilizumab", "never", NEVER),
    ("hours_since_tocilizumab", "{value: never}", NEVER),
]


@pytest.mark.parametrize(("name", "written", "value"), VALUES)
def test_value(name: str, written: str, value: Value, protocol: ClinicalProtocol, read: Read) -> None:
    fact = read(protocol, f"{name}: {written}").facts[name]
    assert fact.value == value
    assert type(fact.value) is type(value)
    assert fact.origin == "stated"


def test_what_is_not_stated_is_unknown(protocol: ClinicalProtocol, read: Read) -> None:
    assert set(read(protocol, "weight: 82 kg").facts) == {"weight", "sedated", "alternative_cause"}


def test_assumptions_are_marked_and_give_way(protocol: ClinicalProtocol, read: Read) -> None:
    assumed = read(protocol, "weight: 82 kg").facts["alternative_cause"]
    assert (assumed.value, assumed.origin, assumed.at) == (False, "assumed", None)
    stated = read(protocol, "alternative_cause: yes").facts["alternative_cause"]
    assert (stated.value, stated.origin) == (True, "stated")


def test_an_undeclared_product_with_a_near_name_is_noted(protocol: ClinicalProtocol, read: Read) -> None:
    (note,) = read(protocol, "product: teclistimab").notes
    assert "did you mean `teclistamab`" in note
    assert read(protocol, "product: blinatumomab").notes == ()


def test_an_episode_of_a_product_with_a_near_name_is_noted(protocol: ClinicalProtocol, read: Read) -> None:
    line = "  - {{type: crs, grade: 3, product: {0}, from: 2026-11-01T00:00:00Z, to: 2026-11-02T00:00:00Z}}"
    (note,) = read(protocol, "product: teclistamab", "episodes:", line.format("teclistimab")).notes
    assert "episode" in note
    assert "did you mean `teclistamab`" in note
    assert read(protocol, "product: teclistamab", "episodes:", line.format("tarlatamab")).notes == ()
