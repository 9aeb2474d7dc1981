"""What the two compilers write: safe names, limits kept, and text for people."""

import ast
import json
from dataclasses import replace

import pytest
from tests.oracle import oracle
from tests.random_protocols import (
    MILLION,
    PLACE,
    proposition,
    protocol_of,
    random_protocol,
    random_states,
    state_of,
)

from leeward.backends.conjunctions import MOST_CONJUNCTIONS, conjunctions
from leeward.backends.durable_keys import fnv1a
from leeward.backends.durable_program import LAST, MOST_KEYS, MOST_RULES
from leeward.backends.to_durable import to_durable
from leeward.backends.to_kernel import to_kernel
from leeward.engines.compile_protocol import ready_shard
from leeward.engines.durable import Durable
from leeward.engines.durable_selftest import vectors
from leeward.engines.durable_session import Session, fragment
from leeward.engines.kernel import Kernel
from leeward.language.units import BY_NAME
from leeward.model.expression import And, Compare, Count, Has, Holds, Literal, OneOf, Or, Yes
from leeward.model.vocabulary import Input, Kind
from leeward.text.place import Place
from leeward.text.problem import Refused


def yes_no(*names):
    return [Input(name, name, Kind.YES_NO, PLACE) for name in names]


HOSTILE = [
    "a\n    import os",
    "x'); raise SystemExit('",
    'quote " and \\ backslash',
    "class",
    "None",
    "kernel",
    "values",
    "1st",
    "café ≥ 38",
    "",
    "a b",
    "a-b",
    "a_b",
    "A_B",
    "decision",
    "decision_lo",
    "fever_yes",
    "fever",
    "$and",
    "sid",
    "id",
    "begin",
    "end",
    "patient",
]


def test_names_of_strangers_reach_neither_engine_as_code():
    inputs = yes_no(*HOSTILE)
    steps = [
        replace(
            proposition(name, Literal(Yes(name))),
            text=f"{name}\n0/0\r0/0\x0c\x000/0",
            place=Place(f"{name}.yaml"),
        )
        for name in HOSTILE
    ]
    protocol = replace(protocol_of(inputs, steps), id="p\nraise", title="t\nraise", version="1\nraise")
    tree = ast.parse(to_kernel(protocol))
    assert [type(node) for node in tree.body] == [ast.FunctionDef]
    kinds = {type(node) for node in tree.body[0].body}
    assert kinds == {ast.Assign, ast.If, ast.Return}
    [only_if] = [node for node in tree.body[0].body if isinstance(node, ast.If)]
    assert ast.unparse(only_if.test) == "outcome"
    assert [type(node) for node in only_if.body] == [ast.Return]
    kernel, durable = Kernel(protocol), Durable(protocol)
    for number, name in enumerate(HOSTILE):
        state = state_of(**{other: (place == number) for place, other in enumerate(HOSTILE)})
        assert kernel.signals(state).certain == {name}
        assert durable.signals(state) == kernel.signals(state)


def test_the_kernel_is_readable():
    inputs = [
        Input("temperature", "", Kind.QUANTITY, PLACE, unit=BY_NAME["Cel"]),
        Input("device", "", Kind.OPTION, PLACE, options=("room_air", "cpap")),
    ]
    fever = Literal(Compare(((1, "temperature"),), ">=", 38 * MILLION))
    steps = [
        replace(
            proposition("fever", fever),
            text="temperature >= 38.0 Cel",
            place=Place("astct.protocol.yaml", 12),
        ),
        proposition("rule-1", And((Literal(Holds("fever")), Literal(OneOf("device", ("cpap",))))), "rule"),
    ]
    assert (
        to_kernel(replace(protocol_of(inputs, steps), scope="fever"))
        == """\
# by-hand 1.0.0: a protocol for tests
# numbers are millionths of the unit; None is unknown; nan is never
#   temperature: Cel
#   device: 0 room_air, 1 cpap


def kernel(values, outcome=False):
    (
        temperature,
        device,
    ) = values

    # fever (finding), astct.protocol.yaml:12
    #   temperature >= 38.0 Cel
    fever_may = temperature is None or temperature >= 38000000
    fever_yes = fever_may and temperature is not None

    # bispecific antibody: 0 continue, 1 hold, 2 discontinue
    decision_lo = 0
    decision_hi = 0

    if outcome:
        return (
            fever_yes,
            fever_may,
            decision_lo,
            decision_hi,
        )

    # rule-1 (rule), random.protocol.yaml:1
    #   text of rule-1
    rule_1_may = fever_may and (device is None or device == 1)
    rule_1_yes = rule_1_may and fever_yes and device is not None and device == 1

    return (
        fever_yes,
        rule_1_yes,
        fever_may,
        rule_1_may,
        decision_lo,
        decision_hi,
    )
"""
    )


