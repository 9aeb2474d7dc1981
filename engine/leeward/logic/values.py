"""Values as people read them."""

from leeward.language.quantity import millionths_to_text
from leeward.logic.case import Case
from leeward.model.state import Never, Value
from leeward.model.vocabulary import Input

NOT_KNOWN = "not known"


def value_text(value: Value, input: Input) -> str:
    """`38.9 Cel`, `2`, `yes`, `none`, `never given`."""
    match value:
        case Never.NEVER:
            return _never(input)
        case bool():
            return "yes" if value else "no"
        case int():
            return millionths_to_text(value, input.unit)
        case frozenset():
            known = [option for option in input.options if option in value]
            return ", ".join(known) if known else "none"
        case _:
            return value


def input_text(name: str, case: Case) -> str:
    """The value of one input, or that it is not known."""
    fact = case.state.facts.get(name)
    return NOT_KNOWN if fact is None else value_text(fact.value, case.inputs[name])


def grade_text(name: str, case: Case) -> str:
    """`2`, or `1 to 4` while the grade is undecided."""
    lowest, highest = case.signals.grade(name)
    return str(lowest) if lowest == highest else f"{lowest} to {highest}"


def proposition_text(name: str, case: Case) -> str:
    """Whether a proposition holds, in a word or two."""
    if name in case.signals.certain:
        return "yes"
    return NOT_KNOWN if name in case.signals.possible else "no"


def _never(input: Input) -> str:
    match input.from_history:
        case None:
            return "never"
        case history if history.measure == "hours":
            return "no open episode"
        case history if history.of == "episodes":
            return "no episode"
        case _:
            return "never given"
