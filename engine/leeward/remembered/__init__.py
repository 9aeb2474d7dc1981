"""What was worked out before and need not be again: documents that passed, protocols ready to run."""
