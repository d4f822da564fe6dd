"""Resumes of one invented person in layouts of templates in wide use, drawn in the order in which those draw."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
Rows = Sequence[str]

HEAD = ("Ilvar Thornquist", "Bridge Engineer", "ilvar@example.org", "+44 131 496 0777", "Dunvale, Scotland")
JOBS = (
    ("Senior Bridge Engineer", "Example Spans Ltd", "March 2019 - today", ("Led 7 repairs", "Cut delays by 30 %")),
    ("Bridge Engineer", "Sample Crossings", "June 2014 - February 2019", ("Drew 12 footbridges", "Checked 40 joints")),
)
SCHOOL = ("BEng Civil Engineering", "University of Dunvale", "2010 - 2014")
SKILLS = ("AutoCAD", "Revit", "Python")
LANGUAGES = ("English (native)", "German (B2)")
CERTIFICATES = ("Chartered Engineer, May 2018", "Rope access, 2016")


class Page:
    """A sheet that is written on from above."""

    def __init__(self) -> None:
        self._stream = io.BytesIO()
        self.canvas = Canvas(self._stream, pagesize=A4, invariant=1)

    def box(self, left: float, top: float, width: float, height: float) -> None:
        """Paint a dark panel."""
        self.canvas.setFillGray(0.2)
        self.canvas.rect(left, HEIGHT - top - height, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def write(
        self, text: str, left: float, top: float, *, size: float = 10, bold: bool = False, ink: float = 0
    ) -> None:
        """Write from a left end."""
        self._set(size, bold, ink)
        self.canvas.drawString(left, HEIGHT - top, text)

    def to_right(self, text: str, right: float, top: float, *, size: float = 10, ink: float = 0) -> None:
        """Write up to a right end."""
        self._set(size, False, ink)
        self.canvas.drawRightString(right, HEIGHT - top, text)

    def centred(self, text: str, middle: float, top: float, *, bold: bool = False, ink: float = 0) -> None:
        """Write around a middle."""
        self._set(10, bold, ink)
        self.canvas.drawCentredString(middle, HEIGHT - top, text)

    def stack(
        self, rows: Rows, left: float, top: float, *, ink: float = 0, heads: frozenset[str] = frozenset()
    ) -> float:
        """Write rows below each other; gives where the next one goes."""
        for row in rows:
            self.write(row, left, top, bold=row in heads, size=13 if row in heads else 10, ink=ink)
            top += 18 if row in heads else 14
        return top

    def finish(self) -> bytes:
        """End the file."""
        self.canvas.save()
        return self._stream.getvalue()

    def _set(self, size: float, bold: bool, ink: float) -> None:
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.setFillGray(ink)


HEADS = frozenset({"Experience", "Education", "Skills", "Languages", "Certificates", "Summary", "Contact"})


def _job_rows() -> list[str]:
    return [row for title, where, when, did in JOBS for row in (title, where, when, *(f"• {each}" for each in did))]


def band_over_two_columns() -> bytes:
    """White on a dark band; two columns below, each drawn to its end."""
    page = Page()
    page.box(0, 0, WIDTH, 90)
    page.write(HEAD[0], 50, 45, size=22, ink=1)
    page.write(HEAD[1], 50, 70, ink=1)
    page.write("  ·  ".join(HEAD[2:]), 50, 115)
    left = ("Summary", "Builds bridges that last, and mends", "those that did not.", "Education", *SCHOOL)
    page.stack((*left, "Skills", *SKILLS), 50, 150, heads=HEADS)
    page.stack(("Experience", *_job_rows()), 310, 150, heads=HEADS)
    return page.finish()


def sidebar_on_the_left() -> bytes:
    """A dark sidebar; all headings are drawn before the text, as browsers print layers."""
    page = Page()
    page.box(0, 0, 180, HEIGHT)
    page.write("Skills", 20, 200, size=13, bold=True, ink=1)
    page.write("Languages", 20, 300, size=13, bold=True, ink=1)
    page.write("Experience", 210, 60, size=13, bold=True)
    page.write("Education", 210, 300, size=13, bold=True)
    page.stack(HEAD, 20, 60, ink=1)
    page.stack(SKILLS, 20, 220, ink=1)
    page.stack(LANGUAGES, 20, 320, ink=1)
    page.stack(_job_rows(), 210, 80)
    page.stack(SCHOOL, 210, 320)
    return page.finish()


def sidebar_on_the_right() -> bytes:
    """Centred words in a sidebar, the widest row level with a position; places and dates at the main column's edge."""
    page = Page()
    page.box(400, 0, WIDTH - 400, HEIGHT)
    page.write(HEAD[0], 30, 50, size=22)
    page.write("Experience", 30, 90, size=13, bold=True)
    top = 110.0
    for title, where, when, did in JOBS:
        page.write(title, 30, top, bold=True)
        page.to_right(f"{where}, {when}", 390, top, size=9)
        top = page.stack([f"• {each}" for each in did], 40, top + 15) + 6
    page.write("Education", 30, top + 10, size=13, bold=True)
    page.stack(SCHOOL, 30, top + 30)
    middle = (400 + WIDTH) / 2
    for place, row in enumerate(("Contact", *HEAD[1:], "Skills", "Steel, concrete, timber, masonry", *SKILLS)):
        page.centred(row, middle, 60 + 17 * place, bold=row in HEADS, ink=1)
    return page.finish()


