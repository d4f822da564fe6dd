"""Bytes become a document's text, or a refusal. The one door to everything that knows file formats."""

from pathwise.documents.assembly import assemble
from pathwise.documents.formats import recognise
from pathwise.documents.model import DocumentText, ReadingLimits, Refusal
from pathwise.documents.refusals import in_megabytes, refuse
from pathwise_models.enums import ReasonCode

READER_VERSION = "8"
"""Goes up with every change that may alter the text of any file."""

_DEFAULT_LIMITS = ReadingLimits()


def read_document(data: bytes, limits: ReadingLimits = _DEFAULT_LIMITS) -> DocumentText | Refusal:
    r"""Read a file. Raises nothing, whatever the bytes are, but `MemoryError`.

    Args:
        data: The whole file; its type is told from the bytes alone.
        limits: What the file may cost. Time is not among it: call this where it can be stopped.

    Returns:
        The text with its lines, links and hidden text, or why there is none.

    Example:
        >>> read_document(b"Ada Example\n- Baked bread").lines[1]
        Line(text='Baked bread', page=1, is_heading=False, is_bullet=True)
        >>> read_document(b"").reason.value
        'empty_file'
    """
    if not data:
        return refuse(ReasonCode.EMPTY_FILE)
    if len(data) > limits.file_bytes:
        return refuse(ReasonCode.TOO_LARGE, limit=in_megabytes(limits.file_bytes))
    found = recognise(data)
    if isinstance(found, Refusal):
        return found
    draft = found.reader()(data, limits)
    if isinstance(draft, Refusal):
        return draft
    return assemble(draft, found.content_type, READER_VERSION, limits)
