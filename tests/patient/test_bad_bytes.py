"""Files that are not patients at all are refused quickly and by name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeward.model.protocol import ClinicalProtocol
from leeward.patient.from_yaml import read_patient
from leeward.text.problem import Refused

GOOD = b"""at: 2026-11-20T14:00:00Z
product: teclistamab
age: 67 a
weight: 82 kg
temperature: 38.9 Cel
systolic_bp: {value: 86 mmHg, at: 2026-11-20T13:40:00Z}
diastolic_bp: 7.3 kPa
oxygen_device: nasal_cannula
fio2: 0.28
vasopressors: []
ice: 9
neuro: normal
hours_since_anticytokine: never
given:
  - {drug: Actemra, dose: 656 mg, at: 2026-11-20T06:10:00Z}
episodes:
  - {type: crs, grade: 3, product: teclistamab, from: 2026-11-01T02:00:00Z, to: 2026-11-02T08:00:00Z}
last_dose: {level: step-up-2, at: 2026-11-19T16:00:00Z}
"""

BOMB = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (letter, letter, b", ".join([b"*%c" % (letter - 1)] * 9)) for letter in b"bcdefghij"
)

HOPELESS = {
    "empty": (b"", "empty"),
    "blank": (b"\n  \n", "empty"),
    "only a comment": (b"# nothing yet\n", "empty"),
    "an empty mapping": (b"{}", "not-a-patient"),
    "an empty list": (b"[]", "not-a-patient"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-text"),
    "utf-16": ("temperature: 38.9 Cel".encode("utf-16"), "not-text"),
    "latin-1": (b"temperature: 38.9 \xb0C\n", "not-utf8"),
    "10 MB": (b"weight: 82 kg\n" * 750_000, "too-large"),
    "alias bomb": (BOMB, "anchor"),
    "too deep": (b"weight: " + b"[" * 5000, "too-deep"),
    "very many keys": (b"".join(b"temperatur%d: 1\n" % n for n in range(20_000)), "too-many-values"),
    "very many doses": (b"given: [" + b"{drug: tocilizumb}, " * 9_000 + b"x]", "too-many-values"),
    "very many members": (b"vasopressors: [" + b"dopamin, " * 40_000 + b"x]", "listed-twice"),
    "very many values": (b"vasopressors: [" + b"dopamine, " * 60_000 + b"dopamine]", "too-many-values"),
}


@pytest.mark.parametrize("name", HOPELESS)
def test_hopeless_file_is_refused(name: str, protocol: ClinicalProtocol) -> None:
    data, code = HOPELESS[name]
    with pytest.raises(Refused) as refused:
        read_patient(data, "patient.yaml", protocol)
    assert code in {problem.code for problem in refused.value.problems}
    assert all(not problem.excerpt for problem in refused.value.problems)
    assert all("protocol new" not in problem.help for problem in refused.value.problems)


def test_the_good_file_is_good(protocol: ClinicalProtocol) -> None:
    assert len(read_patient(GOOD, "patient.yaml", protocol).facts) > 20


def test_a_json_file_is_read(protocol: ClinicalProtocol) -> None:
    data = b'{"at": "2026-11-20T14:00:00Z", "temperature": "38.9 Cel", "ice": 9, "sedated": false}'
    assert read_patient(data, "patient.json", protocol).facts["ice"].value == 9_000_000


def refused_or_read(data: bytes, protocol: ClinicalProtocol) -> None:
    try:
        state = read_patient(data, "patient.yaml", protocol)
    except Refused as refused:
        found: object = refused.problems
    else:
        found = state.facts
    assert found


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_refused_or_read(data: bytes, protocol: ClinicalProtocol) -> None:
    refused_or_read(data, protocol)


PIECES = sorted(
    {
        piece
        for line in GOOD.decode().splitlines()
        for piece in line.replace(",", " ").replace(": ", " ").split()
    }
    | {
        "yes",
        "no",
        "null",
        "[]",
        "{}",
        "-",
        ": ",
        "\n  ",
        "never",
        "~",
        ".nan",
        "1e9",
        "-0",
        "'",
        '"',
        "{",
        "[",
        "&a",
    }
    | {
        "0.00001",
        "999999999 kg",
        "9" * 40 + " Cel",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "١",
    }
)


@settings(max_examples=500, deadline=None)
@given(data=st.data())
def test_a_mutated_good_file_is_refused_or_read(data: st.DataObject, protocol: ClinicalProtocol) -> None:
    text = GOOD.decode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 12))
        piece = data.draw(st.sampled_from(PIECES) | st.text(max_size=3))
        text = text[:start] + piece + text[start + length :]
    refused_or_read(text.encode("utf-8", errors="surrogatepass"), protocol)


KEYS = [line.split(":")[0] for line in GOOD.decode().splitlines() if not line.startswith(" ")]
NODES = st.recursive(
    st.sampled_from([piece for piece in PIECES if piece.isprintable() and ": " not in piece]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["value", "at", "drug", "type", "from", "level"]), inner, max_size=3
        ).map(lambda entries: "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}")
    ),
    max_leaves=6,
)


@settings(max_examples=500, deadline=None)
@given(entries=st.dictionaries(st.sampled_from(KEYS), NODES, min_size=1, max_size=6))
def test_any_value_under_any_key_is_refused_or_read(
    entries: dict[str, str], protocol: ClinicalProtocol
) -> None:
    text = "at: 2026-11-20T14:00:00Z\n" if "at" not in entries else ""
    text += "".join(f"{key}: {value}\n" for key, value in entries.items())
    refused_or_read(text.encode(), protocol)
