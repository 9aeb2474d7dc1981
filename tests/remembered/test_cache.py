"""What is remembered between runs: used only while nothing has changed, and never needed."""

import pickle
from hashlib import sha256
from pathlib import Path
from shutil import copyfile

import pytest

from leeward.backends.to_kernel import to_kernel
from leeward.engines.compile_protocol import compile_protocol
from leeward.evaluate import Evaluator
from leeward.library import SUFFIX
from leeward.link.load import load_protocol
from leeward.patient.from_yaml import read_patient
from leeward.plan.to_json import to_json
from leeward.remembered.cache import recall
from leeward.remembered.load import load_compiled, load_remembered
from leeward.text.place import Place

SMALL = Path(__file__).parents[1] / "plan" / "small"
PATIENT = b"""\
at: 2026-11-20T14:00:00Z
product: teclistamab
age: 60 a
weight: 70 kg
temperature: 39 Cel
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A cache of its own, and documents that a test may change."""
    monkeypatch.setenv("LEEWARD_CACHE", str(tmp_path / "cache"))
    documents = tmp_path / "documents"
    documents.mkdir()
    for document in SMALL.glob(f"*{SUFFIX}"):
        copyfile(document, documents / document.name)
    return tmp_path


@pytest.fixture
def path(folder):
    return folder / "documents" / f"small{SUFFIX}"


def entries(folder):
    found = folder / "cache" / "linked"
    return sorted(found.iterdir()) if found.exists() else []


def test_what_is_recalled_is_what_was_made(folder, path):
    assert recall(path) is None
    made = load_compiled(path)
    recalled = recall(path)
    assert recalled is not None
    assert recalled is not made
    assert recalled == made == compile_protocol(load_protocol(path))
    assert recalled.kernel.source == to_kernel(load_protocol(path))
    assert len(entries(folder)) == 1
    assert load_remembered(path) == made.protocol


def test_a_recalled_protocol_makes_the_same_plan(path):
    fresh = load_protocol(path)
    load_compiled(path)
    recalled = recall(path)
    plans = []
    for of, protocol in ((fresh, fresh), (recalled, recalled.protocol)):
        evaluator = Evaluator(of)
        plans.append(to_json(evaluator.plan(read_patient(PATIENT, "patient.yaml", protocol))))
        evaluator.close()
    assert plans[0] == plans[1]


def _shorter(data):
    return data[:-1]


def _one_bit(data):
    return data[:40] + bytes([data[40] ^ 1]) + data[41:]


def _nothing(data):
    return b""


def _no_entry(data):
    """A pickle of something else, under a digest that is right."""
    other = b"\x80\x05K\x01K\x02\x86\x94."
    return sha256(other).digest() + other


def _of_another_shape(data):
    """What a program with other records would have kept: a call with arguments that do not fit."""
    other = pickle.dumps(_Misfit())
    return sha256(other).digest() + other


class _Misfit:
    def __reduce__(self):
        return Place, (1, 2, 3, 4, 5, 6, 7)


@pytest.mark.parametrize("damage", [_of_another_shape, _shorter, _one_bit, _nothing, _no_entry])
def test_a_damaged_entry_is_made_again(damage, folder, path):
    made = load_compiled(path)
    (entry,) = entries(folder)
    entry.write_bytes(damage(entry.read_bytes()))
    assert recall(path) is None
    assert load_compiled(path) == made
    assert recall(path) == made


def test_a_changed_document_is_read_again(path):
    before = load_compiled(path).protocol
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert recall(path) is None
    assert load_remembered(path).sha256 != before.sha256


def test_a_changed_document_that_is_used_is_read_again(path):
    load_compiled(path)
    (used,) = (one for one in path.parent.glob(f"*-vocabulary{SUFFIX}") if one != path)
    used.write_text(used.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert recall(path) is None


def test_a_document_that_is_gone_is_missed(path):
    load_compiled(path)
    (used,) = (one for one in path.parent.glob(f"*-vocabulary{SUFFIX}") if one != path)
    used.unlink()
    assert recall(path) is None


def test_a_neighbour_takes_the_place_of_a_bundled_document(folder):
    """`uses: [bsab-vocabulary]` means the bundled one until a neighbour has that name."""
    from leeward.library import find

    path = folder / "alone" / f"ward{SUFFIX}"
    path.parent.mkdir()
    path.write_text(
        "leeward: 1\nkind: scale\nid: ward\ntitle: Ward\nversion: '1.0.0'\nstatus: draft\n"
        "uses: [bsab-vocabulary]\nfindings:\n  hot: temperature >= 38.0 Cel\n",
        encoding="utf-8",
    )
    load_compiled(path)
    assert recall(path) is not None
    copyfile(find("bsab-vocabulary"), path.parent / f"bsab-vocabulary{SUFFIX}")
    assert recall(path) is None


def test_another_program_makes_its_own_entry(path, monkeypatch):
    load_compiled(path)
    monkeypatch.setattr("leeward.remembered.cache._program", lambda: "another")
    assert recall(path) is None


def test_an_entry_that_others_could_have_written_is_not_used(folder, path):
    load_compiled(path)
    (folder / "cache" / "linked").chmod(0o777)
    assert recall(path) is None


def test_an_empty_name_turns_the_cache_off(folder, path, monkeypatch):
    monkeypatch.setenv("LEEWARD_CACHE", "")
    assert load_compiled(path) == load_compiled(path)
    assert recall(path) is None
    assert entries(folder) == []


def test_without_a_folder_to_write_nothing_is_kept_and_nothing_fails(folder, path, monkeypatch):
    (folder / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("LEEWARD_CACHE", str(folder / "file"))
    assert load_compiled(path) == compile_protocol(load_protocol(path))
    assert recall(path) is None
