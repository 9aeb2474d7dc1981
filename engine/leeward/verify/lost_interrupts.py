"""A Ctrl-C that falls into a finaliser, of which Z3's objects have many: Python drops it; here it is kept."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_lost: list[type[BaseException]] = []


@contextmanager
def kept() -> Iterator[None]:
    """While this lasts, an interrupt that Python would drop is raised by the next `look`."""
    before = sys.unraisablehook

    def keep(fault: "sys.UnraisableHookArgs") -> None:
        if issubclass(fault.exc_type, KeyboardInterrupt):
            _lost.append(fault.exc_type)
        else:
            before(fault)

    _lost.clear()
    sys.unraisablehook = keep
    try:
        yield
    finally:
        sys.unraisablehook = before


def look() -> None:
    """Raises the interrupt that was dropped since the last look.

    Raises:
        KeyboardInterrupt: there was one.
    """
    if _lost:
        _lost.clear()
        raise KeyboardInterrupt
