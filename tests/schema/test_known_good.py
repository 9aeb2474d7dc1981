"""The cache of passed documents: it may save time, and must never let a fault through."""

import subprocess
import sys
from pathlib import Path

import pytest

from leeward.language.shape import known_good
from leeward.language.shape.known_good import remember, shape_is_known_good
from leeward.remembered.folder import cache_folder


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEEWARD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "shape"


def test_what_was_remembered_is_known_and_nothing_else() -> None:
    assert not shape_is_known_good(b"a")
    remember(b"a")
    assert shape_is_known_good(b"a")
    assert not shape_is_known_good(b"a ")
    assert not shape_is_known_good(b"")


def test_entries_hold_nothing_of_the_document(folder: Path) -> None:
    remember(b"a very secret protocol")
    (entry,) = folder.iterdir()
    assert entry.read_bytes() == b""
    assert len(entry.name) == 64


def test_another_language_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    remember(b"a")
    monkeypatch.setattr(known_good, "_language_digest", lambda: b"another")
    assert not shape_is_known_good(b"a")


def test_without_its_sources_nothing_is_known(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(known_good, "_language_digest", lambda: None)
    remember(b"a")
    assert not shape_is_known_good(b"a")
    assert not folder.exists()


def test_the_digest_changes_with_any_source(tmp_path: Path) -> None:
    one, two = tmp_path / "a.py", tmp_path / "b.py"
    one.write_text("1")
    two.write_text("2")
    before = known_good._digest([one, two])
    two.write_text("3")
    assert known_good._digest([one, two]) != before
    assert known_good._digest([]) is None


def test_it_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEEWARD_CACHE", "")
    remember(b"a")
    assert not shape_is_known_good(b"a")


def test_a_folder_that_cannot_be_made_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LEEWARD_CACHE", str(tmp_path / "file"))
    remember(b"a")
    assert not shape_is_known_good(b"a")


def test_a_folder_that_others_can_write_is_not_believed(folder: Path) -> None:
    remember(b"a")
    folder.chmod(0o777)
    assert not shape_is_known_good(b"a")
    remember(b"b")
    folder.chmod(0o700)
    assert shape_is_known_good(b"a")
    assert not shape_is_known_good(b"b")


def test_it_does_not_grow_for_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_good, "_MOST_ENTRIES", 3)
    for number in range(10):
        remember(str(number).encode())
        assert shape_is_known_good(str(number).encode())
        assert len(list(folder.iterdir())) <= 3


def test_the_places_of_the_platforms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LEEWARD_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert cache_folder("shape") == tmp_path / "leeward" / "shape"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder("shape") is None
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder("shape") == tmp_path / "Library" / "Caches" / "leeward" / "shape"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert cache_folder("shape") == tmp_path / "leeward" / "shape"


def test_asking_loads_no_checker() -> None:
    program = (
        "import sys; from leeward.language.shape.known_good import shape_is_known_good as known;"
        "known(b'a'); sys.exit('jsonschema' in sys.modules or 'lark' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_what_is_not_ours_in_a_chosen_folder_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_good, "_MOST_ENTRIES", 2)
    folder.mkdir(mode=0o700, parents=True)
    mine = [folder / name for name in ("thesis.txt", "a", "b", "c")]
    for file in mine:
        file.write_text("years of work")
    for data in (b"a", b"b", b"c"):
        remember(data)
    assert all(file.read_text() == "years of work" for file in mine)
    assert len(list(folder.iterdir())) == len(mine) + 1
