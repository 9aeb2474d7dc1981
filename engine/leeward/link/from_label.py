"""What a label says beside its tables: the schedule of doses, and facts that no rule carries out."""

from leeward.link.citing import Citer
from leeward.link.gather import Gathered
from leeward.link.regimens import read_regimen
from leeward.model.product import DoseLevel, LabelFact
from leeward.text.node import Mapping
from leeward.text.problem import Problems

TOPICS = ("premedication", "monitoring", "rates", "grading", "other")


def read_schedule(document: Gathered, citer: Citer, problems: Problems) -> tuple[DoseLevel, ...]:
    """The dose levels in the order of the document."""
    node = document.root.mapping("schedule")
    source = node.get("source")
    default = citer.cite(source, node.place, "") if source is not None else None
    levels = []
    for key, written in node:
        if key.text == "source" or not isinstance(written, Mapping):
            continue
        citation = citer.cite(written.get("source"), key.place, f"the dose level `{key.text}`", default)
        day = written.text("day") or ""
        if citation is not None:
            levels.append(
                DoseLevel(
                    key.text,
                    int(day) if day.isdecimal() else None,
                    read_regimen(written, problems),
                    written.text("note") or "",
                    citation,
                    key.place,
                )
            )
    return tuple(levels)


def read_label(document: Gathered, citer: Citer) -> tuple[LabelFact, ...]:
    """The facts by topic."""
    facts = []
    for topic in TOPICS:
        for item in document.root.mapping("label").sequence(topic):
            if not isinstance(item, Mapping):
                continue
            citation = citer.cite(item.get("source"), item.place, f"a fact on {topic}")
            if citation is not None:
                facts.append(LabelFact(topic, item.text("text") or "", citation, item.place))
    return tuple(facts)
