"""What is well written and hardly meant: warnings on the main document, the one that is being written."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from leeward.link.gather import Gathered
from leeward.link.named_rules import Written
from leeward.logic.contradictions import contradict
from leeward.model.expression import And, Condition, Literal, Or
from leeward.model.protocol import Grade, Regimen, Rule, Step, Strength
from leeward.text.node import Mapping, Node, Scalar
from leeward.text.problem import Problems

_ENDS = ("for", "times", "until")
_SAYS_NOTHING = frozenset(
    {"because", "note", "title", "description", "source", "sources", "settings", "message", "help", "text"}
)
_WORD = re.compile(r"[a-z_][a-z0-9_]*")


def doubt(
    documents: tuple[Gathered, ...],
    rules: Iterable[Rule],
    written: Written,
    steps: dict[str, Step],
    problems: Problems,
) -> None:
    """Adds the warnings; nothing here makes a protocol wrong."""
    main = documents[-1]
    file = str(main.path)
    ours = {id: node for id, node in written.items() if node.place.file == file}
    _never_holds((step for step in steps.values() if step.place.file == file), problems)
    _never_called(ours, written, problems)
    _unused_settings(main, documents, problems)
    _endless_phases(ours, problems)
    _unlike(list(rules), file, steps, problems)


def _never_holds(steps: Iterable[Step], problems: Problems) -> None:
    """Two parts that exclude each other; only what can be seen from the two alone."""
    for step in steps:
        if isinstance(step, Grade) or step.kind not in ("rule", "finding", "grade", "scope", "bsab"):
            continue
        for parts in _joined(step.condition):
            pair = next(((a, b) for a, b in combinations(parts, 2) if contradict(a, b)), None)
            if pair is not None:
                message = f"`{_text(pair[0])}` and `{_text(pair[1])}` never hold together"
                help = "write `or` between them, or take one of them out"
                problems.add("never-holds", message, step.place, help, severity="warning")
                break


def _joined(condition: Condition) -> Iterator[list[Literal]]:
    """The literals that must hold together, one list for each branch of an `or` at the top."""
    match condition:
        case Or(parts):
            for part in parts:
                yield from _joined(part)
        case And(parts):
            found: list[Literal] = []
            for part in parts:
                if isinstance(part, Literal):
                    found.append(part)
                elif isinstance(part, And):
                    found += next(_joined(part))
            yield found
        case Literal():
            yield [condition]


def _text(literal: Literal) -> str:
    return literal.atom.text if literal.positive else f"not {literal.atom.text}"


def _never_called(ours: Written, written: Written, problems: Problems) -> None:
    called = {rule.text("otherwise") for rule in written.values()}
    for id, rule in ours.items():
        when = rule.scalar("when")
        if when is not None and when.text.strip() == "never" and id not in called:
            message = f"`{id}` is never wanted: no rule names it in its `otherwise`"
            help = "name it in the `otherwise` of a rule with limits, or write its condition"
            problems.add("never-called", message, when.place, help, severity="warning")


def _unused_settings(main: Gathered, documents: tuple[Gathered, ...], problems: Problems) -> None:
    used = {word for document in documents for word in _words(document.root)}
    for key, _ in main.root.mapping("settings"):
        if key.place.file == str(main.path) and key.text not in used:
            message = f"no condition uses the setting `{key.text}`"
            problems.add("unused-setting", message, key.place, "use it or take it out", severity="warning")


def _words(node: Node) -> Iterator[str]:
    """Every word that could be a name in a condition."""
    match node:
        case Scalar(text):
            yield from _WORD.findall(text)
        case Mapping(entries):
            for key, value in entries:
                if key.text not in _SAYS_NOTHING:
                    yield from _words(value)
        case _:
            for item in node:
                yield from _words(item)


def _endless_phases(ours: Written, problems: Problems) -> None:
    for id, rule in ours.items():
        phases = [phase for phase in rule.sequence("taper") if isinstance(phase, Mapping)]
        for phase in phases[:-1]:
            if not any(key in phase for key in _ENDS):
                message = f"a phase of the taper of `{id}` does not say when the next one begins"
                help = "add `for:`, `times:` or `until:` to it"
                place = phase.entries[0][0].place if phase.entries else phase.place
                problems.add("endless-phase", message, place, help, severity="warning")


def _unlike(rules: list[Rule], file: str, steps: dict[str, Step], problems: Problems) -> None:
    """Orders of one drug that go on differently: the plan follows the stronger one."""
    unlike: dict[str, tuple[Rule, list[Rule]]] = {}
    lasting = [
        rule for rule in rules if _says_course(rule) or (rule.place.file != file and rule.regimen.until)
    ]
    for one, other in combinations(lasting, 2):
        if file not in (one.place.file, other.place.file) or one.intervention != other.intervention:
            continue
        if _course(one) == _course(other) or _exclude(steps.get(one.id), steps.get(other.id)):
            continue
        if Strength.GIVE not in (one.strength, other.strength) or one.strength != other.strength:
            continue
        ours, theirs = (other, one) if other.place.file == file else (one, other)
        unlike.setdefault(ours.id, (ours, []))[1].append(theirs)
    for ours, others in unlike.values():
        names = ", ".join(f"`{rule.id}`" for rule in others)
        message = f"`{ours.id}` and {names} order `{ours.intervention}` for different times"
        help = (
            "where both hold, the plan follows the rule with the stronger dose and shows the other's course"
            " beside it; write the same `for` and `taper` if that is not meant"
        )
        problems.add("unlike-courses", message, ours.place, help, severity="warning")


def _exclude(one: Step | None, other: Step | None) -> bool:
    """Whether two conditions never hold together, as far as their plain parts show."""
    if one is None or other is None or isinstance(one, Grade) or isinstance(other, Grade):
        return False
    return all(
        any(contradict(a, b) for a in mine for b in its)
        for mine in _joined(one.condition)
        for its in _joined(other.condition)
    )


def _course(rule: Rule) -> tuple[object, ...]:
    first = rule.regimen
    return first.duration, first.times, tuple(map(_of_phase, rule.taper))


def _of_phase(phase: Regimen) -> tuple[object, ...]:
    return phase.dose, phase.every, phase.duration, phase.times, phase.until


def _says_course(rule: Rule) -> bool:
    return rule.strength is Strength.GIVE and any(_course(rule))
