"""The SMT-LIB text means what the kernel computes: Z3 against the kernel, state by state.

220 random protocols with 35 patients each and every bundled document with 100: more than 10,000 pairs.
"""

import subprocess
import sys

import pytest
import z3
from tests.random_protocols import (
    PLACE,
    proposition,
    protocol_of,
    random_protocol,
    random_states,
    state_of,
)
from tests.verify.z3_answers import Z3Answers

from leeward.backends.smt_names import SmtNames
from leeward.backends.to_smt import to_smt
from leeward.engines.kernel import Kernel
from leeward.library import bundled
from leeward.link.load import load_protocol
from leeward.model.expression import Literal, Yes
from leeward.model.vocabulary import Input, Kind

CHUNK, SEEDS, STATES, DOCUMENT_STATES = 20, 220, 35, 100


@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK))
def test_z3_and_kernel_agree_on_random_protocols(first):
    for seed in range(first, first + CHUNK):
        protocol = random_protocol(seed)
        kernel, smt = Kernel(protocol), Z3Answers(protocol)
        for number, state in enumerate(random_states(protocol, seed, STATES)):
            assert smt.signals(state) == kernel.signals(state), f"seed {seed}, patient {number}"


@pytest.mark.parametrize("path", bundled(), ids=lambda path: path.parent.name)
def test_z3_and_kernel_agree_on_bundled_documents(path):
    protocol = load_protocol(path)
    kernel, smt = Kernel(protocol), Z3Answers(protocol)
    for number, state in enumerate(random_states(protocol, 7, DOCUMENT_STATES)):
        assert smt.signals(state) == kernel.signals(state), f"patient {number}"


def test_it_is_ten_thousand_patients():
    assert SEEDS * STATES + len(bundled()) * DOCUMENT_STATES >= 10_000


def test_a_second_copy_repeats_only_what_can_differ():
    """The copy for a worse temperature defines again what reads it, and shares the rest."""
    protocol = random_protocol(0)
    names = SmtNames("worse", frozenset({next(iter(protocol.vocabulary.inputs))}), frozenset())
    copy = to_smt(protocol, names)
    assert "define-fun" not in copy
    parser = z3.ParserContext()
    parser.from_string(to_smt(protocol))
    parser.from_string(copy)


@pytest.mark.parametrize("name", ["a|b", "a\\b", "a%b", "a%25.b", "fièvre", "a known", "x\ny"])
def test_any_name_can_be_written(name):
    input = Input(name, "", Kind.YES_NO, PLACE)
    protocol = protocol_of([input], [proposition(f"p {name}", Literal(Yes(name)))])
    kernel = Kernel(protocol)
    parser = z3.ParserContext()
    parser.from_string(to_smt(protocol))
    names = SmtNames()
    terms = (
        f"(assert {names.known(name)})(assert {names.value(name)})(assert (not {names.certain(f'p {name}')}))"
    )
    solver = z3.Solver()
    solver.add(*parser.from_string(terms))
    assert solver.check() == z3.unsat
    assert kernel.signals(state_of(**{name: True})).certain == {f"p {name}"}


def test_no_two_names_are_written_alike():
    names = ["a", "a|", "a%7c.", "a%", "a%25.", "A"]
    assert len({SmtNames().value(name) for name in names}) == len(names)


def test_the_same_protocol_is_the_same_text():
    assert to_smt(random_protocol(5)) == to_smt(random_protocol(5))


def test_the_command_prints_what_a_solver_reads():
    run = [sys.executable, "-m", "leeward_cli", "compile", "teclistamab-us-2025", "--to", "smt"]
    printed = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    for asked, answer in (
        ("|crs highest >= 4|", z3.sat),
        ("(and |tec-icans-dexamethasone certain| (< |icans lowest| 2))", z3.unsat),
    ):
        solver = z3.Solver()
        solver.from_string(f"{printed}(assert {asked})")
        assert solver.check() == answer
