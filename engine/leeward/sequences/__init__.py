"""A bounded search over evaluate, give, wait, evaluate: what no single plan can show.

`search.search` looks for a path on which the running protocol gives a drug past a limit or resumes what was
stopped for good; a `Timeline` is such a path as a file; `replay.replay` runs one through both engines.
"""
