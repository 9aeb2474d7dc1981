"""Restart tables: after this dose level and this many days, which dose comes next."""

import re

from leeward.link.citing import Citer
from leeward.model.product import DoseLevel, RestartRow
from leeward.model.source import Citation
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Node, Scalar
from leeward.text.problem import Problems

_GAP = re.compile(
    r"<= (?P<up_to>\d{1,4}) d|> (?P<above>\d{1,4}) d|(?P<first>\d{1,4}) d \.\. (?P<last>\d{1,4}) d|any"
)


def read_restart(
    node: Node | None, schedule: tuple[DoseLevel, ...], citer: Citer, problems: Problems
) -> tuple[RestartRow, ...]:
    """The rows in the order of the document; their levels are those of the schedule, when there is one.

    Every day of every level has exactly one row, or a problem names the day.
    """
    if not isinstance(node, Mapping):
        return ()
    source = node.get("source")
    default = citer.cite(source, node.place, "the restart table") if source is not None else None
    rows: list[RestartRow] = []
    levels = [level.name for level in schedule] or [key.text for key, _ in node if key.text != "source"]
    for key, table in node:
        if key.text == "source" or not isinstance(table, Mapping):
            continue
        if key.text not in levels:
            help = did_you_mean(key.text, levels)
            problems.add("unknown-name", f"no dose level `{key.text}` in the schedule", key.place, help)
        found = [row for gap, value in table if (row := _row(key, gap, value, default, citer, problems))]
        for row in found:
            if row.action not in levels and row.action != "continue":
                help = did_you_mean(row.action, [*levels, "continue"])
                problems.add("unknown-name", f"no dose level `{row.action}`", row.place, help)
        _check_days(key, found, problems)
        rows.extend(found)
    return tuple(rows)


def _row(
    level: Scalar, gap: Scalar, value: Node, default: Citation | None, citer: Citer, problems: Problems
) -> RestartRow | None:
    match = _GAP.fullmatch(gap.text)
    if match is None:
        help = 'write "<= 7 d", "8 d .. 28 d" or "> 28 d", in whole days'
        problems.add("bad-gap", f"not a time since the last dose: `{gap.text}`", gap.place, help)
        return None
    first, last = 0, None
    if match["up_to"]:
        last = int(match["up_to"])
    elif match["above"]:
        first = int(match["above"]) + 1
    elif match["first"]:
        first, last = int(match["first"]), int(match["last"])
    node = value if isinstance(value, Mapping) else Mapping((), value.place)
    what = f"the restart row `{gap.text}` of `{level.text}`"
    citation = citer.cite(node.get("source"), gap.place, what, default)
    action = node.text("give") or ""
    if citation is None or not action:
        return None
    return RestartRow(level.text, first, last, action, node.text("because") or "", citation, gap.place)


def _check_days(level: Scalar, rows: list[RestartRow], problems: Problems) -> None:
    """Every whole day from 0 on has exactly one row."""
    expected = 0
    open_ended = False
    for row in sorted(rows, key=lambda row: row.first_day):
        if row.last_day is not None and row.last_day < row.first_day:
            problems.add(
                "restart-overlap", "the row ends before it begins", row.place, "write the lower day first"
            )
        elif open_ended or row.first_day < expected:
            message = f"day {row.first_day} after `{level.text}` has two rows"
            problems.add("restart-overlap", message, row.place, "let each day belong to one row")
        elif row.first_day > expected:
            message = f"day {expected} after `{level.text}` has no row"
            problems.add("restart-gap", message, row.place, "let each day belong to one row")
        open_ended = open_ended or row.last_day is None
        expected = max(expected, row.first_day if row.last_day is None else row.last_day + 1)
    if not open_ended:
        help = f'end the table with a row such as "> {max(expected - 1, 0)} d"'
        problems.add("restart-gap", f"day {expected} after `{level.text}` has no row", level.place, help)
