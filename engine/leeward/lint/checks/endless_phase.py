"""A phase of a taper that does not say when the next one begins.

The ward would have to guess how long the higher dose is given.
"""

from collections.abc import Iterator

from leeward.lint.subject import Finding, Subject
from leeward.text.node import Mapping

_ENDS = ("for", "times", "until")


def check(subject: Subject) -> Iterator[Finding]:
    for id, rule in subject.written.items():
        if not subject.is_ours(rule.place):
            continue
        phases = [phase for phase in rule.sequence("taper") if isinstance(phase, Mapping)]
        for phase in phases[:-1]:
            if not any(key in phase for key in _ENDS):
                message = f"a phase of the taper of `{id}` does not say when the next one begins"
                place = phase.entries[0][0].place if phase.entries else phase.place
                yield Finding(id, message, place, "add `for:`, `times:` or `until:` to it")
