"""From a protocol to what the engines run; not loaded while a remembered protocol will do."""

import json
import marshal

from leeward.backends.durable_program import Question, Shard
from leeward.backends.durable_words import Truth
from leeward.backends.kernel_layout import kernel_layout
from leeward.backends.to_durable import to_durable
from leeward.backends.to_kernel import to_kernel
from leeward.engines.compiled import Compiled, KernelCode, ReadyShard, ReadyStage, Vector
from leeward.engines.durable_selftest import vectors
from leeward.engines.durable_session import fragment
from leeward.model.protocol import ClinicalProtocol


def compile_protocol(protocol: ClinicalProtocol) -> Compiled:
    """The protocol for both engines.

    Raises:
        Refused: durable-rules could not tell two names apart, or a conjunction is too long for it.
    """
    return Compiled(protocol, kernel_code(protocol), ready_stages(protocol))


def kernel_code(protocol: ClinicalProtocol) -> KernelCode:
    """The generated function of a protocol."""
    source = to_kernel(protocol)
    code = compile(source, f"<kernel of {protocol.id}>", "exec")
    return KernelCode(source, marshal.dumps(code), kernel_layout(protocol))


def ready_stages(protocol: ClinicalProtocol) -> tuple[ReadyStage, ...]:
    """The rule sets of a protocol, first stage first.

    Raises:
        Refused: as above.
    """
    return tuple(
        ReadyStage(
            stage.name,
            stage.propositions,
            stage.grades,
            tuple(question.atom for question in stage.questions),
            tuple(ready_shard(shard, stage.questions) for shard in stage.shards),
        )
        for stage in to_durable(protocol).stages
    )


def ready_shard(shard: Shard, questions: tuple[Question, ...] = ()) -> ReadyShard:
    """One rule set; `questions` are those of its stage."""
    keys = {key: number for number, key in enumerate(shard.keys)}
    rules = {rule.name: number for number, rule in enumerate(shard.rules)}
    return ReadyShard(
        json.dumps(shard.definition()),
        tuple((rule.name, rule.concludes) for rule in shard.rules),
        tuple(fragment([key]) for key in shard.keys),
        tuple(
            (number, (_told(question, True, keys), _told(question, False, keys), _told(question, None, keys)))
            for number, question in enumerate(questions)
            if not keys.keys().isdisjoint((question.yes, question.no, question.maybe_yes, question.maybe_no))
        ),
        tuple(
            Vector(tuple(keys[key] for key in sorted(facts)), tuple(rules[name] for name in must_fire))
            for facts, must_fire in vectors(shard)
        ),
    )


def _told(question: Question, truth: Truth, keys: dict[str, int]) -> str:
    """The facts that one answer is, as far as the rule set reads them."""
    return fragment(key for key in question.facts(truth) if key in keys)
