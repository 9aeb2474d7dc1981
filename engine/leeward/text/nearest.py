"""The one place that guesses what a mistyped name was meant to be."""

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known name most like `name`, or None when nothing is like it.

    likeness: how like it must be, from 0 to 1; with 0.8 it is a slip of one or two letters in a long word.
    """
    from difflib import get_close_matches  # only a mistake needs it

    folded = {candidate.casefold(): candidate for candidate in sorted(known)}
    close = get_close_matches(name.casefold(), folded, n=1, cutoff=likeness)
    return folded[close[0]] if close else None


def did_you_mean(name: str, known: Iterable[str], what: str = "one of") -> str:
    """The remedy for an unknown name: the nearest one, or the list when it is short enough to read."""
    names = sorted(known)
    close = nearest(name, names)
    if close is not None:
        return f"did you mean `{close}`?"
    if 0 < len(names) <= 12:
        return f"{what} {', '.join(f'`{n}`' for n in names)}"
    return ""
