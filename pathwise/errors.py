"""Errors of Pathwise: one root, each carries the key it speaks of, each message names the way out.

What a file does wrong is not among them: that is a `Refusal`, a value.
"""


class PathwiseError(Exception):
    """Root of everything Pathwise raises on purpose. `str()` is a sentence for a person."""


class InvalidSettingError(PathwiseError):
    """A setting has a value that cannot be used."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        super().__init__(f"{name}: {problem}")


class InvalidInputError(PathwiseError):
    """The caller named something that cannot be used, such as a path that does not exist."""

    def __init__(self, what: str, problem: str) -> None:
        self.what = what
        super().__init__(f"{what}: {problem}")
