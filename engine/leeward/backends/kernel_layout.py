"""Where each input stands in the tuple a kernel reads, and each answer in the tuple it returns."""

from collections.abc import Iterator

from leeward.model.expression import Atom, OneOf, atoms, inputs_of
from leeward.model.protocol import ClinicalProtocol
from leeward.model.vocabulary import Kind
from leeward.record import record


@record
class Layout:
    """The two tuples of one kernel.

    Values in: one per input, in the order of the vocabulary, only inputs that a condition reads.
    words: for inputs whose value is a word, the whole number of each word; a set is the sum of
    `1 << number`; a name that no condition mentions is `len(words)`.
    Answers out: certain (one per proposition), possible (likewise), lowest and highest of each
    grade, lowest and highest of the decision. Asked for the outcome alone: whether the patient is
    certainly and possibly in the scope, then the same ends.
    """

    inputs: tuple[str, ...]
    words: dict[str, dict[str, int]]
    propositions: tuple[str, ...]
    grades: tuple[str, ...]


def kernel_layout(protocol: ClinicalProtocol) -> Layout:
    """The layout of the kernel of one protocol."""
    every_atom = tuple(_every_atom(protocol))
    read = {name for atom in every_atom for name in inputs_of(atom)}
    inputs = tuple(name for name in protocol.vocabulary.inputs if name in read)
    words: dict[str, dict[str, int]] = {}
    for name in inputs:
        one = protocol.vocabulary.inputs[name]
        if one.kind in (Kind.OPTION, Kind.SET, Kind.NAME):
            mentioned = [word for atom in every_atom for word in _names_in(atom, name)]
            known = dict.fromkeys([*one.options, *(mentioned if one.kind is Kind.NAME else ())])
            words[name] = {word: number for number, word in enumerate(known)}
    return Layout(
        inputs,
        words,
        tuple(proposition.name for proposition in protocol.propositions),
        tuple(grade.name for grade in protocol.grades),
    )


def _every_atom(protocol: ClinicalProtocol) -> Iterator[Atom]:
    for proposition in protocol.propositions:
        yield from atoms(proposition.condition)


def _names_in(atom: Atom, name: str) -> tuple[str, ...]:
    return atom.options if isinstance(atom, OneOf) and atom.input == name else ()
