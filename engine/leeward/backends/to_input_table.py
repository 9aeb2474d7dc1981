"""The inputs of a vocabulary as a Markdown table, for the page on patient files."""

from leeward.language.durations import hours_to_text
from leeward.model.protocol import ClinicalProtocol
from leeward.model.vocabulary import Input, Kind
from leeward.patient.plausible import range_text

_HEAD = "| key | what it is | written as | valid for | when not stated |\n|---|---|---|---|---|\n"


def to_input_table(protocol: ClinicalProtocol) -> str:
    """One row for each input, in the order of the vocabulary, and after them the panels."""
    derived = {step.name: step.text for step in protocol.propositions if step.kind == "derived"}
    inputs = protocol.vocabulary.inputs.values()
    rows = [_row(input, derived.get(input.name, "")) for input in inputs]
    for name, choices in protocol.vocabulary.panels.items():
        for word, values in choices.items():
            members = ", ".join(f"`{input}: {value}`" for input, value in values.items())
            rows.append(f"| `{name}` | panel | `{word}` | | stands for {members} |")
    return _HEAD + "\n".join(rows) + "\n"


def _row(input: Input, derived: str) -> str:
    valid = hours_to_text(input.valid_for) if input.valid_for is not None else ""
    return f"| `{input.name}` | {input.title} | {_form(input)} | {valid} | {_otherwise(input, derived)} |"


def _form(input: Input) -> str:
    never = ", or `never`" if input.may_be_never else ""
    match input.kind:
        case Kind.QUANTITY | Kind.NUMBER:
            whole = "whole number, " if input.whole else ""
            return f"{whole}{range_text(input)}{never}"
        case Kind.YES_NO:
            return "`yes` or `no`"
        case Kind.OPTION:
            return _options(input)
        case Kind.SET:
            return f"list of {_options(input)}; `[]` for none"
        case Kind.NAME:
            return "a name"


def _options(input: Input) -> str:
    """The options, each with the other words that stand for it."""
    shown = []
    for option in input.options:
        also = ", ".join(f"`{word}`" for word, meant in input.also if meant == option)
        shown.append(f"`{option}`" + (f" ({also})" if also else ""))
    return ", ".join(shown)


def _otherwise(input: Input, derived: str) -> str:
    parts = [f"`{derived}`"] if derived else []
    if input.from_history is not None:
        parts.append(f"from `{input.from_history.of}`")
    if input.if_not_stated is not None:
        parts.append(f"assumed `{'yes' if input.if_not_stated else 'no'}`, and listed on the plan")
    if input.unknown_when is not None:
        parts.append(f"unknown while `{input.unknown_when}`")
    return "; ".join(parts)
