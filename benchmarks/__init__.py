"""Measurements of Pathwise at work. No tests: they take minutes, and their figures belong to one machine."""