def test_durable_facts_are_in_the_words_of_the_protocol():
    inputs = [
        Input("temperature", "", Kind.QUANTITY, PLACE, unit=BY_NAME["Cel"]),
        Input("systolic_bp", "", Kind.QUANTITY, PLACE, unit=BY_NAME["mm[Hg]"]),
        Input("baseline", "", Kind.QUANTITY, PLACE, unit=BY_NAME["mm[Hg]"]),
        Input("device", "", Kind.OPTION, PLACE, options=("cpap", "bipap")),
        Input("pressors", "", Kind.SET, PLACE, options=("nor", "vaso")),
    ]
    atoms = [
        Compare(((1, "temperature"),), ">=", 38 * MILLION),
        Compare(((1, "systolic_bp"), (-1, "baseline")), "<", -20 * MILLION - 500_000),
        OneOf("device", ("cpap",)),
        OneOf("device", ("cpap", "bipap")),
        Has("pressors", "nor"),
        Count("pressors", ("vaso",), ">=", 2),
    ]
    program = to_durable(protocol_of(inputs, [proposition("p", Or(tuple(Literal(atom) for atom in atoms)))]))
    assert [question.name for question in program.stages[0].questions] == [
        "temperature >= 38 Cel",
        "systolic_bp - baseline < -20.5 mm[Hg]",
        "device = cpap",
        "device in {cpap, bipap}",
        "nor in pressors",
        "count(pressors besides {vaso}) >= 2",
    ]
    assert program.stages[0].rules[0].needs == ("temperature >= 38 Cel: yes",)
    assert program.stages[0].rules[1].needs == ("temperature >= 38 Cel: yes or unknown",)


def test_the_program_keeps_inside_the_reliable_part_of_durable_rules():
    for seed in range(60):
        program = to_durable(random_protocol(seed))
        for ruleset in (
            one for stage in json.loads(program.to_json())["stages"] for one in stage["rulesets"]
        ):
            assert 2 < len(ruleset) <= MOST_RULES + 2
            assert [rule["pri"] for rule in ruleset.values()] == [*range(len(ruleset) - 1), LAST]
            keys = set()
            for name, rule in ruleset.items():
                (test,) = rule["all"]
                assert list(test) == ["m"]
                conjunction = test["m"].get("$and", [test["m"]])
                assert all(list(one.values()) == [1] for one in conjunction)
                assert list(conjunction[0]) == ["begin" if name == "begin" else "patient"]
                assert not any("$" in key for one in conjunction for key in one)
                keys |= {key for one in conjunction for key in one}
            assert len(keys) <= MOST_KEYS + 2
            assert len({fnv1a(key) for key in (*keys, "id", "sid", "$s")}) == len(keys) + 3


