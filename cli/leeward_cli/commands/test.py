"""`protocol test`: run the cases that lie beside each protocol."""

import json
from pathlib import Path

import click

from leeward_cli import exit_codes


@click.command("test")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(paths: tuple[str, ...], format_: str) -> int:
    """Run the cases beside each protocol.

    A case is a patient and what the plan must say. PATH is a cases file, a document, a bundled
    id, or a folder of them; without it, the current folder if it holds cases, else the library.
    """
    from leeward.cases.find import targets, without_cases
    from leeward.cases.run import run_cases
    from leeward.cases.to_json import to_json
    from leeward.cases.to_text import to_text

    files, documents = targets(paths, Path())
    reports = [run_cases(file) for file in files]
    untested = without_cases(documents, {report.of for report in reports})
    if format_ == "json":
        click.echo(json.dumps(to_json(reports, untested), indent=2, ensure_ascii=False))
    else:
        click.echo(to_text(reports, untested), nl=False)
    passed = bool(reports) and all(report.passed for report in reports)
    return exit_codes.COMPLETE if passed else exit_codes.FINDINGS
