"""One case, as data: a patient, and what the plan must say."""

from leeward.record import record
from leeward.text.node import Mapping, Node, Scalar
from leeward.text.place import Place


@record
class Expectation:
    """One line of `expect`: its key, and what is expected, both still with their places."""

    key: Scalar
    node: Node


@record
class Case:
    """A named patient. `patient` already has its base laid under it."""

    name: str
    patient: Mapping
    expect: tuple[Expectation, ...]
    place: Place


@record
class Cases:
    """All cases of one file. `of` is the id of the document they test."""

    file: str
    of: Scalar
    cases: tuple[Case, ...]


@record
class Mismatch:
    """One expectation that the plan does not meet, in words."""

    case: str
    key: str
    expected: str
    got: str
    place: Place
