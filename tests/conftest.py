"""Documents under tests/ are material of the tests: the plugin of leeward, where installed, leaves them."""

collect_ignore_glob = ["*.yaml"]
