"""The hostile files, each with what ends it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from pathwise_models.enums import ReasonCode
from tests.attacks import markups, packages, pdfs

READ: Final = frozenset({ReasonCode.NOT_A_RESUME})
"""The file is read: its three words are no resume."""
TIMED_OUT: Final = frozenset({ReasonCode.TIMED_OUT})
STARVED: Final = frozenset({ReasonCode.OUT_OF_MEMORY, ReasonCode.TIMED_OUT})
"""Grows without end: which limit it meets first depends on the machine."""
CORRUPT: Final = frozenset({ReasonCode.CORRUPT})
UNSAFE: Final = frozenset({ReasonCode.UNSAFE_ARCHIVE})
LONG: Final = frozenset({ReasonCode.TOO_MANY_PAGES})
BLANK: Final = frozenset({ReasonCode.NO_TEXT})

TIME, MEMORY, PAGES, LENGTH = "CPU seconds", "memory", "pages", "lines and characters"
INFLATED, NESTING, STRUCTURE, NOTHING = "inflated bytes", "nesting", "a file that contradicts itself", "not needed"


@dataclass(frozen=True, slots=True)
class Attack:
    """One hostile file.

    Attributes:
        what: A few words for whoever reads of it.
        file: The name it is sent under.
        build: Makes it.
        reasons: Any of which it may end with; of an archive, each of its members.
        ended_by: The limit.
    """

    what: str
    file: str
    build: Callable[[], bytes]
    reasons: frozenset[ReasonCode]
    ended_by: str


_PDF = (
    ("a PDF of 10,000 pages", partial(pdfs.many_pages, 10_000), LONG, PAGES),
    (
        "a PDF of 60 pages that share a stream of 40,000 words on one spot",
        pdfs.pages_sharing_a_heavy_stream,
        BLANK,
        LENGTH,
    ),
    ("a PDF whose page inflates to a gibibyte", pdfs.content_that_inflates, STARVED, MEMORY),
    ("a PDF whose page draws 15 million lines", pdfs.content_of_endless_operators, STARVED, MEMORY),
    ("a PDF with a page tree 10,000 deep", partial(pdfs.deep_page_tree, 10_000), CORRUPT, NESTING),
    ("a PDF whose page tree holds itself", pdfs.cyclic_page_tree, CORRUPT | LONG, STRUCTURE),
    ("a PDF whose page tree grows tenfold ten times", pdfs.growing_page_tree, CORRUPT | LONG | STARVED, STRUCTURE),
    (
        "a PDF that lists one page a million times",
        partial(pdfs.one_kid_many_times, 1_000_000),
        CORRUPT | LONG,
        STRUCTURE,
    ),
    ("a PDF whose forms draw each other", pdfs.cyclic_forms, READ, NOTHING),
    ("a PDF whose forms draw ten others each, ten deep", pdfs.growing_forms, STARVED, MEMORY),
    ("a PDF whose bookmarks follow each other in a circle", pdfs.cyclic_outlines, READ, NOTHING),
    ("a PDF of references to themselves", pdfs.objects_that_refer_to_themselves, READ | CORRUPT, NOTHING),
    ("a PDF whose tables name each other in a circle", pdfs.tables_in_a_circle, READ, NOTHING),
    ("a PDF that claims two thousand million objects", pdfs.table_of_untold_size, READ | CORRUPT, NOTHING),
    ("a PDF of a million arrays within each other", pdfs.nested_arrays, CORRUPT, NESTING),
    ("a PDF of 200,000 links", pdfs.countless_links, TIMED_OUT | CORRUPT | READ, TIME),
    ("a PDF with a picture of ten thousand million pixels", pdfs.picture_of_untold_size, BLANK | STARVED, NOTHING),
    ("a PDF with a page as large as a town", pdfs.page_of_untold_size, BLANK, "pixels drawn"),
    ("a PDF with a pattern of a thousand million tiles", pdfs.pattern_without_end, STARVED, TIME),
    ("a PDF of 20,000 boxes over 20,000 words", pdfs.covers_over_words, STARVED, TIME),
)
_PACKAGES = (
    ("a DOCX of 400 MB", "a.docx", packages.docx_of_400_megabytes, UNSAFE, INFLATED),
    ("an ODT of 400 MB", "a.odt", packages.odt_of_400_megabytes, UNSAFE, INFLATED),
    ("a DOCX that lies about its size", "a.docx", packages.docx_that_lies_about_its_size, CORRUPT | UNSAFE, INFLATED),
    ("a DOCX of 20 headers of 8 MB", "a.docx", packages.docx_of_many_large_parts, STARVED, MEMORY),
    (
        "a DOCX that names one header in many spellings",
        "a.docx",
        packages.docx_of_one_part_under_many_names,
        READ,
        NOTHING,
    ),
    ("a DOCX of 200,000 paragraphs", "a.docx", packages.docx_of_a_million_paragraphs, LONG, LENGTH),
    ("a DOCX with the billion laughs", "a.docx", packages.docx_of_laughs, READ | CORRUPT, STRUCTURE),
    ("a DOCX with one long entity used 100,000 times", "a.docx", packages.docx_of_a_square, READ | CORRUPT, STRUCTURE),
    ("an ODT with the billion laughs", "a.odt", packages.odt_of_laughs, READ | CORRUPT, STRUCTURE),
    ("a DOCX with macros", "a.docm", packages.docx_with_macros, READ, NOTHING),
    ("a zip bomb of a gibibyte", "a.zip", packages.bomb, UNSAFE, INFLATED),
    ("a nested zip bomb", "a.zip", packages.nested_bomb, UNSAFE, "archives within archives"),
    ("a zip bomb of 10,000 members that overlap", "a.zip", packages.overlapping_bomb, UNSAFE, INFLATED),
    ("a zip that lists a million members", "a.zip", packages.list_of_a_million_members, UNSAFE, "members listed"),
)
_MARKUPS = (
    ("a web page of a million paragraphs", "a.html", markups.page_of_a_million_paragraphs, LONG, LENGTH),
    ("a web page of one line of 7 million letters", "a.html", markups.page_of_one_line, LONG, LENGTH),
    (
        "a web page of a million elements within each other",
        "a.html",
        markups.page_nested_without_end,
        READ | BLANK,
        NESTING,
    ),
    ("a web page with the billion laughs", "a.html", markups.page_of_laughs, READ, STRUCTURE),
    ("Word 2003 XML with the billion laughs", "a.xml", markups.word_2003_of_laughs, READ | CORRUPT, STRUCTURE),
    (
        "an RTF of ten million groups within each other",
        "a.rtf",
        markups.rich_text_nested_without_end,
        READ | CORRUPT | STARVED,
        TIME,
    ),
    ("an RTF of five million empty groups", "a.rtf", markups.rich_text_of_many_groups, READ | CORRUPT | STARVED, TIME),
    (
        "an RTF that announces a thousand million bytes",
        "a.rtf",
        markups.rich_text_of_untold_bytes,
        READ | CORRUPT,
        STRUCTURE,
    ),
    ("a DOC whose sectors go round in a circle", "a.doc", markups.old_word_in_a_circle, CORRUPT | BLANK, STRUCTURE),
    ("a DOC of noise", "a.doc", markups.old_word_of_noise, CORRUPT | BLANK | READ, STRUCTURE),
    ("a text of ten million lines", "a.txt", markups.text_of_ten_million_lines, LONG, LENGTH),
    ("a text of one line of a million signs", "a.txt", markups.text_of_one_line, READ | STARVED, NOTHING),
    ("a Markdown text of 120,000 marks never closed", "a.md", markups.text_of_marks, READ | STARVED, NOTHING),
)

ATTACKS: Final = (
    *(Attack(what, "a.pdf", build, reasons, by) for what, build, reasons, by in _PDF),
    *(Attack(*row) for row in (*_PACKAGES, *_MARKUPS)),
)
