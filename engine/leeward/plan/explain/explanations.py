"""Why, and why not, for every rule of the protocol; worked out when somebody asks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from leeward.model.decision import BsabRule
from leeward.model.expression import Compare, Count, Has, OneOf, inputs_of
from leeward.model.rule import Rule
from leeward.model.source import Citation
from leeward.model.steps import Proposition
from leeward.plan.explain.condition_text import condition_text, open_question, with_titles
from leeward.plan.explain.deciding import deciding_settings
from leeward.plan.explain.grounds import of_proposition
from leeward.plan.explain.limbs import limbs
from leeward.plan.explain.subjects import names, subjects
from leeward.plan.facts import fact_text, in_sentence, title_of
from leeward.plan.model.account import Account, Subject
from leeward.plan.model.grounds import Ground, SettingShown, SourceShown
from leeward.plan.model.not_ordered import Excluded
from leeward.plan.model.words import Action
from leeward.plan.reading import Reading
from leeward.plan.sources import shown
from leeward.plan.time.instants import full_time
from leeward.record import record
from leeward.text.place import Place

if TYPE_CHECKING:
    from leeward.logic.changes import Change

NEVER = "nothing that can still be stated would bring it in"


@record
class Explanations:
    """The answers for one patient; see `Explains` in `plan/model/account.py`."""

    reading: Reading
    scope: bool | None

    def excluded(self) -> tuple[Excluded, ...]:
        if self.scope is False:
            return ()
        protocol = self.reading.protocol
        orders = [(rule.id, rule.intervention) for rule in protocol.rules]
        decisions = [(rule.id, rule.decision.word) for rule in protocol.bsab if not rule.floor]
        return tuple(
            Excluded(id, order, self._why_not(id))
            for id, order in (*orders, *decisions)
            if self.reading.of(id) is False
        )

    def subjects(self, word: str) -> tuple[Subject, ...]:
        return subjects(word, self.reading)

    def names(self) -> set[str]:
        return names(self.reading)

    def about(self, intervention: str) -> tuple[str, ...]:
        return tuple(rule.id for rule in self.reading.protocol.rules if rule.intervention == intervention)

    def decisions(self, decision: Action) -> tuple[str, ...]:
        rules = self.reading.protocol.bsab
        return tuple(rule.id for rule in rules if rule.decision.word == decision and not rule.floor)

    def holds(self, rule: str) -> bool | None:
        return self.reading.of(rule)

    def open(self, rule: str) -> str:
        return open_question(self.reading.propositions[rule].condition, self.reading)

    def accounts(self, name: str) -> tuple[Account, ...]:
        reading = self.reading
        grade = reading.case.grades.get(name)
        if grade is None:
            return (self._account(reading.propositions[name], 0, None),)
        return tuple(
            self._account(reading.propositions[row], number, grade.citation) for number, row in grade.rows
        )

    def known(self, input: str) -> str:
        reading = self.reading
        title = title_of(input, reading.protocol.vocabulary)
        fact = reading.state.facts.get(input)
        if fact is None:
            why = reading.state.unknown.get(input, "")
            return f"{title}: not known" + (f" ({why})" if why else "")
        since = f" since {full_time(fact.at)}" if fact.at is not None else ""
        return (
            f"{title}: {fact_text(input, reading.state, reading.protocol.vocabulary)}, {fact.origin}{since}"
        )

    def _account(self, step: Proposition, number: int, citation: Citation | None) -> Account:
        reading = self.reading
        cited = step.citation or citation
        return Account(
            in_sentence(step.title) if step.title else step.name.replace("_", " "),
            number,
            reading.of(step.name),
            tuple(limbs(step.condition, reading)),
            step.place,
            (shown(cited, reading.protocol),) if cited else (),
            deciding_settings(step.name, reading),
        )

    def ways_in(self, rule: str) -> tuple[str, ...]:
        from leeward.logic.why_not import ways  # loaded for the few readers who ask

        reading = self.reading
        condition = reading.propositions[rule].condition
        found = ways(condition, reading.protocol, reading.state, reading.signals)
        return tuple(" and ".join(self._plainly(change) for change in way) for way in found if way)

    def because(self, rule: str) -> tuple[Ground, ...]:
        return of_proposition(rule, self.reading)

    def settings(self, rule: str) -> tuple[SettingShown, ...]:
        return deciding_settings(rule, self.reading)

    def written(self, rule: str) -> tuple[str, Place, tuple[SourceShown, ...]]:
        protocol = self.reading.protocol
        written: list[Rule | BsabRule] = [*protocol.rules, *protocol.bsab]
        found = next(one for one in written if one.id == rule)
        return found.because, found.place, (shown(found.citation, protocol),)

    def _plainly(self, change: "Change") -> str:
        """One change, its inputs and findings called as people call them."""
        literal, names = change.literal, (change.fact, *inputs_of(change.literal.atom))
        if literal.positive and isinstance(literal.atom, Compare | OneOf | Has | Count):
            wanted = condition_text(literal, self.reading)
        elif change.fact in self.reading.grades:
            wanted = change.wanted
        else:
            wanted = with_titles(change.wanted, names, self.reading)
        return f"{wanted} (now {change.now})"

    def _why_not(self, name: str) -> str:
        """The smallest change, as one line."""
        from leeward.logic.why_not import smallest_change

        reading = self.reading
        condition = reading.propositions[name].condition
        way = smallest_change(condition, reading.protocol, reading.state, reading.signals, reading.case)
        return way_text(way) or NEVER


def way_text(way: "Iterable[Change]") -> str:
    """All changes of one way, on one line."""
    return " and ".join(change.text for change in way)
