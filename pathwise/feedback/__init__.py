"""Scores become advice: what was seen, what to do, what it would bring. Pure."""
