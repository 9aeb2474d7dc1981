"""What the documents of a protocol accept: `accepted:` in the cases beside each of them."""

from pathlib import Path
from pkgutil import iter_modules

from leeward.language.check_shape import check_shape
from leeward.library import SUFFIX
from leeward.model.protocol import ClinicalProtocol
from leeward.text.from_yaml import read_yaml
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping
from leeward.text.problem import Problems, Refused
from leeward.text.source import with_excerpts
from leeward.validate import CASES

Accepted = dict[tuple[str, str], str]
"""Name of a law, id of a rule → why the law need not hold for it"""


def accepted_by(protocol: ClinicalProtocol) -> Accepted:
    """What is accepted for this protocol, in its own cases or in those of a document it is made of.

    Raises:
        OSError: a file cannot be read.
        Refused: a cases file cannot be used, or names a law or a rule that is not there.
    """
    found: Accepted = {}
    places = (protocol.place, *(rule.place for rule in protocol.rules))
    for file in dict.fromkeys(Path(place.file) for place in places):
        if (beside := file.with_name(CASES)).is_file():
            found |= _accepted(beside, file.name.removesuffix(SUFFIX), protocol)
    return found


def _accepted(path: Path, id: str, protocol: ClinicalProtocol) -> Accepted:
    data = path.read_bytes()
    root = read_yaml(data, str(path))
    if not isinstance(root, Mapping) or root.text("of") != id:
        return {}
    shape = check_shape(root)
    if shape:
        raise Refused(with_excerpts(shape, data))
    problems = Problems()
    found: Accepted = {}
    for entry in root.sequence("accepted"):
        if isinstance(entry, Mapping):
            law, rule = entry.text("law") or "", entry.text("rule") or ""
            _check(entry, law, rule, protocol, problems)
            found[law, rule] = entry.text("because") or ""
    if not problems.passed:
        raise Refused(with_excerpts(problems, data))
    return found


def _check(entry: Mapping, law: str, rule: str, protocol: ClinicalProtocol, problems: Problems) -> None:
    """An exception for what does not exist would stay for ever and hide nothing but itself."""
    laws = law_names()
    rules = {one.id for one in protocol.rules}
    removed = {one.target for one in protocol.deviations if one.kind == "remove"}
    if law not in laws:
        place = (entry.scalar("law") or entry).place
        problems.add("unknown-law", f"no law `{law}`", place, did_you_mean(law, laws, "the laws are"))
    if rule not in rules | removed:
        place = (entry.scalar("rule") or entry).place
        problems.add("unknown-rule", f"no rule `{rule}` in this document", place, did_you_mean(rule, rules))


def law_names() -> tuple[str, ...]:
    """The laws by name, from their files alone."""
    folder = Path(__file__).with_name("laws")
    return tuple(one.name.replace("_", "-") for one in iter_modules([str(folder)]))
