"""The same documents with one thing changed, linked again: for questions of what a line is good for."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from leeward.link.gather import Documents, Gathered
from leeward.link.load import Linked
from leeward.link.to_protocol import to_protocol
from leeward.model.protocol import ClinicalProtocol
from leeward.text.node import Mapping, Node
from leeward.text.problem import Problems, Refused


def link_again(
    documents: Sequence[Gathered], id: str, change: Callable[[Mapping], Mapping]
) -> ClinicalProtocol | None:
    """The protocol with the root of one document changed; None when it cannot be linked so."""
    changed = tuple(replace(one, root=change(one.root)) if one.id == id else one for one in documents)
    try:
        return relink(changed).protocol
    except Refused:
        return None


def relink(documents: Documents) -> Linked:
    """Documents already gathered, one of them changed since, linked again; their shape is taken as read.

    Raises:
        Refused: with what is wrong with them now.
    """
    problems = Problems()
    protocol = to_protocol(documents, problems, "")
    if protocol is None or not problems.passed:
        raise Refused(problems)
    return Linked(protocol, documents, tuple(problems))


def with_value(root: Mapping, path: Sequence[str], value: Node) -> Mapping:
    """The mapping with the value under a path of keys exchanged."""
    key, *rest = path
    entries = tuple(
        (one, (with_value(node, rest, value) if isinstance(node, Mapping) else node) if rest else value)
        if one.text == key
        else (one, node)
        for one, node in root
    )
    return Mapping(entries, root.place)
