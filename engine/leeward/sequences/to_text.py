"""A replayed timeline for people: where the plans of now differ, and what they still break."""

from leeward.sequences.replay import Replayed
from leeward.sequences.timeline import Timeline


def to_text(timeline: Timeline, replayed: Replayed, file: str) -> str:
    """One paragraph for each; the last line says whether anything is still broken."""
    lines = [f"{file}: {len(timeline.steps)} looks, found in {timeline.protocol}"]
    if replayed.same:
        lines.append("the plans of now are those of the file")
    else:
        lines += ["the plans of now differ", *(f"  {one}" for one in replayed.differences)]
    if not replayed.violations:
        lines.append("nothing on this path is broken now")
    else:
        lines.append("still broken")
        lines += [f"  step {one.step + 1}, {one.kind}: {one.text}" for one in replayed.violations]
    return "\n".join(lines) + "\n"
