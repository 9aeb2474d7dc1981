"""The growing set of propositions of one protocol, each under its own name."""

from leeward.language.from_expression import read_condition
from leeward.language.names import Names
from leeward.model.expression import ALWAYS, Condition
from leeward.model.steps import Grade, Proposition, Step
from leeward.text.node import Scalar
from leeward.text.place import Place
from leeward.text.problem import Problems


class Conditions:
    """Reads conditions with one set of names, and keeps what it made of them."""

    def __init__(self, names: Names, problems: Problems) -> None:
        self.names = names
        self.problems = problems
        self.steps: dict[str, Step] = {}
        self._named_at: dict[str, Place] = {}

    def read(self, scalar: Scalar | None) -> Condition:
        """The condition in `scalar`; when it cannot be read the problem is noted and `always` stands in."""
        if scalar is None:
            return ALWAYS
        return read_condition(scalar, self.names, self.problems) or ALWAYS

    def add(self, step: Step, named_at: Place | None = None) -> None:
        """Keeps a proposition or grade; a name that is taken is a problem, at the place where it is named."""
        place = named_at or step.place
        earlier = self._named_at.get(step.name)
        if earlier is not None:
            message = f"`{step.name}` is already defined at {earlier}"
            self.problems.add("colliding-id", message, place, "give one of them another id")
            return
        self.steps[step.name] = step
        self._named_at[step.name] = place

    def replace(self, proposition: Proposition) -> None:
        """Puts a proposition in the place of the one of the same name."""
        self.steps[proposition.name] = proposition

    def proposition(self, name: str) -> Proposition | None:
        step = self.steps.get(name)
        return None if step is None or isinstance(step, Grade) else step


def text_of(scalar: Scalar | None) -> str:
    """A condition as written, on one line; `always` where none is written."""
    return " ".join(scalar.text.split()) if scalar else "always"


def place_of(scalar: Scalar | None, otherwise: Place) -> Place:
    """Where a condition is written, or the place that stands for it."""
    return scalar.place if scalar else otherwise
