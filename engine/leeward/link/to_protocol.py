"""All documents as one `ClinicalProtocol`: the one place where the parts meet."""

from hashlib import sha256
from typing import cast

from leeward.language.names import Names
from leeward.link.advice import read_advice
from leeward.link.check_rules import check_rules
from leeward.link.citing import Citer, read_sources
from leeward.link.conditions import Conditions
from leeward.link.from_always import read_accepts, read_always
from leeward.link.from_findings import (
    add_derived,
    add_findings,
    add_grades,
    derived_names,
    finding_names,
    grade_names,
)
from leeward.link.from_impossible import read_impossible
from leeward.link.from_interventions import read_interventions
from leeward.link.from_panels import read_panels
from leeward.link.from_product import read_products
from leeward.link.from_scope import add_scope, not_covered
from leeward.link.from_settings import Settings, read_settings, setting_places
from leeward.link.from_vocabulary import read_inputs
from leeward.link.gather import Documents
from leeward.link.named_rules import check_named, written_rules
from leeward.link.overlay.directions import check_directions
from leeward.link.overlay.flatten import flatten
from leeward.link.sequence import in_order
from leeward.lint.run import lint
from leeward.model.protocol import ClinicalProtocol, Document, DocumentKind, Status
from leeward.model.vocabulary import Input, Vocabulary
from leeward.text.problem import Problems


def to_protocol(documents: Documents, problems: Problems, notice: str) -> ClinicalProtocol | None:
    """All documents as one protocol; None when any of them has a fault, which is added to `problems`.

    documents: as gathered, the used ones first. notice: what every plan must say loudly, if anything.
    """
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
    products = read_products(documents, citer, interventions, problems)
    rules, bsab = read_advice(documents, changes, conditions, citer, interventions)
    scope = add_scope(main, products, conditions)
    always = read_always(gathered, conditions, citer, interventions)
    panels = read_panels(documents, inputs, problems)
    impossible = read_impossible(documents, conditions)
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
        not_covered=not_covered(documents, products),
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
