"""A patient file as a person would write it, before it is text."""

from collections.abc import Mapping as Lines
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.place import NOWHERE

if TYPE_CHECKING:  # the types alone: this module is loaded wherever hypothesis is
    from leeward.model.protocol import ClinicalProtocol
    from leeward.model.state import State

Written = str | tuple["Written", ...] | Lines[str, "Written"]
"""One value as written: a word, a list, or a mapping (an observation with its time, a dose, an episode)."""


@dataclass(frozen=True, slots=True, repr=False)
class PatientFile:
    """The keys of a patient file in order, each with what is written after it: `"38.9 Cel"`, never 38.9."""

    lines: Lines[str, Written]

    def with_line(self, key: str, written: Written) -> "PatientFile":
        """The same file with this line, in the place of the old one where there is one."""
        return PatientFile({**self.lines, key: written})

    def without(self, *keys: str) -> "PatientFile":
        """The same file without these lines."""
        return PatientFile({key: written for key, written in self.lines.items() if key not in keys})

    def state(self, protocol: "ClinicalProtocol") -> "State":
        """What the engines see.

        Raises:
            Refused: the file is not one that this protocol reads.
        """
        from leeward.patient.from_yaml import read_patient_node

        return read_patient_node(self.node(), protocol)

    def node(self) -> Mapping:
        """The file as the reader of YAML would hand it on."""
        return _mapping(self.lines)

    @property
    def text(self) -> str:
        """The file as YAML, for `protocol evaluate`."""
        return "".join(f"{key}:{_text(written, 1)}\n" for key, written in self.lines.items())

    def __repr__(self) -> str:
        # Hypothesis prints this for a counter-example: it can be copied into a file as it stands.
        return f"PatientFile:\n{self.text}"


def time_text(at: datetime) -> str:
    """A time as a patient file writes it: `2026-11-20T14:00:00Z`."""
    return at.isoformat().replace("+00:00", "Z")


def _mapping(lines: Lines[str, Written]) -> Mapping:
    return Mapping(tuple((Scalar(key, NOWHERE), _node(value)) for key, value in lines.items()), NOWHERE)


def _node(written: Written) -> Node:
    match written:
        case str():
            return Scalar(written, NOWHERE)
        case tuple():
            return Sequence(tuple(_node(item) for item in written), NOWHERE)
        case _:
            return _mapping(written)


def _text(written: Written, depth: int) -> str:
    """What follows the colon. Mappings are written in lines of their own: `mm[Hg]` cannot stand in braces."""
    margin = "\n" + "  " * depth
    match written:
        case str():
            return f" {written}"
        case ():
            return " []"
        case tuple():
            if all(isinstance(item, str) for item in written):
                return f" [{', '.join(str(item) for item in written)}]"
            return "".join(
                f"{margin}-{_text(item, depth + 1).replace(margin + '  ', ' ', 1)}" for item in written
            )
        case _:
            return "".join(f"{margin}{key}:{_text(value, depth + 1)}" for key, value in written.items())
