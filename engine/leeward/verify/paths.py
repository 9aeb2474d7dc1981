"""What a search of paths has found, as answers to a law; a path that is found is a timeline file."""

from collections.abc import Iterator

from leeward.sequences.result import Searched
from leeward.sequences.to_yaml import to_yaml
from leeward.verify.law import Fault, Note, Open

Answers = Iterator[Fault | Open | Note | None]


def answers(searched: Searched) -> Answers:
    """One answer for each question of the search, for each path found, and for each patient not found."""
    for timeline in searched.found:
        first = timeline.found[0]
        rules = tuple(order.rule for order in timeline.steps[first.step].ordered)
        yield Fault(first.subject, first.text, rules, files=(to_yaml(timeline),))
    for one in searched.explored:
        if one.end == "time":
            reached = f"time ran out at {one.depth} of {one.asked} looks at {one.product}"
            yield Open(one.subject, reached)
        else:
            yield None
    for name in searched.unreached:
        yield Open(name, "no patient was found to begin its paths with")
