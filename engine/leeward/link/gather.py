"""A document and all it uses, each read once, the used ones first."""

from hashlib import sha256
from pathlib import Path

from leeward.language.check_shape import check_shape
from leeward.language.shape.known_good import remember, shape_is_known_good
from leeward.library import SUFFIX, bundled, find_used
from leeward.record import record
from leeward.text.from_bytes import LARGEST
from leeward.text.from_yaml import read_yaml
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Node, Scalar
from leeward.text.place import Place
from leeward.text.problem import Problem, Problems, Refused
from leeward.text.source import with_excerpts


@record
class Gathered:
    """One document as read: its tree, its bytes and their SHA-256, and the document that first used it."""

    id: str
    kind: str
    path: Path
    root: Mapping
    data: bytes
    sha256: str
    used_by: Path | None = None


Documents = tuple[Gathered, ...]
"""All documents of one protocol, the used ones first and the main one last"""


def gather(path: Path, problems: Problems) -> Documents:
    """The document at `path` and everything it uses, in an order in which users come last.

    Unreadable, unknown and circular documents are added to `problems`; what can be read is returned.
    """
    done: dict[str, Gathered] = {}
    _visit(path, None, (), done, problems)
    return tuple(done.values())


def _visit(
    path: Path, used_by: Path | None, users: tuple[str, ...], done: dict[str, Gathered], problems: Problems
) -> None:
    document = _read(path, used_by, problems)
    if document is None or document.id in done:
        return
    for scalar, kinds in _used(document.root):
        id = scalar.text
        if id == document.id or id in users:
            chain = " uses ".join(f"`{name}`" for name in (*users, document.id, id))
            problems.add("circular-uses", f"documents use each other in a circle: {chain}", scalar.place)
        elif id not in done:
            used = find_used(id, path)
            if used is None:
                known = {file.name.removesuffix(SUFFIX) for file in bundled()}
                known |= {file.name.removesuffix(SUFFIX) for file in path.parent.parent.glob(f"*/*{SUFFIX}")}
                help = (
                    did_you_mean(id, known - {document.id}) or "`protocol list` shows the bundled documents"
                )
                problems.add(
                    "unknown-document",
                    f"no document `{id}` beside this one or in the library",
                    scalar.place,
                    help,
                )
            else:
                _visit(used, path, (*users, document.id), done, problems)
        if id in done and done[id].kind not in kinds:
            message = f"`{id}` is a {done[id].kind}, and a {' or a '.join(kinds)} is wanted here"
            problems.add("wrong-kind", message, scalar.place)
    done[document.id] = document


def _used(root: Mapping) -> list[tuple[Scalar, tuple[str, ...]]]:
    """The documents a document names, with the kinds they may be of."""
    wanted = (
        ("extends", ("protocol",)),
        ("uses", ("vocabulary", "scale")),
        ("products", ("product",)),
    )
    return [(node, kinds) for key, kinds in wanted for node in root.sequence(key) if isinstance(node, Scalar)]


def _read(path: Path, used_by: Path | None, problems: Problems) -> Gathered | None:
    file = str(path)
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)  # one more byte than is ever read: too large is then said
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        problems.add("unreadable", f"the file cannot be read: {reason}", Place(file))
        return None
    found: list[Problem] = []
    root: Node | None = None
    try:
        root = read_yaml(data, file)
    except Refused as refused:
        found.extend(refused.problems)
    if root is not None and not shape_is_known_good(data):
        shape = check_shape(root)
        found.extend(shape)
        if not shape:
            remember(data)
    problems.extend(with_excerpts(found, data))
    if not isinstance(root, Mapping):
        return None
    id = root.text("id") or path.name.removesuffix(SUFFIX)
    return Gathered(id, root.text("kind") or "", path, root, data, sha256(data).hexdigest(), used_by)
