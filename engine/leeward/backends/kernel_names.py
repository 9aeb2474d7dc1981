"""Readable Python names for the things of a protocol.

Words of a document are text of strangers: only letters, digits and underscores of them
reach a name, and a name is never given twice.
"""

import keyword
import re
from decimal import Decimal

from leeward.language.quantity import MILLION, to_text
from leeward.model.expression import Compare, Count, Has, OneOf, Stated, Yes

_WORDS = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "=": "eq"}
_SHARED_NAME_LENGTH = 60


class KernelNames:
    """Gives every key one name, the same at each call.

    `endings` are added to the name, and no two names with any of their endings are alike.
    """

    def __init__(self) -> None:
        self._given: dict[object, str] = {}
        self._taken: set[str] = {"kernel", "values"}

    def of(self, key: object, wish: str, endings: tuple[str, ...] = ("",)) -> str:
        if key not in self._given:
            stem = name = _sanitised(wish)
            number = 2
            while any(_unusable(name + ending, self._taken) for ending in endings):
                name = f"{stem}_{number}"
                number += 1
            self._taken.update(name + ending for ending in endings)
            self._given[key] = name
        return self._given[key]


def words_of(atom: Compare | OneOf | Has | Count | Yes | Stated) -> str:
    """What a shared local of this atom is called, before sanitising."""
    match atom:
        case Compare(terms, op, bound):
            total = "_plus_".join(name if factor == 1 else f"{factor}_{name}" for factor, name in terms)
            return f"{total}_{_WORDS[op]}_{_number(bound)}"
        case OneOf(name, options):
            return f"{name}_{'_or_'.join(options)}"
        case Has(name, member):
            return f"{name}_has_{member}"
        case Count(name, besides, op, number):
            return "_".join([name, *(["besides", *besides] if besides else []), _WORDS[op], str(number)])
        case Yes(name):
            return name
        case Stated(name):
            return f"{name}_stated"


def one_line(text: str) -> str:
    """Text that is safe in a comment: one line, printable, whatever it was."""
    return "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))


def _number(millionths: int) -> str:
    written = to_text(abs(Decimal(millionths)) / MILLION).replace(".", "p")
    return f"minus_{written}" if millionths < 0 else written


def _sanitised(wish: str) -> str:
    name = re.sub(r"[^A-Za-z0-9]+", "_", wish).strip("_").lower()[:_SHARED_NAME_LENGTH].rstrip("_")
    return name if name and not name[0].isdigit() else f"n_{name}".rstrip("_")


def _unusable(name: str, taken: set[str]) -> bool:
    return name in taken or keyword.iskeyword(name) or keyword.issoftkeyword(name)
