"""Both sides of each comparison that a document writes, and the very threshold."""

from collections.abc import Iterator

from leeward.coverage.target import Target
from leeward.coverage.written import scalars_by_place
from leeward.language.quantity import MILLION, millionths_to_text
from leeward.link.gather import Gathered
from leeward.model.expression import Atom, Compare, Count, GradeIs, Holds, Literal, Stated, atoms
from leeward.model.protocol import ClinicalProtocol
from leeward.model.steps import Proposition
from leeward.text.place import Place


def comparisons(protocol: ClinicalProtocol, document: Gathered) -> Iterator[Target]:
    """For each comparison or question of each condition: a patient on either side, and one exactly at it.

    A comparison that the linker made (the product's guard, the rows of a table) is not among them.
    """
    texts = scalars_by_place(document.root)
    for step in protocol.propositions:
        text = texts.get(step.place)
        if text is None or step.kind == "limit":
            continue
        for atom in dict.fromkeys(atoms(step.condition)):
            offset = text.find(atom.text) if atom.text else -1
            if offset >= 0 and not isinstance(atom, Holds | Stated):
                place = step.place.within(offset, len(atom.text))
                yield from _sides(atom, step, place, protocol)


def _sides(atom: Atom, step: Proposition, place: Place, protocol: ClinicalProtocol) -> Iterator[Target]:
    name = f"`{' '.join(atom.text.split())}` of {step.name}"
    at = _exactly(atom, protocol)
    yield Target("comparison", name, "true", Literal(atom), place)
    yield Target("comparison", name, "false", Literal(atom, False), place)
    if at is not None:
        yield Target("comparison", name, f"exactly at {at[1]}", Literal(at[0]), place)


def _exactly(atom: Atom, protocol: ClinicalProtocol) -> tuple[Atom, str] | None:
    """The question whether the patient is exactly on the threshold; None: nobody can be."""
    match atom:
        case Compare(terms, op, bound) if op != "=":
            first = protocol.vocabulary.inputs[terms[0][1]]
            if first.whole and bound % MILLION:
                return None
            return Compare(terms, "=", bound), millionths_to_text(abs(bound), first.unit)
        case Count(name, besides, op, number) if op != "=":
            return Count(name, besides, "=", number), str(number)
        case GradeIs(grade, op, number) if op != "=":
            rows = {row for one in protocol.grades if one.name == grade for row, _ in one.rows}
            return (GradeIs(grade, "=", number), str(number)) if number in rows | {0} else None
        case _:
            return None
