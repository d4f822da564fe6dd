"""Rich text (.rtf): the text with its headers and footers, the hidden words apart."""

from pathwise.documents.blocks import read_blocks
from pathwise.documents.draft import Draft
from pathwise.documents.model import HiddenText, Line, Link, ReadingLimits, Refusal
from pathwise.documents.rtfvoices import Voice, voices

_HIDDEN = {Voice.VANISHED: "vanished_run", Voice.TINY: "tiny_text", Voice.WHITE: "white_text"}
_SHOWN = (Voice.HEADER, Voice.BODY, Voice.FOOTER)


def read(data: bytes, limits: ReadingLimits) -> Draft | Refusal:  # noqa: ARG001 - as every reader is called
    """Read a rich text. Embedded objects and pictures are passed over.

    The library that reads it knows neither what is hidden nor headers and footers: so it is given
    the file once for each of these, with only their words in it.

    Args:
        data: The whole file.
        limits: Not used: rich text is not packed, so it cannot grow.

    Returns:
        The draft, or `corrupt`.
    """
    spoken = voices(data)
    lines: list[Line] = []
    links: list[Link] = []
    hidden: list[HiddenText] = []
    for voice in (*_SHOWN, *_HIDDEN):
        if voice not in spoken:
            continue
        draft = read_blocks(spoken[voice], "rtf")
        if isinstance(draft, Refusal):
            return draft
        if voice in _HIDDEN:
            hidden += (HiddenText(line.text, _HIDDEN[voice]) for line in draft.lines)
        else:
            lines += draft.lines if voice is Voice.BODY else dict.fromkeys(draft.lines)
            links += draft.links
    return Draft(1, tuple(lines), tuple(links), tuple(hidden))
