"""A timeline file read back; its patient files stay as they are until they are replayed."""

from decimal import Decimal
from typing import get_args

from leeward.language.quantity import NotANumber, NotAUnit, read_quantity
from leeward.patient.times import time_of
from leeward.plan.model.words import Action, Certainty
from leeward.sequences.timeline import FORMAT, Kind, Ordered, Step, Timeline, Violation
from leeward.text.from_yaml import read_yaml
from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.problem import Problem, Problems, Refused

_HELP = "a timeline file is written by a search; write it again instead of editing it"


def read_timeline(data: bytes, file: str) -> Timeline:
    """The timeline in a file.

    Raises:
        Refused: it is no timeline; every problem is named, and no value of a patient is in any of them.
    """
    root = read_yaml(data, file)
    problems = Problems()
    if not isinstance(root, Mapping) or root.text("timeline") != FORMAT:
        raise Refused([Problem("not-a-timeline", f"the file is not a `{FORMAT}`", root.place, _HELP)])
    steps, patients = [], []
    for node in root.sequence("steps"):
        patient = node.get("patient") if isinstance(node, Mapping) else None
        step = _step(node, problems)
        if step is None or not isinstance(patient, Mapping):
            problems.add("timeline-step", "a step of the timeline is not read", node.place, _HELP)
            continue
        steps.append(step)
        patients.append(patient)
    found = tuple(_violation(node, len(steps), problems) for node in root.sequence("found"))
    if not steps and problems.passed:
        problems.add("timeline-step", "the timeline has no step", root.place, _HELP)
    if not problems.passed:
        raise Refused(problems)
    return Timeline(
        root.text("protocol") or "",
        root.text("sha256") or "",
        tuple(one for one in found if one is not None),
        tuple(steps),
        tuple(patients),
    )


def _step(node: Node, problems: Problems) -> Step | None:
    if not isinstance(node, Mapping):
        return None
    at = time_of(node.get("at"), "the time of a step", problems)
    decision = node.mapping("decision")
    action = next((one for one in get_args(Action) if one == decision.text("action")), None)
    settled = {"yes": True, "no": False}.get(decision.text("settled") or "")
    ordered = [_ordered(one) for one in node.sequence("ordered")]
    if at is None or action is None or settled is None or None in ordered:
        return None
    orders = tuple(one for one in ordered if one is not None)
    return Step(at, "", action, settled, orders, node.words("given"))


def _ordered(node: Node) -> Ordered | None:
    if not isinstance(node, Mapping):
        return None
    drug, rule, strength = node.text("drug"), node.text("rule"), node.text("strength")
    certainty = next((one for one in get_args(Certainty) if one == node.text("certainty")), None)
    amount, unit = _dose(node.text("dose"))
    if not drug or not rule or certainty is None or unit is None:
        return None
    if strength == "give":
        return Ordered(drug, rule, "give", certainty, amount, unit)
    return Ordered(drug, rule, "consider", certainty, amount, unit) if strength == "consider" else None


def _dose(text: str | None) -> tuple[Decimal | None, str | None]:
    """The amount and its unit; no unit when it is not read."""
    if text is None:
        return None, ""
    try:
        quantity = read_quantity(text)
    except (NotANumber, NotAUnit):
        return None, None
    return quantity.number, quantity.unit.code if quantity.unit else None


def _violation(node: Node, steps: int, problems: Problems) -> Violation | None:
    if isinstance(node, Mapping):
        number = node.text("step") or ""
        kind = next((one for one in get_args(Kind) if one == node.text("kind")), None)
        if number.isdecimal() and 0 < int(number) <= steps and kind is not None:
            return Violation(int(number) - 1, kind, node.text("subject") or "", node.text("text") or "")
    place = node.place if isinstance(node, Scalar | Mapping | Sequence) else None
    assert place is not None, "every node has its place"
    problems.add("timeline-found", "what was found is not read", place, _HELP)
    return None
