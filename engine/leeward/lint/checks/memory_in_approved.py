"""An approved protocol with an order or a decision that rests on memory alone.

Approval says that somebody has read the source. What is from memory has been read by nobody.
"""

from collections.abc import Iterator

from leeward.lint.subject import Finding, Subject


def check(subject: Subject) -> Iterator[Finding]:
    if subject.protocol.status != "approved":
        return
    for rule in subject.our_orders:
        if rule.citation.checked == "memory":
            message = f"`{rule.id}` of an approved document rests on memory"
            help = "read the source and write `checked: read`, or keep the document a draft"
            yield Finding(rule.id, message, rule.place, help)
