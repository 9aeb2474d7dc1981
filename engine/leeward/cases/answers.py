"""What a plan says to each key of `expect`, under the names of the plan's public JSON."""

from collections.abc import Callable, Mapping
from typing import Any

from leeward.language.quantity import to_text
from leeward.plan.model.orders import DoseShown, Order, Taper
from leeward.plan.model.plan import Plan as FullPlan

Plan = Mapping[str, Any]
"""A plan in the format `leeward.plan/1`, or the part of it that a case can ask for."""


def answers_of(plan: FullPlan) -> dict[str, Any]:
    """The plan without its explanations, which cost most of its making and which no case asks for."""
    return {
        "in_scope": plan.in_scope,
        "grades": {one.name: {"lowest": one.lowest, "highest": one.highest} for one in plan.grades},
        "bsab": {
            "action": plan.bsab.action,
            "lowest": plan.bsab.lowest,
            "highest": plan.bsab.highest,
            "settled": plan.bsab.settled,
            "until": plan.bsab.until or None,
            "ends": plan.bsab.ends,
            "needs": list(plan.bsab.needs),
            "because": list(plan.bsab.because),
        },
        "actions": [_action(order) for order in plan.actions],
        "under_way": [
            {
                "order": one.order,
                "dose": None if one.dose is None else _amounts(one.dose),
                "taper": _place_in(one.taper),
            }
            for one in plan.under_way
        ],
        "compared": [{"stronger": one.stronger} for one in plan.compared],
        "not_now": [{"order": one.order, "rule": one.rule} for one in plan.not_now],
        "avoid": [{"order": one.order, "rule": one.rule} for one in plan.avoid],
        "cautions": [{"rule": one.rule} for one in plan.cautions],
        "missing": [{"input": one.input} for one in plan.missing],
        "assumed": [{"input": one.input} for one in plan.assumed],
        "next_dose": [{"text": one.text} for one in plan.next_dose],
        "restart": None if plan.restart is None else {"action": plan.restart.action},
    }


def _action(order: Order) -> dict[str, Any]:
    return {
        "order": order.order,
        "rule": order.rule,
        "also_from": [{"rule": one.rule} for one in order.also_from],
        "title": order.title,
        "strength": order.strength,
        "certainty": order.certainty,
        "urgency": order.urgency,
        "dose": None if order.dose is None else _amounts(order.dose),
        "taper": None if order.taper is None else _place_in(order.taper),
        "text": order.text,
        "then": list(order.steps),
        "cautions": [{"rule": one.rule} for one in order.cautions],
    }


def _place_in(taper: Taper) -> dict[str, Any]:
    return {"status": taper.status, "day": taper.day, "phase": taper.phase, "phases": taper.phases}


def _amounts(dose: DoseShown) -> dict[str, Any]:
    return {
        "amount": None if dose.amount is None else to_text(dose.amount),
        "highest": None if dose.highest is None else to_text(dose.highest),
        "unit": dose.unit,
        "text": dose.text,
    }


def _ordered(strength: str) -> Callable[[Plan], list[str]]:
    """What the plan certainly asks for with this strength."""
    return lambda plan: [
        action["order"]
        for action in plan["actions"]
        if action["strength"] == strength and action["certainty"] == "certain"
    ]


def _conditional(plan: Plan) -> list[str]:
    return [action["order"] for action in plan["actions"] if action["certainty"] == "conditional"]


def _rules(plan: Plan) -> list[str]:
    """Every rule that has a part in the plan: in an order, a warning, or a door that a limit closes."""
    actions = plan["actions"]
    parts = [*actions, *plan["not_now"], *plan["avoid"], *plan["cautions"]]
    parts += [one for action in actions for one in (*action["also_from"], *action["cautions"])]
    return [part["rule"] for part in parts]


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
    "rules": _rules,
    "next_dose": lambda plan: [entry["text"] for entry in plan["next_dose"]],
}
"""Keys whose value is a list: each name must be among these; `[]` expects that there is nothing."""

WORDS: dict[str, tuple[Callable[[Plan], str], tuple[str, ...] | None]] = {
    "bsab": (lambda plan: str(plan["bsab"]["action"]), ("continue", "hold", "discontinue")),
    "decided": (lambda plan: _yes(plan["bsab"]["settled"]), ("yes", "no")),
    "in_scope": (lambda plan: _yes(plan["in_scope"]), ("yes", "no", "unknown")),
    "until": (lambda plan: str(plan["bsab"]["until"] or "none"), None),
    "restart": (lambda plan: str(plan["restart"]["action"]) if plan["restart"] else "none", ()),
}
"""Keys with one answer, and the words that are possible (empty: the restart tables'; None: any text)."""


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


def ways(plan: Plan, order: str) -> list[str]:
    """Dose, route and timing of one intervention, and the phases that follow, in the words of the plan."""
    return [_way(action) for action in plan["actions"] if action["order"] == order]


def urgencies(plan: Plan, order: str) -> list[str]:
    """How soon the plan orders one intervention."""
    return [action["urgency"] for action in plan["actions"] if action["order"] == order]


TABLES: dict[str, tuple[Callable[[Plan, str], list[str]], str]] = {
    "dose": (doses, "dose"),
    "taper": (tapers, "taper"),
    "how": (ways, "way"),
    "urgency": (urgencies, "urgency"),
}
"""Keys that say something of each of several orders, and what they say, for the message."""


def _way(action: Mapping[str, Any]) -> str:
    first = str(action["text"]).removeprefix(action["title"]).strip()
    return "; then ".join([first, *action["then"]])


def _dose(dose: Mapping[str, Any]) -> str:
    if dose.get("amount") is None:
        return str(dose.get("text", ""))
    highest = f" to {dose['highest']}" if dose.get("highest") else ""
    return f"{dose['amount']}{highest} {dose['unit']}"


def _yes(value: bool | None) -> str:
    return {True: "yes", False: "no", None: "unknown"}[value]
