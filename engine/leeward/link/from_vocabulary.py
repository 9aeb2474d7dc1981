"""Vocabulary documents in, words out: inputs, panels, interventions, impossible combinations."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, cast

from leeward.language.units import BY_NAME, Unit
from leeward.link.amounts import duration, span
from leeward.link.gather import Gathered
from leeward.link.unknown_intervention import instead_of
from leeward.model.vocabulary import FromHistory, Input, Intervention, Kind
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Scalar
from leeward.text.problem import Problems

RESERVED = frozenset({"at", "given", "episodes", "last_dose"})
_TYPES = {
    "yes/no": Kind.YES_NO,
    "score": Kind.NUMBER,
    "count": Kind.NUMBER,
    "fraction": Kind.NUMBER,
    "name": Kind.NAME,
}


def read_inputs(
    documents: Iterable[Gathered], interventions: dict[str, Intervention], problems: Problems
) -> dict[str, Input]:
    """Everything that can be known about a patient, by name."""
    inputs: dict[str, Input] = {}
    for document in documents:
        for key, node in document.root.mapping("inputs"):
            if not isinstance(node, Mapping):
                continue
            if key.text in RESERVED or key.text in inputs:
                message = f"`{key.text}` is already the name of something else in a patient file"
                problems.add("colliding-id", message, key.place, "choose another name")
                continue
            found = _input(key, node, interventions, problems)
            if found is not None:
                inputs[key.text] = found
    for input in inputs.values():
        other = inputs.get(input.unknown_when or input.name)
        if other is None or (input.unknown_when and other.kind is not Kind.YES_NO):
            help = did_you_mean(input.unknown_when or "", inputs)
            message = f"`unknown_when` of `{input.name}` wants a yes/no input, not `{input.unknown_when}`"
            problems.add("unknown-name", message, input.place, help)
        for name in (*input.yes_when_stated, *filter(None, [input.and_not])):
            if name not in inputs or input.kind is not Kind.YES_NO:
                message = f"`{input.name}` cannot follow from whether `{name}` is stated"
                help = did_you_mean(name, inputs) if name not in inputs else "only a yes/no input can"
                problems.add("unknown-name", message, input.place, help)
    return inputs


def _input(
    key: Scalar, node: Mapping, interventions: dict[str, Intervention], problems: Problems
) -> Input | None:
    unit = _unit(node, problems)
    options = node.words("options") or node.words("set_of")
    type = node.text("type")
    if "unit" in node:
        kind = Kind.QUANTITY
    elif "options" in node:
        kind = Kind.OPTION
    elif "set_of" in node:
        kind = Kind.SET
    elif type in _TYPES:
        kind = _TYPES[type]
    else:
        return None
    if kind is Kind.QUANTITY and unit is None:
        return None
    if len(set(options)) != len(options):
        message = f"an option of `{key.text}` is listed twice"
        problems.add("colliding-id", message, key.place, "list each option once")
    plausible = node.scalar("plausible")
    worse = node.text("worse")
    assumed = node.text("if_not_stated")
    return Input(
        name=key.text,
        title=node.text("title") or key.text,
        kind=kind,
        place=key.place,
        unit=unit,
        options=options,
        plausible=span(plausible, unit, problems) if plausible else None,
        whole=type in ("score", "count"),
        worse=cast(Literal["higher", "lower", "later", "yes", "no"], worse) if worse else None,
        valid_for=duration(node.scalar("valid_for"), problems),
        if_not_stated=None if assumed is None else assumed in ("yes", "true"),
        unknown_when=node.text("unknown_when"),
        yes_when_stated=node.words("yes_when_stated"),
        and_not=node.text("and_not"),
        from_history=_history(node.mapping("from_history"), interventions, problems),
        may_be_never=node.text("may_be") == "never",
        also=_also(key, node.mapping("also"), options, problems),
    )


def _also(
    key: Scalar, node: Mapping, options: tuple[str, ...], problems: Problems
) -> tuple[tuple[str, str], ...]:
    """Other words for options; each stands for one."""
    called = {option: option for option in options}
    for option, _ in node:
        if option.text not in options:
            help = did_you_mean(option.text, options)
            problems.add("unknown-name", f"`{key.text}` has no option `{option.text}`", option.place, help)
            continue
        for word in node.sequence(option.text):
            other = called.setdefault(word.text, option.text) if isinstance(word, Scalar) else option.text
            if other != option.text and isinstance(word, Scalar):
                message = f"`{word.text}` already stands for the option `{other}`"
                problems.add("colliding-id", message, word.place, "give each option its own words")
    return tuple((word, option) for word, option in called.items() if word != option)


def _unit(node: Mapping, problems: Problems) -> Unit | None:
    scalar = node.scalar("unit")
    if scalar is None:
        return None
    unit = BY_NAME.get(scalar.text)
    if unit is None:
        problems.add(
            "unknown-unit",
            f"an unknown unit: `{scalar.text}`",
            scalar.place,
            did_you_mean(scalar.text, BY_NAME),
        )
    return unit


def _history(node: Mapping, interventions: dict[str, Intervention], problems: Problems) -> FromHistory | None:
    grade = node.text("grade") or "1"
    episodes = FromHistory(
        "count",
        "episodes",
        type=node.text("type") or "",
        grade=int(grade) if grade.isdecimal() else 1,
        same_product=node.text("same_product") in ("yes", "true"),
    )
    within = duration(node.scalar("within"), problems)
    match [(key.text, value.text) for key, value in node.entries if isinstance(value, Scalar)]:
        case [("count", "episodes"), *_]:
            return episodes
        case [
            (
                "hours"
                | "longest"
                | "hours_since_end"
                | "hours_at_most"
                | "slowest"
                | "slowest_at_most"
                | "worst" as measure,
                "episodes",
            ),
            *_,
        ]:
            return replace(episodes, measure=measure)
        case [("hours_since", "last_dose"), *_]:
            return FromHistory("hours_since", "last_dose")
        case [("count", "given"), *_]:
            return FromHistory("count", "given", _drugs(node, interventions, problems), within)
        case [("hours_since", "given"), *_]:
            return FromHistory("hours_since", "given", _drugs(node, interventions, problems))
        case [("hours_since_first", "given"), *_]:
            names = _drugs(node, interventions, problems)
            return FromHistory("hours_since_first", "given", names, type=node.text("type") or "")
        case [("days_since", "last_dose"), *_]:
            return FromHistory("days_since", "last_dose")
        case [("level", "last_dose"), *_]:
            return FromHistory("level", "last_dose")
        case _:
            return None


def _drugs(node: Mapping, interventions: dict[str, Intervention], problems: Problems) -> frozenset[str]:
    drug, group = node.scalar("drug"), node.scalar("class")
    if drug is not None:
        if drug.text not in interventions:
            help = instead_of(drug.text, interventions)
            problems.add("unknown-name", f"no intervention `{drug.text}`", drug.place, help)
        return frozenset({drug.text})
    if group is None:
        return frozenset()
    members = frozenset(i.name for i in interventions.values() if group.text in i.classes)
    if not members:
        known = {name for i in interventions.values() for name in i.classes}
        problems.add(
            "unknown-name", f"no drug of class `{group.text}`", group.place, did_you_mean(group.text, known)
        )
    return members
