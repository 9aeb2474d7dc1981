"""How long a clinician waits for `protocol evaluate`, beside a Python that imports click and yaml.

    python benchmarks/cold_start.py [protocol [patient]]

Whole processes, each kind in turn, so that a busy machine slows all alike; read the ratios. The
first run of all fills the cache of linked protocols and is not counted.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

COMMAND = "from leeward_cli.__main__ import run; run()"
"""What the installed script `protocol` does"""

ROUNDS = 12
EXAMPLES = Path(__file__).parents[1] / "examples"
PATIENTS = ("01-teclistamab-day-1", "03-blood-pressure-missing")


def main() -> None:
    protocol = sys.argv[1] if len(sys.argv) > 1 else "asco-2021"
    patients = sys.argv[2:] or [str(EXAMPLES / name / "patient.yaml") for name in PATIENTS]
    commands = {"import click, yaml": ["-c", "import click, yaml"]}
    for patient in patients:
        name = f"evaluate {Path(patient).parent.name}"
        commands[name] = ["-c", COMMAND, "evaluate", patient, "--protocol", protocol]
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "LEEWARD_CACHE": folder}
        for arguments in commands.values():
            seconds(arguments, environment)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, arguments in commands.items():
                times[name].append(seconds(arguments, environment))
    base, *_ = times.values()
    for name, found in times.items():
        # each run against the one beside it, so that a slow minute is in both
        ratio = median(one / other for one, other in zip(found, base, strict=True))
        middle, best = median(found) * 1e3, min(found) * 1e3
        print(f"{name:36} median {middle:6.1f} ms   best {best:6.1f} ms   x {ratio:4.2f}")


def seconds(arguments: Sequence[str], environment: Mapping[str, str]) -> float:
    """One whole process, from its start to its end."""
    start = perf_counter()
    run = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=False)
    took = perf_counter() - start
    if run.returncode not in (0, 3):
        raise SystemExit(run.stderr.decode())
    return took


if __name__ == "__main__":
    main()
