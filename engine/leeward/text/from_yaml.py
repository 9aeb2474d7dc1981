"""A YAML file as a tree of nodes with places, or every reason why it cannot be one.

The accepted YAML is a small, closed part of the standard: mappings, lists and scalars that
mean what they look like. Anchors, aliases, merge keys, tags and several documents are refused.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from leeward.text.from_bytes import read_text
from leeward.text.from_events import Tree
from leeward.text.from_yaml_error import to_problem
from leeward.text.node import Node
from leeward.text.place import Place
from leeward.text.problem import Problem, Refused
from leeward.text.source import lines_of

MOST_OF_A_KIND = 20

_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST_SECOND_LOOK = 200_000  # characters; the slower parser takes about a second for these


def read_yaml(data: bytes, file: str) -> Node:
    """The root node of the one document in `data`.

    No message repeats a value, so a patient file may be read with it.

    Raises:
        Refused: with all problems that could be found in one pass.
    """
    try:
        text = read_text(data, file)
    except Refused as refused:
        raise Refused(_not_too_many(refused.problems)) from None
    tree = Tree(file, lines_of(text))
    try:
        for event in yaml.parse(text, Loader=_FAST):
            tree.take(event)
            if tree.given_up:
                break
    except yaml.MarkedYAMLError as fault:
        tree.problems.found.append(to_problem(_better_told(text, fault), file))
    if tree.root is None and tree.problems.passed:
        tree.problems.add("empty", "the file is empty", Place(file), "`protocol new` writes a first document")
    if tree.root is None or not tree.problems.passed:
        raise Refused(_not_too_many(tree.problems))
    return tree.root


def _better_told(text: str, fault: yaml.MarkedYAMLError) -> yaml.MarkedYAMLError:
    """The same fault from the parser in Python, which says more of what it met."""
    if len(text) > _LONGEST_SECOND_LOOK:
        return fault
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as better:
        return better
    return fault


def _not_too_many(problems: Iterable[Problem]) -> Iterator[Problem]:
    """All problems, but of one kind no more than a person can use."""
    seen: dict[str, int] = {}
    for problem in problems:
        seen[problem.code] = seen.get(problem.code, 0) + 1
        if seen[problem.code] <= MOST_OF_A_KIND:
            yield problem
