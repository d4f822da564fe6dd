"""The words of Word documents, counted a second time by another walk through their XML: none lost, none twice."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText
from pathwise.documents.reading import read_document
from pathwise.settings import PROJECT_ROOT
from tests.zips import members_of

REAL_RESUMES = PROJECT_ROOT.parent / "shared" / "data" / "resumes" / "anonymised-docx"
MakeDocx = Callable[..., bytes]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOT_SHOWN = {FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}p"}
BREAKS = {f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{W}ptab"}
BODY = re.compile(r"word/(document|footnotes|endnotes)\.xml")
MARGIN = re.compile(r"word/(header|footer)\d*\.xml")


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold()))


def paragraphs(element: ET.Element) -> Iterator[ET.Element]:
    """Give the paragraphs that are shown, those within others included."""
    for inner in element:
        if inner.tag in NOT_SHOWN - {f"{W}p"} or is_covered(inner):
            continue
        if inner.tag == f"{W}p":
            yield inner
        yield from paragraphs(inner)


def is_covered(cell: ET.Element) -> bool:
    """Tell the lower cells of a merged one."""
    merge = cell.find(f"{W}tcPr/{W}vMerge") if cell.tag == f"{W}tc" else None
    return merge is not None and merge.get(f"{W}val", "continue") != "restart"


def shown(element: ET.Element) -> Iterator[str]:
    """Give what a paragraph shows, without the paragraphs within it."""
    for inner in element:
        if inner.tag in NOT_SHOWN or (inner.tag == f"{W}r" and inner.find(f"{W}rPr/{W}vanish") is not None):
            continue
        if inner.tag == f"{W}t":
            yield inner.text or ""
        elif inner.tag in BREAKS:
            yield " "
        yield from shown(inner)


def words_in_xml(data: bytes) -> Counter[str]:
    """Count the words of the body and notes, and those of headers and footers, a line once."""
    body, margins = list[str](), dict[str, None]()
    for name, content in members_of(data).items():
        if BODY.fullmatch(name) or MARGIN.fullmatch(name):
            root = ET.fromstring(content)  # noqa: S314 - a resume that lies beside the checkout
            lines = ["".join(shown(paragraph)) for paragraph in paragraphs(root)]
            if BODY.fullmatch(name):
                body += lines
            else:
                margins |= dict.fromkeys(lines)
    return sum((words_of(line) for line in chain(body, margins)), Counter[str]())


def words_read(data: bytes) -> Counter[str]:
    document = read_document(data)
    assert isinstance(document, DocumentText)
    return sum((words_of(line.text) for line in document.lines), Counter[str]())


@pytest.mark.skipif(not REAL_RESUMES.is_dir(), reason="the sample resumes are not beside the checkout")
def test_of_real_resumes_hardly_a_word_is_lost_and_none_comes_twice() -> None:
    lost: dict[str, str] = {}
    for path in sorted(REAL_RESUMES.glob("*.docx")):
        data = path.read_bytes()
        expected, found = words_in_xml(data), words_read(data)
        missing, more = (expected - found).total(), (found - expected).total()
        if missing > 0.01 * expected.total() or more:
            lost[path.name] = f"{missing} lost and {more} more of {expected.total()}"
    assert lost == {}


WORD = st.text("abcdefghij", min_size=1, max_size=6)
RUN = st.builds(
    lambda word, look: f"<w:r>{look}<w:t xml:space='preserve'>{word} </w:t></w:r>",
    WORD,
    st.sampled_from(["", "<w:rPr><w:vanish/></w:rPr>", "<w:rPr><w:b/></w:rPr>"]),
)
CHANGE = st.builds(
    lambda name, run: f"<w:{name}>{run}</w:{name}>", st.sampled_from(["ins", "del", "hyperlink", "smartTag"]), RUN
)
BOX = st.builds(
    lambda content: (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        f"<w:p>{content}</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent><w:p>{content}</w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ),
    RUN,
)
PARAGRAPH = st.lists(st.one_of(RUN, CHANGE, BOX), max_size=4).map(lambda parts: f"<w:p>{''.join(parts)}</w:p>")
TABLE = st.lists(PARAGRAPH, min_size=1, max_size=3).map(
    lambda cells: f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"
)


@settings(max_examples=40)
@given(blocks=st.lists(st.one_of(PARAGRAPH, TABLE), min_size=1, max_size=5))
def test_every_word_of_a_made_document_is_read_once(make_docx: MakeDocx, blocks: list[str]) -> None:
    data = make_docx(body="<w:p><w:r><w:t>first</w:t></w:r></w:p>" + "".join(blocks))
    assert words_read(data) == words_in_xml(data)
