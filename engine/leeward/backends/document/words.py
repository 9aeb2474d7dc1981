"""The words of a vocabulary: what can be stated about a patient, and what can be ordered."""

from collections.abc import Iterator

from leeward.backends.document.blocks import Block, Entry, Heading, Table
from leeward.backends.document.checked import basis, cited
from leeward.language.quantity import millionths_to_text
from leeward.model.protocol import ClinicalProtocol
from leeward.model.vocabulary import Input


def words(protocol: ClinicalProtocol) -> Iterator[Block]:
    """Shown for a vocabulary alone; in a protocol they would bury what it decides. Equivalence always is."""
    if protocol.kind != "vocabulary":
        yield from _equivalences(protocol)
        return
    inputs, interventions = protocol.vocabulary.inputs, protocol.vocabulary.interventions
    yield Heading("What can be stated")
    for one in inputs.values():
        also = ", ".join(f"{word} for {option}" for word, option in one.also)
        yield Entry(one.name, (("title", one.title), ("values", _values(one)), ("also read", also)))
    yield Heading("What can be ordered")
    ordered = tuple((one.name, one.title, one.kind, one.phase.value) for one in interventions.values())
    yield Table(("intervention", "title", "kind", "phase"), ordered)
    yield from _equivalences(protocol)


def _equivalences(protocol: ClinicalProtocol) -> Iterator[Block]:
    """What drugs of one class are worth in each other."""
    known = [one for one in protocol.vocabulary.interventions.values() if one.equivalence is not None]
    if known:
        yield Heading("Drugs compared")
    for one in known:
        if one.equivalence is not None:
            yield Entry(
                one.title, (("worth", one.equivalence.text), ("source", cited(basis(one.equivalence))))
            )


def _values(input: Input) -> str:
    if input.options:
        return ", ".join(input.options)
    if input.plausible:
        lowest, highest = (millionths_to_text(end, input.unit) for end in input.plausible)
        return f"{lowest} to {highest}"
    return input.unit.code if input.unit else input.kind.value
