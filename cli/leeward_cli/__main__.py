"""The process `protocol`: one command, and the end. `python -m leeward_cli` is the same."""

import gc
import sys

from leeward_cli import main

_YOUNG = 100_000
"""New objects before garbage is looked for: a command makes fewer, and nearly all of them while it loads."""


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    gc.set_threshold(_YOUNG)
    code = main()
    # the process ends and gives everything back at once; to look for garbage first is time lost
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
