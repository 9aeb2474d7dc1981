"""Everything that can be ordered: the vocabulary's words, and what a protocol says differently of them."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from leeward.link.amounts import amount
from leeward.link.citing import Citer
from leeward.link.gather import Gathered
from leeward.link.unknown_intervention import instead_of
from leeward.model.vocabulary import Equivalence, Intervention, Phase
from leeward.text.node import Mapping, Scalar
from leeward.text.problem import Problems


def read_interventions(
    documents: Iterable[Gathered], citer: Citer, problems: Problems
) -> dict[str, Intervention]:
    """Every intervention by name; a chart's other names may not stand for two of them.

    A vocabulary defines a word once. A protocol changes the words of its vocabulary, or adds its own.
    """
    found: dict[str, Intervention] = {}
    written: list[tuple[Scalar, Mapping]] = []
    for document in documents:
        for key, node in document.root.mapping("interventions"):
            if not isinstance(node, Mapping):
                continue
            if document.kind == "protocol" and key.text in found:
                found[key.text] = _changed(found[key.text], node)
            elif key.text in found:
                _collide(key.text, found[key.text], key, problems)
            else:
                made = _made(key, node, document.kind, problems)
                if made is not None:
                    found[key.text] = made
            written.append((key, node))
    for key, node in written:
        if "equivalence" in node and key.text in found:
            worth = _equivalence(key, node.mapping("equivalence"), found, citer, problems)
            found[key.text] = replace(found[key.text], equivalence=worth)
    _check_names(found, problems)
    _check_never_with(written, found, problems)
    return found


def _made(key: Scalar, node: Mapping, kind: str, problems: Problems) -> Intervention | None:
    phase = node.text("phase")
    lacking = [name for name in ("title", "kind", "phase") if node.text(name) is None]
    if kind == "protocol" and lacking:
        message = f"`{key.text}` is no intervention of the vocabulary, and a new one needs `{lacking[0]}`"
        help = instead_of(key.text, {})
        problems.add("unknown-name", message, key.place, help)
    if phase not in {p.value for p in Phase}:
        return None
    return Intervention(
        key.text,
        node.text("title") or key.text,
        node.text("kind") or "",
        Phase(phase),
        key.place,
        node.words("classes"),
        node.words("also"),
        never_with=node.words("never_with"),
    )


def _changed(one: Intervention, node: Mapping) -> Intervention:
    """What is named takes the place of what was there; other names of a chart are added."""
    phase = node.text("phase")
    return replace(
        one,
        title=node.text("title") or one.title,
        kind=node.text("kind") or one.kind,
        phase=Phase(phase) if phase in {p.value for p in Phase} else one.phase,
        classes=node.words("classes") if "classes" in node else one.classes,
        also=tuple(dict.fromkeys((*one.also, *node.words("also")))),
        never_with=node.words("never_with") if "never_with" in node else one.never_with,
    )


def _check_names(found: dict[str, Intervention], problems: Problems) -> None:
    called: dict[str, Intervention] = {}
    for one in found.values():
        for name in (one.name, *one.also):
            other = called.setdefault(name.casefold(), one)
            if other is not one:
                message = f"`{name}` already stands for the intervention `{other.name}`"
                problems.add("colliding-id", message, one.place, "give each intervention its own names")


def _check_never_with(
    written: list[tuple[Scalar, Mapping]], found: dict[str, Intervention], problems: Problems
) -> None:
    for key, node in written:
        for name in node.sequence("never_with"):
            if isinstance(name, Scalar) and name.text not in found:
                help = instead_of(name.text, found)
                problems.add("unknown-name", f"no intervention `{name.text}`", name.place, help)
            elif isinstance(name, Scalar) and name.text == key.text:
                message = f"`{key.text}` is said to be never ordered with itself"
                problems.add("unknown-name", message, name.place, "name another intervention")


def _collide(name: str, other: Intervention, key: Scalar, problems: Problems) -> None:
    message = f"`{name}` already stands for the intervention `{other.name}`"
    problems.add("colliding-id", message, key.place, "give each intervention its own names")


def _equivalence(
    key: Scalar, node: Mapping, known: dict[str, Intervention], citer: Citer, problems: Problems
) -> Equivalence | None:
    """`{amount: 50 mg .. 53 mg, equals: 10 mg, of: dexamethasone}`; None after adding a problem."""
    this, that = amount(node.scalar("amount"), problems), amount(node.scalar("equals"), problems)
    of = node.scalar("of")
    citation = citer.cite(node.get("source"), node.place, f"the equivalence of `{key.text}`")
    if this is None or that is None or of is None or citation is None:
        return None
    if of.text not in known or of.text == key.text:
        what = "is itself" if of.text == key.text else "is no intervention"
        message = f"`{key.text}` is compared with `{of.text}`, which {what}"
        problems.add("unknown-name", message, of.place, instead_of(of.text, known))
        return None
    if this.unit.dimension != "mass" or that.unit.dimension != "mass" or that.highest is not None:
        message = f"the equivalence of `{key.text}` compares one mass, or a range of it, with one mass"
        problems.add("wrong-unit", message, node.place, "write `{amount: 50 mg .. 53 mg, equals: 10 mg, …}`")
        return None
    worth = Fraction(that.number) * that.unit.factor
    low, high = this.number, this.number if this.highest is None else this.highest
    amounts = [(node.text(name) or "").replace("..", "to") for name in ("amount", "equals")]
    text = f"{amounts[0]} is worth {amounts[1]} of {known[of.text].title}"
    return Equivalence(
        worth / (Fraction(high) * this.unit.factor),
        worth / (Fraction(low) * this.unit.factor),
        of.text,
        text,
        citation.source,
        citation.where,
        citation.checked,
    )
