"""Plain text files."""

from pathwise.documents.draft import Draft
from pathwise.documents.encodings import decode
from pathwise.documents.model import Line, ReadingLimits, Refusal
from pathwise.documents.refusals import refuse
from pathwise_models.enums import ReasonCode


def read(data: bytes, limits: ReadingLimits) -> Draft | Refusal:
    """Read a plain text, line by line.

    Args:
        data: The whole file.
        limits: Only the number of characters is used.

    Returns:
        The draft; `corrupt` where the bytes are no text.
    """
    text = decode(data)
    if text is None:
        return refuse(ReasonCode.CORRUPT)
    most = limits.characters
    lines = tuple(Line(line) for line in text[:most].splitlines())
    return Draft(1, lines, is_cut=len(text) > most, has_set_lines=True)
