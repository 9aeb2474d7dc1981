"""A condition taken apart: each limb, whether it holds, and the values behind it."""

from collections.abc import Iterator

from leeward.logic.relevant import relevant_unknowns
from leeward.model.expression import And, Condition, GradeIs, Holds, Literal, Or, inputs_of
from leeward.plan.explain.condition_text import condition_text
from leeward.plan.facts import called, fact_text
from leeward.plan.model.account import Limb
from leeward.plan.reading import Reading

_MOST = 4  # values shown for one limb


def limbs(condition: Condition, reading: Reading, depth: int = 0) -> Iterator[Limb]:
    """The limbs in the order of the document; alternatives stand under a line that says so."""
    match condition:
        case And(parts):
            for part in parts:
                yield from limbs(part, reading, depth)
        case Or(parts):
            yield Limb("one of", reading.truth(condition), "", depth)
            for part in parts:
                yield from limbs(part, reading, depth + 1)
        case Literal():
            text = condition_text(condition, reading)
            yield Limb(text, reading.truth(condition), _values(condition, reading), depth)


def _values(condition: Condition, reading: Reading) -> str:
    """What is known of what the limb reads; of an open limb, what is not."""
    vocabulary = reading.protocol.vocabulary
    if reading.truth(condition) is None:
        open_inputs = relevant_unknowns(condition, reading.protocol, reading.state, reading.signals)
        plain = [name for name in open_inputs if name not in reading.propositions] or list(open_inputs)
        return ", ".join(called(name, vocabulary) for name in plain[:_MOST])
    known = [
        f"{called(name, vocabulary)} {value}"
        for name in dict.fromkeys(_read(condition, reading))
        if (value := fact_text(name, reading.state, vocabulary))
    ]
    more = f" and {len(known) - _MOST} more" if len(known) > _MOST else ""
    return ", ".join(known[:_MOST]) + more


def _read(condition: Condition, reading: Reading) -> Iterator[str]:
    """The inputs a condition reads, through findings, not through grades."""
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _read(part, reading)
        case Literal(Holds(name)) if name in reading.propositions:
            if name in reading.state.facts:
                yield name
            else:
                yield from _read(reading.propositions[name].condition, reading)
        case Literal(GradeIs()):
            return
        case Literal(atom):
            yield from inputs_of(atom)
