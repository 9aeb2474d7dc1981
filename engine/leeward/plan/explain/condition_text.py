"""Conditions in words: what an order still hangs on, and what was asked of a fact."""

import re
from collections.abc import Iterable

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
from leeward.plan.facts import called, in_sentence
from leeward.plan.reading import Reading

_SHORT = 3  # words that can follow a bare `no`
_PLACES = ("in ", "on ", "at ")  # and those that cannot, short as they are

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


def condition_text(condition: Condition, reading: Reading) -> str:
    """A whole condition in words."""
    return _words(condition, reading, inside=False)


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
            if len(parts) == 1:
                return _words(parts[0], reading, inside)
            found = list(dict.fromkeys(_words(part, reading, inside=True) for part in parts))
            found = _without_pairs(found) if isinstance(condition, And) else found
            text = (" and " if isinstance(condition, And) else " or ").join(found)
            return f"({text})" if inside and len(found) > 1 else text


def _without_pairs(words: list[str]) -> list[str]:
    """`CRS 2 or more` and `CRS 2 or less` is `CRS 2`; the same of `>=` and `<=`."""
    for one in words:
        other = one.replace(" >= ", " <= ")
        if other != one and other in words:
            words = [one.replace(" >= ", " = ") if word == one else word for word in words if word != other]
    exact = {
        one.removesuffix(" or more") for one in words if f"{one.removesuffix(' or more')} or less" in words
    }
    kept = (one.removesuffix(" or more").removesuffix(" or less") for one in words)
    told = dict.fromkeys(bare if bare in exact else one for bare, one in zip(kept, words, strict=True))
    return _as_ranges(list(told))


def _as_ranges(words: list[str]) -> list[str]:
    """`ICANS 1 or more` and `ICANS 2 or less` is `ICANS 1 to 2`."""
    ends = {match[1]: match[2] for one in words if (match := re.fullmatch(r"(.+) (\d+) or less", one))}
    found: list[str] = []
    for one in words:
        match = re.fullmatch(r"(.+) (\d+) or more", one)
        if match and match[1] in ends:
            found.append(f"{match[1]} {match[2]} to {ends[match[1]]}")
        else:
            found.append(one)
    ranged = {one.rpartition(" to ")[0].rpartition(" ")[0] for one in found if " to " in one}
    return [one for one in found if not (one.endswith(" or less") and one.rsplit(" ", 3)[0] in ranged)]


def atom_text(atom: Atom, reading: Reading) -> str:
    """One question in words: `CRS 2 or more`, `systolic_bp < 90 mm[Hg]`, `low flow`."""
    return reading.kept.answer("atom text", atom, lambda: _atom_text(atom, reading))


def _atom_text(atom: Atom, reading: Reading) -> str:
    vocabulary = reading.protocol.vocabulary
    match atom:
        case GradeIs(grade, op, number):
            return f"{grade_title(grade, reading)} {_NUMBER[op].format(number)}"
        case Yes(name):
            return _title(name, reading)
        case Holds(name):
            return _plain_proposition(name, reading)
        case Stated(name):
            return f"{_title(name, reading)} is known"
        case OneOf(name, options):
            return f"{called(name, vocabulary)} = {_list(_plain_words(options))}"
        case Has(name, member):
            return f"{_plain(member)} among {called(name, vocabulary)}"
        case Count(name, besides, op, number):
            other = f" besides {_list(besides)}" if besides else ""
            return f"{_NUMBER[op].format(number)} {called(name, vocabulary)}{other}"
        case Compare(terms):
            return with_titles(
                literal_text(Literal(atom), vocabulary.inputs), [name for _, name in terms], reading
            )


def with_titles(text: str, names: Iterable[str], reading: Reading) -> str:
    """What the language writes, with these inputs and findings called as people call them."""
    for name in sorted(set(names), key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", _title(name, reading), text)
    return text


def denial(atom: Atom, reading: Reading) -> str:
    """The opposite of one question, without a bare `not` where there is a plainer word."""
    if isinstance(atom, Yes | Holds):
        text = atom_text(atom, reading)
        if text.startswith(_PLACES):
            return f"not {text}"
        return f"no {text}" if len(text.split()) <= _SHORT else f"not ({text})"
    if isinstance(atom, OneOf):
        named = called(atom.input, reading.protocol.vocabulary)
        return f"{named} other than {_list(_plain_words(atom.options))}"
    if isinstance(atom, Has):
        return f"no {atom_text(atom, reading)}"
    return f"not {atom_text(atom, reading)}"


def grade_title(name: str, reading: Reading) -> str:
    """What a grade is called in print."""
    return reading.title(name)


def _plain_proposition(name: str, reading: Reading) -> str:
    proposition = reading.propositions.get(name)
    if proposition is not None and proposition.kind == "rule":
        rule = next((rule for rule in reading.protocol.rules if rule.id == name), None)
        return (
            f"{reading.protocol.vocabulary.interventions[rule.intervention].title} is wanted"
            if rule
            else name
        )
    if proposition is not None and proposition.kind == "limit":
        return f"a limit is reached ({proposition.text})"
    return _title(name, reading)


def _title(name: str, reading: Reading) -> str:
    """An input or a finding in a sentence."""
    proposition = reading.propositions.get(name)
    if proposition is not None and proposition.title and name not in reading.protocol.vocabulary.inputs:
        return in_sentence(proposition.title)
    return called(name, reading.protocol.vocabulary)


def _plain_words(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_plain(word) for word in words)


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _list(words: tuple[str, ...]) -> str:
    return " or ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} or {words[-1]}"
