"""The printed protocol says everything that the protocol says, and fits a page."""

import re
from functools import cache

import pytest

import leeward
from leeward.backends.document.blocks import Block, Bullets, Entry, Heading, Paragraph, Table
from leeward.backends.document.checked import count_checked
from leeward.backends.document.to_markdown import to_markdown
from leeward.backends.document.to_text import to_text
from leeward.backends.to_document import to_document
from leeward.library import SUFFIX, bundled
from leeward.model.protocol import ClinicalProtocol

IDS = [path.name.removesuffix(SUFFIX) for path in bundled()]


@cache
def loaded(id: str) -> ClinicalProtocol:
    return leeward.load(id)


def squeezed(text: str) -> str:
    """The text without what layout and Markdown add to it."""
    return re.sub(r"[\s\\*]", "", text)


@pytest.mark.parametrize("id", IDS)
def test_the_text_fits_80_columns(id: str) -> None:
    for line in to_document(loaded(id)).splitlines():
        assert len(line) <= 80 or re.fullmatch(r"  address +\S+", line), line
        assert line == line.rstrip()


@pytest.mark.parametrize("format", ["text", "md"])
@pytest.mark.parametrize("id", IDS)
def test_nothing_is_left_out(id: str, format: str) -> None:
    protocol = loaded(id)
    shown = squeezed(to_document(protocol, "text" if format == "text" else "md"))
    wanted = [protocol.title, protocol.id, protocol.version, protocol.status, protocol.sha256]
    wanted += [document.file for document in protocol.documents]
    wanted += [rule.id for rule in protocol.rules]
    wanted += [rule.because for rule in protocol.rules]
    wanted += [limit.text for rule in protocol.rules for limit in rule.limits]
    wanted += [setting.name for setting in protocol.settings]
    wanted += [source.address for source in protocol.sources.values()]
    wanted += list(protocol.not_covered)
    if protocol.kind == "vocabulary":
        wanted += [*protocol.vocabulary.inputs, *protocol.vocabulary.interventions]
    for text in wanted:
        assert squeezed(text) in shown, text


@pytest.mark.parametrize("id", IDS)
def test_every_way_of_checking_is_counted(id: str) -> None:
    protocol = loaded(id)
    counts = count_checked(protocol)
    shown = [rule for rule in protocol.bsab if not rule.floor]
    rows = [row for product in protocol.products for row in product.restart]
    facts = [fact for product in protocol.products for fact in (*product.schedule, *product.label)]
    worths = [one for one in protocol.vocabulary.interventions.values() if one.equivalence is not None]
    statements = (protocol.rules, shown, rows, protocol.grades, protocol.settings, facts, worths)
    assert counts.total() == sum(map(len, statements))
    text = to_document(protocol)
    for checked, count in counts.items():
        assert re.search(rf"^- {count} .*\({checked}\)$", text, re.MULTILINE)


def test_a_draft_says_that_it_is_one() -> None:
    text = to_document(loaded("asco-2021"))
    assert re.search(r"^  status +draft$", text, re.MULTILINE)
    assert "does not replace it" in text


def test_the_doses_are_as_written() -> None:
    entries = to_document(loaded("asco-2021")).split("\n\n")
    (tocilizumab,) = [entry for entry in entries if "(crs-tocilizumab)" in entry.splitlines()[0]]
    assert "8 mg/kg from 30 kg, at most 800 mg IV over 1 h" in " ".join(tocilizumab.split())


def test_the_same_protocol_prints_the_same_bytes() -> None:
    assert to_document(leeward.load("asco-2021")) == to_document(loaded("asco-2021"))


BLOCKS: tuple[Block, ...] = (
    Heading("A | title", 1),
    Paragraph("words " * 30),
    Bullets(("one",)),
    Entry("entry", (("label", "text"), ("empty", ""))),
    Table(("a", "b"), (("x | y", "<b>"), ("long " * 30, "z"))),
)


def test_a_table_too_wide_gives_way_in_its_widest_column() -> None:
    text = to_text([Table(("name", "text"), (("an_identifier_of_one_word", "word " * 40), ("b", "c")))])
    lines = text.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[2].startswith("an_identifier_of_one_word  word word")
    assert "" in lines


def test_what_fits_in_no_column_is_broken_all_the_same() -> None:
    text = to_text([Table(("a", "b"), (("x" * 100, "y" * 100),))])
    assert max(map(len, text.splitlines())) <= 80
    assert text.count("x") == text.count("y") == 100


def test_labels_without_text_are_left_out() -> None:
    for written in (to_text(BLOCKS), to_markdown(BLOCKS)):
        assert "label" in written
        assert "empty" not in written


def test_markdown_shows_what_a_protocol_says_and_does_not_obey_it() -> None:
    written = to_markdown(BLOCKS)
    assert written.startswith("# A \\| title\n")
    assert "| x \\| y | \\<b\\> |" in written
