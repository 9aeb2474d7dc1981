"""A cases file, read: every case with its base laid under it."""

from pathlib import Path

from leeward.cases.case import Case, Cases, Expectation
from leeward.cases.overlay import laid_over
from leeward.language.check_shape import check_shape
from leeward.text.from_yaml import read_yaml
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Node, Scalar
from leeward.text.problem import Problem, Problems, Refused
from leeward.text.source import with_excerpts


def read_cases(data: bytes, file: str) -> Cases:
    """The cases of a file; a file without cases is refused, because it would pass for ever.

    Raises:
        Refused: with everything that is wrong with the file.
    """
    root = read_yaml(data, file)
    shape = check_shape(root)
    if not isinstance(root, Mapping) or shape:
        raise Refused(with_excerpts(shape, data))
    kind, of = root.scalar("kind"), root.scalar("of")
    if kind is None or of is None or kind.text != "cases":
        place = kind.place if kind else root.place
        raise Refused([Problem("cases", "this is not a cases file", place, "write `kind: cases`")])
    problems = Problems()
    bases = root.mapping("bases")
    cases = [case for item in root.sequence("cases") if (case := _case(item, bases, problems))]
    if not cases:
        problems.add("no-cases", "a cases file without cases tests nothing", root.place)
    _unique_names(cases, problems)
    if not problems.passed:
        raise Refused(with_excerpts(problems, data))
    return Cases(file, of, tuple(cases))


def document_named(data: bytes, path: Path) -> str:
    """The document that a cases file is about, even a refused one; unsaid, the one of its folder."""
    try:
        root = read_yaml(data, str(path))
    except Refused:
        return path.parent.resolve().name
    of = root.text("of") if isinstance(root, Mapping) else None
    return of or path.parent.resolve().name


def _case(item: Node, bases: Mapping, problems: Problems) -> Case | None:
    name = item.scalar("name") if isinstance(item, Mapping) else None
    if not isinstance(item, Mapping) or name is None:
        return None
    base = item.scalar("base")
    if base is not None and base.text not in bases:
        help = did_you_mean(base.text, [key.text for key, _ in bases])
        problems.add("unknown-base", f"no base `{base.text}` in this file", base.place, help)
    under = bases.mapping(base.text) if isinstance(base, Scalar) else Mapping((), item.place)
    expect = tuple(Expectation(key, node) for key, node in item.mapping("expect"))
    return Case(name.text, laid_over(under, item.mapping("patient")), expect, name.place)


def _unique_names(cases: list[Case], problems: Problems) -> None:
    first: dict[str, Case] = {}
    for case in cases:
        if case.name in first:
            message = f"a second case named `{case.name}`"
            problems.add("cases", message, case.place, f"the first is in line {first[case.name].place.line}")
        first.setdefault(case.name, case)
