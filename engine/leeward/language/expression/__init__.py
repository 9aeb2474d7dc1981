"""Conditions: their text taken apart, every name and unit in it held against what it can be."""
