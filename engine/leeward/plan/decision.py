"""What to do with the bispecific antibody: never `continue` while anything missing could forbid it."""

import re
from collections.abc import Iterable, Sequence

from leeward.language.durations import hours_to_text
from leeward.link.untils import hours_of
from leeward.model.decision import BsabRule, Decision, Obligation
from leeward.plan.explain.condition_text import open_question
from leeward.plan.explain.grounds import of_proposition
from leeward.plan.facts import are_known, called, word
from leeward.plan.model.decision import Bsab, DecisionReason, Owed
from leeward.plan.model.words import Action
from leeward.plan.reading import Reading
from leeward.plan.sources import shown

_END = re.compile(
    r"(?P<subject>.+?) (?P<end>has resolved(?: or stabilised)?|is grade (?P<grade>[0-4])(?: or less)?)"
    r"(?: for (?P<time>[0-9]+ (?:h|d)))?"
)

ACTIONS: dict[Decision, Action] = {
    Decision.CONTINUE: "continue",
    Decision.HOLD: "hold",
    Decision.DISCONTINUE: "discontinue",
}


def decide_bsab(reading: Reading, scope: bool | None, needs: Sequence[str]) -> tuple[Bsab, tuple[Owed, ...]]:
    """The decision as shown, and what is owed at the next dose.

    needs: inputs that would settle the decision, the most useful first.
    """
    lowest, highest = reading.signals.decision
    settled = lowest == highest and scope is True
    action = lowest if settled or lowest is not Decision.CONTINUE else Decision.HOLD
    if scope is False:
        action = Decision.HOLD
    certain, possible = _speaking(reading, action)
    because = () if scope is False else tuple(certain or possible)
    holding = because if lowest is not Decision.CONTINUE else ()
    open_inputs = () if settled or scope is False else tuple(needs)
    owed = _next_dose(reading, action, scope)
    ends = " and ".join(ends_of([rule.until for rule in holding if rule.until]))
    bsab = Bsab(
        product=word(reading.state, "product") or "",
        action=ACTIONS[action],
        lowest=ACTIONS[lowest],
        highest=ACTIONS[highest],
        settled=settled,
        until=" and ".join(part for part in (ends, _known(open_inputs, reading)) if part),
        needs=open_inputs,
        resume=_resume(owed) if action is Decision.HOLD else "",
        because=tuple(rule.id for rule in because),
        reasons=tuple(_reason(rule, reading) for rule in because),
        layers=tuple(dict.fromkeys(rule.layer for rule in because)),
        ends=ends,
    )
    return bsab, owed


def _speaking(reading: Reading, action: Decision) -> tuple[list[BsabRule], list[BsabRule]]:
    """The rules that are certain at the shown level; and those that may yet speak, this level first."""
    own = [rule for rule in reading.protocol.bsab if not rule.floor]
    certain = [rule for rule in own if rule.decision is action and reading.of(rule.id) is True]
    possible = [rule for rule in own if rule.decision >= action and reading.of(rule.id) is not False]
    if action is Decision.CONTINUE:
        return [], []
    level = [rule for rule in possible if rule.decision is action]
    return certain, level or possible


def ends_of(untils: Iterable[str]) -> list[str]:
    """What must be so before the hold ends, without what another of them already asks for."""
    found = list(dict.fromkeys(untils))
    return [one for one in found if not any(other != one and _asks_more(other, one) for other in found)]


def _asks_more(one: str, other: str) -> bool:
    """`CRS has resolved for 72 h` asks more than `CRS has resolved`; that asks more than any other end."""
    mine, its = _END.fullmatch(one), _END.fullmatch(other)
    if mine is None or its is None or mine["subject"] != its["subject"] or _time(mine) < _time(its):
        return False
    if mine["end"] == its["end"]:
        return _time(mine) > _time(its)
    if mine["grade"] and its["grade"]:
        return int(mine["grade"]) < int(its["grade"])
    return mine["end"] == "has resolved"


def _time(end: re.Match[str]) -> int:
    """For how long it must be so, in millionths of an hour."""
    return hours_of(end["time"]) if end["time"] else 0


def _known(needs: Sequence[str], reading: Reading) -> str:
    return are_known([called(name, reading.protocol.vocabulary) for name in needs]) if needs else ""


def _reason(rule: BsabRule, reading: Reading) -> DecisionReason:
    proposition = reading.propositions[rule.id]
    certain = reading.of(rule.id) is True
    return DecisionReason(
        rule=rule.id,
        decision=ACTIONS[rule.decision],
        certainty="certain" if certain else "conditional",
        reason=rule.because or proposition.text,
        condition="" if certain else open_question(proposition.condition, reading),
        support=lambda: of_proposition(rule.id, reading),
        sources=(shown(rule.citation, reading.protocol),),
        layer=rule.layer,
        place=rule.place,
    )


def _next_dose(reading: Reading, action: Decision, scope: bool | None) -> tuple[Owed, ...]:
    """What is owed at the next dose, each intervention once and for the longest time asked.

    Rules that let the antibody continue may owe something too: what a toxicity that has gone left behind.
    """
    if action is Decision.DISCONTINUE or scope is False:
        return ()
    speaking = [
        (rule, obligation)
        for rule in reading.protocol.bsab
        if rule.decision is not Decision.DISCONTINUE and reading.of(rule.id) is not False
        for obligation in rule.next_dose
    ]
    names = dict.fromkeys(obligation.intervention for _, obligation in speaking)
    return tuple(_owed(name, speaking, reading, scope) for name in names)


def _owed(
    name: str, speaking: list[tuple[BsabRule, Obligation]], reading: Reading, scope: bool | None
) -> Owed:
    """The certain part if there is one; a longer time that is only possible is named beside it."""
    asked = [(rule, owed) for rule, owed in speaking if owed.intervention == name]
    certain = [(rule, owed) for rule, owed in asked if reading.of(rule.id) is True]
    used = certain or asked
    longest = max((owed.duration or 0 for _, owed in used), default=0)
    at_most = max((owed.duration or 0 for _, owed in asked), default=0)
    intervention = reading.protocol.vocabulary.interventions.get(name)
    text = name + (f" {hours_to_text(longest)}" if longest else "")
    return Owed(
        order=name,
        title=intervention.title if intervention else name,
        duration=longest or None,
        text=text,
        certainty="certain" if certain and scope is True else "conditional",
        because=tuple(dict.fromkeys(rule.id for rule, _ in used)),
        perhaps=at_most if at_most > longest else None,
    )


def _resume(owed: Sequence[Owed]) -> str:
    return "; ".join(owed_text(one) for one in owed)


def owed_text(owed: Owed) -> str:
    """`admission 48 h`, or what it may become."""
    text = owed.title + (f" {hours_to_text(owed.duration)}" if owed.duration else "")
    perhaps = f" (perhaps {hours_to_text(owed.perhaps)})" if owed.perhaps else ""
    return text + perhaps + ("" if owed.certainty == "certain" else " (not certain yet)")
