"""What Z3 says the SMT-LIB text of a protocol means, for one state at a time, with every input given."""

import z3

from leeward.backends.kernel_layout import kernel_layout
from leeward.backends.smt_names import SmtNames
from leeward.backends.to_smt import to_smt
from leeward.model.decision import Decision
from leeward.model.signals import Signals
from leeward.model.state import NEVER
from leeward.model.vocabulary import Kind

NAMES = SmtNames()
ENDS = (NAMES.lowest, NAMES.highest)
GRADES = range(6)


class Z3Answers:
    def __init__(self, protocol):
        self.protocol = protocol
        self.layout = kernel_layout(protocol)
        self.constants = {}
        parser = z3.ParserContext()
        parser.from_string(to_smt(protocol))
        asked = [NAMES.certain(name) for name in self.layout.propositions]
        asked += [NAMES.possible(name) for name in self.layout.propositions]
        asked += [f"(= {end(name)} {n})" for name in self.layout.grades for end in ENDS for n in GRADES]
        asked += [NAMES.decision_lowest_at_least(n) for n in (1, 2)]
        asked += [NAMES.decision_highest_at_least(n) for n in (1, 2)]
        equal = "".join(f"(assert (= |the answer| {term}))" for term in asked)
        terms = [one.arg(1) for one in parser.from_string("(declare-const |the answer| Bool)" + equal)]
        # all answers in one number: a Python object for each of them would take most of the time
        self.all = z3.Concat([z3.If(term, z3.BitVecVal(1, 1), z3.BitVecVal(0, 1)) for term in terms])
        self.count = len(terms)

    def signals(self, state):
        model = z3.Model()
        for name in self.layout.inputs:
            self._tell(model, name, state)
        bits = iter(f"{model.eval(self.all).as_long():0{self.count}b}")
        names = self.layout.propositions
        certain = frozenset([name for name in names if next(bits) == "1"])
        possible = frozenset([name for name in names if next(bits) == "1"])
        grades = []
        for name in self.layout.grades:
            lowest, highest = ["".join(next(bits) for _ in GRADES) for _ in ENDS]
            assert lowest.count("1") == highest.count("1") == 1, (
                "a grade has one lowest and one highest value"
            )
            grades.append((name, lowest.index("1"), highest.index("1")))
        ends = [Decision(int(next(bits)) + int(next(bits))) for _ in ENDS]
        return Signals(certain, possible, tuple(grades), (ends[0], ends[1]))

    def _tell(self, model, name, state):
        input = self.protocol.vocabulary.inputs[name]
        fact = state.facts.get(name)
        value = fact.value if fact else None
        self._set(model, NAMES.known(name), fact is not None)
        # the value of what is unknown must not matter: it is set to something that would be seen
        if input.kind is Kind.SET:
            for word in self.layout.words[name]:
                self._set(model, NAMES.member(name, word), word in value if fact else True)
        elif input.kind is Kind.YES_NO:
            self._set(model, NAMES.value(name), value if fact else True)
        elif input.kind in (Kind.OPTION, Kind.NAME):
            words = self.layout.words[name]
            self._set(model, NAMES.value(name), words.get(value, len(words)) if fact else 0)
        else:
            self._set(model, NAMES.value(name), 41_000_000 if value is None or value is NEVER else value)
        if input.may_be_never:
            self._set(model, NAMES.never(name), value is NEVER)

    def _set(self, model, symbol, value):
        if symbol not in self.constants:
            sort = z3.Bool if isinstance(value, bool) else z3.Int
            self.constants[symbol] = sort(symbol.strip("|"))
        model.update_value(
            self.constants[symbol], TRUTHS[value] if isinstance(value, bool) else z3.IntVal(value)
        )


TRUTHS = {True: z3.BoolVal(True), False: z3.BoolVal(False)}
