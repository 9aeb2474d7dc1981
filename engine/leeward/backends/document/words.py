"""The words of a vocabulary: what can be stated about a patient, and what can be ordered."""

from collections.abc import Iterator

from leeward.backends.document.blocks import Block, Entry, Heading, Table
from leeward.language.quantity import millionths_to_text
from leeward.model.protocol import ClinicalProtocol
from leeward.model.vocabulary import Input


def words(protocol: ClinicalProtocol) -> Iterator[Block]:
    """Shown for a vocabulary alone; in a protocol they would bury what it decides."""
    if protocol.kind != "vocabulary":
        return
    inputs, interventions = protocol.vocabulary.inputs, protocol.vocabulary.interventions
    yield Heading("What can be stated")
    for one in inputs.values():
        also = ", ".join(f"{word} for {option}" for word, option in one.also)
        yield Entry(one.name, (("title", one.title), ("values", _values(one)), ("also read", also)))
    yield Heading("What can be ordered")
    ordered = tuple((one.name, one.title, one.kind, one.phase.value) for one in interventions.values())
    yield Table(("intervention", "title", "kind", "phase"), ordered)


def _values(input: Input) -> str:
    if input.options:
        return ", ".join(input.options)
    if input.plausible:
        lowest, highest = (millionths_to_text(end, input.unit) for end in input.plausible)
        return f"{lowest} to {highest}"
    return input.unit.code if input.unit else input.kind.value