def test_an_and_of_ors_is_cut_into_parts():
    names = [f"i{number}" for number in range(24)]
    literals = [Literal(Yes(name), number % 3 > 0) for number, name in enumerate(names)]
    condition = And(tuple(Or(tuple(literals[start : start + 4])) for start in range(0, 24, 4)))
    assert len(conjunctions(condition)) == 4**6
    protocol = protocol_of(yes_no(*names), [proposition("wide", condition)])
    program = to_durable(protocol)
    assert program.parts
    assert all(len(stage.rules) <= 2 * MOST_CONJUNCTIONS for stage in program.stages[1:])
    durable = Durable(protocol)
    for state in random_states(protocol, 1, 300):
        signals = durable.signals(state)
        assert signals == oracle(protocol, state)
        assert not signals.possible & program.parts


def test_conjunctions_keep_a_contradiction_and_drop_what_is_implied():
    a, b = Literal(Yes("a")), Literal(Yes("b"))
    assert conjunctions(And((a, Literal(Yes("a"), False)))) == ((a, Literal(Yes("a"), False)),)
    assert conjunctions(Or((And((a, b)), a, a))) == ((a,),)
    assert conjunctions(And(())) == ((),)
    assert conjunctions(Or(())) == ()


def test_two_names_with_one_hash_are_refused_by_name():
    # measured: durable-rules fires a rule on one of these for a fact that is the other
    assert fnv1a("delta_ratio") == fnv1a("day_night_last")
    inputs = yes_no("delta_ratio", "day_night_last")
    steps = [
        proposition("delta_ratio", Literal(Yes("delta_ratio"))),
        proposition("day_night_last", Literal(Yes("day_night_last"))),
        proposition("both", And((Literal(Holds("delta_ratio")), Literal(Holds("day_night_last"))))),
    ]
    with pytest.raises(Refused) as caught:
        to_durable(protocol_of(inputs, steps))
    (problem,) = caught.value.problems
    assert "`delta_ratio" in problem.message
    assert "`day_night_last" in problem.message
    assert problem.help


def test_a_conjunction_too_long_for_durable_rules_is_refused():
    names = [f"i{number}" for number in range(MOST_KEYS + 1)]
    steps = [proposition("long", And(tuple(Literal(Yes(name)) for name in names)))]
    with pytest.raises(Refused, match="`long` joins 241 questions"):
        to_durable(protocol_of(yes_no(*names), steps))
    durable = Durable(protocol_of(yes_no(*names), [proposition("long", And(steps[0].condition.parts[1:]))]))
    assert durable.signals(state_of(**dict.fromkeys(names, True))).certain == {"long"}


def test_stages_go_forward_and_are_named():
    program = to_durable(random_protocol(2))
    settled: set[str] = set()
    for stage in program.stages:
        for question in stage.questions:
            if isinstance(question.atom, Holds):
                assert question.atom.proposition in settled, stage.name
        settled |= {*stage.propositions, *stage.grades}
    assert program.stages[-1].name == "decision"
    assert len({stage.name for stage in program.stages}) == len(program.stages)


def test_the_self_test_has_a_vector_for_every_rule_and_every_need():
    for seed in range(20):
        for shard in (shard for stage in to_durable(random_protocol(seed)).stages for shard in stage.shards):
            found = list(vectors(shard))
            for rule in shard.rules:
                needs = frozenset(rule.needs)
                assert any(facts == needs and rule.name in fired for facts, fired in found)
                for key in needs:
                    assert any(needs - facts == {key} and rule.name not in fired for facts, fired in found), (
                        seed,
                        rule.name,
                        key,
                    )


def test_every_printable_character_is_safe_inside_a_fact_of_durable_rules():
    """What the compiler relies on: each name matches itself and nothing shorter."""
    safe = [chr(code) for code in range(32, 127) if chr(code) not in '"\\$']
    names = [f"a{character}b" for character in safe]
    protocol = protocol_of(
        yes_no(*names), [proposition(f"p{n}", Literal(Yes(name))) for n, name in enumerate(names)]
    )
    for stage in to_durable(protocol).stages:
        for shard in stage.shards:
            session = Session(ready_shard(shard))
            for rule in shard.rules:
                assert rule.name in session.fire(fragment(rule.needs))
            assert session.fire(fragment(["a", "b"])) == []
            session.close()
