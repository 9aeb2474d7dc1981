"""`protocol show`: what a committee reads, and where each line of an overlay comes from."""

import re
from pathlib import Path

import pytest
from tests.link.test_overlay import BASE, OVERLAY, write

from leeward.backends.to_document import to_document
from leeward.library import SUFFIX, bundled
from leeward.link.load import load_protocol
from leeward_cli import exit_codes, main


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    return write(tmp_path, base=BASE, ours=OVERLAY)


def titles(text: str) -> list[str]:
    return re.findall(r"^(give|order|consider|avoid|caution) .*\(([a-z0-9-]+)\)$", text, re.MULTILINE)


def test_a_test_is_ordered_and_a_drug_given(overlay: Path) -> None:
    assert ("order", "third") in titles(to_document(load_protocol(overlay)))
    assert ("give", "second") in titles(to_document(load_protocol(overlay)))


@pytest.mark.parametrize("path", bundled(), ids=lambda path: path.name.removesuffix(SUFFIX))
def test_what_the_page_must_not_do(path: Path) -> None:
    protocol = load_protocol(path)
    text = to_document(protocol)
    for setting in protocol.settings:
        assert re.search(rf"^{setting.name}$", text, re.MULTILINE), "a name stays in one piece"
    for entry in text.split("\n\n"):
        if re.match(r"(avoid|caution) ", entry):
            assert "  urgency " not in entry


def test_deviations_are_listed_with_direction_and_reason(overlay: Path) -> None:
    text = " ".join(to_document(load_protocol(overlay)).split())
    assert "What is different from base:" in text
    second = "change second direction looser now urgency: within 1 h because mixed centrally"
    warm = "change the setting warm direction stricter now 37.0 Cel because we look earlier"
    first = "leave out first direction looser now left out because nurses decide"
    for deviation in (second, warm, first):
        assert deviation in text
    assert "Deviations" not in to_document(load_protocol(overlay.with_name("base.protocol.yaml")))


def test_every_resolved_line_says_where_it_comes_from(
    overlay: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(overlay), "--resolved"]) == exit_codes.COMPLETE
    lines = capsys.readouterr().out.splitlines()
    for line in lines:
        assert line.startswith("# from the ") or re.search(r"  # [a-z0-9.-]+\.protocol\.yaml:[0-9]+", line)
    squeezed = [" ".join(line.split()) for line in lines]
    assert "urgency: within 1 h # ours.protocol.yaml:12" in squeezed
    assert "give: tocilizumab # base.protocol.yaml:16" in squeezed
    assert "value: 37.0 Cel # ours.protocol.yaml:10" in squeezed
    assert "- id: ours-ecg # ours.protocol.yaml:15" in squeezed
    assert not any("id: first" in line for line in lines)
    assert not any("layer:" in line for line in lines)
    assert "# from the product teclistamab-us-2025" in lines
    assert "# from the scale astct-2019-crs" in lines
    assert any(line.startswith("- when: prior_crs_grade3 >= 1 # teclistamab-us-2025") for line in squeezed)
    assert any(line.startswith("low_flow_at_most: # astct-2019-crs") for line in squeezed)


def test_a_changed_setting_stands_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = "  low_flow_at_most: {value: 4 L/min, direction: stricter, because: x, source: minutes}\n"
    overlay = write(tmp_path, base=BASE, ours=OVERLAY.replace("settings:\n", f"settings:\n{changed}"))
    assert main(["show", str(overlay), "--resolved"]) == exit_codes.COMPLETE
    squeezed = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert [line for line in squeezed if line.startswith("low_flow_at_most:")] == [
        "low_flow_at_most: # ours.protocol.yaml:10"
    ]
    assert "value: 4 L/min # ours.protocol.yaml:10" in squeezed
    assert not any(line.startswith("value: 6 L/min") for line in squeezed)


def test_resolved_is_read_as_the_same_rules(
    overlay: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["show", str(overlay), "--resolved"])
    text = capsys.readouterr().out.partition("# from the ")[0]
    again = tmp_path / "again.protocol.yaml"
    again.write_text(text.replace("id: ours ", "id: again ", 1), encoding="utf-8")
    one, other = load_protocol(overlay), load_protocol(again)
    assert [(r.id, r.urgency, r.regimen, r.intervention) for r in one.rules] == [
        (r.id, r.urgency, r.regimen, r.intervention) for r in other.rules
    ]
    assert [(r.id, r.decision) for r in one.bsab] == [(r.id, r.decision) for r in other.bsab]


def test_resolved_is_text_only(overlay: Path) -> None:
    assert main(["show", str(overlay), "--resolved", "--format", "md"]) == exit_codes.USAGE
