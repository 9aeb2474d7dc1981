"""The command `protocol`: the shell around the library. It decides nothing about a patient."""

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `protocol` with these arguments (default: those of the process); the answer is the exit code."""
    from leeward_cli.guard import guarded

    return guarded(arguments)
