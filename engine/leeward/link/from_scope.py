"""Whom a protocol is for, and what it does not speak about."""

from leeward.link.conditions import Conditions, place_of, text_of
from leeward.link.from_product import is_product
from leeward.link.gather import Documents, Gathered
from leeward.model.expression import And, Condition
from leeward.model.product import Product
from leeward.model.steps import Proposition


def add_scope(main: Gathered, products: list[Product], conditions: Conditions) -> str | None:
    """The proposition that says whom the protocol is for: one of its products, and its own condition."""
    applies = main.root.mapping("scope").scalar("applies")
    parts: list[Condition] = []
    texts: list[str] = []
    if products:
        parts.append(is_product([product.drug for product in products]))
        texts.append("the product is covered")
    if applies is not None:
        parts.append(conditions.read(applies))
        texts.append(text_of(applies))
    if not parts:
        return None
    place = place_of(applies, main.root.place)
    conditions.add(Proposition("scope", "scope", And(tuple(parts)), place, " and ".join(texts)))
    return "scope"


def not_covered(documents: Documents, products: list[Product]) -> tuple[str, ...]:
    """What the documents do not speak about, the main one's own words first."""
    listed: list[str] = []
    if documents[-1].kind == "protocol" and not products:
        listed.append("what the product's label says of holding and stopping: no label is consulted")
    for document in reversed(documents):
        listed.extend(document.root.mapping("scope").words("not_covered"))
        listed.extend(document.root.words("not_covered"))
    return tuple(dict.fromkeys(listed))
