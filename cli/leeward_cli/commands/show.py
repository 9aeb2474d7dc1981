"""`protocol show`: the protocol as a committee reads it."""

from typing import cast

import click


@click.command("show")
@click.argument("protocol", metavar="PROTOCOL")
@click.option("--format", "format_", type=click.Choice(["text", "md"]), default="text", show_default=True)
@click.option("--resolved", is_flag=True, help="The rules after all overlays, each line with its origin.")
def command(protocol: str, format_: str, resolved: bool) -> None:
    """Print a protocol for reading and signing.

    PROTOCOL is a bundled id, a file, or a folder that holds one document. Everything it uses is
    printed with it: grades, settings, decisions, restart tables, orders, and how each source was
    checked.
    """
    from leeward.backends.to_document import Format, to_document
    from leeward_cli.loading import load, load_documents

    if not resolved:
        click.echo(to_document(load(protocol), cast(Format, format_)), nl=False)
        return
    from leeward.backends.to_resolved import to_resolved

    if format_ != "text":
        raise click.UsageError("--resolved is written as text")
    click.echo(to_resolved(load_documents(protocol)), nl=False)
