"""The top of the command line: `protocol`, its version and its help."""

import click

from leeward import __version__
from leeward_cli.verbs import Verbs


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"leeward {__version__}")
        ctx.exit()


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Exit codes: 0 complete, 1 findings, 2 bad usage or unreadable input, "
    "3 decision not settled or patient outside the scope, 4 internal fault.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and leave.",
)
def protocol() -> None:
    """A hospital's protocol for CRS and ICANS after bispecific antibodies.

    The answer goes to standard output, everything else to standard error.
    Supports clinical judgement; does not replace it.
    """
