"""The names by which rules speak of each other and of interventions: `otherwise`, `after`, `replaces`.

They are checked in the tree, not in the model: a fault is shown at the word itself, and a rule that could
not be read for a reason of its own is still there to be named.
"""

from collections.abc import Iterable, Mapping

from leeward.link.gather import Gathered
from leeward.link.unknown_intervention import instead_of
from leeward.model.vocabulary import Intervention
from leeward.text import node as tree
from leeward.text.nearest import did_you_mean
from leeward.text.node import Scalar
from leeward.text.problem import Problems

Written = dict[str, tree.Mapping]
"""Every rule as written, by its id"""

_VERBS = ("give", "order", "consider", "avoid", "caution")


def written_rules(documents: Iterable[Gathered]) -> Written:
    """The rules of all documents as written, the first of each id."""
    found: Written = {}
    for document in documents:
        for item in document.root.sequence("rules"):
            id = item.text("id") if isinstance(item, tree.Mapping) else None
            if isinstance(item, tree.Mapping) and id is not None:
                found.setdefault(id, item)
    return found


def check_named(rules: Written, interventions: Mapping[str, Intervention], problems: Problems) -> None:
    """Names that nothing has, an `otherwise` that no limit opens, and a rule that replaces its own order."""
    for id, rule in rules.items():
        _check_otherwise(id, rule, rules, problems)
        for name in _scalars(rule, "after"):
            if name.text not in rules:
                message = f"no rule `{name.text}` for `{id}` to come after"
                problems.add("unknown-name", message, name.place, _which_rule(name.text, id, rules))
        ordered = {rule.text(verb) for verb in _VERBS}
        for name in _scalars(rule, "replaces"):
            if name.text not in interventions:
                message = f"no intervention `{name.text}` for `{id}` to replace"
                help = instead_of(name.text, interventions)
                problems.add("unknown-name", message, name.place, help)
            elif name.text in ordered:
                message = f"`{id}` replaces its own intervention"
                problems.add("fighting-rules", message, name.place, "leave it out of `replaces`")


def _check_otherwise(id: str, rule: tree.Mapping, rules: Written, problems: Problems) -> None:
    otherwise = rule.scalar("otherwise")
    if otherwise is None:
        return
    if otherwise.text not in rules:
        help = _which_rule(otherwise.text, id, rules)
        problems.add("unknown-name", f"no rule `{otherwise.text}`", otherwise.place, help)
    elif not rule.sequence("limits").items:
        message = f"`{id}` has an `otherwise` and no limits, so it would never be used"
        help = "add `limits:` or take `otherwise` out"
        problems.add("idle-otherwise", message, otherwise.place, help)


def _scalars(rule: tree.Mapping, key: str) -> list[Scalar]:
    return [item for item in rule.sequence(key) if isinstance(item, Scalar)]


def _which_rule(name: str, id: str, rules: Written) -> str:
    return did_you_mean(name, rules.keys() - {id}) or "write the `id` of a rule"
