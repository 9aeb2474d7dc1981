"""`protocol list`: what the library holds."""

import json
from dataclasses import asdict

import click


@click.command("list")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(format_: str) -> None:
    """List the bundled documents.

    The last column counts the sources of each: read at the source, seen in a secondary page only,
    or from memory and not checked.
    """
    from leeward.catalogue import card
    from leeward.library import bundled

    cards = [card(path) for path in bundled()]
    if format_ == "json":
        click.echo(json.dumps([asdict(one) for one in cards], indent=2, ensure_ascii=False))
        return
    rows = [(one.id, one.kind, one.version, one.status) for one in cards]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for one, row in zip(cards, rows, strict=True):
        head = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        checked = (f"{count} {how}" for how, count in one.checked.items() if count)
        click.echo(f"{head}  {', '.join(checked)}".rstrip())
        click.echo(f"    {one.title}")
