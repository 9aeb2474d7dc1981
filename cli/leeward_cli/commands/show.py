"""`protocol show`: the protocol as a committee reads it."""

from typing import cast

import click


@click.command("show")
@click.argument("protocol", metavar="PROTOCOL")
@click.option("--format", "format_", type=click.Choice(["text", "md"]), default="text", show_default=True)
def command(protocol: str, format_: str) -> None:
    """Print a protocol for reading and signing.

    PROTOCOL is a bundled id, a file, or a folder that holds one document. Everything it uses is
    printed with it: grades, settings, decisions, restart tables, orders, and how each source was
    checked.
    """
    from leeward.backends.to_document import Format, to_document
    from leeward_cli.loading import load

    click.echo(to_document(load(protocol), cast(Format, format_)), nl=False)
