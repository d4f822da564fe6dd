"""The sentences of a refusal: what is wrong with the file, and the way out."""

from pathwise.documents.model import ReadingLimits, Refusal
from pathwise_models.enums import ReasonCode

READABLE = (
    "PDF, Word (.docx, .doc), OpenDocument (.odt), rich text (.rtf), web pages (HTML), Markdown and plain text are read"
)

_SENTENCES = {
    ReasonCode.EMPTY_FILE: "The file is empty. Perhaps it was cut off on its way: please send it again.",
    ReasonCode.TOO_LARGE: "The file is larger than {limit}. Please send a smaller one, for example without pictures.",
    ReasonCode.TOO_MANY_PAGES: "The document has {pages} pages, and at most {limit} are read. "
    "Please send the resume by itself.",
    ReasonCode.ENCRYPTED: "The file is locked with a password. Please send it without one.",
    ReasonCode.CORRUPT: "The file is damaged and cannot be opened. "
    "Please save or export it again and send the new file.",
    ReasonCode.NO_TEXT: "The file holds no text, perhaps only a picture of the page. "
    "Please send the original document, or a PDF exported from it.",
    ReasonCode.UNSUPPORTED_TYPE: "The file is {kind}, which is not read. {readable}: please save it as one of these.",
    ReasonCode.UNSAFE_ARCHIVE: "The file is packed in a way that is not safe to open: it grows too far, holds "
    "another archive or points outside itself. Please send the document itself, saved anew.",
    ReasonCode.MISSING_FILE: "The file could not be found or opened. Please check that it is still there "
    "and may be read, then try again.",
}

_SCAN = (
    "The file is a picture of its pages, without text, and letters in pictures are not read here: that needs the extra "
    "pathwise[ocr]. Please send the original document, or a PDF exported from it."
)


def refuse(reason: ReasonCode, **facts: object) -> Refusal:
    """Make the refusal for a reason.

    Args:
        reason: One of the reasons that reading a file can have.
        facts: What the sentence of that reason names: `limit` for `too_large`, `pages` and `limit`
            for `too_many_pages`, `kind` for `unsupported_type`; never the file's name or content.

    Returns:
        The reason with its sentence.

    Example:
        >>> refuse(ReasonCode.TOO_LARGE, limit="20 MB").message
        'The file is larger than 20 MB. Please send a smaller one, for example without pictures.'
    """
    return Refusal(reason, _SENTENCES[reason].format(readable=READABLE, **facts))


def refuse_scan() -> Refusal:
    """Make the refusal of a picture where pictures are not read.

    Example:
        >>> refuse_scan().reason.value
        'no_text'
    """
    return Refusal(ReasonCode.NO_TEXT, _SCAN)


def refuse_picture(pixels: int) -> Refusal:
    """Make the refusal of a picture of more pixels than are decoded.

    Example:
        >>> refuse_picture(60_000_000).message
        'The picture has more than 60 million pixels, and none larger is opened. Please send it at a lower resolution.'
    """
    return Refusal(
        ReasonCode.UNSAFE_ARCHIVE,
        f"The picture has more than {max(1, pixels // 1_000_000)} million pixels, and none larger is opened. "
        "Please send it at a lower resolution.",
    )


def refuse_length(limits: ReadingLimits) -> Refusal:
    """Make the refusal of a text that would fill more pages than are read, however many it has.

    Example:
        >>> refuse_length(ReadingLimits()).message
        'The document has more text than 60 pages hold, and no more is read. Please send the resume by itself.'
    """
    return Refusal(
        ReasonCode.TOO_MANY_PAGES,
        f"The document has more text than {limits.pages} pages hold, and no more is read. "
        "Please send the resume by itself.",
    )


def in_megabytes(size: int) -> str:
    """Write a size in bytes as a person says it.

    Example:
        >>> in_megabytes(20 * 1024 * 1024)
        '20 MB'
    """
    return f"{max(1, round(size / (1024 * 1024)))} MB"
