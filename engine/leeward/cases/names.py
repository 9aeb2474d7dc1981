"""The names that expectations use, held against the protocol: a misspelt one would test nothing."""

from leeward.cases.answers import LISTS, TABLES, WORDS
from leeward.cases.case import Case, Expectation
from leeward.model.protocol import ClinicalProtocol
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.problem import Problems

_ORDERS = frozenset(
    {"give", "consider", "avoid", "caution", "conditional", "not_now", "not_ordered", "stronger", "under_way"}
)
_INPUTS = frozenset({"missing", "assumed"})


def check_names(case: Case, protocol: ClinicalProtocol, problems: Problems) -> None:
    """Add a problem for every key, rule, intervention, input or word that the protocol does not know."""
    for expectation in case.expect:
        _check(expectation, protocol, problems)


def _check(expectation: Expectation, protocol: ClinicalProtocol, problems: Problems) -> None:
    key, node = expectation.key, expectation.node
    grades = {grade.name for grade in protocol.grades}
    interventions = set(protocol.vocabulary.interventions)
    if key.text in grades:
        if read_interval(node) is None:
            help = "write `2`, or `1 .. 4` for a grade that is not decided"
            problems.add(
                "expectation", f"the expected grade of `{key.text}` cannot be read", node.place, help
            )
    elif key.text in TABLES:
        for name in [name for name, _ in node] if isinstance(node, Mapping) else []:
            _known(name, interventions, "intervention", problems)
        if not isinstance(node, Mapping):
            message = f"`{key.text}` names an intervention and then its {TABLES[key.text][1]}"
            problems.add("expectation", message, node.place)
    elif key.text in WORDS:
        possible = WORDS[key.text][1]
        words = possible or ("none", *{row.action for one in protocol.products for row in one.restart})
        if isinstance(node, Scalar) and possible is not None:
            _known(Scalar(word(node), node.place), set(words), "word", problems)
        elif not isinstance(node, Scalar):
            problems.add("expectation", f"`{key.text}` is one word", node.place)
    elif key.text in _INPUTS:
        _all_known(expectation, set(protocol.vocabulary.inputs), "input", problems)
    elif key.text in _ORDERS:
        _all_known(expectation, interventions, "intervention", problems)
        if key.text == "not_ordered" and not names_in(node):
            problems.add("expectation", "`not_ordered: []` tests nothing", node.place)
    elif key.text == "because":
        _all_known(expectation, {rule.id for rule in protocol.bsab}, "decision rule", problems)
    elif key.text == "rules":
        _all_known(expectation, {rule.id for rule in protocol.rules}, "rule", problems)
    elif key.text == "next_dose":
        _all_known(expectation, interventions, "intervention", problems, first_word=True)
    else:
        help = did_you_mean(key.text, {*LISTS, *WORDS, *TABLES, "not_ordered", *grades})
        problems.add("expectation", f"nothing in a plan is called `{key.text}`", key.place, help)


def _all_known(
    expectation: Expectation, known: set[str], what: str, problems: Problems, first_word: bool = False
) -> None:
    if isinstance(expectation.node, Mapping):
        problems.add("expectation", f"`{expectation.key.text}` is a list", expectation.node.place)
    for name in names_in(expectation.node):
        _known(name, known, what, problems, first_word)


def _known(name: Scalar, known: set[str], what: str, problems: Problems, first_word: bool = False) -> None:
    text = name.text.partition(" ")[0] if first_word else name.text
    if text not in known:
        message = f"no {what} `{text}` in the protocol under test"
        problems.add("expectation", message, name.place, did_you_mean(text, known))


def names_in(node: Node) -> tuple[Scalar, ...]:
    """The words of a list; a single word counts as a list of one."""
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item for item in items if isinstance(item, Scalar))


def read_interval(node: Node) -> tuple[int, int] | None:
    """`2` as (2, 2) and `1 .. 4` as (1, 4); None for anything else."""
    if not isinstance(node, Scalar):
        return None
    low, dots, high = (part.strip() for part in node.text.partition(".."))
    ends = (low, high if dots else low)
    if not all(end.isascii() and end.isdigit() for end in ends):
        return None
    lowest, highest = int(ends[0]), int(ends[1])
    return (lowest, highest) if lowest <= highest else None


def word(scalar: Scalar) -> str:
    """The word expected; `true` and `false` are other ways of writing `yes` and `no`."""
    return {"true": "yes", "false": "no"}.get(scalar.text, scalar.text)
