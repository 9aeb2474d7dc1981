"""Whether two linked protocols say the same, apart from where and in what words they say it."""

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from leeward.text.place import Place

_WORDS_ONLY = frozenset({"text", "sha256", "documents", "settings", "place", "because", "note", "title"})


def plain(value: Any) -> Any:
    """A value that is equal for protocols, rules or steps that give the same plans, wording apart."""
    if isinstance(value, Place):
        return None
    if isinstance(value, str | int | Enum) or value is None:
        return value
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if isinstance(value, dict):
        return tuple((key, plain(item)) for key, item in value.items())
    if is_dataclass(value):
        parts = (part.name for part in fields(value) if part.name not in _WORDS_ONLY)
        return (type(value).__name__, *(plain(getattr(value, name)) for name in parts))
    return value
