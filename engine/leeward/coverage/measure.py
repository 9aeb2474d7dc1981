"""Which targets the cases of one file exercise."""

from leeward.cases.prepare import Suite
from leeward.coverage.target import Target
from leeward.coverage.targets import targets
from leeward.engines.kernel import Kernel
from leeward.logic.kleene import Truth
from leeward.logic.truth import truth_of
from leeward.record import record


@record
class Coverage:
    """The targets of one document; `by`: how many cases exercise each, in the same order."""

    of: str
    file: str
    cases: int
    targets: tuple[Target, ...]
    by: tuple[int, ...]

    @property
    def exercised(self) -> tuple[Target, ...]:
        return tuple(target for target, count in zip(self.targets, self.by, strict=True) if count)

    @property
    def missed(self) -> tuple[Target, ...]:
        return tuple(target for target, count in zip(self.targets, self.by, strict=True) if not count)


def measure(suite: Suite) -> Coverage:
    """What the cases exercise, on the kernel; `protocol test` holds both engines against each other."""
    kernel = Kernel(suite.protocol)
    seen = [(one.state, kernel.signals(one.state)) for one in suite.cases]
    wanted = targets(suite.protocol, suite.document)
    by = tuple(
        sum(truth_of(target.condition, state, signals) is Truth.TRUE for state, signals in seen)
        for target in wanted
    )
    return Coverage(suite.document.id, suite.file, len(suite.cases), wanted, by)
