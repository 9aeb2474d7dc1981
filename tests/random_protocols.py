"""Random valid protocols, and random patients that sit on their thresholds.

The protocols are nonsense to a clinician and legal to an engine: every kind of input, every
atom, findings over findings, derived inputs, grades with and without doubt, limits, decisions.
The same seed gives the same protocol and the same patients for ever.
"""

from datetime import UTC, datetime
from random import Random

from leeward.language.units import BY_NAME
from leeward.model.decision import BsabRule, Decision
from leeward.model.expression import (
    And,
    Compare,
    Count,
    GradeIs,
    Has,
    Holds,
    Literal,
    OneOf,
    Or,
    Stated,
    Yes,
    atoms,
)
from leeward.model.protocol import ClinicalProtocol
from leeward.model.source import Citation
from leeward.model.state import NEVER, Fact, State
from leeward.model.steps import Grade, Proposition
from leeward.model.vocabulary import Input, Kind, Vocabulary
from leeward.text.place import Place

AT = datetime(2026, 1, 1, tzinfo=UTC)
PLACE = Place("random.protocol.yaml")
MILLION = 1_000_000
OPERATORS = ("<", "<=", ">", ">=", "=")


def random_protocol(seed: int) -> ClinicalProtocol:
    return _Protocol(Random(seed)).build(f"random-{seed}")


def random_states(protocol: ClinicalProtocol, seed: int, count: int) -> list[State]:
    random = Random(f"states {seed}")
    thresholds = _thresholds(protocol)
    return [_random_state(random, protocol, thresholds) for _ in range(count)]


def proposition(name, condition, kind="finding"):
    return Proposition(name, kind, condition, PLACE, f"text of {name}")


def bsab_rule(name, decision):
    return BsabRule(name, decision, "", Citation("none", "", "memory"), "random", PLACE)


def protocol_of(inputs, steps, bsab=(), name="by-hand"):
    """A protocol of nothing but inputs, steps and decision rules."""
    return ClinicalProtocol(
        id=name,
        kind="protocol",
        title="a protocol for tests",
        version="1.0.0",
        status="draft",
        sha256="0" * 64,
        place=PLACE,
        vocabulary=Vocabulary({one.name: one for one in inputs}, {}, {}),
        steps=tuple(steps),
        bsab=tuple(bsab),
    )


def state_of(**values) -> State:
    return State(AT, {name: Fact(value, None, "stated") for name, value in values.items()})


