"""The row of the label's restart table: which dose comes next after a gap, once the antibody may be given."""

from leeward.language.quantity import MILLION
from leeward.model.product import Product, RestartRow
from leeward.model.protocol import ClinicalProtocol
from leeward.model.state import State
from leeward.plan.facts import called, listed, whole, word
from leeward.plan.model.decision import Restart
from leeward.plan.sources import shown

LEVEL = "last_dose_level"
DAYS = "days_since_last_dose"


def product_of(protocol: ClinicalProtocol, state: State) -> Product | None:
    """The label of the product this patient gets; None when unknown or not one of the protocol's."""
    drug = word(state, "product")
    return next((product for product in protocol.products if product.drug == drug), None)


def restart_for(protocol: ClinicalProtocol, state: State) -> tuple[Restart | None, str]:
    """The row for this patient, or None and why there is none."""
    product = product_of(protocol, state)
    if product is None or not product.restart:
        return None, ""
    level, since = word(state, LEVEL), whole(state, DAYS)
    if level is None or since is None:
        unknown = [
            called(name, protocol.vocabulary)
            for name, value in ((LEVEL, level), (DAYS, since))
            if value is None
        ]
        reasons = dict.fromkeys(state.unknown[name] for name in (LEVEL, DAYS) if name in state.unknown)
        why = f" ({'; '.join(reasons)})" if reasons else ""
        return None, f"no restart advice: {listed(unknown)} not known{why}"
    row = row_for(product, level, since // MILLION)
    if row is None:
        return None, f"no restart advice: the table of {product.title} has no row for the last dose given"
    return _restart(row, since // MILLION, protocol), ""


def row_for(product: Product, level: str, days: int) -> RestartRow | None:
    """The one row of this level and whole number of days."""
    for row in product.restart:
        if row.level == level and row.first_day <= days and (row.last_day is None or days <= row.last_day):
            return row
    return None


def _restart(row: RestartRow, days: int, protocol: ClinicalProtocol) -> Restart:
    what = "continue the schedule" if row.action == "continue" else f"give {row.action}"
    span = f"{row.first_day} d or more" if row.last_day is None else f"{row.first_day} to {row.last_day} d"
    text = f"{what} ({days} d after {row.level}, row {span})" + (f"; {row.text}" if row.text else "")
    return Restart(row.level, days, row.action, text, (shown(row.citation, protocol),))
