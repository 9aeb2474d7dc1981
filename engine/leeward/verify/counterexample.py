"""From a solver's values to a patient: read, made as small and as mild as the fault allows, written down."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from leeward.backends.smt_names import SmtNames
from leeward.engines.kernel import Kernel
from leeward.language.quantity import MILLION, to_text
from leeward.model.expression import Compare, OneOf, atoms
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import NEVER, Value
from leeward.model.vocabulary import Input, Kind
from leeward.patient.resolve import as_written
from leeward.record import record
from leeward.verify.encoding import Encoding
from leeward.verify.seen import AT, Seen
from leeward.verify.solver import SmtValue
from leeward.verify.state_space import FINEST

Values = dict[str, Value]


@record
class Example:
    """A patient, and what is different in the second one, where there are two."""

    facts: Values
    change: Values

    def seen(self, kernels: Sequence[Kernel]) -> tuple[Seen, ...]:
        """The patients as the kernels see them: each patient by the one, or one patient by each."""
        first = Seen(kernels[0], self.facts)
        if not self.change and len(kernels) == 1:
            return (first,)
        return (first, Seen(kernels[-1], {**self.facts, **self.change}))


def to_read(encoding: Encoding, names: SmtNames, inputs: Sequence[str]) -> list[str]:
    """The terms whose values make the facts of a patient."""
    found = []
    for name in inputs:
        input = encoding.protocol.vocabulary.inputs[name]
        found.append(names.known(name))
        if input.kind is Kind.SET:
            found += [names.member(name, word) for word in encoding.layout.words[name]]
        else:
            found.append(names.value(name))
        if input.may_be_never:
            found.append(names.never(name))
    return found


def facts_from(encoding: Encoding, inputs: Sequence[str], values: Iterator[SmtValue]) -> Values:
    """The facts, from the values of `to_read` in its order."""
    facts: Values = {}
    for name in inputs:
        input = encoding.protocol.vocabulary.inputs[name]
        known, words = next(values), encoding.layout.words.get(name, {})
        value: Value
        if input.kind is Kind.SET:
            value = frozenset([word for word in words if next(values)])
        else:
            raw = next(values)
            if input.kind in (Kind.OPTION, Kind.NAME):
                value = _word(int(raw), words, encoding.protocol)
            else:
                value = bool(raw) if input.kind is Kind.YES_NO else int(raw)
        if input.may_be_never and next(values):
            value = NEVER
        if known:
            facts[name] = value
    return facts


def _word(number: int, words: Mapping[str, int], protocol: ClinicalProtocol) -> str:
    """The word of this number; for the number of any other name, a name that no rule mentions."""
    known = {other: word for word, other in words.items()}
    if number in known:
        return known[number]
    levels = [level for product in protocol.products for level in product.levels if level not in words]
    return levels[0] if levels else "another"


def smallest(example: Example, breaks: Callable[[Example], bool], protocol: ClinicalProtocol) -> Example:
    """The example with every fact left out that the fault does without, and the mildest values it allows."""
    for name in [*example.facts]:
        if name in example.facts and name not in example.change:
            rest = {other: value for other, value in example.facts.items() if other != name}
            example = _kept(Example(rest, example.change), example, breaks)
    thresholds = _thresholds(protocol)
    for name in [*example.facts]:
        for value in _milder(protocol.vocabulary.inputs[name], example.facts[name], thresholds.get(name, ())):
            tried = Example({**example.facts, name: value}, example.change)
            if breaks(tried):
                example = tried
                break
    for name in [*example.change]:
        for value in _milder(
            protocol.vocabulary.inputs[name], example.change[name], thresholds.get(name, ())
        ):
            tried = Example(example.facts, {**example.change, name: value})
            if value != example.facts.get(name) and breaks(tried):
                example = tried
                break
    return example


def _kept(smaller: Example, example: Example, breaks: Callable[[Example], bool]) -> Example:
    return smaller if breaks(smaller) else example


def _milder(input: Input, value: Value, thresholds: Sequence[int]) -> Iterator[Value]:
    """Other values, the mildest or plainest first, up to the value itself."""
    match value:
        case bool():
            yield input.worse == "no"
        case frozenset():
            for member in input.options:
                if {member} < value:
                    yield frozenset({member})
        case str() if input.kind is Kind.OPTION:
            yield from input.options[: input.options.index(value)]
        case int():
            found = set(_around(input, thresholds))
            if input.worse in ("higher", "lower"):
                yield from sorted(found, reverse=input.worse == "lower")
            else:
                yield from sorted(found, key=lambda number: (abs(number - value), number))
        case _:
            return


def _around(input: Input, thresholds: Sequence[int]) -> Iterator[int]:
    """Values on each threshold and a step beside it, as people would write them."""
    lowest, highest = input.plausible or (0, None)
    step = MILLION if input.whole or not (input.unit and input.unit.code == "Cel") else MILLION // 10
    if highest is not None and highest - lowest <= 2 * MILLION and not input.whole:
        step = MILLION // 100
    for number in (*thresholds, 0):
        for near in (number, number + step, number - step):
            fits = lowest <= near and (highest is None or near <= highest)
            if fits and near % (MILLION if input.whole else FINEST) == 0:
                yield near


def _thresholds(protocol: ClinicalProtocol) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for step in protocol.propositions:
        for atom in atoms(step.condition):
            if isinstance(atom, Compare) and len(atom.terms) == 1:
                ((factor, name),) = atom.terms
                found.setdefault(name, []).append(atom.bound // factor)
            elif isinstance(atom, OneOf):
                found.setdefault(atom.input, [])
    return found


def patient_file(facts: Mapping[str, Value], protocol: ClinicalProtocol) -> str:
    """The patient as a file that `protocol evaluate` reads: one line for each fact."""
    inputs = protocol.vocabulary.inputs
    lines = [f"at: {AT.isoformat().replace('+00:00', 'Z')}"]
    lines += [f"{name}: {_written(facts[name], inputs[name])}" for name in inputs if name in facts]
    return "\n".join(lines) + "\n"


def _written(value: Value, input: Input) -> str:
    """The value, to its last digit: what is shown must be what was found."""
    if isinstance(value, int) and not isinstance(value, bool):
        number = to_text(Decimal(value) / MILLION)
        return f"{number} {input.unit.code}" if input.unit else number
    return as_written(value, input)
