"""What one evaluation costs, part by part.

    python benchmarks/evaluate.py [protocol]

The protocol is a bundled id or a path; without one, the small protocol beside this file. The
second line is what a process pays once: compiling, creating the rule sets, and their self-test.

The last lines are whole plans for the patients of `examples/`, as long as the protocol knows what
they state, with garbage collection running as in a service. A plan works out the reasons of its
orders and why other rules are excluded only when they are read: "every reason" reads those of all
orders and of the decision, `to_json` also why each excluded rule is. `samsung` has 62 rules, 17 that
order and 45 that decide on the antibody.
"""

import gc
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from small_protocol import chosen, patients

from leeward.engines.durable import Durable
from leeward.engines.judge import Engines
from leeward.engines.kernel import Kernel
from leeward.evaluate import Evaluator
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.patient.from_yaml import read_patient
from leeward.plan.model.plan import Plan
from leeward.plan.to_json import to_json
from leeward.plan.to_text import to_text
from leeward.text.problem import Refused

PATIENTS = 500
EXAMPLES = Path(__file__).parents[1] / "examples"
TIMES = 300


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
    parts.append(("the whole plan", Evaluator(protocol).plan))
    base = 0.0
    for name, part in parts:
        times = measured(part, states)
        middle, slow = median(times), quantiles(times, n=100)[98]
        base = base or middle
        print(f"{name:24} median {middle * 1e6:8.1f} us   p99 {slow * 1e6:8.1f} us   x {middle / base:7.1f}")
    whole_plans(protocol)


def whole_plans(protocol: ClinicalProtocol) -> None:
    """One line for each example and writer."""
    evaluator = Evaluator(protocol)
    for folder in sorted(EXAMPLES.iterdir()):
        try:
            state = read_patient((folder / "patient.yaml").read_bytes(), folder.name, protocol)
        except Refused:
            continue
        parts: list[tuple[str, Callable[[State], object]]] = [
            ("plan", evaluator.plan),
            ("plan and every reason", lambda state: reasons(evaluator.plan(state))),
            ("plan and text", lambda state: to_text(evaluator.plan(state))),
            ("plan and JSON", lambda state: to_json(evaluator.plan(state))),
        ]
        print(f"{folder.name}, {len(protocol.rules)} rules that order, {len(protocol.bsab)} that decide")
        for name, part in parts:
            part(state)
            times = [timed(part, state) for _ in range(TIMES)]
            middle, slow = median(times) * 1e3, quantiles(times, n=100)[98] * 1e3
            print(f"  {name:22} median {middle:5.2f} ms   p99 {slow:5.2f} ms")


def reasons(plan: Plan) -> list[object]:
    """The facts behind every order and behind the decision."""
    return [one.because for one in (*plan.actions, *plan.bsab.reasons)]


def timed(part: Callable[[State], object], state: State) -> float:
    start = perf_counter()
    part(state)
    return perf_counter() - start


def measured(part: Callable[[State], object], states: list[State]) -> list[float]:
    """Seconds for each state, garbage collection off while the clock runs."""
    part(states[0])
    gc.collect()
    gc.disable()
    times = []
    for state in states:
        times.append(timed(part, state))
    gc.enable()
    return times


if __name__ == "__main__":
    main()
