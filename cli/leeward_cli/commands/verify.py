"""`protocol verify`: what holds of every patient, proved or refuted with one."""

import sys
from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leeward_cli import exit_codes

if TYPE_CHECKING:
    from leeward.model.protocol import ClinicalProtocol
    from leeward.verify.law import Law
    from leeward.verify.outcome import Verification

_BAR = 20


class _Seconds(click.FloatRange):
    """Seconds of a clock; `nan` passes every comparison with a range and is no number of them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds = float(super().convert(value, param, ctx))
        if not isfinite(seconds):
            self.fail("not a number of seconds", param, ctx)
        return seconds


@click.command("verify")
@click.argument("protocol", metavar="PROTOCOL")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How the answer is written.",
)
@click.option("--only", "only", multiple=True, metavar="LAW", help="This law alone; may be given again.")
@click.option(
    "--seconds",
    type=_Seconds(min=0.1),
    default=60.0,
    show_default=True,
    help="How long each law may take; what is not proven by then is said.",
)
@click.option(
    "--save",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write the patients that break a law there.",
)
@click.option(
    "--replay",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Run a saved path of several looks again, instead of the laws.",
)
def command(
    protocol: str, form: str, only: tuple[str, ...], seconds: float, save: Path | None, replay: Path | None
) -> int:
    """Prove that a protocol is consistent for every patient.

    PROTOCOL is a bundled id, a file, or a folder that holds one document. Each law is proven, refuted with
    a patient that both engines have answered for, or not proven in the time given, which is no pass.
    Leaves with 0 when all is proven or accepted in the document, with 1 when it is not, and with 130 after
    Ctrl-C, which still shows what was proven so far. With --replay: 0 when nothing on the path is broken now.
    """
    if replay is not None:
        if form != "text" or only or save is not None:
            raise click.UsageError("--replay runs one file again, and goes with no other option")
        return _replayed(protocol, replay)
    from leeward.verify.run import Limits, UnknownLaw, verify
    from leeward.verify.z3_solver import SolverMissing
    from leeward_cli.loading import load

    linked = load(protocol)
    try:
        verification = verify(linked, Limits(only, seconds), _progress())
    except SolverMissing as missing:
        raise click.UsageError(str(missing)) from None
    except UnknownLaw as unknown:
        from leeward.text.nearest import did_you_mean

        help = did_you_mean(unknown.name, unknown.known) or f"write one of {', '.join(unknown.known)}"
        raise click.BadParameter(f"{unknown}; {help}", param_hint="--only") from None
    finally:
        if _shown():
            click.echo(f"\r{' ' * 70}\r", nl=False, err=True)
    if save is not None:
        _save(verification, save)
    click.echo(_written(verification, linked, form), nl=False)
    if verification.interrupted:
        return exit_codes.INTERRUPTED
    return exit_codes.COMPLETE if verification.proven else exit_codes.FINDINGS


def _replayed(protocol: str, file: Path) -> int:
    from leeward.sequences.from_yaml import read_timeline
    from leeward.sequences.replay import replay
    from leeward.sequences.to_text import to_text
    from leeward_cli.loading import load

    linked = load(protocol)
    timeline = read_timeline(file.read_bytes(), str(file))
    replayed = replay(timeline, linked)
    click.echo(to_text(timeline, replayed, str(file)), nl=False)
    return exit_codes.FINDINGS if replayed.violations else exit_codes.COMPLETE


def _written(verification: "Verification", linked: "ClinicalProtocol", form: str) -> str:
    from leeward.report.to_sarif import to_sarif
    from leeward.verify.to_json import to_json
    from leeward.verify.to_problems import to_problems
    from leeward.verify.to_text import to_text

    if form == "text":
        return to_text(verification, linked)
    if form == "json":
        return to_json(verification, linked)
    return to_sarif(to_problems(verification, linked), [linked.place.file])


def _save(verification: "Verification", folder: Path) -> None:
    from leeward.verify.to_files import to_files

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in to_files(verification):
        (folder / name).write_text(text, encoding="utf-8")


def _shown() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _progress() -> "Callable[[Law, int, int], None] | None":
    """A bar on standard error, where somebody watches it."""
    if not _shown():
        return None

    def show(law: "Law", done: int, of: int) -> None:
        filled = _BAR * done // of
        bar = "█" * filled + "░" * (_BAR - filled)
        click.echo(f"\r {bar} {done} of {of}  {law.name:30}", nl=False, err=True)

    return show
