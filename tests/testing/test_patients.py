"""The patients that are tried: files that are read without a problem, on every threshold, and few lines."""

from collections import Counter
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, find, given, seed, settings
from hypothesis import strategies as st

import leeward
from leeward.language.quantity import MILLION
from leeward.model.expression import Compare, atoms
from leeward.model.state import NEVER
from leeward.model.vocabulary import Kind
from leeward.patient.from_yaml import read_patient
from leeward.testing import PatientFile, patients, plan_of, register, states
from leeward.testing.domains import is_worse
from leeward.testing.to_patients import domains_of

few = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
IDS = ("asco-2021", "astct-2019-icans", "blinatumomab-us", "crombie-2024", "founding-note")

load = cache(leeward.load)


@pytest.mark.parametrize("id", IDS)
@few
@given(data=st.data())
def test_every_file_is_read_and_means_the_same_as_text(id: str, data: st.DataObject) -> None:
    patient = data.draw(patients(id))
    assert read_patient(patient.text.encode(), "patient.yaml", load(id)) == patient.state(load(id))


def drawn(id: str, count: int = 400) -> list[PatientFile]:
    found: list[PatientFile] = []

    @seed(1)
    @settings(few, max_examples=count, derandomize=False, phases=[Phase.generate])
    @given(patients(id))
    def collect(patient: PatientFile) -> None:
        found.append(patient)

    collect()
    return found


@pytest.fixture(scope="module")
def many() -> list[PatientFile]:
    return drawn("asco-2021", 1500)


def test_the_same_seed_gives_the_same_patients() -> None:
    assert drawn("asco-2021", 40) == drawn("asco-2021", 40)


def test_every_threshold_is_met_from_below_on_it_and_from_above() -> None:
    protocol = load("asco-2021")
    domains = domains_of(protocol)
    checked = 0
    for proposition in protocol.propositions:
        for atom in atoms(proposition.condition):
            if isinstance(atom, Compare) and len(atom.terms) == 1:
                one = domains[atom.terms[0][1]]
                low, high = one.input.plausible or (0, 10**10)
                numbers = [value for value in one.values if type(value) is int]
                if low <= atom.bound <= high:
                    checked += 1
                    assert atom.bound in numbers
                    step = MILLION if one.input.whole else MILLION // 10
                    assert low == atom.bound or any(atom.bound - step <= n < atom.bound for n in numbers)
                    assert high == atom.bound or any(atom.bound < n <= atom.bound + step for n in numbers)
    assert checked > 50


def test_every_word_of_every_list_is_tried() -> None:
    for domain in domains_of(load("asco-2021")).values():
        match domain.input.kind:
            case Kind.YES_NO:
                assert set(domain.values) == {True, False}
            case Kind.OPTION:
                assert set(domain.values) == set(domain.input.options)
            case Kind.SET:
                assert {frozenset(), *(frozenset({one}) for one in domain.input.options)} <= set(
                    domain.values
                )
        assert (NEVER in domain.values) == domain.input.may_be_never


