"""Settings: changing one must change something for some patient."""

from collections.abc import Iterator
from decimal import Decimal

from leeward.backends.smt_names import SmtNames
from leeward.backends.smt_terms import FALSE, disj, neg, same
from leeward.language.quantity import NotANumber, NotAUnit, read_quantity, to_text
from leeward.link.again import link_again, with_value
from leeward.link.gather import Gathered
from leeward.model.deviation import Setting
from leeward.model.protocol import ClinicalProtocol
from leeward.text.node import Scalar
from leeward.verify.documents import documents_of
from leeward.verify.encoding import Encoding
from leeward.verify.law import Group, Patients, Question


def settings(encoding: Encoding) -> Iterator[Group]:
    """One group for each setting, with a second protocol in which it has another value."""
    changed = list(_changed(encoding.protocol))
    if not changed:
        return
    base = Encoding(encoding.protocol, encoding.new_solver, [other for _, other in changed])
    for setting, other in changed:
        mark = f"with {setting.name} changed"
        if other.steps == encoding.protocol.steps:
            message = f"no condition reads the setting `{setting.name}`"
            question = Question(setting.name, message, FALSE, differ, (setting.name,))
        else:
            question = _question(base, base.compared(other, mark), setting)
        yield Group((question,), base=base, other=other, wanted=True)


def _question(base: Encoding, names: SmtNames, setting: Setting) -> Question:
    before = base.names
    differing = [
        neg(same(plane(before, step), plane(names, step)))
        for step in (one.name for one in base.protocol.propositions)
        if step in names.steps
        for plane in (SmtNames.certain, SmtNames.possible)
    ]
    return Question(
        setting.name,
        f"changing the setting `{setting.name}` changes nothing for any patient",
        disj(*differing),
        differ,
        (setting.name,),
    )


def differ(seen: Patients) -> bool:
    """Whether two protocols say anything different of one patient."""
    return seen[0].signals != seen[1].signals


def _changed(protocol: ClinicalProtocol) -> Iterator[tuple[Setting, ClinicalProtocol]]:
    documents = documents_of(protocol)
    for setting in protocol.settings:
        home = next((one for one in documents if _holds(one, setting)), None)
        for value in _other_values(setting.text) if home is not None else ():
            assert home is not None
            node = Scalar(value, setting.place)
            path = ("settings", setting.name, "value")
            other = link_again(documents, home.id, lambda root, p=path, n=node: with_value(root, p, n))  # type: ignore[misc]
            if other is not None:
                yield setting, other
                break


def _holds(document: Gathered, setting: Setting) -> bool:
    """Whether the value in force is written in this document."""
    return document.root.mapping("settings").key(setting.name) is not None and any(
        key.place == setting.place for key, _ in document.root.mapping("settings")
    )


def _other_values(text: str) -> Iterator[str]:
    """Values like the one written, the nearest first; a word or a list of words has none."""
    if text in ("yes", "no", "true", "false"):
        yield "no" if text in ("yes", "true") else "yes"
        return
    try:
        quantity = read_quantity(text)
    except (NotANumber, NotAUnit):
        return
    unit = f" {quantity.unit.code}" if quantity.unit else ""
    for number in (quantity.number + 1, quantity.number - 1, quantity.number * Decimal("1.5")):
        yield to_text(number) + unit
