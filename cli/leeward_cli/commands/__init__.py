"""One verb of `protocol` per module; see `leeward_cli.verbs`."""
