"""What reading a file yields: its text, or the reason why there is none."""

from dataclasses import dataclass

from pathwise_models.enums import ReasonCode

LINES_A_PAGE = 200
"""More than any page holds that a person made."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a person reads it.

    Attributes:
        text: Without line break; single spaces; never empty.
        page: Counted from 1; always 1 for formats without pages.
        is_heading: The file itself marks it as a heading (a style, or type clearly larger or bolder
            than the body's). False says nothing: many resumes mark nothing.
        is_bullet: It starts a list item; the bullet itself is not part of `text`.
    """

    text: str
    page: int = 1
    is_heading: bool = False
    is_bullet: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link target the file carries, with the words it stands under where they are known."""

    target: str
    text: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class HiddenText:
    """Text that a program extracts and nobody sees, or not so; never part of the lines.

    Attributes:
        text: The hidden words; words in look-alike letters as they are written, while the lines hold what they show.
        why: What hides them, such as `vanished_run`, `white_text`, `unicode_tags`, `look_alike_letters`.
        page: Counted from 1.
    """

    text: str
    why: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A file as it was read.

    Attributes:
        content_type: The MIME type recognised from the bytes, never from the name.
        page_count: 1 or more; 1 for formats without pages.
        lines: In reading order; at least one.
        links: In order of appearance, without repeats.
        hidden_text: What is not in `lines` because nobody sees it, or not so.
        language: ISO 639-1 code, or None where the text is too short to tell.
        reader_version: Version of the reading rules that made this.
        scanned_pages: Pages whose words were recognised from a picture, from 1: letters may be misread.
    """

    content_type: str
    page_count: int
    lines: tuple[Line, ...]
    links: tuple[Link, ...] = ()
    hidden_text: tuple[HiddenText, ...] = ()
    language: str | None = None
    reader_version: str = ""
    scanned_pages: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The lines joined by line breaks."""
        return "\n".join(line.text for line in self.lines)

    @property
    def markdown(self) -> str:
        """The lines with what marks them kept: `# ` before headings, `- ` before list items."""
        return "\n".join(_mark(line) + line.text for line in self.lines)


def _mark(line: Line) -> str:
    if line.is_heading:
        return "# "
    return "- " if line.is_bullet else ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not read: a value, because a bad file is no error of the program.

    Attributes:
        reason: From the closed set.
        message: One or two sentences for the person who sent the file, naming the way out; never
            the file's content or name.
    """

    reason: ReasonCode
    message: str


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one file may cost.

    Attributes:
        file_bytes: Size of the file.
        inflated_bytes: What a compressed file may grow to.
        pages: Pages of a document.
        characters: Characters of text; what a resume never reaches.
        scanned_pages: Pages whose words are recognised from a picture, which takes many seconds each; 0 for none.
    """

    file_bytes: int = 20 * 1024 * 1024
    inflated_bytes: int = 200 * 1024 * 1024
    pages: int = 60
    characters: int = 1_000_000
    scanned_pages: int = 0

    @property
    def lines(self) -> int:
        """Lines of text: what that many pages hold in the smallest print."""
        return LINES_A_PAGE * self.pages
