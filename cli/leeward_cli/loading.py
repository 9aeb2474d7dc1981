"""A protocol named on the command line, loaded; one that is invalid is a finding, not bad usage."""

import click

import leeward
from leeward.text.problem import Refused
from leeward_cli import exit_codes


def load(name_or_path: str) -> "leeward.ClinicalProtocol":
    """The protocol; where it is refused, its problems go to standard error and the command ends.

    Raises:
        click.exceptions.Exit: with the exit code for findings.
        leeward.library.UnknownProtocol: there is no such document.
    """
    try:
        return leeward.load(name_or_path)
    except Refused as refused:
        from leeward.report.to_text import to_text

        click.echo(to_text(refused.problems), nl=False, err=True)
        raise click.exceptions.Exit(exit_codes.FINDINGS) from None
