"""Conditions in words: what an order still hangs on, and what was asked of a fact."""

from leeward.language.to_expression import literal_text
from leeward.model.expression import (
    And,
    Atom,
    Compare,
    Condition,
    Count,
    GradeIs,
    Has,
    Holds,
    Literal,
    OneOf,
    Or,
    Stated,
    Yes,
)
from leeward.plan.reading import Reading

_NUMBER = {
    ">=": "{} or more",
    "<=": "{} or less",
    ">": "more than {}",
    "<": "less than {}",
    "=": "{}",
}


def open_question(condition: Condition, reading: Reading) -> str:
    """The part of an undecided condition that is still open; what is known drops out of it."""
    return _words(_open(condition, reading), reading, inside=False)


def _open(condition: Condition, reading: Reading) -> Condition:
    match condition:
        case Literal():
            return condition
        case And(parts):
            return _flat(And, [_open(part, reading) for part in parts if reading.truth(part) is None])
        case Or(parts):
            return _flat(Or, [_open(part, reading) for part in parts if reading.truth(part) is None])


def _flat(kind: type[And] | type[Or], parts: list[Condition]) -> Condition:
    """Without a conjunction inside a conjunction, or one that has a single part."""
    inner = [one for part in parts for one in (part.parts if isinstance(part, kind) else (part,))]
    return inner[0] if len(inner) == 1 else kind(tuple(inner))


def _words(condition: Condition, reading: Reading, inside: bool) -> str:
    match condition:
        case Literal(atom, positive):
            return atom_text(atom, reading) if positive else denial(atom, reading)
        case And(parts) | Or(parts):
            found = list(dict.fromkeys(_words(part, reading, inside=True) for part in parts))
            text = (" and " if isinstance(condition, And) else " or ").join(found)
            return f"({text})" if inside and len(found) > 1 else text


def atom_text(atom: Atom, reading: Reading) -> str:
    """One question in words: `CRS 2 or more`, `systolic_bp < 90 mm[Hg]`, `low flow`."""
    vocabulary = reading.protocol.vocabulary
    match atom:
        case GradeIs(grade, op, number):
            return f"{grade_title(grade, reading)} {_NUMBER[op].format(number)}"
        case Yes(name):
            return _plain(name)
        case Holds(name):
            return _plain_proposition(name, reading)
        case Stated(name):
            return f"{_plain(name)} is known"
        case OneOf(name, options):
            return f"{name} {_list(options)}"
        case Has(name, member):
            return f"{member} among {_plain(name)}"
        case Count(name, besides, op, number):
            other = f" besides {_list(besides)}" if besides else ""
            return f"{_NUMBER[op].format(number)} {_plain(name)}{other}"
        case Compare():
            return literal_text(Literal(atom), vocabulary.inputs)


def denial(atom: Atom, reading: Reading) -> str:
    """The opposite of one question, without a bare `not` where there is a plainer word."""
    if isinstance(atom, Yes | Holds):
        return f"no {atom_text(atom, reading)}"
    if isinstance(atom, Has):
        return f"no {atom.member} among {_plain(atom.input)}"
    return f"not {atom_text(atom, reading)}"


def grade_title(name: str, reading: Reading) -> str:
    """What a grade is called in print."""
    return reading.title(name)


def _plain_proposition(name: str, reading: Reading) -> str:
    proposition = reading.propositions.get(name)
    if proposition is not None and proposition.kind == "rule":
        rule = next((rule for rule in reading.protocol.rules if rule.id == name), None)
        return (
            f"{reading.protocol.vocabulary.interventions[rule.intervention].title} wanted" if rule else name
        )
    if proposition is not None and proposition.kind == "limit":
        return f"a limit reached ({proposition.text})"
    return _plain(name)


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _list(words: tuple[str, ...]) -> str:
    return " or ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} or {words[-1]}"
