"""Whether the protocol covers this patient, and if not, why not."""

from leeward.model.expression import And, Atom, Condition, Holds, Literal, OneOf, atoms, inputs_of
from leeward.plan.explain.condition_text import atom_text, open_question
from leeward.plan.facts import fact_text, title_of
from leeward.plan.reading import Reading


def in_scope(reading: Reading) -> bool | None:
    """True, False, or None when it is not known; a protocol without a scope covers everybody."""
    name = reading.protocol.scope
    return True if name is None else reading.of(name)


def scope_reasons(reading: Reading) -> tuple[str, ...]:
    """For a patient who is not covered, what is wrong; for one who may not be, what is not known."""
    name = reading.protocol.scope
    if name is None or reading.of(name) is True:
        return ()
    condition = reading.propositions[name].condition
    if reading.of(name) is None:
        return (open_question(condition, reading),)
    return tuple(dict.fromkeys(_refusal(part, reading) for part in _refuted(condition, reading)))


def _refuted(condition: Condition, reading: Reading) -> list[Condition]:
    """The parts of a conjunction that are false, each on its own."""
    match condition:
        case And(parts):
            return [one for part in parts for one in _refuted(part, reading)]
        case Literal(Holds(proposition), True) if proposition in reading.propositions:
            return _refuted(reading.propositions[proposition].condition, reading)
        case _:
            return [condition] if reading.truth(condition) is False else []


def _refusal(condition: Condition, reading: Reading) -> str:
    found = list(dict.fromkeys(atoms(condition)))
    vocabulary = reading.protocol.vocabulary
    values = {name: fact_text(name, reading.state, vocabulary) for atom in found for name in inputs_of(atom)}
    shown = ", ".join(f"{title_of(name, vocabulary)} {value}" for name, value in values.items() if value)
    wanted = " or ".join(_asked(atom, reading) for atom in found)
    if isinstance(condition, Literal) and not condition.positive:
        return f"{shown or 'not covered'}: not where {wanted}"
    verb = "covers" if isinstance(condition, Literal) and isinstance(condition.atom, OneOf) else "is for"
    return f"{shown or 'not covered'}: this protocol {verb} {wanted}"


def _asked(atom: Atom, reading: Reading) -> str:
    if isinstance(atom, OneOf):
        return " or ".join(atom.options)
    return atom_text(atom, reading)
