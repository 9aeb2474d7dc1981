"""How much the generated function costs beside one written by hand that knows only one plane.

    python benchmarks/kernel_vs_hand_written.py

Both read the same tuples. The answers are compared first, so that the ratio is of equals.
The rounds are interleaved; read the ratio, not the microseconds.
"""

from collections.abc import Callable
from time import perf_counter

from small_protocol import by_hand, patients, small_protocol

from leeward.engines.kernel import Kernel, Values

PATIENTS = 5_000
ROUNDS = 30


def main() -> None:
    kernel = Kernel(small_protocol())
    for missing in (0.0, 0.1, 0.4):
        states = patients(PATIENTS, missing)
        values = [kernel.encode(state) for state in states]
        for one in values:
            signals = kernel.read(kernel.run(one))
            fired, crs, icans, decision = by_hand(one)
            names = {name for name in signals.certain if not name.startswith(("crs.", "icans.", "ice_"))}
            names -= {"seizing", "focal", "swollen"}
            if (names, signals.grade("crs")[0], signals.grade("icans")[0], signals.decision[0]) != (
                set(fired),
                crs,
                icans,
                decision,
            ):
                raise SystemExit("the two functions answer differently")
        hand, generated = fastest([by_hand, kernel.run], values)
        print(
            f"missing {missing:4.0%}  by hand, one plane {hand * 1e6:5.2f} us   "
            f"generated, both planes {generated * 1e6:5.2f} us   ratio {generated / hand:4.2f}"
        )


def fastest(functions: list[Callable[[Values], object]], values: list[Values]) -> list[float]:
    """Seconds for one call of each, the best of interleaved rounds."""
    best = [float("inf")] * len(functions)
    for _ in range(ROUNDS):
        for number, function in enumerate(functions):
            start = perf_counter()
            for one in values:
                function(one)
            best[number] = min(best[number], (perf_counter() - start) / len(values))
    return best


if __name__ == "__main__":
    main()
