"""Python expressions and assignments as text, with no more brackets than they need."""

from collections.abc import Iterator
from typing import Literal as OneOfThese

from leeward.record import record

_LONGEST_LINE = 96


@record
class Text:
    """An expression as the operands of its outermost `and` or `or`; a single operand has none."""

    operands: tuple[str, ...]
    joint: OneOfThese[" and ", " or ", ""] = ""

    @property
    def text(self) -> str:
        return self.joint.join(self.operands)

    def assigned_to(self, name: str) -> list[str]:
        """The assignment as lines; one operand a line when it is long."""
        line = f"{name} = {self.text}"
        if len(line) <= _LONGEST_LINE or len(self.operands) < 2:
            return [line]
        first, *others = self.operands
        return [f"{name} = (", f"    {first}", *(f"    {self.joint.strip()} {one}" for one in others), ")"]

    @property
    def inside_and(self) -> str:
        return f"({self.text})" if self.joint == " or " else self.text


def joined(parts: list[Text], joint: OneOfThese[" and ", " or "], empty: str) -> Text:
    """All the parts, or any of them, without brackets that are not needed; `empty` when there is none."""
    parts = list(dict.fromkeys(parts))
    if len(parts) < 2:
        return parts[0] if parts else Text((empty,))
    operands: list[str] = []
    for part in parts:
        if part.joint == joint:
            operands += part.operands
        else:
            operands.append(part.inside_and if joint == " and " else part.text)
    return Text(tuple(dict.fromkeys(operands)), joint)


def both_planes(name: str, may: Text, yes: Text) -> Iterator[str]:
    """Whether it is possible, and whether it is certain: asked only if possible, unless that is cheap."""
    yield from may.assigned_to(f"{name}_may")
    *unknown, test = may.operands
    *known, same_test = yes.operands
    alike = [f"{one.removesuffix(' is not None')} is None" for one in known] == unknown and test == same_test
    if known and alike and (may.joint, yes.joint) == (" or ", " and "):
        # one atom: what is possible, and is known, is certain
        yes = Text(tuple(known), " and ") if len(known) > 1 else Text(tuple(known))
    if known:
        yes = joined([Text((f"{name}_may",)), yes], " and ", "True")
    yield from yes.assigned_to(f"{name}_yes")
