"""A finding of a protocol that no condition uses.

Nothing rests on it: a rule was meant to use it, or has been taken out.
"""

from collections.abc import Iterator

from leeward.lint.checks.unused_setting import words_of
from leeward.lint.subject import Finding, Subject


def check(subject: Subject) -> Iterator[Finding]:
    root = subject.main.root
    keys = [key for key, _ in root.mapping("findings") if subject.is_ours(key.place)]
    if subject.main.kind != "protocol" or not keys:
        return  # the findings of a scale or a label are there for the documents that use it
    conditions = {word for document in subject.documents for word in words_of(document)}
    for key in keys:
        if key.text not in conditions:
            message = f"no condition uses the finding `{key.text}`"
            yield Finding(key.text, message, key.place, "use it or take it out")
