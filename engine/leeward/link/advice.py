"""The orders and decisions of all documents, those of a label for its own product only."""

from leeward.link.citing import Citer
from leeward.link.conditions import Conditions
from leeward.link.from_bsab import BsabReader
from leeward.link.from_decisions import read_decisions
from leeward.link.from_product import drug_of, guard_of
from leeward.link.from_rules import RuleReader, open_alternatives
from leeward.link.from_tables import read_tables
from leeward.link.gather import Documents
from leeward.link.overlay.changes import Change
from leeward.model.decision import BsabRule
from leeward.model.rule import Rule
from leeward.model.steps import Grade
from leeward.model.vocabulary import Intervention, Kind


def read_advice(
    documents: Documents,
    changes: tuple[Change, ...],
    conditions: Conditions,
    citer: Citer,
    interventions: dict[str, Intervention],
) -> tuple[list[Rule], list[BsabRule]]:
    """The rules and decision rules of all documents; those of a product apply to that product only.

    changes: what overlays have made of their bases.
    """
    titles = {step.name: step.title for step in conditions.steps.values() if isinstance(step, Grade)}
    for input in conditions.names.inputs.values():
        if input.kind is Kind.NUMBER and input.whole:
            titles[input.name] = input.title
    rules: list[Rule] = []
    bsab: list[BsabRule] = []
    for document in documents:
        root = document.root
        drug, guard = drug_of(document), guard_of(document)
        reader = BsabReader(document, conditions, citer, interventions, titles, guard)
        if drug:
            read_tables(root.get("bsab"), drug, reader)
            read_decisions(root.get("decisions"), reader)
        else:
            read_decisions(root.get("bsab"), reader, changes)
        bsab.extend(reader.rules)
        rules.extend(RuleReader(document, conditions, citer, interventions, guard).read(root.get("rules")))
    open_alternatives(rules, conditions)
    return rules, bsab
