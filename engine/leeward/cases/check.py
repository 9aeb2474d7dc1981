"""One case held against the plan its patient gets."""

from collections.abc import Iterator

from leeward.cases.answers import LISTS, TABLES, WORDS, Plan, orders
from leeward.cases.case import Case, Expectation, Mismatch
from leeward.cases.names import names_in, read_interval, word
from leeward.text.node import Mapping, Scalar


def compare(case: Case, plan: Plan) -> list[Mismatch]:
    """Every expectation that this plan does not meet; the names in them have been checked before."""
    return [
        Mismatch(case.name, key, expected, got, expectation.node.place)
        for expectation in case.expect
        for key, expected, got in _differences(expectation, plan)
    ]


def _differences(expectation: Expectation, plan: Plan) -> Iterator[tuple[str, str, str]]:
    key, node = expectation.key.text, expectation.node
    if key in plan["grades"]:
        interval = plan["grades"][key]["lowest"], plan["grades"][key]["highest"]
        if read_interval(node) != interval and isinstance(node, Scalar):
            yield key, node.text, _interval(*interval)
    elif key in WORDS:
        got = WORDS[key][0](plan)
        if isinstance(node, Scalar) and word(node) != got:
            yield key, word(node), got
    elif key in TABLES:
        yield from _differing_orders(key, node, plan) if isinstance(node, Mapping) else ()
    elif key == "not_ordered":
        found = sorted({name.text for name in names_in(node)} & set(orders(plan)))
        if found:
            yield key, f"no {_list(found)}", "ordered all the same"
    else:
        yield from _list_differences(key, [name.text for name in names_in(node)], LISTS[key](plan))


def _differing_orders(key: str, node: Mapping, plan: Plan) -> Iterator[tuple[str, str, str]]:
    read, what = TABLES[key]
    for name, wanted in node:
        got = read(plan, name.text)
        if isinstance(wanted, Scalar) and got != [wanted.text]:
            yield f"{what} of {name.text}", wanted.text, _list(got)


def _list_differences(key: str, wanted: list[str], got: list[str]) -> Iterator[tuple[str, str, str]]:
    if not wanted and got:
        yield key, "none", _list(got)
    lacking = [name for name in wanted if name not in got]
    if lacking:
        yield key, _list(lacking), _list(got)


def _list(names: list[str]) -> str:
    return ", ".join(names) or "none"


def _interval(lowest: int, highest: int) -> str:
    return str(lowest) if lowest == highest else f"{lowest} .. {highest}"
