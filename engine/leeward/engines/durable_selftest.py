"""Shows, before the first patient, that durable-rules fires every rule when it must, and only then.

For each rule: one set of facts that is exactly what it needs, and for each of its needs one set
in which everything else is present and that one fact is missing. Sets of the second sort are
packed, one missing fact for as many rules as possible, so that a load takes milliseconds.
And one set with every fact, for which all must fire in their order.
"""

from collections.abc import Iterator

from leeward.backends.durable_program import Shard

Vector = tuple[frozenset[str], list[str]]
"""Facts, and the names of the rules that must fire for them, in order"""


def vectors(shard: Shard) -> Iterator[Vector]:
    """Every set of facts of one rule set's self-test, with the answer it must give."""
    needs = [frozenset(rule.needs) for rule in shard.rules]
    for present in dict.fromkeys(needs):
        yield present, _must_fire(shard, needs, present)
    everything = frozenset(shard.keys)
    yield everything, _must_fire(shard, needs, everything)
    for missing in _packed(needs):
        present = everything - missing
        yield present, _must_fire(shard, needs, present)


def _must_fire(shard: Shard, needs: list[frozenset[str]], present: frozenset[str]) -> list[str]:
    return [rule.name for rule, need in zip(shard.rules, needs, strict=True) if need <= present]


def _packed(needs: list[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Sets of missing facts such that each rule, for each need, is once short of that need alone."""
    open_needs = [sorted(need) for need in needs]
    while any(open_needs):
        missing: set[str] = set()
        kept: set[str] = set()  # must stay, or a rule already counted would be short of two
        for need, still_open in zip(needs, open_needs, strict=True):
            short_of = need & missing
            if len(short_of) > 1:
                continue
            for key in still_open:
                if (short_of == {key}) or (not short_of and key not in kept):
                    missing.add(key)
                    kept |= need - {key}
                    still_open.remove(key)
                    break
        yield frozenset(missing)
