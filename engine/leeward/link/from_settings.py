"""Settings: named values that an institution changes in one place."""

from collections.abc import Sequence as Ordered
from typing import NamedTuple

from leeward.language.names import SettingValue
from leeward.language.quantity import NotANumber, NotAUnit, read_quantity
from leeward.link.citing import Citer
from leeward.link.gather import Gathered
from leeward.model.deviation import Setting
from leeward.model.source import Citation
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Node, Scalar, Sequence
from leeward.text.place import Place
from leeward.text.problem import Problems


class Read(NamedTuple):
    """A setting as found; None in place of what the model holds when its source cannot be named.

    The value is kept all the same: conditions that use the setting are not at fault.
    """

    value: SettingValue
    place: Place
    setting: Setting | None


Settings = dict[str, Read]


def read_settings(documents: Ordered[Gathered], citer: Citer, problems: Problems) -> Settings:
    """Every setting with its value, by name.

    A setting that is changed takes its reason and its source from the change: the source of the base
    speaks for the value of the base.
    """
    settings: Settings = {}
    for document in documents:
        for key, node in document.root.mapping("settings"):
            if not isinstance(node, Mapping):
                continue
            value = node.get("value")
            read = read_value(value, problems) if value is not None else None
            if read is None:
                continue
            overrides = node.text("direction") is not None and document is documents[-1]
            if overrides and key.text not in settings:
                help = did_you_mean(key.text, settings) or "leave `direction` out to make a new setting"
                problems.add("unknown-name", f"no setting `{key.text}` to change", key.place, help)
                continue
            if key.text in settings and not overrides:
                message = f"setting `{key.text}` is already set at {settings[key.text].place}"
                problems.add("colliding-id", message, key.place, "give one of them another name")
                continue
            citation = citer.cite(node.get("source"), key.place, f"the setting `{key.text}`")
            setting = _setting(key, node, value, citation) if citation is not None else None
            settings[key.text] = Read(read, key.place, setting)
    return settings


def _setting(key: Scalar, node: Mapping, value: Node | None, citation: Citation) -> Setting:
    text = value.text if isinstance(value, Scalar) else ", ".join(_words(value))
    because, title = node.text("because") or "", node.text("title") or ""
    return Setting(key.text, text, because, key.place, citation, title)


def setting_places(documents: Ordered[Gathered]) -> dict[str, Place]:
    """Where each setting's value is written; of one that is changed, the change."""
    nodes = (pair for document in documents for pair in document.root.mapping("settings"))
    values = ((key.text, node.get("value")) for key, node in nodes if isinstance(node, Mapping))
    return {name: value.place for name, value in values if value is not None}


def _words(node: Node | None) -> list[str]:
    return [item.text for item in node if isinstance(item, Scalar)] if isinstance(node, Sequence) else []


def read_value(node: Node, problems: Problems) -> SettingValue | None:
    """The value of a setting as conditions use it; None after adding a problem."""
    if isinstance(node, Sequence):
        return frozenset(_words(node))
    if not isinstance(node, Scalar):
        return None
    if node.text in ("yes", "no", "true", "false"):
        return node.text in ("yes", "true")
    if node.text[:1].isdigit() or node.text[:1] in "+-":
        try:
            return read_quantity(node.text)
        except (NotANumber, NotAUnit) as error:
            problems.add("wrong-quantity", f"{error}: `{node.text}`", node.place, error.help)
            return None
    return node.text
