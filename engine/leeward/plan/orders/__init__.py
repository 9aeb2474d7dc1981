"""What to order: which rules are wanted, in what dose, merged into one order each, in the order to act in."""
