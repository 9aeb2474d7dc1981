"""`st.from_type(leeward.State)`: whose patients it gives. Hypothesis calls `announce` by itself."""

from typing import TYPE_CHECKING, Any

from leeward.model.state import State
from leeward.testing.patient_file import PatientFile

if TYPE_CHECKING:  # Hypothesis loads this module while it is itself being loaded
    from hypothesis.strategies import SearchStrategy

    from leeward.testing.named import Named

DEFAULT = "asco-2021"
"""Whose patients they are until `register` says otherwise"""


def announce() -> None:
    """The entry point `hypothesis`: runs in every project that imports it, so it loads no protocol."""
    register(DEFAULT)


def register(protocol: "Named") -> None:
    """From now on `st.from_type(State)` and `st.from_type(PatientFile)` give patients of this protocol.

    A name is loaded when the first patient is asked for, and refused only then.
    """
    from hypothesis import strategies as st

    st.register_type_strategy(State, lambda _: _of(protocol, read=True))
    st.register_type_strategy(PatientFile, lambda _: _of(protocol, read=False))


def _of(protocol: "Named", read: bool) -> "SearchStrategy[Any]":
    from leeward.testing.to_patients import patients, states

    return states(protocol) if read else patients(protocol)
