"""The settings on which an answer turns, each with its value and on whose word it stands."""

import re
from collections.abc import Iterator

from leeward.model.expression import And, Condition, Holds, Literal, Or
from leeward.plan.model.grounds import SettingShown
from leeward.plan.reading import Reading
from leeward.plan.sources import shown

_WORD = re.compile(r"[a-z_][a-z0-9_]*")


def deciding_settings(name: str, reading: Reading) -> tuple[SettingShown, ...]:
    """The settings in those parts of a proposition that make it hold, fail, or stay open.

    A rule cites its own source; a number that an institution has changed stands on another.
    """
    words = set(_words(reading.propositions[name].condition, reading))
    return tuple(
        SettingShown(one.name, one.text, shown(one.citation, reading.protocol))
        for one in reading.protocol.settings
        if one.name in words
    )


def _words(condition: Condition, reading: Reading) -> Iterator[str]:
    """The words as written in the parts whose answer is that of the whole; through findings, not grades."""
    match condition:
        case And(parts) | Or(parts):
            answer = reading.truth(condition)
            for part in parts:
                if reading.truth(part) is answer:
                    yield from _words(part, reading)
        case Literal(Holds(name)) if name in reading.propositions and name not in reading.state.facts:
            # What makes a finding hold makes its denial fail: the same parts, whatever the sign.
            yield from _words(reading.propositions[name].condition, reading)
        case Literal(atom):
            yield from _WORD.findall(atom.text)