def test_weights_lie_on_the_edges_of_bands_and_caps() -> None:
    weights = domains_of(load("asco-2021"))["weight"].values
    # 12 mg/kg below 30 kg, 8 mg/kg from it; 800 mg is reached at 100 kg, and 12 mg/kg would at 66.6 kg
    for edge in (30 * MILLION, 100 * MILLION):
        assert {edge - MILLION // 10, edge, edge + MILLION // 10} <= set(weights)


def test_every_form_of_a_chart_occurs(many: list[PatientFile]) -> None:
    protocol = load("asco-2021")
    seen: Counter[str] = Counter()
    for patient in many:
        state = patient.state(protocol)
        seen["a list of doses"] += bool(state.given)
        seen["a dose with its amount"] += any(dose.dose for dose in state.given or ())
        seen["a dose without"] += any(not dose.dose for dose in state.given or ())
        seen["no dose was given"] += state.given == ()
        seen["nobody says what was given"] += state.given is None
        seen["an episode that is over"] += any(one.end is not None for one in state.episodes or ())
        seen["an episode that goes on"] += any(one.end is None for one in state.episodes or ())
        seen["a last dose"] += "last_dose" in patient.lines
        seen["a count stated"] += "tocilizumab_doses_24h" in patient.lines
        seen["a count from the list"] += any(
            fact.origin == "history" for name, fact in state.facts.items() if name.endswith("24h")
        )
        seen["a panel"] += "neuro" in patient.lines
        seen["a stale value"] += any("valid for" in why for why in state.unknown.values())
        seen["hidden by sedation"] += any("sedated" in why for why in state.unknown.values())
        seen["never"] += any(fact.value is NEVER for fact in state.facts.values())
        seen["nothing known"] += len(patient.lines) == 1
        seen["much known"] += len(patient.lines) > 30
    assert min(seen.values()) >= 10, seen
    assert len(seen) == 16


def test_all_decisions_and_both_grades_are_reached(many: list[PatientFile]) -> None:
    from leeward.engines.kernel import Kernel

    kernel, protocol = Kernel(load("asco-2021")), load("asco-2021")
    signals = [kernel.signals(patient.state(protocol)) for patient in many]
    assert len({one.decision for one in signals}) == 6
    for grade in ("crs", "icans"):
        settled = {low for one in signals for low, high in [one.grade(grade)] if low == high}
        assert settled == {0, 1, 2, 3, 4}


def test_doses_lie_on_both_sides_of_a_window_and_on_it(many: list[PatientFile]) -> None:
    protocol = load("asco-2021")
    ages = {
        (state.at - dose.at).total_seconds() / 3600
        for state in (patient.state(protocol) for patient in many)
        for dose in state.given or ()
    }
    assert {8.0, 24.0} <= ages
    assert any(7.9 < age < 8 for age in ages)
    assert any(24 < age < 24.1 for age in ages)


def test_no_time_lies_in_the_future(many: list[PatientFile]) -> None:
    protocol = load("asco-2021")
    for patient in many:
        state = patient.state(protocol)
        times = [fact.at for fact in state.facts.values()] + [dose.at for dose in state.given or ()]
        assert all(at is None or at <= state.at for at in times)


def test_a_counter_example_has_only_the_lines_it_needs() -> None:
    protocol = load("asco-2021")
    found = find(
        patients("asco-2021"),
        lambda patient: getattr(patient.state(protocol).facts.get("ice"), "value", None) == 2 * MILLION,
        settings=settings(few, max_examples=5000),
    )
    assert list(found.lines) == ["at", "ice"]
    assert found.text == "at: 2026-11-20T14:00:00Z\nice: 2\n"
    assert repr(found) == f"PatientFile:\n{found.text}"


def test_worse_is_what_the_vocabulary_says() -> None:
    inputs = load("asco-2021").vocabulary.inputs
    assert is_worse(inputs["temperature"], 39 * MILLION, 38 * MILLION)
    assert not is_worse(inputs["temperature"], 38 * MILLION, 39 * MILLION)
    assert is_worse(inputs["spo2"], 88 * MILLION, 90 * MILLION)
    assert is_worse(inputs["consciousness"], "touch", "alert")
    assert not is_worse(inputs["consciousness"], "alert", "touch")
    assert is_worse(inputs["hypotension"], True, False)
    assert not is_worse(inputs["hypotension"], False, True)
    both, one = frozenset({"dopamine", "vasopressin"}), frozenset({"vasopressin"})
    assert is_worse(inputs["vasopressors"], both, one)
    assert not is_worse(inputs["vasopressors"], frozenset({"dopamine"}), one)
    assert not is_worse(inputs["crs_hours"], NEVER, 5 * MILLION)
    assert not is_worse(inputs["age"], 90 * MILLION, 50 * MILLION), "no direction is declared"


@few
@given(patient=patients("asco-2021"), state=states("asco-2021"))
def test_a_name_stands_for_its_protocol(patient: PatientFile, state: leeward.State) -> None:
    assert plan_of("asco-2021", patient) == plan_of(load("asco-2021"), patient)
    assert isinstance(state, leeward.State)


def test_the_types_give_patients_of_the_protocol_that_is_registered() -> None:
    register("founding-note")
    try:
        state = find(st.from_type(leeward.State), lambda state: len(state.facts) > 4, settings=few)
        assert not {"product"} & set(state.facts), "the note names no product"
        assert find(st.from_type(PatientFile), lambda patient: True, settings=few).text
    finally:
        register("asco-2021")
    found = find(st.from_type(leeward.State), lambda state: "product" in state.facts, settings=few)
    assert found.facts["product"].value == "teclistamab"


def test_a_protocol_that_is_not_there_is_refused_at_once() -> None:
    from leeward.library import UnknownProtocol

    with pytest.raises(UnknownProtocol, match="asco-2012"):
        patients("asco-2012")
