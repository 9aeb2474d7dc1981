"""What a law is: what must hold of every patient, said without naming a solver.

A law is one file in `laws/` with one `LAW`; it is found by being there.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules

from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import Value
from leeward.record import record
from leeward.verify.encoding import Encoding
from leeward.verify.seen import Seen

Values = dict[str, Value]
Patients = tuple[Seen, ...]
"""One patient, or one patient before and after a change."""


@record
class Question:
    """One thing that no patient may show; or, in a group of what is `wanted`, that some patient must.

    subject: the rule, grade or input it is about, by which a document may accept the answer.
    sought: the term that holds for such a patient. seen: the same, asked of the running engines.
    also: values that every such patient has, of inputs that no condition reads.
    message: what it means that there is such a patient (or, when wanted, none): one sentence part.
    rules: names of the propositions to show with their lines; more may be known only with the patient.
    """

    subject: str
    message: str
    sought: str
    seen: Callable[[Patients], bool]
    rules: tuple[str, ...] = ()
    culprits: Callable[[Patients], Iterable[str]] | None = None
    also: tuple[tuple[str, Value], ...] = ()


@record
class Group:
    """Questions asked under the same premises.

    meant: the premises, asked of the running engines.
    changed: inputs in which a second patient differs; `mark` is that of the names of the second patient.
    base: another protocol than the one that is verified, as told to a solver of its own.
    other: a protocol by which the same patient is seen a second time.
    wanted: every question needs a patient, and none is the fault.
    """

    questions: tuple[Question, ...]
    premises: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    mark: str = ""
    base: Encoding | None = None
    other: ClinicalProtocol | None = None
    wanted: bool = False
    meant: Callable[[Patients], bool] = lambda patients: True


def covered(patients: Patients) -> bool:
    """Whether the protocol certainly covers each of the patients."""
    return all(one.covered for one in patients)


@record
class Fault:
    """What breaks a law and is found by looking at everything, not by a solver.

    facts: a patient who shows it, where one can; `seen` asks the running engines.
    files: what else shows it, such as a timeline of patients that the law has replayed itself.
    """

    subject: str
    message: str
    rules: tuple[str, ...] = ()
    facts: Values | None = None
    files: tuple[str, ...] = ()
    seen: Callable[[Patients], bool] = lambda patients: True


@record
class Open:
    """What a search left unanswered, and why."""

    subject: str
    reason: str


@record
class Note:
    """What a search did not ask, and why there is nothing to ask; shown beside the answer."""

    text: str


@record
class Law:
    """A law by its name, in words and as an equation.

    groups: what is asked of the solver. faults: what is found without one; None for each thing that is well.
    searched: the same for a search that may take so many seconds, leave something open, and note its edges.
    """

    order: float
    name: str
    words: str
    equation: str
    groups: Callable[[Encoding], Iterable[Group]] | None = None
    faults: Callable[[Encoding], Iterable[Fault | None]] | None = None
    searched: Callable[[Encoding, float], Iterable[Fault | Open | Note | None]] | None = None


def laws() -> tuple[Law, ...]:
    """All built-in laws, in the order in which they are shown."""
    import leeward.verify.laws as folder

    found = [import_module(f"{folder.__name__}.{one.name}").LAW for one in iter_modules(folder.__path__)]
    return tuple(sorted(found, key=lambda law: law.order))
