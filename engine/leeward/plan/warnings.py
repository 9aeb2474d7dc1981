"""What every plan must say loudly about the documents it was made with."""

from datetime import date

from leeward.plan.reading import Reading
from leeward.plan.restart import product_of


def warnings_of(reading: Reading) -> tuple[str, ...]:
    """Another label for this run; a protocol retired or not yet in force; a review that is overdue."""
    protocol, today = reading.protocol, reading.state.at.date()
    found = list(protocol.notices)
    if protocol.status == "retired":
        found.append(f"{protocol.id} is retired: do not act on this plan")
    if protocol.effective and date.fromisoformat(protocol.effective) > today:
        found.append(f"{protocol.id} is not in force before {protocol.effective}")
    product = product_of(protocol, reading.state)
    for document in (protocol, product):
        if document is not None and document.review_by and date.fromisoformat(document.review_by) < today:
            found.append(f"{document.id} was to be reviewed by {document.review_by}, and that has passed")
    return tuple(found)
