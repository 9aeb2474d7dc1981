"""`protocol evaluate`: one patient's plan, the decision on the antibody first."""

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from leeward_cli import exit_codes

_WIDEST = 100
_NARROWEST = 40


@click.command("evaluate")
@click.argument("patient", metavar="PATIENT")
@click.option("--protocol", "name", required=True, metavar="P", help="A bundled id, a file, or a folder.")
@click.option("--at", "at", metavar="T", help="Evaluate at this time, as in 2026-11-20T14:00:00Z.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--why",
    metavar="ACTION",
    help="Explain one intervention, rule, or decision (hold, discontinue, continue).",
)
def command(patient: str, name: str, at: str | None, form: str, why: str | None) -> int:
    """Make the plan for one patient.

    PATIENT is a file, or - for standard input. Leaves with 0 when the decision on the antibody is
    settled, and with 3 when it is not or the patient is outside the scope; the plan is printed all
    the same.
    """
    from leeward.evaluate import Evaluator
    from leeward.library import find
    from leeward.link.remembered import load_remembered
    from leeward.patient.from_yaml import read_patient
    from leeward.plan.to_json import to_json
    from leeward.plan.to_text import to_text
    from leeward.plan.to_why import UnknownAction, to_why
    from leeward.report import to_text as problems_to_text
    from leeward.text.problem import Refused

    if why is not None and form != "text":
        raise click.UsageError("--why is answered in text; the JSON holds every reason already")
    moment = _moment(at)
    try:
        protocol = load_remembered(find(name))
    except Refused as refused:
        click.echo(problems_to_text.to_text(refused.problems), nl=False, err=True)
        return exit_codes.FINDINGS
    data, file = _read(patient)
    plan = Evaluator(protocol).plan(read_patient(data, file, protocol, moment))
    ansi = _wants_bold()
    try:
        answer = to_why(plan, why, _width()) if why is not None else ""
    except UnknownAction as unknown:
        raise click.UsageError("; ".join(part for part in (str(unknown), unknown.help) if part)) from None
    if why is None:
        answer = to_json(plan) if form == "json" else to_text(plan, _width(), ansi)
    click.echo(answer, color=ansi)
    return exit_codes.COMPLETE if plan.settled else exit_codes.UNSETTLED


def _moment(at: str | None) -> datetime | None:
    from leeward.patient.times import NotATime, read_time

    if at is None:
        return None
    try:
        return read_time(at)
    except NotATime as fault:
        raise click.UsageError(f"--at is not read: {fault}; {fault.help}") from None


def _read(patient: str) -> tuple[bytes, str]:
    if patient == "-":
        return sys.stdin.buffer.read(), "<stdin>"
    return Path(patient).read_bytes(), patient


def _width() -> int:
    """The width of the terminal; 80 where there is none, so that a piped plan is always the same."""
    if not sys.stdout.isatty():
        return 80
    return max(_NARROWEST, min(_WIDEST, os.get_terminal_size(sys.stdout.fileno()).columns))


def _wants_bold() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
