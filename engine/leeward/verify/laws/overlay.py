"""Overlay: each deviation is what it declares, against its base and on the same patient."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from leeward.backends.smt_names import SmtNames
from leeward.backends.smt_terms import conj, disj, neg
from leeward.link.again import link_again
from leeward.link.gather import Gathered
from leeward.model.deviation import Deviation
from leeward.model.protocol import ClinicalProtocol
from leeward.model.rule import Rule, Strength
from leeward.model.source import Citation
from leeward.text.node import Mapping, Node, Scalar
from leeward.text.node import Sequence as List
from leeward.text.place import NOWHERE
from leeward.verify.documents import documents_of
from leeward.verify.encoding import DECISION, Encoding
from leeward.verify.law import Fault, Group, Law, Patients, Question
from leeward.verify.orders import ORDERED

_NO_CITATION = Citation("", "", "memory")
_WORSE = {"stricter": "less", "looser": "more"}
"""For each direction, what a deviation of that direction may not ask for"""


def _groups(encoding: Encoding) -> Iterator[Group]:
    found = _alone(encoding.protocol)
    if found is None:
        return
    plain, changed = found
    base = Encoding(plain, encoding.new_solver, [other for _, other in changed])
    for deviation, other in changed:
        if deviation.direction == "different":
            continue
        mark = f"with {deviation.target}"
        names = base.compared(other, mark)
        yield Group(tuple(_questions(base, names, deviation, other)), base=base, other=other)


def _faults(encoding: Encoding) -> Iterator[Fault | None]:
    """What the rules themselves show: an urgency against the direction, or no difference at all."""
    found = _alone(encoding.protocol)
    if found is None:
        return
    plain, changed = found
    for deviation, other in changed:
        yield _against_its_direction(deviation, plain, other)
        alike = _meaning(plain) == _meaning(other)
        message = f"the deviation on `{deviation.target}` changes nothing"
        yield Fault(deviation.target, message, (f"deviation {deviation.target}",)) if alike else None


def _against_its_direction(
    deviation: Deviation, plain: ClinicalProtocol, other: ClinicalProtocol
) -> Fault | None:
    before = next((rule for rule in plain.rules if rule.id == deviation.target), None)
    after = next((rule for rule in other.rules if rule.id == deviation.target), None)
    if before is None or after is None or deviation.direction == "different":
        return None
    later = after.urgency.rank - before.urgency.rank
    weaker = _weakness(after) - _weakness(before)
    wrong = [
        what
        for what, by in (("is ordered later", later), ("is ordered less strongly", weaker))
        if (by > 0 and deviation.direction == "stricter")
    ] + [
        what
        for what, by in (("is ordered sooner", later), ("is ordered more strongly", weaker))
        if (by < 0 and deviation.direction == "looser")
    ]
    if not wrong:
        return None
    message = (
        f"the deviation on `{deviation.target}` says {deviation.direction}, and it {' and '.join(wrong)}"
    )
    return Fault(deviation.target, message, (f"deviation {deviation.target}", deviation.target))


def _meaning(protocol: ClinicalProtocol) -> tuple[object, ...]:
    """What a protocol does, without where and why it is written."""
    steps = [replace(step, place=NOWHERE, citation=None) for step in protocol.steps]
    rules = [
        # the linker writes the deviation itself into the note
        replace(rule, place=NOWHERE, because="", layer="", note="", citation=_NO_CITATION)
        for rule in protocol.rules
    ]
    bsab = [
        replace(rule, place=NOWHERE, because="", layer="", citation=_NO_CITATION) for rule in protocol.bsab
    ]
    return steps, rules, bsab


def _weakness(rule: Rule) -> int:
    return list(Strength).index(rule.strength) if rule.strength in ORDERED else 0


def _alone(
    protocol: ClinicalProtocol,
) -> tuple[ClinicalProtocol, list[tuple[Deviation, ClinicalProtocol]]] | None:
    """The protocol without any deviation of its own, and with each of them alone."""
    documents = documents_of(protocol)
    own = [one for one in protocol.deviations if one.layer == protocol.id]
    if not documents or not own:
        return None
    plain = _with_only(documents, protocol, None)
    if plain is None:
        return None
    changed = [(one, _with_only(documents, protocol, one)) for one in own]
    return plain, [(one, other) for one, other in changed if other is not None]


def _with_only(
    documents: Sequence[Gathered], protocol: ClinicalProtocol, kept: Deviation | None
) -> ClinicalProtocol | None:
    return link_again(documents, protocol.id, partial(_without_others, kept=kept))


def _without_others(root: Mapping, kept: Deviation | None) -> Mapping:
    """The overlay with no deviation but this one; its own new settings and findings stay."""
    entries = [(key, _filtered(key.text, node, kept)) for key, node in root]
    left = ((key, node) for key, node in entries if node is not None)
    # acceptances and invariants are about the whole and not about one change
    return Mapping(tuple((k, n) for k, n in left if k.text not in ("accepts", "always")), root.place)


def _filtered(key: str, node: Node, kept: Deviation | None) -> Node | None:
    if key == "replace" and isinstance(node, Mapping):
        pairs = tuple((id, value) for id, value in node if _is(id, kept))
        return Mapping(pairs, node.place) if pairs else None
    if key in ("add", "remove") and isinstance(node, List):
        items = tuple(one for one in node if isinstance(one, Mapping) and _is(one.scalar("id"), kept))
        return List(items, node.place) if items else None
    if key == "settings" and isinstance(node, Mapping):
        settings = tuple(
            (name, value)
            for name, value in node
            if _is(name, kept) or not (isinstance(value, Mapping) and "direction" in value)
        )
        return Mapping(settings, node.place) if settings else None
    return node


def _is(id: Scalar | None, kept: Deviation | None) -> bool:
    return id is not None and kept is not None and id.place == kept.place


def _questions(
    base: Encoding, names: SmtNames, deviation: Deviation, other: ClinicalProtocol
) -> Iterator[Question]:
    """That the change asks for less, or more, than it declares, in a decision, a grade or an order."""
    less = _WORSE[deviation.direction]
    first, second = (base.names, names) if less == "less" else (names, base.names)
    shown = (f"deviation {deviation.target}",)
    ends: list[str] = []
    levels = [SmtNames.decision_lowest_at_least, SmtNames.decision_highest_at_least]
    if DECISION in names.steps:
        ends += [conj(end(first, n), neg(end(second, n))) for n in (1, 2) for end in levels]
    says = f"the deviation on `{deviation.target}` says {deviation.direction}, and some patient"
    yield Question(
        f"{deviation.target}: antibody decision",
        f"{says} has a {less} strict decision on the antibody",
        disj(*ends),
        partial(_decision, first=0 if less == "less" else 1),
        shown,
    )
    for grade in base.protocol.grades:
        if grade.name in names.steps:
            rows = [number for number, _ in grade.rows]
            of_grade = [SmtNames.lowest_at_least, SmtNames.highest_at_least]
            lower = [
                conj(end(first, grade.name, n), neg(end(second, grade.name, n)))
                for n in rows
                for end in of_grade
            ]
            yield Question(
                f"{deviation.target}: {grade.name}",
                f"{says} has a {'lower' if less == 'less' else 'higher'} grade of `{grade.name}`",
                disj(*lower),
                partial(_grade, name=grade.name, first=0 if less == "less" else 1),
                shown,
            )
    yield from _orders(base, other, first, second, says, deviation, less)


def _orders(
    base: Encoding,
    other: ClinicalProtocol,
    first: SmtNames,
    second: SmtNames,
    says: str,
    deviation: Deviation,
    less: str,
) -> Iterator[Question]:
    rules = (base.protocol.rules, other.rules) if less == "less" else (other.rules, base.protocol.rules)
    for name in dict.fromkeys(rule.intervention for rule in rules[0] if rule.strength in ORDERED):
        for strength in ORDERED:
            mine, its = (_ordering(some, name, strength) for some in rules)
            if mine == its and not any(rule.id in (*first.steps, *second.steps) for rule in mine):
                continue
            wanted = disj(*(first.certain(rule.id) for rule in mine))
            yield Question(
                f"{deviation.target}: {name}",
                f"{says} {'loses' if less == 'less' else 'gains'} the certain order of `{name}`",
                conj(wanted, neg(disj(*(second.certain(rule.id) for rule in its)))),
                partial(_loses, name=name, strength=strength, first=0 if less == "less" else 1),
                (f"deviation {deviation.target}", *(rule.id for rule in mine)),
            )


def _ordering(rules: Sequence[Rule], name: str, strength: Strength) -> tuple[Rule, ...]:
    strengths = ORDERED if strength is Strength.CONSIDER else (strength,)
    return tuple(rule for rule in rules if rule.intervention == name and rule.strength in strengths)


def _decision(seen: Patients, first: int) -> bool:
    before, after = seen[first].signals.decision, seen[1 - first].signals.decision
    return after[0] < before[0] or after[1] < before[1]


def _grade(seen: Patients, name: str, first: int) -> bool:
    before, after = seen[first].signals.grade(name), seen[1 - first].signals.grade(name)
    return after[0] < before[0] or after[1] < before[1]


def _loses(seen: Patients, name: str, strength: Strength, first: int) -> bool:
    mine, its = (_ordering(one.protocol.rules, name, strength) for one in (seen[first], seen[1 - first]))
    return seen[first].wants(mine) and not seen[1 - first].wants(its)


LAW = Law(
    8,
    "overlay",
    "each deviation is what it declares: stricter never asks for less than the base, looser never for more",
    "stricter(d) => p(s) <= p_d(s); looser(d) => p_d(s) <= p(s); p_d /= p",
    _groups,
    _faults,
)
