"""`protocol validate`: every problem of every document, once."""

from pathlib import Path

import click

from leeward_cli import exit_codes


@click.command("validate")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How the problems are written.",
)
def command(paths: tuple[str, ...], form: str) -> int:
    """Find what is wrong in documents, without a patient.

    PATH is a file, a folder, or a bundled id. A folder is searched for *.protocol.yaml and cases.yaml.
    Leaves with 0 when there are no errors and with 1 when there are.
    """
    from leeward.library import find
    from leeward.report import to_github, to_json, to_sarif, to_text
    from leeward.validate import documents_in, validate

    files = documents_in(Path(path) if Path(path).exists() else find(path) for path in paths)
    if not files:
        raise click.UsageError("no *.protocol.yaml and no cases.yaml there")
    report = {
        "text": to_text.to_text,
        "json": to_json.to_json,
        "sarif": to_sarif.to_sarif,
        "github": to_github.to_github,
    }[form]
    problems = validate(files)
    click.echo(report(problems, [str(file) for file in files]), nl=False)
    return exit_codes.FINDINGS if any(p.severity == "error" for p in problems) else exit_codes.COMPLETE
