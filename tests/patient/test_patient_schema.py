"""The schema for editors: good patients pass it, and it refuses nothing that the reader accepts."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeward.backends.to_patient_schema import to_patient_schema
from leeward.language.quantity import MILLION
from leeward.language.units import UNITS
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.model.vocabulary import Input, Kind
from leeward.patient.from_yaml import read_patient
from leeward.text.from_yaml import read_yaml
from leeward.text.problem import Refused
from leeward.text.scalars import to_plain

ROOT = Path(__file__).parents[2]

Check = Callable[[str], list[str]]


def as_editors_see_it(node: Any) -> Any:
    """Plain values with numbers as JSON has them."""
    if isinstance(node, Decimal):
        return float(node)
    if isinstance(node, list):
        return [as_editors_see_it(item) for item in node]
    if isinstance(node, dict):
        return {key: as_editors_see_it(value) for key, value in node.items()}
    return node


def checker(protocol: ClinicalProtocol) -> Check:
    validator = jsonschema.Draft202012Validator(to_patient_schema(protocol))

    def check(text: str) -> list[str]:
        plain = as_editors_see_it(to_plain(read_yaml(text.encode(), "patient.yaml")))
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(plain)]

    return check


@pytest.fixture(scope="module")
def check(protocol: ClinicalProtocol) -> Check:
    return checker(protocol)


@pytest.fixture(scope="module")
def check_bundled(bundled: ClinicalProtocol) -> Check:
    return checker(bundled)


def test_it_is_a_schema(protocol: ClinicalProtocol, bundled: ClinicalProtocol) -> None:
    for known in (protocol, bundled):
        schema = to_patient_schema(known)
        jsonschema.Draft202012Validator.check_schema(schema)
        assert set(known.vocabulary.inputs) < set(schema["properties"])


def test_every_input_is_described(bundled: ClinicalProtocol) -> None:
    schema = to_patient_schema(bundled)
    for name, entry in schema["properties"].items():
        assert entry["description"], name
    assert "Plausible: 30 Cel .. 43 Cel" in schema["properties"]["temperature"]["description"]


def test_its_examples_pass(bundled: ClinicalProtocol, check_bundled: Check) -> None:
    for input in bundled.vocabulary.inputs.values():
        schema = to_patient_schema(bundled)["properties"][input.name]
        value = schema["else"] if "else" in schema else schema["anyOf"][0]
        for example in value.get("examples", []):
            assert check_bundled(f"{input.name}: {example}") == []
            assert read_patient(
                f"{input.name}: {example}".encode(), "x", bundled, datetime(2026, 1, 1, tzinfo=UTC)
            )


def test_example_patients_pass(bundled: ClinicalProtocol, check_bundled: Check) -> None:
    page = (ROOT / "docs" / "patient-file.md").read_text(encoding="utf-8")
    texts = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    texts += [
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*patient*.yaml"))
    ]
    assert len(texts) >= 2
    for text in texts:
        assert check_bundled(text) == []


REFUSED = [
    "temperature: 38.9",
    "temperature: 38,5 Cel",
    "temperature: 38.9 kg",
    "temperature: unknown",
    "temperature:",
    "temprature: 38.9 Cel",
    "ice: 11",
    "ice: 7.5",
    'ice: "7"',
    "fio2: 40",
    "hypotension: maybe",
    "vasopressors: none",
    "vasopressors: [levophed]",
    "oxygen_device: nasal_canula",
    "at: 2026-11-20T14:00:00",
    "given: none",
    "given: [{drug: tocilizumab}]",
    "episodes: [{type: crs, grade: 6, product: x, from: 2026-11-20T14:00:00Z}]",
    "last_dose: 2026-11-20T14:00:00Z",
    "{}",
]


@pytest.mark.parametrize("text", REFUSED)
def test_common_slips_are_seen_in_the_editor(text: str, check: Check) -> None:
    assert check(text) != []


NOW = datetime(2026, 11, 20, 14, tzinfo=UTC)


def times() -> st.SearchStrategy[str]:
    zones = st.sampled_from(["Z", "+00:00", "-05:00", "+05:30"])
    stamps = st.integers(0, 500_000).map(lambda minutes: NOW - timedelta(minutes=minutes + 1000))
    forms = st.sampled_from(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S.%f"])
    return st.builds(lambda stamp, form, zone: stamp.strftime(form) + zone, stamps, forms, zones)


def values(input: Input) -> st.SearchStrategy[str]:
    lowest, highest = input.plausible or (0, 100 * MILLION)
    tenths = st.integers(-(-lowest * 10 // MILLION), highest * 10 // MILLION)
    match input.kind:
        case Kind.QUANTITY:
            assert input.unit is not None
            names = (input.unit.code, *input.unit.also)
            written = st.builds(
                lambda n, s, u: f"{n / 10:.1f}{s}{u}",
                tenths,
                st.sampled_from(["", " "]),
                st.sampled_from(names),
            )
            quoted = written.map(lambda text: f'"{text}"')
            return quoted | st.just("never") if input.may_be_never else quoted
        case Kind.NUMBER:
            wholes = st.integers(-(-lowest // MILLION), highest // MILLION).map(str)
            return (
                wholes
                if input.whole
                else tenths.filter(lambda n: n * MILLION >= lowest * 10).map(lambda n: f"{n / 10:.1f}")
            )
        case Kind.YES_NO:
            return st.sampled_from(["yes", "no", "true", "false", '"yes"', '"false"'])
        case Kind.OPTION:
            return st.sampled_from(input.options)
        case Kind.SET:
            return st.sets(st.sampled_from(input.options)).map(lambda found: f"[{', '.join(sorted(found))}]")
        case Kind.NAME:
            return st.sampled_from(["teclistamab", "Teclistamab", "something_else", "x-1"])


def patients(protocol: ClinicalProtocol) -> st.SearchStrategy[str]:
    """Files of any few inputs, plain or observed, with histories."""
    lines = [
        values(input).map(lambda value, name=input.name: f"{name}: {value}")
        | st.builds(
            lambda value, at, name=input.name: f"{name}: {{value: {value}, at: {at}}}", values(input), times()
        )
        for input in protocol.vocabulary.inputs.values()
        if input.name != "last_dose_level"
    ]
    dose = st.builds(
        lambda drug, at: f"{{drug: {drug}, dose: 8.5 mg/kg, at: {at}}}",
        st.sampled_from(["tocilizumab", "ACTEMRA", "dex", "tarlatamab"]),
        times(),
    )
    histories = st.sampled_from(
        [
            "episodes: []",
            "neuro: normal",
            "last_dose: {at: 2026-11-01T14:00:00Z}",
            "episodes: [{type: crs, grade: 2, product: Any-1, from: 2026-11-01T14:00:00Z}]",
        ]
    )
    chosen = st.lists(st.sampled_from(range(len(lines))), unique=True, max_size=8).flatmap(
        lambda indices: st.tuples(*(lines[index] for index in indices))
    )
    given_line = st.lists(dose, max_size=2, unique=True).map(lambda doses: f"given: [{', '.join(doses)}]")
    return st.builds(
        lambda inputs, history, doses: "\n".join(["at: 2026-11-20T14:00:00Z", *inputs, history, doses]),
        chosen,
        histories,
        given_line,
    )


def accepted(text: str, protocol: ClinicalProtocol) -> State | None:
    try:
        return read_patient(text.encode(), "patient.yaml", protocol)
    except Refused:
        return None


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_what_the_reader_accepts_passes(
    data: st.DataObject, protocol: ClinicalProtocol, check: Check
) -> None:
    text = data.draw(patients(protocol))
    if accepted(text, protocol) is not None:
        assert check(text) == []


def test_the_generated_patients_are_mostly_good(protocol: ClinicalProtocol) -> None:
    found: list[bool] = []

    @settings(max_examples=100, deadline=None, database=None, derandomize=True)
    @given(text=patients(protocol))
    def collect(text: str) -> None:
        found.append(accepted(text, protocol) is not None)

    collect()
    assert sum(found) > len(found) // 2


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.code)
def test_every_name_of_every_unit_passes(unit: Any, bundled: ClinicalProtocol, check_bundled: Check) -> None:
    for name in (unit.code, *unit.also):
        assert check_bundled(f'given: [{{drug: dex, dose: "1 {name}", at: 2026-11-20T14:00:00Z}}]') == []
