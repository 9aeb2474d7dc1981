"""`protocol new`: the repository of an institution, on a base of the library."""

from pathlib import Path

import click

from leeward_cli import exit_codes


@click.command("new")
@click.argument("id", metavar="ID")
@click.option("--base", default="asco-2021", show_default=True, help="The protocol to extend.")
@click.option("--title", help="What people call it.  [default: from the id]")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="The folder.  [default: the id]"
)
def command(id: str, base: str, title: str | None, into: Path | None) -> int:
    """Start an institution's own protocol.

    Writes a folder with the protocol ID on its base, cases, an example patient, the schema for editors, and
    configurations for pre-commit and continuous integration. Nothing is written over.
    """
    from leeward.scaffold.new import CannotMake, new_repository

    folder = into or Path(id)
    try:
        written = new_repository(id, title or id.replace("-", " ").capitalize(), base, folder)
    except CannotMake as reason:
        raise click.UsageError(f"{reason}; {reason.help}") from None
    for path in written:
        click.echo(path)
    click.echo(f"next: cd {folder} && protocol validate . && protocol test .", err=True)
    return exit_codes.COMPLETE
