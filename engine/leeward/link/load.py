"""A document and all it uses, linked into one `ClinicalProtocol`: the one place where the parts meet."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, cast

from leeward.language.names import Names
from leeward.link.check_rules import check_rules
from leeward.link.citing import Citer, read_sources
from leeward.link.conditions import Conditions, place_of, text_of
from leeward.link.directions import check_directions
from leeward.link.from_always import AlwaysReader, read_accepts
from leeward.link.from_bsab import BsabReader
from leeward.link.from_decisions import read_decisions
from leeward.link.from_findings import (
    add_derived,
    add_findings,
    add_grades,
    derived_names,
    finding_names,
    grade_names,
)
from leeward.link.from_interventions import read_interventions
from leeward.link.from_label import read_label, read_schedule
from leeward.link.from_panels import read_panels
from leeward.link.from_restart import read_restart
from leeward.link.from_rules import RuleReader, open_alternatives
from leeward.link.from_settings import Settings, read_settings, setting_places
from leeward.link.from_tables import read_tables
from leeward.link.from_vocabulary import read_inputs
from leeward.link.gather import Gathered, gather
from leeward.link.layers import check_layers, exchange
from leeward.link.named_rules import check_named, written_rules
from leeward.link.overlay import flatten
from leeward.link.sequence import in_order
from leeward.lint.run import lint
from leeward.model.decision import BsabRule
from leeward.model.expression import And, Condition, Literal, OneOf
from leeward.model.invariants import Always
from leeward.model.product import Product
from leeward.model.protocol import ClinicalProtocol, Document, DocumentKind, Status
from leeward.model.rule import Rule
from leeward.model.steps import Grade, Proposition
from leeward.model.vocabulary import Impossible, Input, Intervention, Kind, Vocabulary
from leeward.text.node import Mapping, Scalar
from leeward.text.problem import Problem, Problems, Refused
from leeward.text.source import with_excerpts

Documents = tuple[Gathered, ...]


def load_protocol(path: Path) -> ClinicalProtocol:
    """The protocol at `path`, with everything it uses.

    Raises:
        Refused: with every problem of every document, excerpts included.
    """
    return link_documents(path).protocol


class Linked(NamedTuple):
    """A protocol, the documents it was made of, and what its writer should look at again."""

    protocol: ClinicalProtocol
    documents: Documents
    warnings: tuple[Problem, ...]


def link_documents(path: Path, layer: str | None = None) -> Linked:
    """The same, with the documents it was made of, and warnings.

    layer: the id of another label than the protocol's own, for one run.

    Raises:
        Refused: as above.
    """
    problems = Problems()
    documents = gather(path, problems)
    notice = ""
    if layer is not None and documents:
        documents, notice = exchange(documents, layer, problems)
    check_layers(documents, problems)
    if not can_be_linked(problems) or not _all_read(problems, documents):
        raise Refused(_with_excerpts(problems, documents))
    linking = Problems()
    protocol = _link(documents, linking, notice)
    # What the shape check said of a line need not be said again in other words.
    said = {(problem.place.file, problem.place.line) for problem in problems}
    problems.extend(p for p in linking if (p.place.file, p.place.line) not in said)
    if protocol is None or not problems.passed:
        raise Refused(_with_excerpts(problems, documents))
    return Linked(protocol, documents, tuple(_with_excerpts(problems, documents)))


def relink(documents: Documents) -> Linked:
    """Documents already gathered, one of them changed since, linked again; their shape is taken as read.

    Raises:
        Refused: with what is wrong with them now.
    """
    problems = Problems()
    protocol = _link(documents, problems, "")
    if protocol is None or not problems.passed:
        raise Refused(problems)
    return Linked(protocol, documents, tuple(problems))


def link_gathered(documents: Documents) -> ClinicalProtocol | None:
    """The protocol of documents that have been read, changed or not; None when they have a fault."""
    try:
        return relink(documents).protocol
    except Refused:
        return None


def can_be_linked(problems: Iterable[Problem]) -> bool:
    """Whether linking can still tell faults of its own from what merely follows from these.

    A fault inside one rule leaves the names of the document as they are. One of the document as a
    whole, or a document that is not there, would make every use of a name a fault.
    """
    missing = ("unknown-document", "unknown-layer", "circular-uses", "wrong-kind", "unreadable")
    return not any(p.place.column == 1 or p.code in missing for p in problems if p.severity == "error")


def _all_read(problems: Iterable[Problem], documents: Documents) -> bool:
    """Whether every document with a fault could be read at all; without one, its names are not known."""
    files = {str(document.path) for document in documents}
    return all(p.place.file in files for p in problems if p.severity == "error")


def _with_excerpts(problems: Problems, documents: Documents) -> list[Problem]:
    """The problems in the order of their places, each with the line it is about."""
    data = {str(document.path): document.data for document in documents}
    shown: list[Problem] = []
    for problem in problems:
        text = data.get(problem.place.file)
        shown.extend([problem] if problem.excerpt or text is None else with_excerpts([problem], text))
    return shown


def _link(documents: Documents, problems: Problems, notice: str) -> ClinicalProtocol | None:
    """All documents as one protocol; None when any of them has a fault."""
    gathered = documents
    documents, changes = flatten(gathered, problems)
    main = documents[-1]
    sources = read_sources(documents, problems)
    citer = Citer(sources, problems)
    interventions = read_interventions(documents, citer, problems)
    inputs = read_inputs(documents, interventions, problems)
    settings = read_settings(documents, citer, problems)
    conditions = Conditions(_names(documents, inputs, settings), problems)
    for document in documents:
        add_derived(document, conditions)
        add_findings(document, conditions, citer)
        add_grades(document, conditions, citer)
    if main.kind == "protocol" and "products" not in main.root:
        message = f"`{main.id}` names no products, so no label is consulted"
        help = "list the labels it covers under `products:`; `protocol list` shows them"
        problems.add("no-products", message, main.root.place, help, severity="warning")
    products = [_product(d, citer, problems) for d in documents if d.kind == "product"]
    _check_product_names(documents, interventions, problems)
    rules, bsab = _advice(documents, conditions, citer, interventions)
    scope = _add_scope(main, products, conditions)
    always = _always(gathered, conditions, citer, interventions)
    panels = read_panels(documents, inputs, problems)
    impossible = tuple(_impossible(documents, conditions))
    steps = in_order(conditions.steps, problems)
    written = written_rules(documents)
    check_named(written, interventions, problems)
    check_rules(rules, written, conditions.steps, problems)
    own = [change for change in changes if change.deviation.layer == main.id]
    check_directions(own, conditions.names, steps, rules, problems)
    if not problems.passed:
        return None
    root = main.root
    protocol = ClinicalProtocol(
        id=main.id,
        kind=cast(DocumentKind, main.kind),
        title=root.text("title") or main.id,
        version=root.text("version") or "",
        status=cast(Status, root.text("status") or "draft"),
        sha256=sha256("\n".join(f"{d.id} {d.sha256}" for d in gathered).encode()).hexdigest(),
        place=root.place,
        vocabulary=Vocabulary(inputs, panels, interventions, impossible),
        steps=steps,
        rules=tuple(rules),
        bsab=tuple(bsab),
        products=tuple(products),
        sources=sources,
        settings=tuple(read.setting for read in settings.values() if read.setting is not None),
        documents=tuple(Document(d.id, cast(DocumentKind, d.kind), d.path.name, d.sha256) for d in gathered),
        not_covered=_not_covered(documents, products),
        scope=scope,
        effective=root.text("effective") or "",
        review_by=root.text("review_by") or "",
        deviations=tuple(change.deviation for change in changes),
        notices=(notice,) if notice else (),
        always=always,
        accepts=read_accepts(gathered, gathered[-1]),
    )
    problems.extend(lint(protocol, documents))
    return protocol


def _names(documents: Documents, inputs: dict[str, Input], settings: Settings) -> Names:
    findings = finding_names(documents) - set(inputs) - set(settings)
    return Names(
        inputs,
        {name: read.value for name, read in settings.items()},
        findings | (derived_names(documents) & set(inputs)),
        grade_names(documents),
        setting_places(documents),
    )


def _advice(
    documents: Documents, conditions: Conditions, citer: Citer, interventions: dict[str, Intervention]
) -> tuple[list[Rule], list[BsabRule]]:
    """The rules and decision rules of all documents; those of a product apply to that product only."""
    titles = {step.name: step.title for step in conditions.steps.values() if isinstance(step, Grade)}
    for input in conditions.names.inputs.values():
        if input.kind is Kind.NUMBER and input.whole:
            titles[input.name] = input.title
    rules: list[Rule] = []
    bsab: list[BsabRule] = []
    for document in documents:
        root = document.root
        drug = root.text("product") if document.kind == "product" else None
        guard = _is_product([drug]) if drug else None
        reader = BsabReader(document, conditions, citer, interventions, titles, guard)
        if drug:
            read_tables(root.get("bsab"), drug, reader)
            read_decisions(root.get("decisions"), reader)
        else:
            read_decisions(root.get("bsab"), reader)
        bsab.extend(reader.rules)
        rules.extend(RuleReader(document, conditions, citer, interventions, guard).read(root.get("rules")))
    open_alternatives(rules, conditions)
    return rules, bsab


def _always(
    documents: Documents, conditions: Conditions, citer: Citer, interventions: dict[str, Intervention]
) -> tuple[Always, ...]:
    """The invariants of all documents, those of an extended base too."""
    taken: dict[str, Always] = {}
    for document in documents:
        drug = document.root.text("product") if document.kind == "product" else None
        AlwaysReader(conditions, citer, interventions, _is_product([drug]) if drug else None).read(
            document, taken
        )
    return tuple(taken.values())


def _is_product(drugs: list[str]) -> Condition:
    text = f"product = {drugs[0]}" if len(drugs) == 1 else f"product in {{{', '.join(drugs)}}}"
    return Literal(OneOf("product", tuple(drugs), text))


def _product(document: Gathered, citer: Citer, problems: Problems) -> Product:
    root = document.root
    schedule = read_schedule(document, citer, problems)
    restart = read_restart(root.get("restart"), schedule, citer, problems)
    return Product(
        id=document.id,
        drug=root.text("product") or document.id,
        title=root.text("title") or document.id,
        region=root.text("region") or "",
        revised=root.text("revised") or "",
        place=root.place,
        restart=restart,
        levels=tuple(dict.fromkeys([level.name for level in schedule] or [row.level for row in restart])),
        notes=root.words("notes"),
        schedule=schedule,
        label=read_label(document, citer),
        review_by=root.text("review_by") or "",
        also=root.words("also"),
    )


def _check_product_names(
    documents: Documents, interventions: dict[str, Intervention], problems: Problems
) -> None:
    """No name of a product may stand for another product, or for a drug that is ordered."""
    called = {name.casefold(): one.name for one in interventions.values() for name in (one.name, *one.also)}
    for document in documents:
        drug = document.root.scalar("product") if document.kind == "product" else None
        if drug is None:
            continue
        for name in (drug, *document.root.sequence("also")):
            other = called.setdefault(name.text.casefold(), drug.text) if isinstance(name, Scalar) else ""
            if isinstance(name, Scalar) and other != drug.text:
                message = f"`{name.text}` already stands for `{other}`"
                problems.add("colliding-id", message, name.place, "give each product its own names")


def _add_scope(main: Gathered, products: list[Product], conditions: Conditions) -> str | None:
    """The proposition that says whom the protocol is for: one of its products, and its own condition."""
    applies = main.root.mapping("scope").scalar("applies")
    parts: list[Condition] = []
    texts: list[str] = []
    if products:
        parts.append(_is_product([product.drug for product in products]))
        texts.append("the product is covered")
    if applies is not None:
        parts.append(conditions.read(applies))
        texts.append(text_of(applies))
    if not parts:
        return None
    place = place_of(applies, main.root.place)
    conditions.add(Proposition("scope", "scope", And(tuple(parts)), place, " and ".join(texts)))
    return "scope"


def _not_covered(documents: Documents, products: list[Product]) -> tuple[str, ...]:
    listed: list[str] = []
    if documents[-1].kind == "protocol" and not products:
        listed.append("what the product's label says of holding and stopping: no label is consulted")
    for document in reversed(documents):
        listed.extend(document.root.mapping("scope").words("not_covered"))
        listed.extend(document.root.words("not_covered"))
    return tuple(dict.fromkeys(listed))


def _impossible(documents: Documents, conditions: Conditions) -> list[Impossible]:
    found = []
    for document in documents:
        for item in document.root.sequence("impossible"):
            when = item.scalar("when") if isinstance(item, Mapping) else None
            if isinstance(item, Mapping) and when is not None:
                condition = conditions.read(when)
                message, help = item.text("message") or "", item.text("help") or ""
                found.append(Impossible(condition, message, help, when.place))
    return found
