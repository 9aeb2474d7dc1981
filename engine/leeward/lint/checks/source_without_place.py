"""An order or a decision that names a source and no place in it.

Nobody can check it without reading the whole source, so nobody will.
"""

from collections.abc import Iterator

from leeward.lint.subject import Finding, Subject


def check(subject: Subject) -> Iterator[Finding]:
    for rule in subject.our_orders:
        citation = rule.citation
        if citation.source and not citation.where:
            message = f"`{rule.id}` names `{citation.source}` and no place in it"
            help = f"write the table, grade or page, as in `{citation.source} table 1`"
            yield Finding(rule.id, message, subject.place_in(rule, "source"), help)
