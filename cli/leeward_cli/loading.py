"""A protocol named on the command line, loaded; one that is invalid is a finding, not bad usage."""

from typing import TYPE_CHECKING

import click

import leeward
from leeward.text.problem import Refused
from leeward_cli import exit_codes

if TYPE_CHECKING:
    from leeward.link.gather import Gathered


def load(name_or_path: str) -> "leeward.ClinicalProtocol":
    """The protocol; where it is refused, its problems go to standard error and the command ends.

    Raises:
        click.exceptions.Exit: with the exit code for findings.
        leeward.library.UnknownProtocol: there is no such document.
    """
    try:
        return leeward.load(name_or_path)
    except Refused as refused:
        raise _findings(refused) from None


def load_documents(name_or_path: str) -> "tuple[Gathered, ...]":
    """The documents of a protocol, as they were read; otherwise like `load`."""
    from leeward.library import find
    from leeward.link.load import link_documents

    try:
        return link_documents(find(name_or_path)).documents
    except Refused as refused:
        raise _findings(refused) from None


def _findings(refused: Refused) -> click.exceptions.Exit:
    from leeward.report.to_text import to_text

    click.echo(to_text(refused.problems), nl=False, err=True)
    return click.exceptions.Exit(exit_codes.FINDINGS)
