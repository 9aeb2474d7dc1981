"""Two whole numbers, compared."""

from operator import eq, ge, gt, le, lt

from leeward.model.expression import Comparison

_OPERATORS = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq}


def holds(value: int, op: Comparison, bound: int) -> bool:
    """Whether `value op bound`."""
    return bool(_OPERATORS[op](value, bound))
