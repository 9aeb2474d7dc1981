"""A product's tables: per grade, what happens to the antibody now, and what is owed after it has gone."""

from leeward.link.after_toxicity import came_down, carry_over, wait
from leeward.link.conditions import text_of
from leeward.link.floors import floors
from leeward.link.from_bsab import BsabReader
from leeward.link.table import Table, between
from leeward.model.decision import BsabRule
from leeward.model.expression import And, Condition, negate
from leeward.model.source import Citation
from leeward.text.nearest import did_you_mean
from leeward.text.node import Mapping, Node, Scalar, Sequence


def read_tables(node: Node | None, prefix: str, reader: BsabReader) -> None:
    """`bsab:` of a product: rows of which the first branch that holds decides."""
    problems = reader.conditions.problems
    for subject, written in node if isinstance(node, Mapping) else ():
        if not isinstance(written, Mapping):
            continue
        if subject.text not in reader.titles:
            message = f"`{subject.text}` is neither a grade nor a whole-number input"
            problems.add("unknown-name", message, subject.place, did_you_mean(subject.text, reader.titles))
            continue
        table = _table(subject, written, prefix, reader)
        if not table.rows:
            continue
        for rule, condition, text in (
            *floors(table, reader),
            *carry_over(table, reader),
            *came_down(table, reader),
            *wait(table, reader),
        ):
            reader.add(rule, condition, text, rule.place)


def _table(subject: Scalar, written: Mapping, prefix: str, reader: BsabReader) -> Table:
    source = written.get("source")
    default = reader.citer.cite(source, subject.place, "") if source is not None else None
    table = Table(subject.text, prefix, subject.place, default or Citation("", "", "memory"))
    top = max((int(key.text) for key, _ in written if key.text.isdecimal()), default=0)
    for key, node in written:
        if not key.text.isdecimal():
            continue
        branches = [branch for branch in _listed(node) if isinstance(branch, Mapping)]
        table.rows[int(key.text)] = _row(key, branches, table, default, reader, top)
    if default is None:
        table.citation = next(
            (rule.citation for row in table.rows.values() for rule, _ in row), table.citation
        )
    return table


def _listed(node: Node) -> list[Node]:
    return list(node) if isinstance(node, Sequence) else [node]


def _row(
    key: Scalar,
    branches: list[Mapping],
    table: Table,
    default: Citation | None,
    reader: BsabReader,
    top: int,
) -> list[tuple[BsabRule, Condition]]:
    row = int(key.text)
    # a recorded grade may be 5, which no table names and which is never less than the worst row
    recorded = table.subject not in reader.conditions.names.grades
    span = between(table.subject, row, None if recorded and row == top else row, reader)
    found: list[tuple[BsabRule, Condition]] = []
    earlier: list[Condition] = []
    for number, branch in enumerate(branches, 1):
        when = branch.scalar("when")
        if (when is None) != (number == len(branches)):
            message = "every branch of a row but the last has `when`, and the last has none"
            help = "make the last branch the one for all other cases"
            reader.conditions.problems.add("bad-branch", message, key.place, help)
        own = reader.conditions.read(when) if when else And(())
        condition = And((*earlier, own))
        earlier.append(negate(own))
        id = f"{table.prefix}-{table.subject}-{row}" + (f"-{number}" if len(branches) > 1 else "")
        what = f"row {row} of `{table.subject}`"
        rule = reader.rule(id, branch, branch.place, table.subject, what, default)
        text = f"{table.subject} = {row}" + (f" and {text_of(when)}" if when else "")
        reader.add(rule, And((*span, condition)), text, branch.place)
        found.append((rule, condition))
        table.branches.setdefault(row, []).append((rule, own))
    return found
