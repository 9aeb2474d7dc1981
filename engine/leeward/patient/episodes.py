"""The episodes of toxicity: under `episodes`, the complete list, each with its worst grade."""

from datetime import datetime

from leeward.language.quantity import NotANumber, NotAUnit, read_quantity
from leeward.language.units import BY_NAME
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import Episode
from leeward.patient.chart import Chart
from leeward.patient.entries import entries_of, name_of, time_at, word_of
from leeward.patient.fields import read_fields
from leeward.patient.last_dose import as_product
from leeward.patient.times import in_millionths
from leeward.text.node import Node, Scalar
from leeward.text.problem import Problems

HIGHEST_GRADE = 5
_NEEDED = ("type", "grade", "product", "from")
_OPTIONAL = ("to", "worst_for", "grade_1_since")


def read_episodes(node: Node, protocol: ClinicalProtocol, chart: Chart, problems: Problems) -> None:
    """Add every episode of toxicity, those that have ended and those that have not."""
    found: list[Episode] = []
    types = episode_types(protocol)
    for entry in entries_of(node, "episodes", problems):
        fields = read_fields(entry, "an episode", _NEEDED, _OPTIONAL, problems)
        if fields is None:
            continue
        type = word_of(fields.get("type"), types, "the type of an episode", problems)
        grade = _grade(fields.get("grade"), problems)
        product = _product(fields.get("product"), "the product of an episode", protocol, problems)
        start = time_at(fields, "from", "an episode began", chart, problems)
        end = time_at(fields, "to", "an episode ended", chart, problems)
        mild = time_at(fields, "grade_1_since", "an episode came down to grade 1", chart, problems)
        if start and mild and (mild < start or (end and mild > end) or (grade is not None and grade <= 1)):
            help = "write when an episode of grade 2 or worse came down, between its `from` and its `to`"
            message = "an episode came down to grade 1 outside of its time, or was never worse"
            problems.add("episode", message, entry.place, help)
            continue
        if start and end and end < start:
            problems.add("episode", "an episode ends before it begins", entry.place, "check `from` and `to`")
        elif start and type and grade and product:
            lasted = _worst_for(fields.get("worst_for"), start, mild or end or chart.at, problems)
            episode = Episode(type, grade, product, start, end, lasted, mild)
            if any(_overlap(episode, other) for other in found):
                help = "write one episode with its worst grade, or end the first before the next begins"
                problems.add("episode", f"two episodes of `{type}` overlap", entry.place, help)
            found.append(episode)
    chart.episodes = tuple(sorted(found, key=lambda episode: (episode.start, episode.type)))


def episode_types(protocol: ClinicalProtocol) -> tuple[str, ...]:
    """What an episode can be of: the protocol's grades, and whatever else its vocabulary counts."""
    sources = (input.from_history for input in protocol.vocabulary.inputs.values())
    counted = (source.type for source in sources if source is not None and source.of == "episodes")
    return tuple(dict.fromkeys((*(grade.name for grade in protocol.grades), *counted)))


def _product(node: Node | None, what: str, protocol: ClinicalProtocol, problems: Problems) -> str | None:
    """The product's name; upper and lower case are one where the protocol knows the product."""
    text = None if node is None else name_of(node, what, problems)
    return text if text is None else as_product(text, protocol)


def _worst_for(node: Node | None, start: datetime, end: datetime | None, problems: Problems) -> int | None:
    """How long the worst grade lasted, when the chart says so: never beyond `end`."""
    if node is None:
        return None
    try:
        lasted = read_quantity(node.text if isinstance(node, Scalar) else "").millionths(BY_NAME["h"])
    except (NotANumber, NotAUnit):
        help = "write a time and its unit, as in `worst_for: 30 h`"
        problems.add("episode", "how long the worst grade lasted is not read", node.place, help)
        return None
    if lasted < 0 or (end is not None and lasted > in_millionths(end - start, BY_NAME["h"])):
        message = "the worst grade of an episode outlasts the episode, or the time until it came down"
        problems.add("episode", message, node.place, "check `worst_for`, `from`, `to` and `grade_1_since`")
        return None
    return lasted


def _grade(node: Node | None, problems: Problems) -> int | None:
    if node is None:
        return None
    text = node.text if isinstance(node, Scalar) and not node.quoted else ""
    if text in {str(grade) for grade in range(1, HIGHEST_GRADE + 1)}:
        return int(text)
    help = f"write a whole number from 1 to {HIGHEST_GRADE}"
    problems.add("episode", "the grade of an episode is not read", node.place, help)
    return None


def _overlap(a: Episode, b: Episode) -> bool:
    """Whether two episodes of one type share time; to touch is not to overlap, to begin together is."""
    if a.type != b.type:
        return False
    apart = (a.end is not None and a.end <= b.start) or (b.end is not None and b.end <= a.start)
    return a.start == b.start or not apart
