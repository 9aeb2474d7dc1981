"""Findings, derived inputs and grading scales in, propositions and grades out."""

from collections.abc import Iterable

from leeward.link.citing import Citer
from leeward.link.conditions import Conditions, text_of
from leeward.link.gather import Gathered
from leeward.model.expression import And, Condition, Literal, Or, Stated, Yes
from leeward.model.steps import Grade, Proposition
from leeward.text.node import Mapping, Node, Scalar


def finding_names(documents: Iterable[Gathered]) -> frozenset[str]:
    """The names of all findings, before any of them is read."""
    return frozenset(key.text for document in documents for key, _ in document.root.mapping("findings"))


def derived_names(documents: Iterable[Gathered]) -> frozenset[str]:
    """Yes/no inputs that follow from others when nobody states them."""
    return frozenset(
        key.text
        for document in documents
        for key, node in document.root.mapping("inputs")
        if isinstance(node, Mapping) and "unless_stated" in node
    )


def grade_rows(node: Node) -> list[tuple[int, Scalar]]:
    """The rows of a grade, worst first."""
    if not isinstance(node, Mapping):
        return []
    rows = [
        (int(key.text), value) for key, value in node if key.text.isdecimal() and isinstance(value, Scalar)
    ]
    return sorted(rows, key=lambda row: -row[0])


def grade_names(documents: Iterable[Gathered]) -> dict[str, int]:
    """Each grade with the worst value it can have."""
    return {
        key.text: max((row for row, _ in grade_rows(node)), default=0)
        for document in documents
        for key, node in document.root.mapping("grades")
    }


def add_derived(document: Gathered, conditions: Conditions) -> None:
    """A person's statement wins over the derivation."""
    for key, node in document.root.mapping("inputs"):
        scalar = node.scalar("unless_stated") if isinstance(node, Mapping) else None
        if scalar is None or key.text not in conditions.names.inputs:
            continue
        stated, yes = Stated(key.text, f"{key.text} is stated"), Yes(key.text, key.text)
        condition: Condition = Or(
            (
                And((Literal(stated), Literal(yes))),
                And((Literal(stated, False), conditions.read(scalar))),
            )
        )
        conditions.add(Proposition(key.text, "derived", condition, scalar.place, text_of(scalar)))


def add_findings(document: Gathered, conditions: Conditions, citer: Citer) -> None:
    """Adds the findings of one document to the conditions."""
    for key, node in document.root.mapping("findings"):
        scalar = node.scalar("is") if isinstance(node, Mapping) else node
        if not isinstance(scalar, Scalar):
            continue
        if key.text in conditions.names.inputs or key.text in conditions.names.settings:
            message = f"`{key.text}` is already the name of an input or a setting"
            conditions.problems.add("colliding-id", message, key.place, "give the finding another name")
            continue
        named = node if isinstance(node, Mapping) else Mapping((), key.place)
        source = named.get("source")
        citation = citer.cite(source, key.place, "") if source is not None else None
        title = named.text("title") or ""
        condition, text = conditions.read(scalar), text_of(scalar)
        finding = Proposition(key.text, "finding", condition, scalar.place, text, title, citation)
        conditions.add(finding, key.place)


def add_grades(document: Gathered, conditions: Conditions, citer: Citer) -> None:
    """Adds the grades of one document, and a proposition for each of their rows."""
    for key, node in document.root.mapping("grades"):
        if not isinstance(node, Mapping):
            continue
        rows = []
        for row, scalar in grade_rows(node):
            name = f"{key.text}.{row}"
            conditions.add(Proposition(name, "grade", conditions.read(scalar), scalar.place, text_of(scalar)))
            rows.append((row, name))
        doubt = node.scalar("doubted_by")
        if doubt is not None:
            condition = conditions.read(doubt)
            conditions.add(Proposition(f"{key.text}.doubt", "doubt", condition, doubt.place, text_of(doubt)))
        citation = citer.cite(node.get("source"), key.place, f"the grade `{key.text}`")
        title = node.text("title") or key.text
        doubt_name = f"{key.text}.doubt" if doubt else None
        conditions.add(Grade(key.text, title, tuple(rows), key.place, citation, doubt_name))
