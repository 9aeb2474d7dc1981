"""Signals and state in, an ordered plan out."""
