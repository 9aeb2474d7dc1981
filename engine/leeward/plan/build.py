"""Signals in, plan out: the one place where the parts of a plan are put together."""

from collections.abc import Sequence

from leeward.model.decision import Decision
from leeward.model.protocol import ClinicalProtocol
from leeward.model.signals import Signals
from leeward.model.state import State
from leeward.model.steps import Grade
from leeward.plan.clock import clock_of
from leeward.plan.decision import decide_bsab
from leeward.plan.explain.condition_text import condition_text
from leeward.plan.explain.explanations import Explanations
from leeward.plan.facts import fact_text, title_of
from leeward.plan.missing import missing_inputs, needed_for_decision, with_answers
from leeward.plan.model.clock import Clock
from leeward.plan.model.decision import Bsab, Restart
from leeward.plan.model.knowledge import Assumed, Span
from leeward.plan.model.orders import Caution, Order, UnderWay
from leeward.plan.model.plan import EnginesUsed, Patient, Plan, Stamp
from leeward.plan.orders.arrange import arrange
from leeward.plan.orders.candidate import Merged
from leeward.plan.orders.cautions import conflicts, other_cautions, run_out
from leeward.plan.orders.compared import compare_drugs
from leeward.plan.orders.merge import merge
from leeward.plan.orders.sort_rules import Sorted, sort_rules
from leeward.plan.orders.to_orders import orders
from leeward.plan.orders.under_way import under_way
from leeward.plan.reading import Reading, read_signals
from leeward.plan.restart import product_of, restart_for
from leeward.plan.scope import in_scope, scope_reasons
from leeward.plan.warnings import warnings_of
from leeward.plan.what_if import Kernel, WhatIf
from leeward.record import record

_NOTHING = Sorted((), (), (), {})


def make_plan(
    protocol: ClinicalProtocol, state: State, signals: Signals, engines: EnginesUsed, kernel: Kernel
) -> Plan:
    """The plan for one patient.

    kernel: asked about other states of the same patient, for what each missing answer and what
    time alone would change.
    """
    look = _look(protocol, state, signals)
    reading, scope, rules, arranged = look.reading, look.scope, look.rules, look.arranged
    goes_on, unclear = _under_way(rules, reading, scope)
    compared, to_decide = compare_drugs(arranged, rules.asked, rules.not_now, goes_on, reading)
    what_if = WhatIf(reading, kernel)
    missing = with_answers(missing_inputs(reading, scope, rules.wanted), reading, what_if)
    lowest, highest = signals.decision
    needs = needed_for_decision(missing, lowest == highest and scope is True)
    bsab, owed = decide_bsab(reading, scope, needs)
    restart, restart_note = _restart(reading, scope)
    return Plan(
        protocol=_stamp(reading),
        patient=_patient(reading),
        at=state.at,
        in_scope=scope,
        scope=look.reasons,
        grades=tuple(_span(grade, reading) for grade in protocol.grades),
        bsab=bsab,
        conflicts=(
            *conflicts(rules.wanted, rules.avoid, reading),
            *rules.rivals,
            *run_out(arranged, reading),
            *to_decide,
        ),
        actions=_actions(look),
        not_now=rules.not_now,
        avoid=rules.avoid,
        cautions=_other_cautions(rules, reading, look.unsure) if scope is not False else (),
        missing=missing,
        assumed=_assumed(reading),
        next_dose=owed,
        restart=restart,
        clock=Clock(None)
        if scope is False
        else clock_of(reading, arranged, goes_on, restart is not None, what_if),
        notes=_notes(reading, (*unclear, restart_note)),
        not_covered=protocol.not_covered,
        engines=engines,
        explain=Explanations(reading, scope),
        warnings=warnings_of(reading),
        data_notes=tuple(note for note in (*state.notes, *unclear, restart_note) if note),
        under_way=goes_on,
        compared=compared,
    )


