"""A patient for whom something is so, found by a guided search on the running engine."""
