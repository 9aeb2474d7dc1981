"""Invariants of a document, `always:`, and the findings that it lives with, `accepts:`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from leeward.link.citing import Citer
from leeward.link.conditions import Conditions, text_of
from leeward.link.from_product import guard_of
from leeward.link.gather import Gathered
from leeward.link.unknown_intervention import instead_of
from leeward.model.decision import Decision
from leeward.model.expression import And, Condition
from leeward.model.invariants import Acceptance, Always, Promise
from leeward.model.rule import Strength
from leeward.model.vocabulary import Intervention
from leeward.text.node import Mapping as Group
from leeward.text.node import Scalar
from leeward.text.problem import Problems

_DECISION = re.compile(r"bsab is (?P<word>\w+)(?P<worse> or worse)?")
_ORDER = re.compile(r"(?P<never>never )?(?P<verb>gives|orders) (?P<what>.+)")
_WRITE = "write `bsab is continue`, `hold` or `discontinue`; `hold or worse` is both"


class AlwaysReader:
    """Reads the invariants of one document; guard: of a product, that the patient gets it."""

    def __init__(
        self,
        conditions: Conditions,
        citer: Citer,
        interventions: Mapping[str, Intervention],
        guard: Condition | None,
    ) -> None:
        self._conditions, self._citer = conditions, citer
        self._interventions, self._guard = interventions, guard

    def read(self, document: Gathered, taken: dict[str, Always]) -> None:
        """Adds what the document says to `taken`, by id."""
        for item in document.root.sequence("always"):
            id = item.scalar("id") if isinstance(item, Group) else None
            if not isinstance(item, Group) or id is None:
                continue
            asked, then = item.scalar("if"), item.scalar("then")
            if asked is None or then is None:
                continue
            if id.text in taken:
                message = f"`{id.text}` is already promised at {taken[id.text].place}"
                self._problems.add("colliding-id", message, id.place, "give one of them another id")
                continue
            promise = self._promise(then)
            if promise is None:
                continue
            condition = self._conditions.read(asked)
            if self._guard is not None:
                condition = And((self._guard, condition))
            source = item.get("source")
            taken[id.text] = Always(
                id=id.text,
                condition=condition,
                promise=promise,
                place=id.place,
                text=text_of(asked),
                because=item.text("because") or "",
                citation=None if source is None else self._citer.cite(source, id.place, ""),
            )

    @property
    def _problems(self) -> Problems:
        return self._conditions.problems

    def _promise(self, then: Scalar) -> Promise | None:
        text = text_of(then)
        if match := _DECISION.fullmatch(text):
            return self._decision(match, then, text)
        if match := _ORDER.fullmatch(text):
            return self._order(match, then, text)
        if text.startswith("bsab "):
            self._problems.add("unknown-name", "no such promise on the antibody", then.place, _WRITE)
            return None
        return Promise("condition", text, condition=self._conditions.read(then))

    def _decision(self, match: re.Match[str], then: Scalar, text: str) -> Promise | None:
        found = next((one for one in Decision if one.word == match["word"]), None)
        if found is None:
            message = f"`{match['word']}` is no decision on the antibody"
            self._problems.add("unknown-name", message, then.place, _WRITE)
            return None
        return Promise("decision", text, found, Decision.DISCONTINUE if match["worse"] else found)

    def _order(self, match: re.Match[str], then: Scalar, text: str) -> Promise | None:
        what = match["what"]
        if what not in self._interventions:
            help = instead_of(what, self._interventions)
            self._problems.add("unknown-name", f"no intervention `{what}`", then.place, help)
            return None
        strength = Strength.GIVE if match["verb"] == "gives" else Strength.CONSIDER
        return Promise("order", text, order=what, strength=strength, never=bool(match["never"]))


def read_always(
    documents: Iterable[Gathered],
    conditions: Conditions,
    citer: Citer,
    interventions: Mapping[str, Intervention],
) -> tuple[Always, ...]:
    """The invariants of all documents, those of an extended base too."""
    taken: dict[str, Always] = {}
    for document in documents:
        AlwaysReader(conditions, citer, interventions, guard_of(document)).read(document, taken)
    return tuple(taken.values())


def read_accepts(documents: Iterable[Gathered], main: Gathered) -> tuple[Acceptance, ...]:
    """The findings that the documents accept; the document that comes last has the last word on each."""
    found: dict[tuple[str, str], Acceptance] = {}
    for document in documents:
        for item in document.root.sequence("accepts"):
            if not isinstance(item, Group):
                continue
            kind: Literal["law", "check"] = "law" if "law" in item else "check"
            law, finding = item.scalar(kind), item.text("finding")
            if law is not None and finding is not None:
                one = Acceptance(law.text, finding, item.text("because") or "", law.place, kind=kind)
                found[law.text, finding] = replace(one, own=document.id == main.id)
    return tuple(found.values())
