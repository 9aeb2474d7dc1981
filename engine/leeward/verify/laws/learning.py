"""Learning never contradicts: one more value makes nothing that was certain excluded, or the reverse."""

from collections.abc import Iterator

from leeward.backends.smt_names import SmtNames
from leeward.backends.smt_terms import conj, disj, implies, neg
from leeward.verify.encoding import Encoding
from leeward.verify.law import Group, Law, Patients, Question
from leeward.verify.state_space import always_known


def _groups(encoding: Encoding) -> Iterator[Group]:
    derived = {step.name for step in encoding.protocol.propositions if step.kind == "derived"}
    for name in encoding.layout.inputs:
        if always_known(encoding.protocol.vocabulary.inputs[name]):
            continue
        mark = f"knowing {name}"
        before, after = encoding.names, SmtNames(mark, frozenset({name}), encoding.readers[name])
        learned = [neg(before.known(name)), after.known(name)]
        if name in derived:
            # Against what follows from other values it would be a correction, not learning.
            learned.append(implies(before.certain(name), after.value(name)))
            learned.append(implies(neg(before.possible(name)), neg(after.value(name))))
        yield Group(
            tuple(_questions(encoding, after)),
            tuple(learned),
            (name,),
            mark,
            meant=lambda seen, name=name: _is_learned(seen, name, name in derived),  # type: ignore[misc]
        )


def _questions(encoding: Encoding, after: SmtNames) -> Iterator[Question]:
    before = encoding.names
    for step in encoding.protocol.propositions:
        if step.name not in after.steps:
            continue
        gone = conj(before.certain(step.name), neg(after.certain(step.name)))
        come = conj(neg(before.possible(step.name)), after.possible(step.name))
        yield Question(
            step.name,
            f"`{step.name}` was settled, and one more value unsettles or reverses it",
            disj(gone, come),
            lambda seen, name=step.name: _contradicts(seen, name),  # type: ignore[misc]
            (step.name,),
        )


def _is_learned(seen: Patients, name: str, derived: bool) -> bool:
    """The premises, asked of the patients themselves."""
    before, after = (one.state.facts.get(name) for one in seen)
    if before is not None or after is None:
        return False
    follows = {True: seen[0].certain(name), False: not seen[0].possible(name)} if derived else {}
    return not follows.get(after.value is False, False)


def _contradicts(seen: Patients, name: str) -> bool:
    first, second = seen
    return (first.certain(name) and not second.certain(name)) or (
        not first.possible(name) and second.possible(name)
    )


LAW = Law(
    3,
    "learning never contradicts",
    "stating one more value unsettles nothing certain, and makes nothing excluded possible",
    "certain(s) is in certain(s + x), possible(s + x) is in possible(s)",
    _groups,
)
