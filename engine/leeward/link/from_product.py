"""Labels in, products out: what each is called, how it is dosed, and for whom its rules are."""

from leeward.link.citing import Citer
from leeward.link.from_label import read_label, read_schedule
from leeward.link.from_restart import read_restart
from leeward.link.gather import Documents, Gathered
from leeward.model.expression import Condition, Literal, OneOf
from leeward.model.product import Product
from leeward.model.vocabulary import Intervention
from leeward.text.node import Scalar
from leeward.text.problem import Problems


def read_products(
    documents: Documents, citer: Citer, interventions: dict[str, Intervention], problems: Problems
) -> list[Product]:
    """All products, in the order of their documents."""
    main = documents[-1]
    if main.kind == "protocol" and "products" not in main.root:
        message = f"`{main.id}` names no products, so no label is consulted"
        help = "list the labels it covers under `products:`; `protocol list` shows them"
        problems.add("no-products", message, main.root.place, help, severity="warning")
    products = [_product(document, citer, problems) for document in documents if document.kind == "product"]
    _check_names(documents, interventions, problems)
    return products


def drug_of(document: Gathered) -> str | None:
    """The product whose label the document is; None for a document of another kind."""
    return document.root.text("product") if document.kind == "product" else None


def guard_of(document: Gathered) -> Condition | None:
    """What makes the rules of a label hold for its own product only; None: they hold for all."""
    drug = drug_of(document)
    return is_product([drug]) if drug else None


def is_product(drugs: list[str]) -> Condition:
    """That the patient gets one of these products."""
    text = f"product = {drugs[0]}" if len(drugs) == 1 else f"product in {{{', '.join(drugs)}}}"
    return Literal(OneOf("product", tuple(drugs), text))


def _product(document: Gathered, citer: Citer, problems: Problems) -> Product:
    root = document.root
    schedule = read_schedule(document, citer, problems)
    restart = read_restart(root.get("restart"), schedule, citer, problems)
    return Product(
        id=document.id,
        drug=root.text("product") or document.id,
        title=root.text("title") or document.id,
        region=root.text("region") or "",
        revised=root.text("revised") or "",
        place=root.place,
        restart=restart,
        levels=tuple(dict.fromkeys([level.name for level in schedule] or [row.level for row in restart])),
        notes=root.words("notes"),
        schedule=schedule,
        label=read_label(document, citer),
        review_by=root.text("review_by") or "",
        also=root.words("also"),
    )


def _check_names(documents: Documents, interventions: dict[str, Intervention], problems: Problems) -> None:
    """No name of a product may stand for another product, or for a drug that is ordered."""
    called = {name.casefold(): one.name for one in interventions.values() for name in (one.name, *one.also)}
    for document in documents:
        drug = document.root.scalar("product") if document.kind == "product" else None
        if drug is None:
            continue
        for name in (drug, *document.root.sequence("also")):
            other = called.setdefault(name.text.casefold(), drug.text) if isinstance(name, Scalar) else ""
            if isinstance(name, Scalar) and other != drug.text:
                message = f"`{name.text}` already stands for `{other}`"
                problems.add("colliding-id", message, name.place, "give each product its own names")
