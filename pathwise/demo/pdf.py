"""Set a resume as PDF, in one column or in two. The same words give the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pathwise.demo.outline import ContactLine, Entry, Outline, Part, Section, Typeface

_TEXT_GREY = "222222"
_DATE_GREY = "555555"
_SIDEBAR_PARTS = (Part.SKILLS, Part.LANGUAGES, Part.CERTIFICATES, Part.INTERESTS)
_MARGIN = 54.0
_SIDEBAR_WIDTH = 186.0
_BOTTOM = 50.0


@dataclass(frozen=True, slots=True)
class Paper:
    """Width and height of a page, in points."""

    width: float
    height: float

    @classmethod
    def of(cls, is_letter: bool) -> "Paper":
        """Choose American letter or A4."""
        return cls(*(LETTER if is_letter else A4))


@dataclass(frozen=True, slots=True)
class Face:
    """The regular, bold and slanted font of a text."""

    regular: str
    bold: str
    slanted: str


_FACES = {
    Typeface.SANS: Face("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    Typeface.SERIF: Face("Times-Roman", "Times-Bold", "Times-Italic"),
    # reportlab brings these along.
    Typeface.WIDE: Face("Vera", "VeraBd", "VeraIt"),
}


class _Column:
    """A column of text that is written from the top down; what it holds no more goes on on the next page."""

    def __init__(
        self, canvas: Canvas, face: Face, left: float, width: float, top: float, turn: Callable[[], float]
    ) -> None:
        self.canvas, self.face, self.left, self.width, self.y, self._turn = canvas, face, left, width, top, turn

    def space(self, points: float) -> None:
        """Leave room."""
        self.y -= points

    def need(self, points: float) -> None:
        """Turn the page unless so much is left."""
        if self.y - points < _BOTTOM:
            self.y = self._turn()

    def write(self, text: str, font: str, size: float, colour: str = _TEXT_GREY, indent: float = 0.0) -> None:
        """Write a paragraph, wrapped to the width of the column."""
        self.canvas.setFillColor(HexColor(f"#{colour}"))
        for line in simpleSplit(text, font, size, self.width - indent):
            self.need(size * 1.3)
            self.canvas.setFont(font, size)
            self.canvas.setFillColor(HexColor(f"#{colour}"))
            self.y -= size * 1.3
            self.canvas.drawString(self.left + indent, self.y, line)

    def write_right(self, text: str, font: str, size: float, colour: str) -> None:
        """Write at the right edge, on the line last written."""
        self.canvas.setFont(font, size)
        self.canvas.setFillColor(HexColor(f"#{colour}"))
        self.canvas.drawRightString(self.left + self.width, self.y, text)

    def bullet(self, text: str, size: float) -> None:
        """Write a list item."""
        self.need(size * 1.3)
        self.canvas.setFont(self.face.regular, size)
        self.canvas.setFillColor(HexColor(f"#{_TEXT_GREY}"))
        self.canvas.drawString(self.left + 4, self.y - size * 1.3, "•")
        self.write(text, self.face.regular, size, indent=14)


def make_one_column(resume: Outline, is_letter: bool, hidden: str = "", password: str | None = None) -> bytes:
    """Set a resume in one column.

    Args:
        resume: The words.
        is_letter: American letter paper instead of A4.
        hidden: Words to write in white at the foot of the last page.
        password: Asked for by whoever opens the file; None for a file open to all.
    """
    paper, (canvas, stream) = Paper.of(is_letter), _new_canvas(resume, is_letter, password)

    def turn() -> float:
        canvas.showPage()
        return paper.height - _MARGIN

    column = _Column(canvas, _face(resume), _MARGIN, paper.width - 2 * _MARGIN, paper.height - _MARGIN, turn)
    _write_head(column, resume)
    for section in resume.sections:
        _write_section(column, section, resume.accent)
    if hidden:
        column.need(30)
        column.write(hidden, column.face.regular, 4, "ffffff")
    return _finished(canvas, stream)


def make_two_columns(resume: Outline, is_letter: bool) -> bytes:
    """Set a resume with a coloured sidebar for contact, skills and languages.

    Args:
        resume: The words.
        is_letter: American letter paper instead of A4.
    """
    paper, (canvas, stream) = Paper.of(is_letter), _new_canvas(resume, is_letter)
    top = paper.height - _MARGIN

    def paint() -> None:
        canvas.setFillColor(HexColor(f"#{resume.accent}"))
        canvas.rect(0, 0, _SIDEBAR_WIDTH, paper.height, stroke=0, fill=1)

    def turn() -> float:
        canvas.showPage()
        paint()
        return top

    paint()
    # The sidebar always fits on its page: its parts are short.
    sidebar = _Column(canvas, _face(resume), 24, _SIDEBAR_WIDTH - 44, top, turn)
    _write_sidebar(sidebar, resume)
    left = _SIDEBAR_WIDTH + 28
    main = _Column(canvas, _face(resume), left, paper.width - left - 40, top, turn)
    main.write(resume.name, main.face.bold, 24, resume.accent)
    if resume.headline:
        main.write(resume.headline, main.face.regular, 13, _DATE_GREY)
    for section in resume.sections:
        if section.part not in _SIDEBAR_PARTS:
            _write_section(main, section, resume.accent)
    return _finished(canvas, stream)


def _new_canvas(resume: Outline, is_letter: bool, password: str | None = None) -> tuple[Canvas, BytesIO]:
    stream = BytesIO()
    # RC4 with 128 bits: its key comes from the file alone, that of AES from chance.
    lock = (
        None if password is None else StandardEncryption(password, ownerPassword=f"owner of {password}", strength=128)
    )
    canvas = Canvas(stream, pagesize=LETTER if is_letter else A4, invariant=1, pageCompression=1, encrypt=lock)
    canvas.setTitle(f"Resume of {resume.name}")
    canvas.setAuthor(resume.name)
    return canvas, stream


def _finished(canvas: Canvas, stream: BytesIO) -> bytes:
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _face(resume: Outline) -> Face:
    _register_wide_face()
    return _FACES[resume.typeface]


@cache
def _register_wide_face() -> None:
    wide = _FACES[Typeface.WIDE]
    for name in (wide.regular, wide.bold, wide.slanted):
        registerFont(TTFont(name, f"{name}.ttf"))


def _write_head(column: _Column, resume: Outline) -> None:
    column.write(resume.name, column.face.bold, 22, resume.accent)
    if resume.headline:
        column.write(resume.headline, column.face.regular, 12, _DATE_GREY)
    column.space(3)
    column.write(resume.contact_text("  |  "), column.face.regular, 9)
    column.space(2)


def _write_sidebar(column: _Column, resume: Outline) -> None:
    column.write("Contact", column.face.bold, 12, "ffffff")
    column.space(4)
    for line in resume.contact:
        _write_fitting(column, line)
    for section in resume.sections:
        if section.part in _SIDEBAR_PARTS:
            column.space(14)
            column.write(section.heading, column.face.bold, 12, "ffffff")
            column.space(4)
            for text in section.lines:
                column.write(text, column.face.regular, 9, "ffffff")
                column.space(3)


def _write_fitting(column: _Column, line: ContactLine) -> None:
    """Write an address in one line, smaller where it must be: a break within it would spoil it."""
    width = stringWidth(line.text, column.face.regular, 9)
    column.write(line.text, column.face.regular, min(9.0, 9.0 * column.width / width - 0.01), "ffffff")
    if line.target:
        edges = (column.left, column.y - 2, column.left + min(width, column.width), column.y + 9)
        column.canvas.linkURL(line.target, edges)
    column.space(3)


def _write_section(column: _Column, section: Section, accent: str) -> None:
    column.space(12)
    column.need(44)
    column.write(section.heading, column.face.bold, 12.5, accent)
    column.canvas.setStrokeColor(HexColor(f"#{accent}"))
    column.canvas.setLineWidth(0.7)
    column.canvas.line(column.left, column.y - 4, column.left + column.width, column.y - 4)
    column.space(6)
    for entry in section.entries:
        _write_entry(column, entry)
    for line in section.lines:
        column.write(line, column.face.regular, 10)


def _write_entry(column: _Column, entry: Entry) -> None:
    column.need(48)
    dates_width = stringWidth(entry.dates, column.face.regular, 9)
    head_width = stringWidth(entry.head, column.face.bold, 10.5)
    column.write(entry.head, column.face.bold, 10.5)
    if entry.dates and head_width + dates_width + 12 < column.width:
        column.write_right(entry.dates, column.face.regular, 9, _DATE_GREY)
    elif entry.dates:
        column.write(entry.dates, column.face.regular, 9, _DATE_GREY)
    column.write(entry.under, column.face.slanted, 10, _DATE_GREY)
    for bullet in entry.bullets:
        column.bullet(bullet, 9.5)
    column.space(5)
