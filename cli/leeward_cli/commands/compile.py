"""`protocol compile`: what the engines run."""

import click


@click.command("compile")
@click.argument("protocol", metavar="PROTOCOL")
@click.option(
    "--to",
    "target",
    type=click.Choice(["durable", "python"]),
    required=True,
    help="durable: the durable-rules rule sets as JSON. python: the generated function.",
)
def command(protocol: str, target: str) -> None:
    """Print what a protocol is compiled to.

    PROTOCOL is a bundled id, a file, or a folder that holds one document. Both forms answer alike
    for every patient; `protocol evaluate` runs both and compares.
    """
    from leeward.backends.to_durable import to_durable
    from leeward.backends.to_kernel import to_kernel
    from leeward_cli.loading import load

    linked = load(protocol)
    click.echo(to_durable(linked).to_json() if target == "durable" else to_kernel(linked))
