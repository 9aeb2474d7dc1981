"""The two engines that run a compiled protocol, and the judge that holds them against each other."""
