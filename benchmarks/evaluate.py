"""What one evaluation costs, part by part.

    python benchmarks/evaluate.py [protocol]

The protocol is a bundled id or a path; without one, the small protocol beside this file. The
second line is what a process pays once: compiling, creating the rule sets, and their self-test.
"""

import gc
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter

from small_protocol import chosen, patients

from leeward.engines.durable import Durable
from leeward.engines.judge import Engines
from leeward.engines.kernel import Kernel
from leeward.model.state import State

PATIENTS = 500


def main() -> None:
    protocol, inputs = chosen()
    states = patients(PATIENTS, inputs=inputs)
    start = perf_counter()
    engines = Engines(protocol)
    compiled = perf_counter()
    engines.signals(states[0])
    loaded = perf_counter()
    rules = sum(len(shard.rules) for stage in engines.durable.ready for shard in stage.shards)
    print(f"{protocol.id}: {len(protocol.propositions)} propositions, {rules} durable rules")
    print(f"compile {(compiled - start) * 1e3:.1f} ms   first evaluation {(loaded - compiled) * 1e3:.1f} ms")

    kernel, durable = Kernel(protocol), Durable(protocol)
    values = {id(state): kernel.encode(state) for state in states}
    parts: list[tuple[str, Callable[[State], object]]] = [
        ("kernel, values given", lambda state: kernel.run(values[id(state)])),
        ("kernel, from the state", kernel.signals),
        ("durable-rules", durable.signals),
        ("both, and the judge", engines.signals),
    ]
    try:
        from leeward.evaluate import Evaluator
    except ImportError:
        print("the whole plan is not measured: it cannot be imported")
    else:
        parts.append(("the whole plan", Evaluator(protocol).plan))
    base = 0.0
    for name, part in parts:
        times = measured(part, states)
        middle, slow = median(times), quantiles(times, n=100)[98]
        base = base or middle
        print(f"{name:24} median {middle * 1e6:8.1f} us   p99 {slow * 1e6:8.1f} us   x {middle / base:7.1f}")


def measured(part: Callable[[State], object], states: list[State]) -> list[float]:
    """Seconds for each state, garbage collection off while the clock runs."""
    part(states[0])
    gc.collect()
    gc.disable()
    times = []
    for state in states:
        start = perf_counter()
        part(state)
        times.append(perf_counter() - start)
    gc.enable()
    return times


if __name__ == "__main__":
    main()
