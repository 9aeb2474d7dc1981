"""A record is what a frozen dataclass with slots is, in everything that is used of one."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace

import pytest

from leeward.record import record


@record
class Made:
    """Made quickly."""

    name: str
    number: int = 1
    seen: dict[str, int] = field(default_factory=dict)
    text: str = field(default="", compare=False, repr=False)

    @property
    def twice(self):
        return 2 * self.number


@dataclass(frozen=True, slots=True)
class Written:
    """Made by the standard library."""

    name: str
    number: int = 1
    seen: dict[str, int] = field(default_factory=dict)
    text: str = field(default="", compare=False, repr=False)


@record
class Empty:
    """Nothing."""


@record
class One:
    """One thing."""

    only: int


GIVEN = [(("a",), {}), (("a", 2), {}), (("a",), {"number": 3, "text": "t"}), (("a", 2, {"b": 1}, "t"), {})]


@pytest.mark.parametrize(("values", "named"), GIVEN)
def test_it_holds_and_shows_what_a_dataclass_does(values, named):
    made, written = Made(*values, **named), Written(*values, **named)
    assert [getattr(made, f.name) for f in fields(made)] == [
        getattr(written, f.name) for f in fields(written)
    ]
    assert repr(made) == repr(written).replace("Written", "Made")
    assert made.twice == 2 * made.number


@pytest.mark.parametrize(("values", "named"), [((), {}), (("a", 1, {}, "", 5), {}), (("a",), {"other": 1})])
def test_it_refuses_what_a_dataclass_does(values, named):
    for one in (Made, Written):
        with pytest.raises(TypeError, match=r"__init__\(\)"):
            one(*values, **named)


def test_a_default_is_not_shared():
    assert Made("a").seen is not Made("a").seen


def test_equality_and_hash_are_those_of_the_compared_fields():
    assert Made("a", text="one") == Made("a", text="two")
    assert Made("a") != Made("a", 2)
    assert Made("a") != Written("a")
    assert One(1) != Made("a")
    assert (One(1) == One(1), hash(One(1)) == hash(One(1)), len({One(1), One(1), One(2)})) == (True, True, 2)
    assert (Empty() == Empty(), hash(Empty()) == hash(Empty())) == (True, True)
    with pytest.raises(TypeError, match="unhashable"):
        hash(Made("a"))


def test_it_cannot_be_changed():
    made = Made("a")
    with pytest.raises(FrozenInstanceError):
        made.name = "b"
    with pytest.raises(FrozenInstanceError):
        made.other = 1
    with pytest.raises(FrozenInstanceError):
        del made.name
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize("one", [Made("a", 2, {"b": 1}, "t"), One(1), Empty()])
def test_it_is_copied_and_kept(one):
    for again in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one), replace(one)):
        assert again == one
        assert type(again) is type(one)
        assert repr(again) == repr(one)


def test_it_is_matched_and_replaced_like_a_dataclass():
    assert is_dataclass(Made)
    assert replace(Made("a", 2), number=3) == Made("a", 3)
    match Made("a", 2):
        case Made(name, number):
            assert (name, number) == ("a", 2)
