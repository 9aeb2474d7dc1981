"""The parts of a plan as JSON."""
