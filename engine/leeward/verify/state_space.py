"""Which states a patient file can make: the patients over which every law is proved.

A flat file may state any plausible value, so this is exact and not an approximation: a state outside
is refused by the reader, and every state inside can be written down.
"""

from collections.abc import Iterator

from leeward.backends.kernel_layout import Layout
from leeward.backends.smt_conditions import SmtWriter
from leeward.backends.smt_terms import conj, disj, implies, neg, number
from leeward.language.quantity import MILLION
from leeward.model.expression import And, Condition, Literal, Or, atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.vocabulary import Input, Kind
from leeward.patient.last_dose import levels_of

FINEST = 100
"""A patient file writes at most four decimals, so values are multiples of this many millionths."""


class StateSpace:
    """The states of one protocol, as terms over the inputs that its conditions read."""

    def __init__(self, protocol: ClinicalProtocol, layout: Layout) -> None:
        self.protocol = protocol
        self.layout = layout
        self.inputs = {name: protocol.vocabulary.inputs[name] for name in layout.inputs}
        self.impossible = tuple(
            condition
            for one in protocol.vocabulary.impossible
            if (condition := self._readable(one.condition)) is not None
        )

    def terms(self, writer: SmtWriter) -> tuple[str, ...]:
        """What is so of every state. Of a copy: only what its own inputs take part in."""
        return tuple(term for term in self._terms(writer) if term != "true")

    def _terms(self, writer: SmtWriter) -> Iterator[str]:
        mark, inputs = writer.names.mark, writer.names.inputs
        for name, input in self.inputs.items():
            if not mark or name in inputs:
                yield from self._values(input, writer)
        for name, input in self.inputs.items():
            reason = input.unknown_when
            if reason in self.inputs and (not mark or {name, reason} & inputs):
                # what cannot be judged under sedation is not known under sedation
                hidden = conj(writer.names.known(reason), writer.names.value(reason))
                yield implies(hidden, neg(writer.names.known(name)))
        for condition in self.impossible:
            if not mark or not inputs.isdisjoint(read_by(condition)):
                yield neg(writer.certain(condition))
        yield from self._levels(writer)

    def _values(self, input: Input, writer: SmtWriter) -> Iterator[str]:
        names = writer.names
        value = names.value(input.name)
        if always_known(input):
            yield names.known(input.name)
        match input.kind:
            case Kind.QUANTITY | Kind.NUMBER:
                lowest, highest = input.plausible or (0, None)
                yield f"(>= {value} {number(lowest)})"
                if highest is not None:
                    yield f"(<= {value} {number(highest)})"
                yield f"(= (mod {value} {MILLION if input.whole else FINEST}) 0)"
            case Kind.OPTION | Kind.NAME:
                words = len(self.layout.words[input.name])
                yield f"(>= {value} 0)"
                # a name may be one that no rule mentions
                yield f"(<= {value} {words - (input.kind is Kind.OPTION)})"
            case Kind.YES_NO | Kind.SET:
                pass

    def _levels(self, writer: SmtWriter) -> Iterator[str]:
        """The level of the last dose is one that the product has, where its levels are known."""
        names = writer.names
        for name, input in self.inputs.items():
            history = input.from_history
            if history is None or history.measure != "level" or "product" not in self.inputs:
                continue
            if names.mark and not {name, "product"} & names.inputs:
                continue
            for drug in dict.fromkeys(product.drug for product in self.protocol.products):
                levels, drugs = levels_of(drug, self.protocol), self.layout.words["product"]
                if not levels or drug not in drugs:
                    continue
                mentioned = [self.layout.words[name][one] for one in levels if one in self.layout.words[name]]
                other = [] if len(mentioned) == len(levels) else [len(self.layout.words[name])]
                ours = conj(names.known("product"), f"(= {names.value('product')} {drugs[drug]})")
                may = disj(*(f"(= {names.value(name)} {one})" for one in (*mentioned, *other)))
                yield implies(conj(ours, names.known(name)), may)

    def _readable(self, condition: Condition) -> Condition | None:
        """The condition without what no rule reads; None when it cannot be so then.

        What nobody reads may as well be unknown, and an unknown makes nothing certain.
        """
        match condition:
            case Literal(atom):
                return condition if set(inputs_of(atom)) <= self.inputs.keys() else None
            case And(parts):
                found = [self._readable(part) for part in parts]
                return None if None in found else condition
            case Or(parts):
                left = tuple(one for part in parts if (one := self._readable(part)) is not None)
                return Or(left) if left else None


def always_known(input: Input) -> bool:
    """Whether an input is assumed when nobody states it, and never grows stale."""
    return input.if_not_stated is not None and input.valid_for is None


def read_by(condition: Condition) -> frozenset[str]:
    """The inputs that the condition asks for itself."""
    return frozenset(name for atom in atoms(condition) for name in inputs_of(atom))
