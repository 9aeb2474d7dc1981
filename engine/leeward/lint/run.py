"""All checks over one protocol, without what its document accepts."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from leeward.link.gather import Gathered
from leeward.lint import checks
from leeward.lint.pages import every_page
from leeward.lint.subject import Finding, Subject
from leeward.model.invariants import Acceptance
from leeward.model.protocol import ClinicalProtocol
from leeward.text.nearest import did_you_mean
from leeward.text.problem import Problem

Check = Callable[[Subject], Iterator[Finding]]


@cache
def every_check() -> dict[str, Check]:
    """The checks by id, found by place."""
    names = sorted(module.name for module in iter_modules(checks.__path__))
    return {name.replace("_", "-"): import_module(f"{checks.__name__}.{name}").check for name in names}


def lint(protocol: ClinicalProtocol, documents: tuple[Gathered, ...]) -> Iterator[Problem]:
    """The findings as warnings; nothing here makes a protocol wrong.

    A finding that `accepts:` names is left out; an acceptance that no finding needs is a finding itself.
    """
    subject = Subject(protocol, documents)
    accepted = {(one.law, one.subject): one for one in protocol.accepts if one.kind == "check"}
    needed: set[tuple[str, str]] = set()
    for id, check in every_check().items():
        for found in check(subject):
            key = id, found.subject
            if key in accepted:
                needed.add(key)
            else:
                yield Problem(id, found.message, found.place, found.help, "warning", subject=found.subject)
    for key, one in accepted.items():
        if key not in needed and one.own:
            yield _idle(one)
    yield from _unknown_laws(protocol)


def _unknown_laws(protocol: ClinicalProtocol) -> Iterator[Problem]:
    """Acceptances of a law that there is not; whether one of the others is needed, only `verify` can tell."""
    found = [one for one in protocol.accepts if one.kind == "law" and one.own]
    if not found:
        return
    from leeward.verify.law import laws  # the laws bring their encoding with them

    known = [law.name for law in laws()]
    for one in found:
        if one.law not in known:
            help = did_you_mean(one.law, known) or f"write one of {', '.join(f'`{name}`' for name in known)}"
            yield Problem("idle-acceptance", f"there is no law `{one.law}`", one.place, help, "warning")


def _idle(acceptance: Acceptance) -> Problem:
    """What nothing needs: a check that there is not, an error, or a finding that there is not any more."""
    id, help = acceptance.law, "take the acceptance out"
    page = every_page().get(id)
    if id in every_check():
        message = f"the check `{id}` finds nothing on `{acceptance.subject}`"
    elif page is not None and page.refusal:
        message = f"`{id}` is an error, and no document can accept it"
        help = f"take the acceptance out; {page.address} says what to write instead"
    else:
        message = f"there is no check `{id}`"
        help = did_you_mean(id, every_check()) or help
    return Problem("idle-acceptance", message, acceptance.place, help, "warning")
