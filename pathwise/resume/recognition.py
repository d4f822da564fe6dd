"""Placeholder until the rules land."""


def why_not_a_resume(document: object, profile: object) -> str | None:
    """Tell nothing yet."""
    return None
