"""What the two engines run, worked out of a protocol once and kept between runs.

Nothing here is computed and nothing here computes, so that a remembered protocol can be run
without loading what compiles one: that is `compile_protocol`.
"""

from leeward.backends.durable_words import Conclusion
from leeward.backends.kernel_layout import Layout
from leeward.model.expression import Atom
from leeward.model.protocol import ClinicalProtocol
from leeward.record import record


@record
class KernelCode:
    """The generated function: as source, and as marshalled bytes of this very Python."""

    source: str
    code: bytes
    layout: Layout


@record
class Vector:
    """One question of the self-test: facts by the number of their key, and the rules that must fire."""

    facts: tuple[int, ...]
    must_fire: tuple[int, ...]


@record
class ReadyShard:
    """One rule set as durable-rules takes it.

    definition: JSON. rules: names and conclusions, in the order of priority.
    keys: each fact that a rule needs, as text that a message is put together from.
    answers: questions of the stage, by number, with what is told when they are true, false, unknown.
    """

    definition: str
    rules: tuple[tuple[str, Conclusion], ...]
    keys: tuple[str, ...]
    answers: tuple[tuple[int, tuple[str, str, str]], ...]
    self_test: tuple[Vector, ...]


@record
class ReadyStage:
    """One step forward: what it settles, the atoms that are decided first, and its rule sets."""

    name: str
    propositions: tuple[str, ...]
    grades: tuple[str, ...]
    asked: tuple[Atom, ...]
    shards: tuple[ReadyShard, ...]


@record
class Compiled:
    """A protocol, ready for both engines."""

    protocol: ClinicalProtocol
    kernel: KernelCode
    stages: tuple[ReadyStage, ...]
