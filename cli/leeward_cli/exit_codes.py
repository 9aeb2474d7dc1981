"""What the exit code of `protocol` says; a caller may rely on these numbers."""

COMPLETE = 0
"""The answer is complete."""

FINDINGS = 1
"""The answer is no: an invalid protocol, a failed case, a refuted property."""

USAGE = 2
"""Bad usage, or input that cannot be read."""

UNSETTLED = 3
"""The decision on the antibody cannot be settled from this data, or the patient is outside the scope."""

FAULT = 4
"""An internal fault, or two engines that disagree. There is no plan."""

INTERRUPTED = 130
"""Ctrl-C, as every shell expects it."""

PIPE_CLOSED = 141
"""The reader of the answer went away before the end, as every shell expects it."""
