"""An approved protocol with an order, a decision, a grade or a setting that rests on memory alone.

Approval says that somebody has read the source. What is from memory has been read by nobody.
"""

from collections.abc import Iterator

from leeward.lint.subject import Finding, Subject
from leeward.model.source import Citation
from leeward.text.place import Place

_HELP = "read the source and write `checked: read`, or keep the document a draft"


def check(subject: Subject) -> Iterator[Finding]:
    if subject.protocol.status != "approved":
        return
    said: set[Place] = set()  # what the linker adds to a decision stands where the decision does
    for id, citation, stands, shown in _cited(subject):
        if citation is None or citation.checked != "memory" or stands in said:
            continue
        if subject.is_ours(stands):
            said.add(stands)
            yield Finding(id, f"`{id}` of an approved document rests on memory", shown, _HELP)


def _cited(subject: Subject) -> Iterator[tuple[str, Citation | None, Place, Place]]:
    """Everything that may cite a source: its name, the citation, where it stands, and what is shown of it."""
    for rule in subject.our_orders:
        yield rule.id, rule.citation, rule.place, subject.place_in(rule, "source")
    for row in subject.protocol.bsab:
        yield row.id, row.citation, row.place, row.place
    for setting in subject.protocol.settings:
        yield setting.name, setting.citation, setting.place, setting.place
    for step in subject.protocol.steps:
        yield step.name, step.citation, step.place, step.place
    for product in subject.protocol.products:
        for level in product.schedule:
            yield level.name, level.citation, level.place, level.place
        for gap in product.restart:
            yield gap.level, gap.citation, gap.place, gap.place
