"""The states over which laws are proved are those that a patient file can make: held against the reader."""

from dataclasses import replace
from random import Random

import pytest

import leeward
from leeward.language.quantity import MILLION
from leeward.model.state import NEVER
from leeward.model.vocabulary import Kind
from leeward.patient.from_yaml import read_patient
from leeward.text.problem import Refused
from leeward.verify.counterexample import patient_file
from leeward.verify.encoding import Encoding
from leeward.verify.solver import Answer
from leeward.verify.z3_solver import Z3Solver

PATIENTS = 120
NOT_A_LEVEL = "dose-9-mcg"


@pytest.mark.parametrize("id", ["asco-2021", "blinatumomab-us"])
def test_a_state_is_in_the_space_exactly_when_its_file_is_read(id):
    protocol = leeward.load(id)
    label = protocol.products[0]
    # a level that a rule mentions and that the product does not have, so that its file is refused
    label = replace(label, levels=tuple(level for level in label.levels if level != NOT_A_LEVEL))
    protocol = replace(protocol, products=(label,))
    encoding = Encoding(protocol, Z3Solver)
    random = Random(5)
    answers = []
    for _ in range(PATIENTS):
        facts = invented(random, protocol, encoding.layout)
        if random.random() < 0.5 and "last_dose_level" in encoding.layout.inputs:
            facts |= {"product": protocol.products[0].drug, "last_dose_level": a_level(random, protocol)}
        try:
            read_patient(patient_file(facts, protocol).encode(), "p", protocol)
            read = True
        except Refused:
            read = False
        with encoding.solver.facts(encoding.possible_states()):
            found = encoding.solver.search(exactly(facts, encoding), (), 10)
        assert found.answer is (Answer.SOME if read else Answer.NONE), facts
        answers.append(read)
    assert 10 < sum(answers) < PATIENTS - 10, "both must come up, or nothing is tested"


def invented(random, protocol, layout):
    """Values of which some contradict each other, are implausible, or are no value of the product."""
    facts = {}
    for name in layout.inputs:
        input = protocol.vocabulary.inputs[name]
        if random.random() > 0.25 and input.if_not_stated is None:
            continue
        if input.unknown_when is not None and random.random() < 0.8:
            continue
        facts[name] = value(random, input, layout)
    # what cannot be judged under sedation is read and made unknown, so its file is another state
    if facts.get("sedated") is True:
        facts = {n: v for n, v in facts.items() if protocol.vocabulary.inputs[n].unknown_when is None}
    return facts


def a_level(random, protocol):
    """One that the product has, whether a rule mentions it or not, or one that it does not have."""
    return random.choice([*protocol.products[0].levels, NOT_A_LEVEL])


def value(random, input, layout):
    if input.kind is Kind.YES_NO:
        return random.random() < 0.3
    if input.kind is Kind.OPTION:
        return random.choice(input.options)
    if input.kind is Kind.SET:
        return frozenset(option for option in input.options if random.random() < 0.2)
    if input.kind is Kind.NAME:
        return random.choice(["teclistamab", "another"])
    if input.may_be_never and random.random() < 0.3:
        return NEVER
    low, high = input.plausible or (0, 100 * MILLION)
    beyond = (low - MILLION, high + MILLION) if random.random() < 0.03 else (low, high)
    step = MILLION if input.whole else MILLION // 10
    return random.choice([beyond[0], beyond[1], low + (high - low) // step // 3 * step])


def exactly(facts, encoding):
    names, parts = encoding.names, []
    for name in encoding.layout.inputs:
        input = encoding.protocol.vocabulary.inputs[name]
        known = name in facts
        parts.append(names.known(name) if known else f"(not {names.known(name)})")
        if not known:
            continue
        told = facts[name]
        if input.may_be_never:
            parts.append(names.never(name) if told is NEVER else f"(not {names.never(name)})")
        if input.kind is Kind.SET:
            for word in encoding.layout.words[name]:
                member = names.member(name, word)
                parts.append(member if word in told else f"(not {member})")
        elif input.kind is Kind.YES_NO:
            parts.append(names.value(name) if told else f"(not {names.value(name)})")
        elif input.kind in (Kind.OPTION, Kind.NAME):
            words = encoding.layout.words[name]
            parts.append(f"(= {names.value(name)} {words.get(told, len(words))})")
        elif told is not NEVER:
            parts.append(f"(= {names.value(name)} {told if told >= 0 else f'(- {-told})'})")
    return f"(and {' '.join(parts)})"
