"""Memory over 200,000 evaluations, and the answers of eight threads.

    python benchmarks/memory_and_threads.py [protocol [evaluations]]

Both engines and the judge are run every time. Memory should be flat after the first lines.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

from small_protocol import chosen, patients

from leeward.engines.judge import Engines

EVALUATIONS = 200_000
THREADS = 8
LINES = 8


def main() -> None:
    protocol, inputs = chosen()
    total = int(sys.argv[2]) if len(sys.argv) > 2 else EVALUATIONS
    states = patients(1_000, inputs=inputs)
    engines = Engines(protocol)
    expected = [engines.signals(state) for state in states]
    print(f"{protocol.id}: {total} evaluations")
    print(f"{0:8}  {resident():6.1f} MB")
    for line in range(1, LINES + 1):
        for number in range(total // LINES):
            engines.signals(states[number % len(states)])
        print(f"{line * total // LINES:8}  {resident():6.1f} MB")

    def share(_: int) -> int:
        return sum(engines.signals(state) != answer for state, answer in zip(states, expected, strict=True))

    for threads in (1, THREADS):
        start = perf_counter()
        with ThreadPoolExecutor(threads) as pool:
            wrong = sum(pool.map(share, range(THREADS)))
        rate = THREADS * len(states) / (perf_counter() - start)
        print(f"{threads} threads: {wrong} wrong answers, {rate:.0f} evaluations a second")


def resident() -> float:
    """Megabytes of this process that are in memory now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


if __name__ == "__main__":
    main()
