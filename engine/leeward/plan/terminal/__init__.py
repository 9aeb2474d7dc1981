"""The parts of the terminal form: the first lines, what is missing, and how lines are laid out."""
