"""Names that a person can read and durable-rules can tell apart.

durable-rules compares names by a 32-bit hash alone; two names with one hash are one name
to it, and a rule would fire for the wrong fact. So no rule set may hold such a pair.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from leeward.backends.durable_program import ENGINE_KEYS, Shard
from leeward.language.quantity import MILLION, to_text
from leeward.model.expression import Atom, Compare, Count, GradeIs, Has, Holds, OneOf, Stated, Yes
from leeward.model.protocol import ClinicalProtocol
from leeward.text.problem import Problem, Refused


def fnv1a(name: str) -> int:
    """The 32-bit FNV-1a hash by which durable-rules knows a name."""
    value = 0x811C9DC5
    for byte in name.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def readable(atom: Atom, protocol: ClinicalProtocol) -> str:
    """The atom in the words of the protocol: `temperature >= 38 Cel`."""
    match atom:
        case Compare(terms, op, bound):
            unit = protocol.vocabulary.inputs[terms[0][1]].unit if terms else None
            number = to_text(Decimal(bound) / MILLION)
            return f"{_sum(terms)} {op} {number}{f' {unit.code}' if unit else ''}"
        case OneOf(name, (option,)):
            return f"{name} = {option}"
        case OneOf(name, options):
            return f"{name} in {{{', '.join(options)}}}"
        case Has(name, member):
            return f"{member} in {name}"
        case Count(name, (), op, number):
            return f"count({name}) {op} {number}"
        case Count(name, besides, op, number):
            return f"count({name} besides {{{', '.join(besides)}}}) {op} {number}"
        case Yes(name):
            return f"{name} is yes"
        case Stated(name):
            return f"{name} is stated"
        case GradeIs(grade, op, number):
            return f"{grade} {op} {number}"
        case Holds(proposition):
            return proposition


class DurableNames:
    """Gives every key one name of plain characters, and never the same name to two keys."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._given: dict[object, str] = {}
        self._taken = set(reserved)

    def of(self, key: object, wish: str) -> str:
        if key not in self._given:
            # measured: any printable ASCII character is safe inside a name, but `$` and `.` have
            # a meaning of their own, and quotes are escaped before they are hashed
            stem = name = re.sub(r"[^ -~]|[\"\\$]", "_", wish)
            number = 2
            while name in self._taken:
                name = f"{stem} ({number})"
                number += 1
            self._taken.add(name)
            self._given[key] = name
        return self._given[key]


def check_keys(shard: Shard, protocol: ClinicalProtocol) -> None:
    """No two keys of a rule set may be one to durable-rules.

    Raises:
        Refused: two keys have the same hash; both are named.
    """
    seen: dict[int, str] = {}
    for key in (*ENGINE_KEYS, *shard.keys):
        other = seen.setdefault(fnv1a(key), key)
        if other != key:
            problem = Problem(
                "durable-names",
                f"durable-rules cannot tell `{other}` from `{key}`: both names have the same hash",
                protocol.place,
                "rename one of the two",
            )
            raise Refused([problem])


def _sum(terms: tuple[tuple[int, str], ...]) -> str:
    text = ""
    for factor, name in terms:
        text += (" - " if factor < 0 else " + ") + (name if abs(factor) == 1 else f"{abs(factor)} * {name}")
    return text[3:] if text.startswith(" + ") else f"-{text[3:]}"
