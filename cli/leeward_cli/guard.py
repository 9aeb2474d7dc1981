"""The outermost guard: whatever happens inside a verb leaves as one sentence and an exit code.

No traceback is shown, because one may hold a patient's data.
"""

import errno
import io
import os
import sys
from collections.abc import Sequence

import click

from leeward.engines.faults import EngineFault
from leeward.library import UnknownProtocol
from leeward.text.problem import Refused
from leeward_cli import exit_codes
from leeward_cli.protocol import protocol
from leeward_cli.verbs import PipeClosed

TRACEBACK = "LEEWARD_TRACEBACK"


def guarded(arguments: Sequence[str] | None) -> int:
    """Run the command line and answer the exit code; nothing but the code leaves this function."""
    if sys.stdout is None:
        _say("standard output is closed, so there is nowhere to write the answer")
        return exit_codes.USAGE
    try:
        _survive_any_locale()
        code = _answer(arguments)
        _flush()
        return code
    except (PipeClosed, BrokenPipeError):
        _drop_what_nobody_reads()
        return exit_codes.PIPE_CLOSED
    except (click.Abort, KeyboardInterrupt):
        return exit_codes.INTERRUPTED
    except _NotWritten as failure:
        _drop_what_nobody_reads()
        _say(f"the answer cannot be written: {failure}")
        return exit_codes.USAGE
    except EngineFault as fault:
        _say(f"{fault}; no plan was made", fault.help)
        return exit_codes.FAULT
    except Exception:  # noqa: BLE001  the last line of defence: a fault must never look like a plan
        return _fault()


class _NotWritten(Exception):
    """The answer could not be written: the disk is full, the device is gone."""


def _flush() -> None:
    try:
        sys.stdout.flush()
    except OSError as failure:
        raise _as_not_written(failure) from None


def _as_not_written(failure: OSError) -> Exception:
    """What an error of the system without a file's name means; unknown ones stay as they are."""
    if failure.errno not in (errno.ENOSPC, errno.EFBIG, errno.EBADF, getattr(errno, "EDQUOT", None)):
        return failure
    return _NotWritten((failure.strerror or "the system refuses it").lower())


def _answer(arguments: Sequence[str] | None) -> int:
    try:
        answer = protocol.main(arguments, prog_name="protocol", standalone_mode=False)
    except SystemExit as leaving:
        answer = leaving.code
    except click.ClickException as refusal:
        refusal.show()
        return refusal.exit_code
    except UnknownProtocol as unknown:
        _say(str(unknown), unknown.help)
        return exit_codes.USAGE
    except Refused as refused:
        from leeward.report.to_text import to_text

        click.echo(to_text(refused.problems), nl=False, err=True)
        return exit_codes.USAGE
    except OSError as failure:
        if failure.filename is None:
            raise _as_not_written(failure) from None
        _say(f"cannot use `{failure.filename}`: {(failure.strerror or 'the system refuses it').lower()}")
        return exit_codes.USAGE
    return answer if isinstance(answer, int) else exit_codes.COMPLETE


def _fault() -> int:
    if os.environ.get(TRACEBACK) == "1":
        import traceback

        traceback.print_exc()
    _say(
        "an internal fault, and no plan was made",
        f"set {TRACEBACK}=1 and run again to see the traceback, which may show a patient's data",
    )
    return exit_codes.FAULT


def _say(message: str, help: str = "") -> None:
    from leeward.report.summary import on_one_line

    click.echo(f"protocol: {on_one_line(message)}", err=True)
    if help:
        click.echo(f"   help: {on_one_line(help)}", err=True)


def _survive_any_locale() -> None:
    """A character that the terminal cannot show is escaped, so that a plan is never cut off by one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_what_nobody_reads() -> None:
    """Send the rest of the answer nowhere, or the interpreter complains about it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
