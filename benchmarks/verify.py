"""How long proofs take: asco-2021 law by law, then every bundled document with all laws.

    python benchmarks/verify.py [protocol]

Processor time, since a shared machine makes of any other what it likes; the last column is wall time. With a
protocol, only that one.
"""

import sys
from pathlib import Path
from time import perf_counter, process_time

import leeward
from leeward.library import SUFFIX, bundled
from leeward.verify.law import laws
from leeward.verify.run import Limits, verify

EXAMPLE = Path(__file__).parents[1] / "examples" / "st-elsewhere"


def main() -> None:
    of = sys.argv[1] if len(sys.argv) > 1 else "asco-2021"
    protocol = leeward.load(of)
    print(f"{of}, each law in a run of its own")
    for law in laws():
        processor, wall, verdict = _timed(protocol, (law.name,))
        print(f"  {law.name:28} {verdict:10} {processor:6.2f} s  {wall:6.2f} s")
    processor, wall, verdict = _timed(protocol, ())
    print(f"  {'all laws in one run':28} {verdict:10} {processor:6.2f} s  {wall:6.2f} s")
    if len(sys.argv) > 1:
        return
    print("the library, all laws")
    total = total_wall = 0.0
    for name in [*(path.name.removesuffix(SUFFIX) for path in bundled()), str(EXAMPLE)]:
        processor, wall, verdict = _timed(leeward.load(name), ())
        total, total_wall = total + processor, total_wall + wall
        print(f"  {Path(name).name:28} {verdict:10} {processor:6.2f} s  {wall:6.2f} s")
    print(f"  {'together':28} {'':10} {total:6.2f} s  {total_wall:6.2f} s")


def _timed(protocol: leeward.ClinicalProtocol, only: tuple[str, ...]) -> tuple[float, float, str]:
    processor, wall = process_time(), perf_counter()
    verification = verify(protocol, Limits(only))
    verdict = "proven" if verification.proven else "NOT PROVEN"
    return process_time() - processor, perf_counter() - wall, verdict


if __name__ == "__main__":
    main()
