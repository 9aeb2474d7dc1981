"""Whom the base is for, changed like a rule: with a direction, and a reason."""

from leeward.link.overlay.changes import Changes
from leeward.link.overlay.nodes import word
from leeward.link.overlay.prints import as_text


def change_scope(changes: Changes) -> None:
    """Adds another `applies:` than the base's as a deviation."""
    before = changes.base.root.mapping("scope")
    own = changes.document.root.mapping("scope")
    applies = own.scalar("applies")
    if applies is None or before.scalar("applies") is None:
        return
    key = own.key("applies") or applies
    if own.text("direction") is None or own.text("because") is None:
        message = (
            f"`applies` changes whom {changes.base.id} is for and does not say in which direction and why"
        )
        help = "add `direction: stricter`, `looser` or `different` and `because:` under `scope:`"
        changes.problems.add("no-direction", message, key.place, help)
    changes.add("scope", word("scope", key.place), own, as_text(applies), before)
