"""`protocol evaluate`: one patient's plan, the decision on the antibody first."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leeward_cli import exit_codes

if TYPE_CHECKING:
    from leeward.model.protocol import ClinicalProtocol
    from leeward.plan.model.plan import Plan

_WIDEST = 100
_NARROWEST = 40


@click.command("evaluate")
@click.argument("patient", metavar="PATIENT")
@click.option("--protocol", "name", required=True, metavar="P", help="A bundled id, a file, or a folder.")
@click.option(
    "--layer", metavar="ID", help="For this run, another label of a product than the protocol's own."
)
@click.option("--at", "at", metavar="T", help="Evaluate at this time, as in 2026-11-20T14:00:00Z.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--why",
    metavar="WORD",
    help="Explain one decision (hold, discontinue, continue), intervention, rule, grade, finding, or order "
    "by its number.",
)
@click.option("--full", is_flag=True, help="Show all of the plan; without it the rarely needed is counted.")
def command(
    patient: str, name: str, layer: str | None, at: str | None, form: str, why: str | None, full: bool
) -> int:
    """Make the plan for one patient.

    PATIENT is a file, or - for standard input. Leaves with 0 when the decision on the antibody is
    settled, and with 3 when it is not or the patient is outside the scope; the plan is printed all
    the same.
    """
    from leeward.evaluate import Evaluator
    from leeward.library import find
    from leeward.patient.from_yaml import read_patient
    from leeward.remembered.load import load_compiled
    from leeward.text.problem import Refused

    if why is not None and form != "text":
        raise click.UsageError("--why is answered in text; the JSON holds every reason already")
    moment = _moment(at)
    try:
        compiled = load_compiled(find(name), layer)
    except Refused as refused:
        from leeward.report import to_text as problems_to_text

        click.echo(problems_to_text.to_text(refused.problems), nl=False, err=True)
        return exit_codes.FINDINGS
    _decides(compiled.protocol)
    data, file = _read(patient)
    state = read_patient(data, file, compiled.protocol, moment)
    plan = Evaluator(compiled).plan(state)
    ansi = _wants_bold()
    click.echo(_answer(plan, form, why, ansi, full), color=ansi)
    return exit_codes.COMPLETE if plan.settled else exit_codes.UNSETTLED


def _answer(plan: "Plan", form: str, why: str | None, ansi: bool, full: bool) -> str:
    """The plan, or the one explanation, in the form asked for; no other writer is loaded."""
    if why is not None:
        from leeward.plan.to_why import UnknownAction, to_why

        try:
            return to_why(plan, why, _width())
        except UnknownAction as unknown:
            raise click.UsageError("; ".join(part for part in (str(unknown), unknown.help) if part)) from None
    if form == "json":
        from leeward.plan.to_json import to_json

        return to_json(plan)
    from leeward.plan.to_text import to_text

    return to_text(plan, _width(), ansi, full)


def _decides(protocol: "ClinicalProtocol") -> None:
    """Only a protocol says what to do; any other document must never look as if it allowed anything."""
    if protocol.kind != "protocol":
        raise click.UsageError(
            f"`{protocol.id}` is a {protocol.kind} and decides nothing; use a document of kind `protocol`"
        )


def _moment(at: str | None) -> datetime | None:
    from leeward.patient.times import NotATime, read_time

    if at is None:
        return None
    try:
        return read_time(at)
    except NotATime as fault:
        raise click.UsageError(f"--at is not read: {fault}; {fault.help}") from None


def _read(patient: str) -> tuple[bytes, str]:
    from leeward.text.from_bytes import LARGEST

    most = LARGEST + 1  # one byte more than is ever read: too large is then said
    if patient == "-":
        if sys.stdin is None:
            raise click.UsageError("standard input is closed; name the patient file")
        return sys.stdin.buffer.read(most), "<stdin>"
    with Path(patient).open("rb") as file:
        return file.read(most), patient


def _width() -> int:
    """The width of the terminal; 80 where there is none, so that a piped plan is always the same."""
    if not sys.stdout.isatty():
        return 80
    return max(_NARROWEST, min(_WIDEST, os.get_terminal_size(sys.stdout.fileno()).columns))


def _wants_bold() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
