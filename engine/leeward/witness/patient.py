"""The patient of a case with some inputs stated otherwise, as a patient file would say it."""

from leeward.cases.case import Case
from leeward.cases.overlay import laid_over
from leeward.logic.values import value_text
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import NEVER, Value
from leeward.model.vocabulary import Input
from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.place import NOWHERE
from leeward.witness.search import Found


def patient_of(found: Found, protocol: ClinicalProtocol) -> Mapping:
    """The case's patient, and below it the lines that differ."""
    inputs = protocol.vocabulary.inputs
    own = tuple((Scalar(name, NOWHERE), _node(value, inputs[name])) for name, value in found.changes)
    return laid_over(found.seed.case.patient, Mapping(own, NOWHERE))


def case_of(found: Found, name: str, protocol: ClinicalProtocol) -> Case:
    """A case without expectations."""
    return Case(name, patient_of(found, protocol), (), NOWHERE)


def _node(value: Value, input: Input) -> Node:
    if value is NEVER:
        return Scalar("never", NOWHERE)
    if isinstance(value, frozenset):
        members = tuple(Scalar(option, NOWHERE) for option in input.options if option in value)
        return Sequence(members, NOWHERE)
    return Scalar(value_text(value, input), NOWHERE)
