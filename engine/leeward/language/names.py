"""The names a condition may use, and what each stands for."""

from collections.abc import Mapping
from dataclasses import field

from leeward.language.quantity import Quantity
from leeward.model.vocabulary import Input
from leeward.record import record
from leeward.text.place import Place

SettingValue = Quantity | frozenset[str] | str | bool
"""A number with or without a unit, a set of options, one option, or yes/no."""


@record
class Names:
    """What is in scope where a condition is written.

    propositions: findings and derived inputs already defined (a derived yes/no input is read
    through its proposition, so its name stands in both `inputs` and `propositions`).
    grades: name → highest grade of the scale.
    setting_places: where the values of settings are written; may be empty.
    """

    inputs: Mapping[str, Input] = field(default_factory=dict)
    settings: Mapping[str, SettingValue] = field(default_factory=dict)
    propositions: frozenset[str] = frozenset()
    grades: Mapping[str, int] = field(default_factory=dict)
    setting_places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def all(self) -> frozenset[str]:
        return frozenset(self.inputs) | frozenset(self.settings) | self.propositions | frozenset(self.grades)
