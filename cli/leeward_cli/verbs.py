"""The group `protocol`, which finds its verbs by place: one module in `commands/`, one verb.

A module `commands/show.py` holds the verb `show` in a variable named `command`. It is imported
only when that verb is wanted, and it imports what is heavy only when the verb runs.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click

import leeward_cli.commands
from leeward.text.nearest import did_you_mean


class PipeClosed(Exception):
    """The reader of the answer has gone away; kept from click, which would report findings for it."""


class Verbs(click.Group):
    """All verbs of `protocol`, each found by the name of its module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        found = iter_modules(leeward_cli.commands.__path__)
        return sorted(module.name for module in found if not module.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"{leeward_cli.commands.__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        verbs = self.list_commands(ctx)
        if args[0] not in verbs and not args[0].startswith("-"):
            help = did_you_mean(args[0], verbs) or "`protocol --help` lists the verbs"
            raise click.UsageError(f"no verb `{args[0]}`; {help}", ctx)
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError as closed:
            raise PipeClosed from closed

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as closed:
            raise PipeClosed from closed
