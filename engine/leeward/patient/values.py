"""One value of the patient file, read as its input's kind says."""

from collections.abc import Callable

from leeward.model.state import NEVER, Value
from leeward.model.vocabulary import Input, Kind
from leeward.patient.fields import LEAVE_OUT, NOT_A_NAME_HELP, is_name, says_nothing
from leeward.patient.numbers import read_a_number, read_a_quantity
from leeward.text.nearest import did_you_mean, nearest
from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.problem import Problems

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_NOT_NAMES = frozenset({*_YES_NO, "null", "never"})


def read_value(node: Node, input: Input, problems: Problems) -> Value | None:
    """The value in the engine's form, or None after its faults have been added to `problems`.

    Quantities and numbers come out in millionths of the input's unit.
    """
    if input.kind is Kind.SET:
        return _set(node, input, problems)
    if isinstance(node, Sequence | Mapping):
        problems.add("shape", f"`{input.name}` is not one value", node.place, "write one value")
        return None
    if input.option(node.text) is None and says_nothing(node):
        problems.add("no-value", f"`{input.name}` has no value", node.place, LEAVE_OUT)
        return None
    if node.text == "never" and input.may_be_never:
        return NEVER
    return _READERS[input.kind](node, input, problems)


def _yes_no(scalar: Scalar, input: Input, problems: Problems) -> Value | None:
    if scalar.text not in _YES_NO:
        problems.add("not-yes-no", f"`{input.name}` is not yes or no", scalar.place, "write `yes` or `no`")
    return _YES_NO.get(scalar.text)


def _option(scalar: Scalar, input: Input, problems: Problems) -> Value | None:
    option = input.option(scalar.text)
    if option is not None:
        return option
    help = _meant(scalar.text, input, "write one of")
    problems.add("unknown-option", f"`{input.name}` has no such value", scalar.place, help)
    return None


def _set(node: Node, input: Input, problems: Problems) -> Value | None:
    if not isinstance(node, Sequence):
        help = f"write a list, as in `[{input.options[0]}]`, or `[]` for none"
        problems.add("shape", f"`{input.name}` is not a list", node.place, help)
        return None
    if len(node.items) > len(input.options):
        help = "list each member once"
        problems.add("listed-twice", f"`{input.name}` lists more members than there are", node.place, help)
        return None
    found: list[str] = []
    faults = len(problems)
    for item in node:
        if not isinstance(item, Scalar):
            problems.add(
                "shape", f"`{input.name}` has a member that is not one word", item.place, "write one word"
            )
        elif (member := input.option(item.text)) is None:
            help = _meant(item.text, input, "write any of")
            problems.add("unknown-option", f"`{input.name}` has no such member", item.place, help)
        elif member in found:
            problems.add("listed-twice", f"`{input.name}` lists a member twice", item.place, "list it once")
        else:
            found.append(member)
    return frozenset(found) if len(problems) == faults else None


def _meant(text: str, input: Input, what: str) -> str:
    """The option whose name, or other name, is nearest; else the list of options."""
    close = nearest(text, (*input.options, *(word for word, _ in input.also)))
    option = input.option(close) if close is not None else None
    return f"did you mean `{option}`?" if option is not None else did_you_mean(text, input.options, what)


def _name(scalar: Scalar, input: Input, problems: Problems) -> Value | None:
    if is_name(scalar.text) and scalar.text.casefold() not in _NOT_NAMES:
        return scalar.text
    problems.add("not-a-name", f"`{input.name}` is not a name", scalar.place, NOT_A_NAME_HELP)
    return None


_READERS: dict[Kind, Callable[[Scalar, Input, Problems], Value | None]] = {
    Kind.QUANTITY: read_a_quantity,
    Kind.NUMBER: read_a_number,
    Kind.YES_NO: _yes_no,
    Kind.OPTION: _option,
    Kind.NAME: _name,
}
