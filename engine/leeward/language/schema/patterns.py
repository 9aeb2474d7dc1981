"""The forms of words and quantities, as regular expressions that Python and editors read alike."""

from typing import Any

from leeward.language.units import BY_NAME, UNITS

Schema = dict[str, Any]

NAME = "[a-z][a-z0-9_]*"
ID = "[a-z0-9]+(?:[-_.][a-z0-9]+)*"


def _any_of(names: list[str]) -> str:
    return (
        "(?:" + "|".join("".join(f"\\{c}" if c in "^$\\.*+?()[]{}|" else c for c in n) for n in names) + ")"
    )


NUMBER = "(?:0|[1-9][0-9]{0,8})(?:\\.[0-9]{1,4})?"
SIGNED = f"[+-]?{NUMBER}"
_UNIT = _any_of(sorted(BY_NAME))
_TIME = _any_of(sorted(name for name, unit in BY_NAME.items() if unit.dimension == "time"))
QUANTITY = f"{SIGNED} ?{_UNIT}"
DURATION = f"{NUMBER} ?{_TIME}"
AMOUNT = f"{NUMBER} ?{_UNIT}"
UNIT_CODES = [unit.code for unit in UNITS]


def pattern(regex: str, wants: str, example: str, kind: str = "word") -> Schema:
    """A text of one form; `wants` says which, for people."""
    return {
        "type": "string",
        "pattern": f"^(?:{regex})$",
        "x-leeward": kind,
        "x-leeward-wants": wants,
        "x-leeward-example": example,
        "errorMessage": f"{wants} is wanted, as in {example}",
        "patternErrorMessage": f"{wants} is wanted, as in {example}",
    }
