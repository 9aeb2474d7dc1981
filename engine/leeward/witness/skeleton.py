"""Witnesses as a cases file: patients with the plan the engines give now, for a person to confirm."""

from collections.abc import Iterable, Iterator

from leeward.cases.answers import LISTS, TABLES, Plan
from leeward.record import record
from leeward.witness.to_yaml import plain_scalar

LOUD = """\
# NOT CONFIRMED. A program wrote these patients, and `expect` is what the engines answer now.
# That is no evidence that it is right. A person reads the sources, corrects `expect`, gives the case
# a name that says what it shows, and only then moves it into cases.yaml.
"""


@record
class Skeleton:
    """One witness.

    shows: what it exercises, for the name. patient: its lines. plan: what the engines answer.
    """

    shows: str
    patient: tuple[str, ...]
    plan: Plan


def to_cases(of: str, skeletons: Iterable[Skeleton]) -> str:
    """A cases file that passes now, and says loudly that nobody has confirmed it."""
    lines = [LOUD + "leeward: 1", "kind: cases", f"of: {of}", "", "cases:"]
    for one in skeletons:
        lines += [
            f"  - name: {plain_scalar('NOT CONFIRMED: ' + one.shows)}",
            "    patient:",
            *(f"      {line}" for line in one.patient),
            "    expect:  # NOT CONFIRMED: the answer of the engines, not of a person",
            *(f"      {line}" for line in expectations(one.plan)),
        ]
    return "\n".join(lines) + "\n"


def expectations(plan: Plan) -> Iterator[str]:
    """Everything that `expect` can say of a plan, apart from what is missing or assumed."""
    for name, grade in plan["grades"].items():
        low, high = grade["lowest"], grade["highest"]
        yield f"{name}: {low}" if low == high else f"{name}: {low} .. {high}"
    yield f"in_scope: {_yes(plan['in_scope'])}"
    yield f"bsab: {plan['bsab']['action']}"
    yield f"decided: {_yes(plan['bsab']['settled'])}"
    for key in ("because", "give", "consider", "conditional", "caution", "avoid", "not_now", "next_dose"):
        names = list(dict.fromkeys(LISTS[key](plan)))
        yield f"{key}: [{', '.join(plain_scalar(name) for name in names)}]"
    yield f"until: {plain_scalar(str(plan['bsab']['until'] or 'none'))}"
    yield from _of_orders(plan)
    if plan["restart"]:
        yield f"restart: {plan['restart']['action']}"


def _of_orders(plan: Plan) -> Iterator[str]:
    orders = list(dict.fromkeys(action["order"] for action in plan["actions"]))
    for key in ("how", "urgency"):
        said = {name: TABLES[key][0](plan, name) for name in orders}
        shown = [
            f"{name}: {plain_scalar(ways[0])}" for name, ways in said.items() if len(ways) == 1 and ways[0]
        ]
        if shown:
            yield f"{key}: {{{', '.join(shown)}}}"


def _yes(value: bool | None) -> str:
    return {True: "yes", False: "no", None: "unknown"}[value]