def act_now(protocol: ClinicalProtocol, state: State, signals: Signals) -> tuple[Bsab, tuple[Order, ...]]:
    """What the plan for one patient decides and orders, without what answers and time would change.

    The same as in `make_plan`, but for what would settle the decision.
    """
    look = _look(protocol, state, signals)
    return decide_bsab(look.reading, look.scope, ())[0], _actions(look)


@record
class _Look:
    """One patient as the rules see him. reasons: what hangs on the scope; unsure: while it is not known."""

    reading: Reading
    scope: bool | None
    reasons: tuple[str, ...]
    unsure: tuple[str, ...]
    rules: Sorted
    arranged: Sequence[Merged]


def _look(protocol: ClinicalProtocol, state: State, signals: Signals) -> _Look:
    reading = read_signals(protocol, state, signals)
    scope = in_scope(reading)
    reasons = scope_reasons(reading)
    unsure = reasons if scope is None else ()
    rules = _NOTHING if scope is False else sort_rules(reading, unsure)
    return _Look(reading, scope, reasons, unsure, rules, arrange(merge(rules.wanted)))


def _actions(look: _Look) -> tuple[Order, ...]:
    instead: dict[str, tuple[str, ...]] = {
        rule.otherwise: (entry.title,)
        for entry in look.rules.not_now
        for rule in look.reading.protocol.rules
        if rule.id == entry.rule and rule.otherwise is not None
    }
    return orders(look.arranged, look.reading, look.unsure, look.rules.unless, instead)


def _span(grade: Grade, reading: Reading) -> Span:
    lowest, highest = reading.grades[grade.name]
    doubted = grade.doubt is not None and lowest < highest and reading.of(grade.doubt) is True
    doubt = (
        condition_text(reading.propositions[grade.doubt].condition, reading)
        if doubted and grade.doubt
        else ""
    )
    return Span(grade.name, grade.title, lowest, highest, doubt)


def _other_cautions(rules: Sorted, reading: Reading, unsure: tuple[str, ...]) -> tuple[Caution, ...]:
    shown = {one.rule.intervention for one in rules.wanted} | {one.order for one in rules.not_now}
    return other_cautions(shown, reading, unsure)


def _stamp(reading: Reading) -> Stamp:
    protocol = reading.protocol
    product = product_of(protocol, reading.state)
    revised = "" if product is None else product.revised or "(revision not known)"
    label = f"{product.drug} {product.region} label {revised}" if product else ""
    return Stamp(protocol.id, protocol.title, protocol.version, protocol.status, protocol.sha256, label)


def _patient(reading: Reading) -> Patient:
    vocabulary = reading.protocol.vocabulary
    return Patient(*(fact_text(name, reading.state, vocabulary) for name in ("product", "age", "weight")))


def _restart(reading: Reading, scope: bool | None) -> tuple[Restart | None, str]:
    if scope is False:
        return None, ""
    if reading.signals.decision[0] is Decision.DISCONTINUE:
        return None, ""
    return restart_for(reading.protocol, reading.state)


def _assumed(reading: Reading) -> tuple[Assumed, ...]:
    vocabulary = reading.protocol.vocabulary
    return tuple(
        Assumed(name, title_of(name, vocabulary), fact_text(name, reading.state, vocabulary))
        for name, fact in reading.state.facts.items()
        if fact.origin == "assumed"
    )


def _under_way(
    rules: Sorted, reading: Reading, scope: bool | None
) -> tuple[tuple[UnderWay, ...], tuple[str, ...]]:
    if scope is False:
        return (), ()
    return under_way(reading, {one.rule.intervention for one in rules.wanted if one.certain})


def _notes(reading: Reading, of_data: tuple[str, ...]) -> tuple[str, ...]:
    product = product_of(reading.protocol, reading.state)
    found = (*reading.state.notes, *(product.notes if product else ()), *of_data)
    return tuple(note for note in found if note)
