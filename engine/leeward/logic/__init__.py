"""Three-valued logic, and what can be said about a condition for one state."""
