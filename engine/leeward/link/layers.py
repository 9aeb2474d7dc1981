"""Which label speaks for a product: one at a time, and another one for a single run when asked."""

from leeward.library import find_used
from leeward.link.gather import Documents, Gathered, gather
from leeward.text.problem import Problems


def check_layers(documents: Documents, problems: Problems) -> None:
    """Two labels of one product in one protocol would both speak."""
    labels: dict[str, Gathered] = {}
    for document in documents:
        drug = document.root.text("product") if document.kind == "product" else None
        if drug is None:
            continue
        earlier = labels.setdefault(drug, document)
        if earlier is not document:
            message = f"`{earlier.id}` and `{document.id}` are both labels of `{drug}`"
            help = "name one under `products:`; `protocol evaluate --layer` takes another for one run"
            problems.add("two-layers", message, document.root.place, help)


def exchange(documents: Documents, layer: str, problems: Problems) -> tuple[Documents, str]:
    """The documents with another label for the product that `layer` is a label of, and a sentence on it."""
    main = documents[-1]
    path = find_used(layer, main.path)
    found = gather(path, problems) if path is not None else ()
    label = found[-1] if found else None
    drug = label.root.text("product") if label is not None and label.kind == "product" else None
    replaced = [d for d in documents if d.kind == "product" and d.root.text("product") == drug]
    if label is None or drug is None or not replaced:
        covered = [d.root.text("product") or "" for d in documents if d.kind == "product"]
        message = f"`{layer}` is no label of a product that `{main.id}` covers"
        problems.add("unknown-layer", message, main.root.place, f"it covers {', '.join(covered) or 'none'}")
        return documents, ""
    kept = [d for d in documents[:-1] if d not in replaced]
    known = {d.id for d in kept}
    added = [d for d in found if d.id not in known]
    sentence = f"for this run {drug} follows {layer}, not {replaced[0].id} as {main.id} says"
    return (*kept, *added, main), "" if replaced[0].id == layer else sentence
