"""A new institution's repository: its protocol on a chosen base, with what it needs around it."""
