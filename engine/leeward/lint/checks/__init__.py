"""The checks. The name of a module is the id of its check, of its page in `docs/lint/` and of its findings.

A module has a function `check(subject)`; the first line of its docstring says what it finds.
"""
