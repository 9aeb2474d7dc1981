"""The two laws about paths: refuted by a timeline that replays, open when the time is too short."""

import pytest
from tests.sequences.small import OTHER_NAME, SECOND, TOCI, small

import leeward
from leeward.sequences.from_yaml import read_timeline
from leeward.sequences.replay import replay
from leeward.verify.run import Limits, verify
from leeward.verify.to_text import to_text

TWO_NAMES = TOCI + SECOND.replace("consider: tocilizumab", "consider: toci_sc").replace(
    "    limits: [3 in 24 h, 4 in total, 8 h apart]\n", ""
)


def outcome(protocol, law, seconds=60.0):
    return verify(protocol, Limits((law,), seconds)).outcomes[0]


def test_one_drug_under_two_names_is_given_past_its_limit(tmp_path):
    protocol = small(tmp_path, TWO_NAMES, OTHER_NAME)
    found = outcome(protocol, "dose over time").refuted
    assert "tocilizumab" in {one.subject for one in found}
    for one in found:
        (file,) = one.patients
        assert replay(read_timeline(file.encode(), "timeline.yaml"), protocol).same
        assert one.culprits, "the rules that ordered it are named with their lines"


def test_a_drug_with_its_limits_is_proven_within_the_bound(tmp_path):
    protocol = small(tmp_path)
    verification = verify(protocol, Limits(("dose over time",)))
    assert verification.outcomes[0].verdict == "proven"
    assert "within its bound" in to_text(verification, protocol)


def test_an_antibody_that_is_resumed_is_shown_as_a_path(tmp_path):
    protocol = small(tmp_path)  # its vocabulary counts no ended episode
    (finding,) = outcome(protocol, "stopped stays stopped").refuted
    assert finding.patients[0].startswith("timeline: ")
    verification = verify(protocol, Limits(("stopped stays stopped",)))
    assert "\n  path\n    timeline: " in to_text(verification, protocol)


@pytest.mark.parametrize("law", ["dose over time", "stopped stays stopped"])
def test_too_little_time_is_not_proven_and_no_pass(law):
    answer = outcome(leeward.load("asco-2021"), law, seconds=0.0)
    assert answer.verdict == "not proven"
    assert all("time ran out" in one.reason for one in answer.not_proven)
