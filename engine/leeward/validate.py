"""All problems of documents, once each: text, shape, and what only linking can see."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from leeward.text.from_bytes import LARGEST
from leeward.text.node import Mapping, Node
from leeward.text.problem import Problem, Refused

CASES = "cases.yaml"
_HEADER = ("leeward", "kind", "id", "title", "version", "status", "of", "cases")
PATTERNS = ("*.protocol.yaml", CASES)


def documents_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and in folders all that are called like documents; not in hidden folders."""
    found: dict[Path, Path] = {}
    for path in paths:
        files = sorted(f for p in PATTERNS for f in path.rglob(p)) if path.is_dir() else [path]
        for file in files:
            below = file.relative_to(path).parts if path.is_dir() else ()
            if file.is_file() and not any(part.startswith(".") for part in below):
                found.setdefault(file.resolve(), file)
    return list(found.values())


def validate(files: Iterable[Path]) -> list[Problem]:
    """Every problem of every file and of what it uses, each under the name by which its file was given.

    Raises:
        OSError: a file cannot be read.
    """
    names = {file.resolve(): str(file) for file in files}
    problems: list[Problem] = []
    for path, name in names.items():
        found, root = _read(path, name)
        problems.extend(found)
        if root is not None and not _is_cases(root):
            said = {(problem.place.file, problem.place.line) for problem in found}
            linked = [_renamed(problem, names) for problem in _link(name)]
            problems.extend(p for p in linked if (p.place.file, p.place.line) not in said)
    return sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.code, p.message))


def _read(path: Path, name: str) -> tuple[tuple[Problem, ...], Node | None]:
    """The problems of one file taken alone."""
    from leeward.language.check_shape import check_shape
    from leeward.text.from_yaml import read_yaml
    from leeward.text.source import with_excerpts

    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    try:
        root = read_yaml(data, name)
    except Refused as refused:
        return with_excerpts(refused.problems, data), None
    if isinstance(root, Mapping) and root.entries and not any(key in root for key in _HEADER):
        message = "this is no document of a protocol: it says neither `leeward` nor `kind`"
        help = f"a patient is read by `protocol evaluate {name} --protocol P`"
        first = root.entries[0][0].place
        # the line is not repeated: it may hold a patient's value
        return (Problem("not-a-document", message, first, help),), None
    return with_excerpts(check_shape(root, path), data), root


def _link(name: str) -> tuple[Problem, ...]:
    from leeward.link.load import link_documents

    try:
        return link_documents(Path(name)).warnings
    except Refused as refused:
        return refused.problems


def _is_cases(root: Node | None) -> bool:
    return isinstance(root, Mapping) and root.text("kind") == "cases"


def _renamed(problem: Problem, names: dict[Path, str]) -> Problem:
    """The same file may be reached under another name, through a document that uses it."""
    path = Path(problem.place.file)
    name = names.get(path.resolve()) or _shortest(path)
    return (
        problem if name == problem.place.file else replace(problem, place=replace(problem.place, file=name))
    )


def _shortest(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(os.getcwd()))
    except ValueError:
        return str(path)
