"""The orders, by phase and in the order in which a plan lists them."""

from collections.abc import Iterator

from leeward.backends.document.blocks import Block, Entry, Heading
from leeward.backends.document.checked import cited
from leeward.language.durations import hours_to_text
from leeward.model.protocol import ClinicalProtocol
from leeward.model.regimen import Regimen
from leeward.model.rule import Rule, Strength
from leeward.model.vocabulary import Phase
from leeward.plan.orders.dose import amount_text, written
from leeward.plan.orders.regimen import regimen_text


def orders(protocol: ClinicalProtocol) -> Iterator[Block]:
    """Every rule by phase, the most urgent first."""
    if protocol.rules:
        yield Heading("Orders")
    for phase in Phase:
        rules = [rule for rule in protocol.rules if rule.phase is phase]
        if rules:
            yield Heading(phase.value.replace("_", " ").capitalize(), 3)
            for rule in sorted(rules, key=lambda rule: rule.urgency.rank):
                yield _order(rule, protocol)


def _order(rule: Rule, protocol: ClinicalProtocol) -> Entry:
    texts = {proposition.name: proposition.text for proposition in protocol.propositions}
    steps = [regimen(step) for step in (rule.regimen, *rule.taper)]
    verb, title = rule.verb or rule.strength.value, protocol.vocabulary.interventions[rule.intervention].title
    return Entry(
        f"{verb} {title} ({rule.id})",
        (
            ("when", texts[rule.id]),
            ("how", "; then ".join(step for step in steps if step)),
            ("urgency", _urgency(rule)),
            ("course", _course(rule)),
            ("limits", ", ".join(limit.text for limit in rule.limits)),
            ("otherwise", rule.otherwise or ""),
            ("after", ", ".join(rule.after)),
            ("replaces", ", ".join(rule.replaces)),
            ("because", rule.because),
            ("note", rule.note),
            ("source", cited(rule.citation)),
            ("from", rule.layer if rule.layer != protocol.id else ""),
        ),
    )


def _course(rule: Rule) -> str:
    if rule.course is None:
        return ""
    return (
        f"broken off by a gap of more than {hours_to_text(rule.course.broken_after)}: {rule.course.because}"
    )


def _urgency(rule: Rule) -> str:
    """A warning is shown with what it warns of, and has no urgency of its own."""
    warns = rule.strength in (Strength.AVOID, Strength.CAUTION)
    return "" if warns or rule.urgency.text == rule.strength.value else rule.urgency.text


def regimen(of: Regimen) -> str:
    """A regimen as the protocol writes it, for no patient in particular."""
    dose = (written(of.dose) or amount_text(of.dose.bands[0].amount)) if of.dose else ""
    return " ".join(part for part in (dose, regimen_text(of, None)) if part)
