"""Plain text files."""

from pathwise.documents.draft import Draft
from pathwise.documents.encodings import decode
from pathwise.documents.model import Line, ReadingLimits, Refusal
from pathwise.documents.refusals import refuse, refuse_length
from pathwise_models.enums import ReasonCode


def read(data: bytes, limits: ReadingLimits) -> Draft | Refusal:
    """Read a plain text, line by line.

    Args:
        data: The whole file.
        limits: Only the number of characters is used.

    Returns:
        The draft; `too_many_pages`, `corrupt` where the bytes are no text.
    """
    text = decode(data)
    if text is None:
        return refuse(ReasonCode.CORRUPT)
    if len(text) > limits.characters:
        return refuse_length(limits)
    return Draft(1, tuple(Line(line) for line in text.splitlines()), has_set_lines=True)
