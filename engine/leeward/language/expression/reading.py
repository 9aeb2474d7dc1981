"""One condition while it is read: its text, the names in scope, and where its faults go."""

from leeward.language.expression.syntax import Span
from leeward.language.names import Names
from leeward.record import record
from leeward.text.place import Place
from leeward.text.problem import Problems


@record
class Reading:
    """The text and its place in the document; offsets count characters of the text."""

    text: str
    place: Place
    names: Names
    problems: Problems

    def fault(self, code: str, message: str, span: Span, help: str = "") -> None:
        """Adds one problem at a stretch of the text."""
        self.problems.add(code, message, self.place_of(span), help)

    def place_of(self, span: Span) -> Place:
        """Where a stretch of the text stands in the document."""
        return self.place.within(span[0], span[1] - span[0])

    def words(self, span: Span) -> str:
        """What was written there, on one line."""
        return " ".join(self.text[span[0] : span[1]].split())
