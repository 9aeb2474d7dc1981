"""Courses that were begun earlier, are not over, and that no rule of this plan orders any more.

A taper outlasts the grade that began it: what is halfway through must not vanish with the fever.
"""

from collections.abc import Collection

from leeward.model.rule import Rule, Strength
from leeward.plan.facts import word
from leeward.plan.model.orders import Taper, UnderWay
from leeward.plan.orders.about_rules import title
from leeward.plan.orders.course import Course, find_course, grades_asked
from leeward.plan.orders.course_day import taper_of
from leeward.plan.orders.dose import dose_for
from leeward.plan.orders.phases import following, in_phases, present
from leeward.plan.orders.regimen import regimen_text, steps_text
from leeward.plan.reading import Reading
from leeward.plan.sources import shown


def under_way(reading: Reading, ordered: Collection[str]) -> tuple[tuple[UnderWay, ...], tuple[str, ...]]:
    """One for each drug, by the rule whose doses fit best; and what cannot be told, in words.

    ordered: drugs that are certain to be ordered by the plan itself.
    """
    found: dict[str, tuple[Course, Rule, Taper]] = {}
    unsure: dict[str, str] = {}
    for rule in _tapers(reading):
        name = rule.intervention
        course = find_course(rule, reading) if name not in ordered else None
        taper = taper_of(rule, course, reading) if isinstance(course, Course) else None
        if not isinstance(course, Course) or taper is None or taper.status != "under way":
            continue
        if reading.state.episodes is None:
            unsure[name] = (
                f"{title(rule, reading)} is listed under `given`; whether the taper of {rule.id} is "
                "under way is not known: list the toxicity under `episodes`"
            )
        elif _in_an_episode(rule, course, reading) and (
            name not in found or course.misfit < found[name][0].misfit
        ):
            found[name] = course, rule, taper
    return tuple(_shown(rule, taper, reading) for _, rule, taper in found.values()), tuple(unsure.values())


def _tapers(reading: Reading) -> list[Rule]:
    """Rules in phases that do not apply now, those of another product's label left out."""
    labels = {product.id: product.drug for product in reading.protocol.products}
    drug = word(reading.state, "product")
    return [
        rule
        for rule in reading.protocol.rules
        if rule.strength in (Strength.GIVE, Strength.CONSIDER)
        and in_phases(rule)
        and reading.of(rule.id) is False
        and labels.get(rule.layer, drug) == drug
    ]


def _in_an_episode(rule: Rule, course: Course, reading: Reading) -> bool:
    """Whether it began in an episode bad enough for the rule: the same drug is also a premedication."""
    asked = grades_asked(rule.id, reading)
    return any(
        one.type in asked
        and one.grade >= asked[one.type]
        and one.start <= course.began
        and (one.end is None or course.began <= one.end)
        for one in reading.state.episodes or ()
    )


def _shown(rule: Rule, taper: Taper, reading: Reading) -> UnderWay:
    state, vocabulary, regimen = reading.state, reading.protocol.vocabulary, present(rule, taper)
    dose = dose_for(regimen.dose, state, vocabulary) if regimen.dose else None
    return UnderWay(
        rule=rule.id,
        order=rule.intervention,
        title=title(rule, reading),
        dose=dose,
        how=regimen_text(regimen, dose),
        steps=steps_text(following(rule, taper), state, vocabulary),
        taper=taper,
        reason=rule.because,
        sources=(shown(rule.citation, reading.protocol),),
        layer=rule.layer,
    )
