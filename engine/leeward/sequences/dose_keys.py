"""What of the doses in a chart still matters, so that charts that mean the same are walked once."""

from datetime import timedelta

from leeward.language.quantity import MILLION
from leeward.model.protocol import ClinicalProtocol
from leeward.record import record
from leeward.sequences.moments import edges, unequalled
from leeward.sequences.oracle import Dose, amount_in, declared
from leeward.sequences.path import Node
from leeward.sequences.values import thresholds

Key = tuple[tuple[str, tuple[tuple[int, str], ...], int], ...]

_FOR_EVER = timedelta(days=36_500)


class DoseKeys:
    """The keys of the charts of one protocol."""

    def __init__(self, protocol: ClinicalProtocol) -> None:
        self.protocol = protocol
        self._kept = {name: self._horizon(name) for name in protocol.vocabulary.interventions}

    def of(self, node: Node) -> Key:
        """A chart up to a shift in time: ages of doses as long as anything asks for them, then their number.

        Two charts of one key get the same plans now and after every wait, so one of them is enough.
        """
        found = []
        doses = node.lists.given or ()
        for name in sorted({dose.drug for dose in doses}):
            kept = self._kept[name]
            amounts = (Dose(dose.at, amount_in(dose.dose)) for dose in doses if dose.drug == name)
            ages = sorted(
                (node.at - dose.at, dose.dose if kept.amounts else "") for dose in doses if dose.drug == name
            )
            full = {dose.at for dose in unequalled(amounts)}
            told = [
                one
                for one in ages
                if one[0] <= kept.each or (one[0] <= kept.full and node.at - one[0] in full)
            ]
            if not told and ages[0][0] <= kept.newest:
                told = ages[:1]
            count = min(len(ages), kept.most)
            if told or count:
                microseconds = ((age // timedelta(microseconds=1), amount) for age, amount in told)
                found.append((name, tuple(microseconds), count))
        return tuple(found)

    def _horizon(self, drug: str) -> "_Kept":
        limits = declared(drug, self.protocol)
        ages = edges(self.protocol, limits)
        most = [number + 1 for number, within in limits.counts if within is None]
        for input in self.protocol.vocabulary.inputs.values():
            history = input.from_history
            read = thresholds(self.protocol, input.name)
            if history is not None and history.of == "given" and drug in history.names and read:
                # `never` is not the same as long ago
                most += [bound // MILLION + 1 for bound in read] if history.measure == "count" else [1]
        nothing = timedelta(-1)
        each, newest = max(ages.each, default=nothing), max(ages.newest, default=nothing)
        if in_a_course(drug, self.protocol):
            each = _FOR_EVER  # which phase it is hangs on every dose since the first
        timed = any(rule.regimen.every is not None and not rule.limits for rule in limits.rules)
        full = max(ages.full, default=nothing)
        return _Kept(each, newest, full, max(most, default=0), timed or in_a_course(drug, self.protocol))


@record
class _Kept:
    """How old a dose may be and still matter, and how many are told apart.

    each: any dose; newest: the newest one; full: one that no newer one equals.

    amounts: whether its amount matters too.
    """

    each: timedelta
    newest: timedelta
    full: timedelta
    most: int
    amounts: bool


def in_a_course(drug: str, protocol: ClinicalProtocol) -> bool:
    """Whether a rule gives the drug in phases, or by a course whose days are counted."""
    return any(
        rule.course is not None or bool(rule.taper)
        for rule in protocol.rules
        if rule.intervention in declared(drug, protocol).names
    )
