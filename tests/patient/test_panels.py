"""Panels, and what cannot be judged under sedation."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.text.problem import Refused

Read = Callable[..., State]


def test_a_panel_stands_for_its_findings(protocol: ClinicalProtocol, read: Read) -> None:
    facts = read(protocol, "neuro: {value: normal, at: 2026-11-20T13:00:00Z}").facts
    assert facts["consciousness"].value == "alert"
    assert facts["seizure"].value == "none"
    assert facts["raised_icp"].value is False
    assert facts["raised_icp"].origin == "panel"
    assert facts["raised_icp"].at == datetime(2026, 11, 20, 13, tzinfo=UTC)
    assert "ice" not in facts


@pytest.mark.parametrize(
    "lines", [("neuro: normal", "seizure: prolonged"), ("seizure: prolonged", "neuro: normal")]
)
def test_what_is_stated_beside_a_panel_wins(
    lines: tuple[str, str], protocol: ClinicalProtocol, read: Read
) -> None:
    facts = read(protocol, *lines).facts
    assert (facts["seizure"].value, facts["seizure"].origin) == ("prolonged", "stated")
    assert facts["consciousness"].origin == "panel"


def test_a_statement_too_old_still_wins_and_is_unknown(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(protocol, "neuro: normal", "seizure: {value: prolonged, at: 2026-11-20T01:00:00Z}")
    assert "seizure" not in state.facts
    assert "seizure" in state.unknown


def test_a_stale_panel_is_unknown_finding_by_finding(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(protocol, "neuro: {value: normal, at: 2026-11-20T01:00:00Z}")
    assert set(state.unknown) == {"seizure", "raised_icp"}
    assert state.facts["consciousness"].value == "alert"


def test_a_panel_can_hold_a_set(protocol: ClinicalProtocol, read: Read) -> None:
    facts = read(protocol, "support: heavy").facts
    assert facts["vasopressors"].value == frozenset({"norepinephrine", "vasopressin"})


def test_two_panels_that_differ_are_refused_unless_a_statement_decides(
    protocol: ClinicalProtocol, read: Read
) -> None:
    with pytest.raises(Refused) as refused:
        read(protocol, "neuro: normal", "support: heavy")
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.line, problem.help) == ("panels-differ", 3, "state `seizure` itself")
    decided = read(protocol, "neuro: normal", "support: heavy", "seizure: brief_resolved")
    assert decided.facts["seizure"].value == "brief_resolved"


def test_sedation_makes_ice_unknown_and_not_zero(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(protocol, "ice: 0", "neuro: normal", "sedated: yes")
    assert not {"ice", "consciousness"} & set(state.facts)
    assert state.unknown["ice"] == "not to be judged while `sedated` is yes"
    assert state.facts["seizure"].value == "none"


@pytest.mark.parametrize("line", ["sedated: no", "weight: 82 kg"])
def test_without_sedation_ice_counts(line: str, protocol: ClinicalProtocol, read: Read) -> None:
    assert read(protocol, "ice: 0", line).facts["ice"].value == 0


def test_sedation_that_is_not_known_any_more_hides_as_well(protocol: ClinicalProtocol, read: Read) -> None:
    state = read(protocol, "ice: 0", "sedated: {value: no, at: 2026-11-19T13:00:00Z}")
    assert state.unknown["ice"].startswith("not to be judged while `sedated` is not known: observed 25 h ago")