def dates_on_the_left() -> bytes:
    """Dates in a narrow column, each drawn before the entry beside it; the contacts stacked at the right margin."""
    page = Page()
    page.write(HEAD[0], 50, 80, size=24)
    page.write(HEAD[1], 50, 100)
    for place, row in enumerate(HEAD[2:]):
        page.to_right(row, WIDTH - 50, 60 + 13 * place, size=9)
    top = 150.0
    page.write("Experience", 130, top, size=13, bold=True)
    for title, where, when, did in JOBS:
        begin, _, end = when.partition(" - ")
        page.to_right(f"{begin[-4:]}–{end[-4:]}" if end != "today" else f"{begin[-4:]}–today", 120, top + 20)
        page.write(f"{title}, {where}", 130, top + 20, bold=True)
        top = page.stack([f"• {each}" for each in did], 130, top + 34)
    page.write("Education", 130, top + 15, size=13, bold=True)
    page.to_right("2010–2014", 120, top + 35)
    page.write(f"{SCHOOL[0]}, {SCHOOL[1]}", 130, top + 35)
    page.write("Languages", 130, top + 60, size=13, bold=True)
    for place, row in enumerate(LANGUAGES):
        name, _, level = row.partition(" ")
        page.to_right(name, 120, top + 80 + 14 * place)
        page.write(level, 130, top + 80 + 14 * place)
    return page.finish()


def dates_on_the_right() -> bytes:
    """Organisation and date at the right margin, drawn behind each row; the contacts centred in one line."""
    page = Page()
    page.centred(HEAD[0], WIDTH / 2, 60, bold=True)
    page.centred("  •  ".join(HEAD[2:]), WIDTH / 2, 78)
    top = 110.0
    page.write("Experience", 50, top, size=13, bold=True)
    for title, where, when, did in JOBS:
        page.write(where, 50, top + 20, bold=True)
        page.to_right("Dunvale", WIDTH - 50, top + 20)
        page.write(title, 50, top + 34)
        page.to_right(when, WIDTH - 50, top + 34)
        top = page.stack([f"• {each}" for each in did], 60, top + 50)
    page.write("Education", 50, top + 12, size=13, bold=True)
    page.write(SCHOOL[1], 50, top + 32, bold=True)
    page.to_right(SCHOOL[2], WIDTH - 50, top + 32)
    page.write(SCHOOL[0], 50, top + 46)
    page.stack(("Certificates", *CERTIFICATES), 50, top + 75, heads=HEADS)
    return page.finish()


LAYOUTS: dict[str, Callable[[], bytes]] = {
    "band-over-two-columns": band_over_two_columns,
    "sidebar-on-the-left": sidebar_on_the_left,
    "sidebar-on-the-right": sidebar_on_the_right,
    "dates-on-the-left": dates_on_the_left,
    "dates-on-the-right": dates_on_the_right,
}
