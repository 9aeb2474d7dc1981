"""The clinical pictures that a search shows to a protocol, found from the protocol's own thresholds.

A picture states what no list of the chart gives. The first one is the least ill patient; the others are grown
from it, one or two changed values at a time, until every target has a picture in which it is certain. What
cannot be reached in that way is named, never dropped in silence.
"""

from collections.abc import Collection, Sequence
from itertools import combinations, islice

from leeward.engines.kernel import Answers, Encoded, Kernel
from leeward.language.quantity import MILLION
from leeward.logic.kleene import Truth
from leeward.logic.truth import truth_of
from leeward.model.expression import atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import NEVER, Fact, State, Value
from leeward.record import record
from leeward.sequences.moments import BEGIN
from leeward.sequences.reads import read_by, read_in
from leeward.sequences.targets import Target
from leeward.sequences.values import values_of

_SEEDS = 6
"""From how many of the first and of the newest pictures a new one is grown."""
_PAIRS = 20_000
"""How many pairs of changes are tried for one target from one seed."""
_HOUR = MILLION
_DOSES = ((), (1,), (30,), (30, 1), (10, 1))
"""Charts that a picture is looked at with: hours since each dose. One newer than a day, one older, both; two
in a day."""


@record
class Picture:
    """What is stated of a patient beside the lists of the chart. shows: the target it was grown for."""

    shows: str
    stated: tuple[tuple[str, Value], ...]

    def without(self, names: Collection[str]) -> "Picture":
        """The same patient, of whom these things are not known."""
        left = tuple((one, value) for one, value in self.stated if one not in names)
        return Picture(f"{self.shows}; {', '.join(sorted(names))} not known", left)

    def only(self, names: Collection[str]) -> "Picture":
        """A patient of whom nothing but this is known."""
        return Picture("nothing measured", tuple(pair for pair in self.stated if pair[0] in names))


@record
class Pictures:
    """The pictures found, the least ill first; unreached: targets that none of them shows."""

    found: tuple[Picture, ...]
    unreached: tuple[str, ...]


_Values = dict[str, Value]


class Grower:
    """Grows the pictures of one protocol for patients who get one product.

    stated: the inputs that a picture may state.
    """

    def __init__(
        self, protocol: ClinicalProtocol, kernel: Kernel, product: str | None, stated: Sequence[str]
    ) -> None:
        self.protocol, self.kernel = protocol, kernel
        self.values = {name: values_of(protocol, protocol.vocabulary.inputs[name]) for name in stated}
        if product is not None and "product" in self.values:
            self.values["product"] = (product,)
        self._number = {name: number for number, name in enumerate(kernel.layout.propositions)}
        self._contexts = [self._context(doses) for doses in _DOSES]

    def grow(self, targets: Sequence[Target]) -> Pictures:
        """One picture for each target that can be shown and that no earlier picture shows."""
        base = self._well()
        unreached: list[str] = []
        scope = self.protocol.scope
        if scope is not None:
            base = self._grown([base], Target(scope)) or base
        found, seeds = [Picture("well", self._stated(base))], [base]
        for target in targets:
            if not self._can_show(target) or any(self._shows(seed, target) for seed in seeds):
                continue
            grown = self._grown(_ends(seeds), target)
            if grown is None:
                unreached.append(target.text)
            else:
                seeds.append(grown)
                found.append(Picture(target.text, self._stated(grown)))
        return Pictures(tuple(found), tuple(unreached))

    def _grown(self, seeds: Sequence[_Values], target: Target) -> _Values | None:
        relevant = read_by(self.protocol, target.name)
        for impossible in self.protocol.vocabulary.impossible:
            bound = read_in(self.protocol, impossible.condition)
            relevant = relevant | bound if relevant & bound else relevant
        changes = [(name, value) for name in self.values if name in relevant for value in self.values[name]]
        for size in (0, 1, 2):
            for seed in seeds:
                for some in islice(combinations(changes, size), _PAIRS):
                    grown = {**seed, **dict(some)}
                    if self._shows(grown, target) and self._can_be(grown):
                        return grown
        return None

    def _can_show(self, target: Target) -> bool:
        """Whether it can be at all for this product: a rule of another label never is."""
        product = {"product": self.values["product"][0]} if self.values.get("product") else {}
        answers = self._answers(product, {})
        names = len(self.kernel.layout.propositions)
        return target.number is not None or bool(answers[names + self._number[target.name]])

    def _shows(self, values: _Values, target: Target) -> bool:
        for context in self._contexts:
            answers = self._answers(values, context)
            if target.number is None:
                if answers[self._number[target.name]]:
                    return True
            elif target.name in values:
                return values[target.name] == target.number * MILLION
            elif self.kernel.read(answers).grade(target.name) == (target.number, target.number):
                return True
        return False

    def _answers(self, values: _Values, context: dict[str, Encoded]) -> Answers:
        encode = self.kernel.encode_one
        return self.kernel.run(
            tuple(
                [
                    encode(name, values[name]) if name in values else context.get(name)
                    for name in self.kernel.layout.inputs
                ]
            )
        )

    def _can_be(self, values: _Values) -> bool:
        """Whether a patient file that states this is accepted."""
        state = State(BEGIN, {name: Fact(value, BEGIN, "stated") for name, value in values.items()})
        refused = (one.condition for one in self.protocol.vocabulary.impossible)
        return all(truth_of(condition, state, None) is not Truth.TRUE for condition in refused)

    def _context(self, doses: tuple[int, ...]) -> dict[str, Encoded]:
        """What the lists of the chart may say: of each drug, doses so many hours ago, the newest last."""
        context: dict[str, Encoded] = {}
        for name in self.kernel.layout.inputs:
            input = self.protocol.vocabulary.inputs[name]
            history = input.from_history
            if history is None or name in self.values:
                continue
            value: Value = 0
            if history.of == "given" and history.measure == "count":
                within = history.within
                value = sum(within is None or hours * _HOUR < within for hours in doses) * _HOUR
            elif input.may_be_never:
                value = NEVER
                if doses and history.of == "given":
                    value = doses[0 if history.measure == "hours_since_first" else -1] * _HOUR
            elif history.measure == "level":
                continue
            context[name] = self.kernel.encode_one(name, value)
        return context

    def _well(self) -> _Values:
        """The least ill patient, of whom everything is known that can be known of one patient together."""
        values: _Values = {name: found[0] for name, found in self.values.items() if found}
        for impossible in self.protocol.vocabulary.impossible:
            names = {name for atom in atoms(impossible.condition) for name in inputs_of(atom)}
            for name in reversed([name for name in self.values if name in names and name in values]):
                fewer = {one: value for one, value in values.items() if one != name}
                if self._answers(fewer, {}) == self._answers(values, {}):
                    values = fewer
        return values

    def _stated(self, values: _Values) -> tuple[tuple[str, Value], ...]:
        return tuple((name, values[name]) for name in self.protocol.vocabulary.inputs if name in values)


def _ends(seeds: Sequence[_Values]) -> list[_Values]:
    return [*seeds[:_SEEDS], *seeds[_SEEDS:][-_SEEDS:]]
