"""The laws, found by place: each is a module of `leeward.testing.laws`."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from leeward.model.protocol import ClinicalProtocol
from leeward.record import record
from leeward.testing.break_of_a_law import Broken
from leeward.testing.draw import Draw
from leeward.testing.patient_file import PatientFile
from leeward.testing.under_test import UnderTest

Breaks = Callable[[UnderTest, PatientFile, Draw], Iterator[Broken]]
"""Every way in which the law does not hold for this patient; may draw what else it needs"""


@record
class Law:
    """What holds for every patient of every protocol. `name`: `worse-is-never-less`; `words`: one sentence.

    share: of the patients asked for, how many it gets; less than 1 where each of them takes long.
    """

    name: str
    words: str
    breaks: Breaks
    applies: Callable[[ClinicalProtocol], bool]
    share: Fraction


@cache
def all_laws() -> tuple[Law, ...]:
    """Every law, by name."""
    from leeward.testing import laws

    return tuple(_law(one.name) for one in iter_modules(laws.__path__))


def laws_for(protocol: ClinicalProtocol) -> tuple[Law, ...]:
    """The laws that can fail for this protocol; a vocabulary decides nothing, and has none."""
    if protocol.kind == "vocabulary":
        return ()
    return tuple(law for law in all_laws() if law.applies(protocol))


def _law(module_name: str) -> Law:
    module = import_module(f"leeward.testing.laws.{module_name}")
    words = (module.__doc__ or "").partition("\n")[0].removesuffix(".")
    applies, share = getattr(module, "applies", _always), getattr(module, "SHARE", Fraction(1))
    return Law(module_name.replace("_", "-"), words, module.breaks, applies, share)


def _always(protocol: ClinicalProtocol) -> bool:
    return True
