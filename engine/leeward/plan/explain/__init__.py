"""Why: the facts behind a rule, the ways in for one that does not apply, and what is still open, in words."""
