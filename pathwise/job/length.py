"""How long a job text may be."""

MOST_CHARACTERS = 50_000
"""Longer than any advertisement: of a longer text the end is not read."""
