"""THE model: one protocol, linked, typed and complete. No behaviour.

Every backend starts from `ClinicalProtocol`; nothing else is passed between stages.
"""

from dataclasses import field
from typing import Literal

from leeward.model.decision import BsabRule
from leeward.model.deviation import Deviation, Setting
from leeward.model.invariants import Acceptance, Always
from leeward.model.product import Product
from leeward.model.rule import Rule
from leeward.model.source import Source
from leeward.model.steps import Grade, Proposition, Step
from leeward.model.vocabulary import Vocabulary
from leeward.record import record
from leeward.text.place import Place

DocumentKind = Literal["vocabulary", "scale", "product", "protocol"]
Status = Literal["draft", "approved", "retired"]


@record
class Document:
    """One file that went into the protocol, with the SHA-256 of its bytes."""

    id: str
    kind: DocumentKind
    file: str
    sha256: str


@record
class ClinicalProtocol:
    """One protocol with everything it uses linked into it.

    steps: all propositions and grades, in an order in which each refers only to earlier ones.
    INVARIANT: every name in a condition, rule, grade or citation is defined in this object.
    sha256 covers the bytes of every linked document. notices: what every plan must say loudly.
    """

    id: str
    kind: DocumentKind
    title: str
    version: str
    status: Status
    sha256: str
    place: Place
    vocabulary: Vocabulary
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...] = ()
    bsab: tuple[BsabRule, ...] = ()
    products: tuple[Product, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    settings: tuple[Setting, ...] = ()
    documents: tuple[Document, ...] = ()
    not_covered: tuple[str, ...] = ()
    scope: str | None = None
    effective: str = ""
    review_by: str = ""
    deviations: tuple[Deviation, ...] = ()
    notices: tuple[str, ...] = ()
    always: tuple[Always, ...] = ()
    accepts: tuple[Acceptance, ...] = ()

    @property
    def propositions(self) -> tuple[Proposition, ...]:
        return tuple(step for step in self.steps if isinstance(step, Proposition))

    @property
    def grades(self) -> tuple[Grade, ...]:
        return tuple(step for step in self.steps if isinstance(step, Grade))
