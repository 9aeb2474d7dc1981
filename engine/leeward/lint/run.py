"""All checks over one protocol, without what its document accepts."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from leeward.link.gather import Gathered
from leeward.lint import checks
from leeward.lint.subject import Finding, Subject
from leeward.model.protocol import ClinicalProtocol
from leeward.record import record
from leeward.text.problem import Problem


@record
class Check:
    """One check. words: what it finds, the first line of its module. why: the rest of it."""

    id: str
    words: str
    why: str
    find: Callable[[Subject], Iterator[Finding]]


@cache
def every_check() -> dict[str, Check]:
    """The checks by id, found by place."""
    return {check.id: check for check in map(_check, sorted(m.name for m in iter_modules(checks.__path__)))}


def _check(name: str) -> Check:
    module = import_module(f"{checks.__name__}.{name}")
    words, _, why = (module.__doc__ or "").strip().partition("\n")
    return Check(name.replace("_", "-"), words.rstrip("."), " ".join(why.split()), module.check)


def lint(protocol: ClinicalProtocol, documents: tuple[Gathered, ...]) -> Iterator[Problem]:
    """The findings as warnings; nothing here makes a protocol wrong.

    A finding that `accepts:` names is left out; an acceptance that no finding needs is a finding itself.
    """
    subject = Subject(protocol, documents)
    accepted = {(one.law, one.subject): one for one in protocol.accepts if one.kind == "check"}
    needed: set[tuple[str, str]] = set()
    for check in every_check().values():
        for found in check.find(subject):
            key = check.id, found.subject
            if key in accepted:
                needed.add(key)
            else:
                yield Problem(check.id, found.message, found.place, found.help, "warning")
    for key, one in accepted.items():
        if key not in needed and one.own:
            message = f"no check `{key[0]}` finds anything on `{key[1]}`"
            yield Problem("idle-acceptance", message, one.place, "take the acceptance out", "warning")
