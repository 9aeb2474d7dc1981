"""One drug under several names: what counts together although the vocabulary lists it twice."""

import re

from leeward.model.vocabulary import Intervention, Vocabulary

_WORDS = re.compile(r"[a-z0-9]+")


def substance(drug: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Every drug of the vocabulary that is this one by another name, itself included.

    Two entries are one drug when a name of one stands, as a whole word, in a name or the title of the other:
    `tocilizumab`, and `toci_sc` with the title "tocilizumab under the skin". That errs towards counting.
    """
    found, waiting = {drug}, [drug]
    drugs = {name: one for name, one in vocabulary.interventions.items() if one.kind == "drug"}
    while waiting:
        one = drugs.get(waiting.pop())
        for name, other in drugs.items():
            if one is not None and name not in found and (_names(one, other) or _names(other, one)):
                found.add(name)
                waiting.append(name)
    return frozenset(found)


def _names(one: Intervention, other: Intervention) -> bool:
    """Whether `other` is called by a name of `one`."""
    texts = [_plain(text) for text in (other.name, other.title, *other.also)]
    return any(_plain(name) in text for name in (one.name, *one.also) for text in texts)


def _plain(text: str) -> str:
    """The words of a text between blanks, so that only whole words are found in it."""
    return f" {' '.join(_WORDS.findall(text.casefold()))} "
