"""`protocol test`: run the cases that lie beside each protocol, and ask what they are worth."""

import json
from pathlib import Path

import click

from leeward_cli import exit_codes


@click.command("test")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--coverage", is_flag=True, help="Which rules, rows and thresholds the cases exercise.")
@click.option(
    "--witness",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write a patient for each thing that no case exercises, to be confirmed by a person.",
)
@click.option("--mutate", is_flag=True, help="Which mistakes in the document no case notices. Takes minutes.")
@click.option("--laws", is_flag=True, help="With --mutate: ask the laws of `verify` too. Needs Z3.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes for --mutate.  [default: processors]")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    paths: tuple[str, ...],
    coverage: bool,
    witness: Path | None,
    mutate: bool,
    laws: bool,
    jobs: int | None,
    format_: str,
) -> int:
    """Run the cases beside each protocol.

    A case is a patient and what the plan must say. PATH is a cases file, a document, a bundled
    id, or a folder of them; without it, the current folder if it holds cases, else the library.

    --coverage, --witness and --mutate ask what the cases are worth; they change no exit code.
    """
    if laws and not mutate:
        raise click.UsageError("--laws belongs to --mutate")
    from leeward.cases.find import targets, without_cases
    from leeward.cases.run import run_cases
    from leeward.cases.to_json import to_json
    from leeward.cases.to_text import to_text

    files, documents = targets(paths, Path())
    reports = [run_cases(file) for file in files]
    untested = without_cases(documents, {report.of for report in reports})
    sound = [file for file, report in zip(files, reports, strict=True) if not report.problems]
    asked = _coverage(sound, format_) if coverage else {}
    if mutate:
        asked |= _mutate(sound, jobs, laws, format_)
    if format_ == "json":
        click.echo(json.dumps({**to_json(reports, untested), **asked}, indent=2, ensure_ascii=False))
    else:
        click.echo(to_text(reports, untested), nl=False)
        for text in asked.values():
            click.echo(f"\n{text}", nl=False)
    if witness is not None:
        _write_witnesses(sound, witness)
    passed = bool(reports) and all(report.passed for report in reports)
    return exit_codes.COMPLETE if passed else exit_codes.FINDINGS


def _coverage(files: list[Path], format_: str) -> dict[str, object]:
    from leeward.cases.prepare import prepare
    from leeward.coverage import to_json, to_text
    from leeward.coverage.measure import measure

    found = [measure(prepare(file)) for file in files]
    return {"coverage": to_json.to_json(found) if format_ == "json" else to_text.to_text(found)}


def _mutate(files: list[Path], jobs: int | None, laws: bool, format_: str) -> dict[str, object]:
    from leeward.mutation import to_json, to_text
    from leeward.mutation.run import score
    from leeward.verify.z3_solver import SolverMissing

    try:
        found = [score(file, jobs, laws) for file in files]
    except SolverMissing as missing:
        raise click.UsageError(str(missing)) from None
    return {"mutation": to_json.to_json(found) if format_ == "json" else to_text.to_text(found)}


def _write_witnesses(files: list[Path], folder: Path) -> None:
    from leeward.cases.prepare import prepare
    from leeward.coverage.measure import measure
    from leeward.coverage.to_text import missed
    from leeward.coverage.witnesses import witnesses
    from leeward.witness.skeleton import to_cases

    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        suite = prepare(file)
        found = list(witnesses(suite, measure(suite)))
        skeletons = [one.skeleton for one in found if one.skeleton is not None]
        if skeletons:
            path = folder / f"{suite.document.id}.witnesses.yaml"
            path.write_text(to_cases(suite.document.id, skeletons), encoding="utf-8")
            click.echo(f"wrote {path}: {len(skeletons)}, to be confirmed by a person", err=True)
        for one in found:
            if one.skeleton is None:
                click.echo(f"no patient found: {missed(one.target)}", err=True)
