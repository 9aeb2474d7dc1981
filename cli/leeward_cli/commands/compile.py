"""`protocol compile`: what the engines run."""

import click


@click.command("compile")
@click.argument("protocol", metavar="PROTOCOL")
@click.option(
    "--to",
    "target",
    type=click.Choice(["durable", "python", "smt"]),
    required=True,
    help="durable: rule sets of durable-rules. python: a generated function. smt: SMT-LIB, for proofs.",
)
def command(protocol: str, target: str) -> None:
    """Print what a protocol is compiled to.

    PROTOCOL is a bundled id, a file, or a folder that holds one document. All forms answer
    alike for every patient: `protocol evaluate` runs the first two and compares, `protocol verify` proves
    on the third.
    """
    from leeward.backends.to_durable import to_durable
    from leeward.backends.to_kernel import to_kernel
    from leeward.backends.to_smt import to_smt
    from leeward_cli.loading import load

    linked = load(protocol)
    match target:
        case "durable":
            click.echo(to_durable(linked).to_json())
        case "python":
            click.echo(to_kernel(linked))
        case _:
            click.echo(to_smt(linked))
