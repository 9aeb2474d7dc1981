"""What a plan says to each key of `expect`, read from the public JSON of the plan alone."""

from collections.abc import Callable, Mapping
from typing import Any

Plan = Mapping[str, Any]
"""A plan in the format `leeward.plan/1`."""


def _ordered(strength: str) -> Callable[[Plan], list[str]]:
    """What the plan certainly asks for with this strength."""
    return lambda plan: [
        action["order"]
        for action in plan["actions"]
        if action["strength"] == strength and action["certainty"] == "certain"
    ]


def _conditional(plan: Plan) -> list[str]:
    return [action["order"] for action in plan["actions"] if action["certainty"] == "conditional"]


LISTS: dict[str, Callable[[Plan], list[str]]] = {
    "because": lambda plan: list(plan["bsab"]["because"]),
    "give": _ordered("give"),
    "consider": _ordered("consider"),
    "conditional": _conditional,
    "caution": lambda plan: [action["order"] for action in plan["actions"] if action["cautions"]],
    "avoid": lambda plan: [entry["order"] for entry in plan["avoid"]],
    "under_way": lambda plan: [entry["order"] for entry in plan["under_way"]],
    "stronger": lambda plan: [one["stronger"] for one in plan["compared"] if one["stronger"]],
    "not_now": lambda plan: [entry["order"] for entry in plan["not_now"]],
    "missing": lambda plan: [entry["input"] for entry in plan["missing"]],
    "assumed": lambda plan: [entry["input"] for entry in plan["assumed"]],
    "next_dose": lambda plan: [entry["text"] for entry in plan["next_dose"]],
}
"""Keys whose value is a list: each name must be among these; `[]` expects that there is nothing."""

WORDS: dict[str, tuple[Callable[[Plan], str], tuple[str, ...]]] = {
    "bsab": (lambda plan: str(plan["bsab"]["action"]), ("continue", "hold", "discontinue")),
    "decided": (lambda plan: _yes(plan["bsab"]["settled"]), ("yes", "no")),
    "in_scope": (lambda plan: _yes(plan["in_scope"]), ("yes", "no", "unknown")),
    "restart": (lambda plan: str(plan["restart"]["action"]) if plan["restart"] else "none", ()),
}
"""Keys whose value is one word, with the words that are possible (none given: the restart tables')."""


def orders(plan: Plan) -> list[str]:
    """Everything the plan asks for in any way: what `not_ordered` must not find."""
    return [action["order"] for action in plan["actions"]]


def doses(plan: Plan, order: str) -> list[str]:
    """The doses in which the plan orders one intervention: `656 mg`, `650 to 1000 mg`, `weight needed`."""
    found = [entry.get("dose") for entry in _given(plan, order)]
    return [_dose(dose) for dose in found if dose is not None]


def tapers(plan: Plan, order: str) -> list[str]:
    """Where the patient stands in the course of one drug: `day 5, phase 2 of 4`, `not begun`, `unknown`."""
    found = [entry["taper"] for entry in _given(plan, order) if entry["taper"] is not None]
    return [
        taper["status"]
        if taper["phase"] is None
        else f"day {taper['day']}, phase {taper['phase']} of {taper['phases']}"
        for taper in found
    ]


def _given(plan: Plan, order: str) -> list[Mapping[str, Any]]:
    """What the plan orders of one intervention, and what it says goes on."""
    return [entry for entry in (*plan["actions"], *plan["under_way"]) if entry["order"] == order]


def _dose(dose: Mapping[str, Any]) -> str:
    if dose.get("amount") is None:
        return str(dose.get("text", ""))
    highest = f" to {dose['highest']}" if dose.get("highest") else ""
    return f"{dose['amount']}{highest} {dose['unit']}"


def _yes(value: bool | None) -> str:
    return {True: "yes", False: "no", None: "unknown"}[value]
