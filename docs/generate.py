"""Writes the generated parts of the documentation, or with `--check` says which are out of date.

    python docs/generate.py [--check]

A part stands between `<!-- begin: X -->` and `<!-- end: X -->`; X says what it is:
`the help of protocol test`, `the plan of examples/…`, `the inputs of bsab-vocabulary`,
`the keys of scale`, `the table of units`, `the grammar of conditions`, `the coverage counts`, `the laws`,
`the pages of docs/lint`.
"""

import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import leeward
from leeward.backends.to_input_table import to_input_table
from leeward.language.schema.to_key_table import to_key_table
from leeward.language.units import UNITS
from leeward.lint.pages import every_page
from leeward.testing import all_laws
from leeward_cli.exit_codes import COMPLETE, UNSETTLED

TOP = Path(__file__).resolve().parents[1]
PART = re.compile(r"<!-- begin: (?P<what>[^>]+) -->\n.*?<!-- end: (?P=what) -->", re.DOTALL)


def protocol(*arguments: str) -> str:
    """What the command prints, 80 columns wide."""
    run = subprocess.run(
        [sys.executable, "-m", "leeward_cli", *arguments],
        cwd=TOP,
        env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    if run.returncode not in (COMPLETE, UNSETTLED):
        raise SystemExit(run.stderr)
    return run.stdout


def help_of(command: str) -> str:
    return f"```\n{protocol(*command.split()[1:], '--help')}```"


def plan_of(example: str) -> str:
    command = ("evaluate", f"{example}/patient.yaml", "--protocol", "asco-2021")
    return f"```\n$ protocol {' '.join(command)}\n\n{protocol(*command)}```"


def inputs_of(id: str) -> str:
    return to_input_table(leeward.load(id)).rstrip("\n")


def keys_of(kind: str) -> str:
    return to_key_table(kind)


def table_of_units(_: str) -> str:
    rows = [f"| {u.dimension} | `{u.code}` | {', '.join(f'`{a}`' for a in u.also)} |" for u in UNITS]
    return "\n".join(["| measures | unit | also read |", "|---|---|---|", *rows])


def grammar_of_conditions(_: str) -> str:
    grammar = (files("leeward") / "language" / "expression" / "grammar.lark").read_text(encoding="utf-8")
    return f"```\n{grammar.strip()}\n```"


def table_of_laws(_: str) -> str:
    rows = [f"| `{law.name}` | {law.words} |" for law in all_laws()]
    return "\n".join(["| law | in words |", "|---|---|", *rows])


def table_of_pages(_: str) -> str:
    rows = [
        f"| [{page.code}](lint/{page.code}.md) | {'error' if page.refusal else 'warning'} | {page.words} |"
        for page in every_page().values()
    ]
    return "\n".join(["| page | is | in words |", "|---|---|---|", *rows])


def coverage(part: str) -> str:
    written: str = runpy.run_path(str(TOP / "docs" / "coverage.py"))["part"](part)
    return written


def example_patients(_: str) -> str:
    written: str = runpy.run_path(str(TOP / "docs" / "example_patients.py"))["part"]("")
    return written


KINDS: dict[str, Callable[[str], str]] = {
    "the help of ": help_of,
    "the plan of ": plan_of,
    "the inputs of ": inputs_of,
    "the keys of ": keys_of,
    "the table of units": table_of_units,
    "the grammar of conditions": grammar_of_conditions,
    "the coverage ": coverage,
    "the example patients": example_patients,
    "the laws": table_of_laws,
    "the pages of docs/lint": table_of_pages,
}


def generated(text: str) -> str:
    """The text with every generated part written anew."""
    return PART.sub(lambda part: _part(part["what"]), text)


def _part(what: str) -> str:
    for beginning, write in KINDS.items():
        if what.startswith(beginning):
            return f"<!-- begin: {what} -->\n{write(what.removeprefix(beginning))}\n<!-- end: {what} -->"
    raise SystemExit(f"nothing generates `{what}`")


def _fresh() -> Iterator[tuple[Path, str]]:
    """Every generated file with what belongs in it."""
    yield TOP / "protocols" / "protocol.schema.json", protocol("schema")
    for page in (TOP / "README.md", *sorted((TOP / "docs").rglob("*.md"))):
        yield page, generated(page.read_text(encoding="utf-8"))


def main(check: bool) -> int:
    """Write or check every page; 1 when a page was found out of date by `--check`."""
    stale = 0
    for page, new in _fresh():
        old = page.read_text(encoding="utf-8") if page.exists() else ""
        if new == old:
            continue
        stale += 1
        if not check:
            page.write_text(new, encoding="utf-8")
        sys.stdout.write(f"{page.relative_to(TOP)} {'is out of date: `make docs`' if check else 'written'}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