class _Protocol:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.inputs: list[Input] = []
        self.steps: list[Proposition | Grade] = []
        self.bsab: list[BsabRule] = []

    def build(self, name: str) -> ClinicalProtocol:
        self._vocabulary()
        for number in range(self.random.randint(0, 2)):
            self._derived(number)
        for number in range(self.random.randint(2, 6)):
            self.steps.append(proposition(f"finding {number}", self._condition(3)))
        for number in range(self.random.randint(0, 2)):
            self._grade(f"grade{number}")
        for number in range(self.random.randint(0, 2)):
            self.steps.append(proposition(f"late {number}", self._condition(2)))
        self.steps.append(proposition("applies", self._condition(1), "scope"))
        for number in range(self.random.randint(1, 5)):
            self.steps.append(proposition(f"rule-{number}", self._condition(3), "rule"))
            if self.random.random() < 0.5:
                self.steps.append(proposition(f"rule-{number}.limit", self._condition(1), "limit"))
        for number in range(self.random.randint(0, 4)):
            self.steps.append(proposition(f"bsab-{number}", self._condition(2), "bsab"))
            self.bsab.append(bsab_rule(f"bsab-{number}", self.random.choice(list(Decision))))
        return protocol_of(self.inputs, self.steps, self.bsab, name)

    def _vocabulary(self) -> None:
        options = ("room air", "cannula", "mask", "ventilator", "none")
        for number in range(self.random.randint(1, 3)):
            unit = self.random.choice([BY_NAME["Cel"], BY_NAME["h"], BY_NAME["mm[Hg]"]])
            never = self.random.random() < 0.5
            one = Input(f"quantity_{number}", "", Kind.QUANTITY, PLACE, unit=unit, may_be_never=never)
            self.inputs.append(one)
        for kind in (Kind.NUMBER, Kind.YES_NO, Kind.YES_NO, Kind.OPTION, Kind.SET, Kind.NAME):
            if self.random.random() < 0.8:
                name = f"{kind.name.lower()}_{len(self.inputs)}"
                some = options[: self.random.randint(2, 5)] if kind in (Kind.OPTION, Kind.SET) else ()
                self.inputs.append(Input(name, "", kind, PLACE, options=some))

    def _derived(self, number: int) -> None:
        """A yes/no input that a person may state, and that follows from others when nobody does."""
        name = f"derived_{number}"
        follows = self._condition(1)
        self.inputs.append(Input(name, "", Kind.YES_NO, PLACE))
        stated, yes = Literal(Stated(name)), Literal(Yes(name))
        condition = Or((And((stated, yes)), And((Literal(Stated(name), False), follows))))
        self.steps.append(proposition(name, condition, "derived"))

    def _grade(self, name: str) -> None:
        rows = []
        for number in range(self.random.randint(1, 4), 0, -1):
            self.steps.append(proposition(f"{name}.{number}", self._condition(2), "grade"))
            rows.append((number, f"{name}.{number}"))
        doubt = None
        if self.random.random() < 0.4:
            doubt = f"{name}.doubt"
            self.steps.append(proposition(doubt, self._condition(1), "doubt"))
        self.steps.append(Grade(name, name, tuple(rows), PLACE, doubt=doubt))

    def _condition(self, depth: int):
        roll = self.random.random()
        if depth == 0 or roll < 0.25:
            return Literal(self._atom(), self.random.random() < 0.7)
        if roll < 0.28:
            return self.random.choice([And(()), Or(())])
        joint = And if self.random.random() < 0.5 else Or
        return joint(tuple(self._condition(depth - 1) for _ in range(self.random.randint(1, 4))))

    def _atom(self):
        earlier = [step for step in self.steps if self.random.random() < 0.5]
        if earlier and self.random.random() < 0.4:
            step = self.random.choice(earlier)
            if isinstance(step, Grade):
                return GradeIs(step.name, self.random.choice(OPERATORS), self.random.randint(0, 5))
            return Holds(step.name)
        # an atom met before, so that engines that compute it once are put to the test
        used = [
            atom
            for step in self.steps
            if isinstance(step, Proposition)
            for atom in atoms(step.condition)
            if not isinstance(atom, GradeIs | Holds)
        ]
        if used and self.random.random() < 0.4:
            return self.random.choice(used)
        return self._fresh(self.random.choice(self.inputs))

    def _fresh(self, one: Input):
        random = self.random
        if random.random() < 0.1:
            return Stated(one.name)
        match one.kind:
            case Kind.QUANTITY | Kind.NUMBER:
                return self._compare(one)
            case Kind.YES_NO:
                return Yes(one.name)
            case Kind.OPTION:
                chosen = random.sample(one.options, random.randint(1, len(one.options)))
                return OneOf(one.name, tuple(option for option in one.options if option in chosen))
            case Kind.NAME:
                return OneOf(one.name, tuple(random.sample(("teclistamab", "epcoritamab", "other"), 2)))
            case Kind.SET if random.random() < 0.5:
                return Has(one.name, random.choice(one.options))
            case Kind.SET:
                besides = tuple(random.sample(one.options, random.randint(0, 1)))
                return Count(one.name, besides, random.choice(OPERATORS), random.randint(0, 3))

    def _compare(self, one: Input) -> Compare:
        op = self.random.choice(OPERATORS)
        numbers = [i for i in self.inputs if i.kind in (Kind.QUANTITY, Kind.NUMBER) and i is not one]
        if numbers and self.random.random() < 0.3:
            other = self.random.choice(numbers)
            factor = self.random.choice([-2, -1, 1, 3])
            return Compare(((1, one.name), (factor, other.name)), op, self.random.randint(-3, 3) * MILLION)
        return Compare(
            ((self.random.choice([1, 1, 1, -1]), one.name),), op, self.random.randint(-5, 40) * MILLION // 2
        )


def _thresholds(protocol: ClinicalProtocol) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for step in protocol.propositions:
        for atom in atoms(step.condition):
            if isinstance(atom, Compare):
                for factor, name in atom.terms:
                    found.setdefault(name, []).append(atom.bound // factor)
    return found


def _random_state(random: Random, protocol: ClinicalProtocol, thresholds: dict[str, list[int]]) -> State:
    missing = random.choice([0.0, 0.1, 0.3, 0.7])
    facts = {}
    for one in protocol.vocabulary.inputs.values():
        if random.random() >= missing:
            facts[one.name] = Fact(_random_value(random, one, thresholds.get(one.name, [0])), None, "stated")
    return State(AT, facts)


def _random_value(random: Random, one: Input, thresholds: list[int]):
    match one.kind:
        case Kind.YES_NO:
            return random.random() < 0.5
        case Kind.OPTION:
            return random.choice(one.options)
        case Kind.NAME:
            return random.choice(["teclistamab", "epcoritamab", "other", "a name no rule mentions"])
        case Kind.SET:
            often = random.choice([0.0, 0.3, 0.6, 1.0])
            return frozenset(option for option in one.options if random.random() < often)
        case _ if one.may_be_never and random.random() < 0.2:
            return NEVER
        case _:
            return random.choice(thresholds) + random.choice([-MILLION, -1, 0, 0, 1, MILLION])
