"""Terms of SMT-LIB as text, with nothing in them that is always so."""

from collections.abc import Iterable

TRUE, FALSE = "true", "false"


def conj(*parts: str) -> str:
    """All of them hold."""
    return _joined("and", parts, TRUE, FALSE)


def disj(*parts: str) -> str:
    """At least one of them holds."""
    return _joined("or", parts, FALSE, TRUE)


def neg(part: str) -> str:
    """It does not hold."""
    if part in (TRUE, FALSE):
        return FALSE if part == TRUE else TRUE
    if part.startswith("(not ") and part.endswith(")"):
        return part[5:-1]
    return f"(not {part})"


def implies(one: str, other: str) -> str:
    """Whenever the one holds, so does the other."""
    return disj(neg(one), other)


def same(one: str, other: str) -> str:
    """Both have the same value."""
    return TRUE if one == other else f"(= {one} {other})"


def number(value: int) -> str:
    """A whole number."""
    return str(value) if value >= 0 else f"(- {-value})"


def total(parts: Iterable[str]) -> str:
    """The sum."""
    found = list(parts)
    return found[0] if len(found) == 1 else f"(+ {' '.join(found)})" if found else "0"


def times(factor: int, part: str) -> str:
    """The part, as often as the factor says."""
    return part if factor == 1 else f"(* {number(factor)} {part})"


def chosen(cases: Iterable[tuple[str, int]], otherwise: int = 0) -> str:
    """The number of the first case that holds."""
    text, brackets = "", 0
    for holds, value in cases:
        text += f"(ite {holds} {number(value)} "
        brackets += 1
    return text + number(otherwise) + ")" * brackets


def _joined(joint: str, parts: Iterable[str], empty: str, settles: str) -> str:
    found = [part for part in dict.fromkeys(parts) if part != empty]
    if settles in found:
        return settles
    return found[0] if len(found) == 1 else f"({joint} {' '.join(found)})" if found else empty
