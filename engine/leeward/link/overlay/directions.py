"""Whether each deviation goes in the direction it declares, as far as that can be seen without a solver.

What cannot be seen here is not thereby right: `protocol verify` looks at all patients.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from leeward.language.names import Names, SettingValue
from leeward.link.conditions import Conditions
from leeward.link.from_settings import read_value
from leeward.link.overlay.changed_keys import Verdict, asks_for_more, joined, opposite, verdicts
from leeward.link.overlay.changed_settings import Readings, names_it, verdict
from leeward.link.overlay.changes import Change
from leeward.link.overlay.prints import as_text
from leeward.model.expression import And, Condition
from leeward.model.rule import Rule
from leeward.model.steps import Grade, Proposition, Step
from leeward.text.node import Mapping, Node, Scalar
from leeward.text.problem import Problems


def check_directions(
    changes: Iterable[Change],
    names: Names,
    steps: tuple[Step, ...],
    rules: Iterable[Rule],
    problems: Problems,
) -> None:
    """Adds an error where a deviation does the opposite of what it declares.

    A change that is only looser and is called `different` gets a warning: looser is what must be seen.
    """
    found = list(rules)
    for change in changes:
        parts = list(_parts(change, names, steps, found))
        whole = joined({part for _, part in parts})
        declared, target = change.deviation.direction, change.deviation.target
        against = [text for text, part in parts if part == "looser"] if declared == "stricter" else []
        if declared == "looser" and whole == "stricter":
            against = [text for text, part in parts if part == "stricter"]
        if _is_idle(change):
            message = f"`{target}` says here what {change.deviation.base} says already"
            help = "take the deviation out, or write what is different"
            problems.add("idle-deviation", message, change.place, help, severity="warning")
        if against:
            found_to_be = "looser" if declared == "stricter" else "stricter"
            message = f"`{target}` is called {declared}, but {against[0]}, which is {found_to_be}"
            problems.add("wrong-direction", message, change.place, _remedy(whole))
        elif declared == "different" and whole == "looser":
            message = f"`{target}` is called different, but all that changes is looser"
            help = "write `direction: looser`"
            problems.add("wrong-direction", message, change.place, help, severity="warning")


def _is_idle(change: Change) -> bool:
    """Whether the base says the same, key by key; it may have learnt it since."""
    kind, before, after = change.deviation.kind, change.before, change.after
    if before is None or kind not in ("replace", "setting", "scope"):
        return False
    keys = {"setting": ["value"], "scope": ["applies"]}.get(kind) or [
        key.text for key, _ in after if key.text not in ("direction", "because", "was")
    ]
    return all(_shown(before, key) == _shown(after, key) for key in keys)


def _remedy(whole: Verdict) -> str:
    fitting = whole if whole in ("stricter", "looser") else "different"
    return f"write `direction: {fitting}`, or change what it says"


def _parts(
    change: Change, names: Names, steps: tuple[Step, ...], rules: list[Rule]
) -> Iterator[tuple[str, Verdict]]:
    """What the deviation changes, in words, and the direction of each."""
    target, before, after = change.deviation.target, change.before, change.after
    match change.deviation.kind:
        case "add":
            yield "it asks for more than the base", asks_for_more(after)
        case "remove" if before is not None:
            yield "what it asks for is left out", opposite(asks_for_more(before))
        case "replace" if before is not None:
            for key, part in verdicts(before, after, lambda scalar: _read(scalar, names)):
                yield f"its `{key}` goes from {_shown(before, key)} to {_shown(after, key)}", part
        case "setting" if before is not None:
            whole = verdict(_readings(target, before, names, steps), steps, rules)
            what = "orders and decisions are made for {} patients"
            yield what.format("fewer" if whole == "looser" else "more"), whole
        case _:
            return


def _shown(node: Mapping, key: str) -> str:
    value = node.get(key)
    return "nothing" if value is None else f"`{as_text(value)}`"


def _read(scalar: Scalar | None, names: Names) -> Condition | None:
    """A condition read once more; what is wrong with it was said where it stands."""
    problems = Problems()
    condition = Conditions(names, problems).read(scalar)
    return condition if problems.passed else None


def _readings(target: str, before: Mapping, names: Names, steps: tuple[Step, ...]) -> Readings:
    """Every condition that names the setting, with the base's value and with ours."""
    value = _value(before.get("value"))
    old = None if value is None else replace(names, settings={**names.settings, target: value})
    found: dict[str, tuple[Condition, Condition] | None] = {}
    for step in steps:
        if isinstance(step, Grade) or not names_it(step.text, target):
            continue
        text = Scalar(step.text, step.place)
        was, now = _read(text, old) if old else None, _read(text, names)
        whole = was is not None and now is not None and _is_all_of(step, now)
        found[step.name] = (was, now) if whole and was is not None and now is not None else None
    return found


def _is_all_of(step: Proposition, read: Condition) -> bool:
    """Whether the text says all of it; a branch of a table also rests on the branches before it."""
    condition = step.condition
    if step.kind == "derived" or condition == read:
        return True
    return isinstance(condition, And) and len(condition.parts) == 2 and condition.parts[1] == read


def _value(node: Node | None) -> SettingValue | None:
    return None if node is None else read_value(node, Problems())
