"""Each module is one kind of mistake: `mutate(site)` yields the edits it makes there."""
