"""Word documents."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText, HiddenText, ReadingLimits, Refusal
from pathwise.documents.reading import read_document
from pathwise_models.enums import ReasonCode
from tests.zips import members_of

MakeDocx = Callable[..., bytes]
SwapMember = Callable[[bytes, str, bytes], bytes]
REAL_RESUMES = Path(__file__).parents[4] / "shared/data/resumes/anonymised-docx"


def read(data: bytes) -> DocumentText:
    document = read_document(data)
    assert isinstance(document, DocumentText), document
    return document


def reason(data: bytes, limits: ReadingLimits | None = None) -> ReasonCode:
    refusal = read_document(data, limits or ReadingLimits())
    assert isinstance(refusal, Refusal)
    return refusal.reason


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_headings_and_list_items_are_recognised_by_their_styles(make_docx: MakeDocx) -> None:
    def write(document: Document) -> None:
        document.add_heading("Experience", level=1)
        document.add_paragraph("Baker at Example Bakery")
        document.add_paragraph("Baked bread", style="List Bullet")
        document.add_paragraph("Sold bread", style="List Number")

    lines = read(make_docx(write)).lines
    assert [(line.text, line.is_heading, line.is_bullet) for line in lines] == [
        ("Experience", True, False),
        ("Baker at Example Bakery", False, False),
        ("Baked bread", False, True),
        ("Sold bread", False, True),
    ]


def test_a_table_is_read_row_by_row_and_merged_cells_once(make_docx: MakeDocx) -> None:
    def write(document: Document) -> None:
        document.add_paragraph("Before")
        table = document.add_table(rows=2, cols=3)
        for row, texts in zip(table.rows, [("merged", "b", "c"), ("", "e", "f")], strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 1).merge(table.cell(0, 2))
        document.add_paragraph("After")

    assert read(make_docx(write)).text.split("\n") == ["Before", "merged", "b", "c", "e", "f", "After"]


def test_headers_come_first_and_footers_last_each_once(make_docx: MakeDocx) -> None:
    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Ada Example"
        document.sections[0].footer.paragraphs[0].text = "ada@example.org"
        document.add_paragraph("Baker")
        section = document.add_section()
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = "Ada Example"

    assert read(make_docx(write)).text.split("\n") == ["Ada Example", "Baker", "ada@example.org"]


def test_a_text_box_is_read_once_though_it_is_stored_twice(make_docx: MakeDocx) -> None:
    box = paragraph(run("Boxed words"))
    body = paragraph(
        run("Host"),
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        f"{box}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{box}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert read(make_docx(body=body)).text == "Host\nBoxed words"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:drawing><wps:txbx>", "</wps:txbx></w:drawing>"),
        ("<w:pict><v:group><v:shape><v:textbox>", "</v:textbox></v:shape></v:group></w:pict>"),
        ("<w:object><v:shape><v:textbox>", "</v:textbox></v:shape></w:object>"),
        ("<mc:AlternateContent><mc:Fallback><w:pict>", "</w:pict></mc:Fallback></mc:AlternateContent>"),
    ],
)
def test_lines_of_a_text_box_stay_apart_wherever_it_is_anchored(make_docx: MakeDocx, before: str, after: str) -> None:
    inner = paragraph(run("Skills", "<w:b/>")) + paragraph(run("Ovens"), "<w:r><w:br/><w:t>Mills</w:t><w:cr/></w:r>")
    inner += f"<w:tbl><w:tr><w:tc>{paragraph(run('Languages'))}</w:tc></w:tr></w:tbl>" + paragraph(run("German"))
    box = f"<w:r><w:t>Ba</w:t>{before}<w:txbxContent>{inner}</w:txbxContent>{after}<w:t>ker</w:t></w:r>"
    lines = read(make_docx(body=paragraph(box) + paragraph(run("After")))).lines
    assert [line.text for line in lines] == ["Baker", "Skills", "Ovens", "Mills", "Languages", "German", "After"]
    assert [line.text for line in lines if line.is_heading] == ["Skills"]


def test_a_text_box_within_a_text_box_comes_after_the_paragraph_that_holds_it(make_docx: MakeDocx) -> None:
    def boxed(inner: str) -> str:
        return f"<w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r>"

    inner = paragraph(run("Outer"), boxed(paragraph(run("Inner")))) + paragraph(run("Last"))
    assert read(make_docx(body=paragraph(boxed(inner), run("Host")))).text.split("\n") == [
        "Host",
        "Outer",
        "Inner",
        "Last",
    ]


def test_a_short_paragraph_all_in_bold_is_a_heading(make_docx: MakeDocx) -> None:
    body = paragraph(run("Skills", "<w:b/>"), run(" ")) + paragraph(run("Ovens: ", "<w:b/>"), run("stone, gas"))
    assert [line.is_heading for line in read(make_docx(body=body)).lines] == [True, False]


def test_vanished_runs_are_kept_apart(make_docx: MakeDocx) -> None:
    body = paragraph(run("Baker"), run(" best of all", "<w:vanish/>"), run(" since 2010", '<w:vanish w:val="0"/>'))
    document = read(make_docx(body=body))
    assert document.text == "Baker since 2010"
    assert document.hidden_text == (HiddenText("best of all", "vanished_run"),)


def test_insertions_are_kept_and_deletions_left_out(make_docx: MakeDocx) -> None:
    body = paragraph(
        run("Head "), f"<w:ins>{run('baker')}</w:ins>", "<w:del><w:r><w:delText>cook</w:delText></w:r></w:del>"
    )
    assert read(make_docx(body=body)).text == "Head baker"


def test_content_controls_breaks_and_tabs_are_read(make_docx: MakeDocx) -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph(run('Name: '), '<w:r><w:tab/></w:r>', run('Ada'))}</w:sdtContent></w:sdt>"
        + paragraph(run("one"), "<w:r><w:br/></w:r>", run("two"), "<w:r><w:noBreakHyphen/></w:r>", run("three"))
    )
    assert read(make_docx(body=body)).text == "Name: Ada\none\ntwo-three"


def test_hyperlinks_are_kept_with_their_words(make_docx: MakeDocx) -> None:
    def write(document: Document) -> None:
        relation = document.part.relate_to(
            "https://example.org/ada",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        )
        link = parse_xml(
            '<w:hyperlink xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
            f'r:id="{relation}"><w:r><w:t>my site</w:t></w:r></w:hyperlink>'
        )
        document.add_paragraph("See ")._p.append(link)

    document = read(make_docx(write))
    assert document.text == "See my site"
    assert [(link.target, link.text) for link in document.links] == [("https://example.org/ada", "my site")]


def test_a_bomb_is_refused_before_it_is_inflated(make_docx: MakeDocx, swap_member: SwapMember) -> None:
    bomb = swap_member(make_docx(), "word/document.xml", b" " * 30_000_000)
    assert reason(bomb, ReadingLimits(inflated_bytes=20_000_000)) is ReasonCode.UNSAFE_ARCHIVE


def test_a_flat_bomb_below_the_limit_of_the_whole_is_refused(make_docx: MakeDocx, swap_member: SwapMember) -> None:
    assert reason(swap_member(make_docx(), "word/document.xml", b"<a/>" * 5_000_000)) is ReasonCode.UNSAFE_ARCHIVE


def test_entities_are_never_resolved(make_docx: MakeDocx, swap_member: SwapMember, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hush")
    xml = (
        f'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>Baker</w:t></w:r></w:p><w:p><w:r><w:t>&b;&s;</w:t></w:r></w:p></w:body></w:document>"
    )
    document = read(swap_member(make_docx(), "word/document.xml", xml.encode()))
    assert document.text == "Baker"


def test_an_entity_bomb_ends_at_once(make_docx: MakeDocx, swap_member: SwapMember) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<!DOCTYPE d [<!ENTITY e0 "ha">{levels}]><d>&e11;</d>'
    assert reason(swap_member(make_docx(), "word/document.xml", xml.encode())) in (
        ReasonCode.CORRUPT,
        ReasonCode.NO_TEXT,
    )


def test_elements_nested_without_end_are_refused(make_docx: MakeDocx, swap_member: SwapMember) -> None:
    xml = "<a>" * 100_000 + "</a>" * 100_000
    assert reason(swap_member(make_docx(), "word/document.xml", xml.encode())) is ReasonCode.CORRUPT


def test_no_cut_of_a_file_makes_reading_raise(make_docx: MakeDocx) -> None:
    whole = make_docx(lambda document: document.add_paragraph("Ada Example"))
    assert {reason(whole[:end]) for end in range(40, len(whole) - 30, 997)} == {ReasonCode.CORRUPT}


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_mutation_makes_reading_raise(make_docx: MakeDocx, data: st.DataObject) -> None:
    mutated = bytearray(make_docx(body=paragraph(run("Ada Example"))))
    for _ in range(data.draw(st.integers(1, 12))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read_document(bytes(mutated)), DocumentText | Refusal)


@settings(max_examples=25, deadline=None)
@given(
    body=st.recursive(
        st.sampled_from(
            ["<w:t>word</w:t>", "<w:br/>", "<w:vanish/>", "<w:numPr/>", "<w:tbl/>", "<w:sym w:char='ZZ'/>"]
        ),
        lambda inner: st.builds(
            lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>",
            st.sampled_from(["p", "r", "tbl", "tr", "tc", "pPr", "rPr", "hyperlink", "sdt", "sdtContent", "pict"]),
            st.lists(inner, max_size=4),
        ),
        max_leaves=20,
    )
)
def test_elements_in_any_order_are_read_or_refused(make_docx: MakeDocx, body: str) -> None:
    assert isinstance(read_document(make_docx(body=body)), DocumentText | Refusal)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz äöü", min_size=1, max_size=30).map(str.strip), min_size=1))
def test_simple_paragraphs_come_back_as_they_went_in(make_docx: MakeDocx, paragraphs: list[str]) -> None:
    expected = [" ".join(text.split()) for text in paragraphs if text]
    document = read_document(make_docx(lambda made: [made.add_paragraph(text) for text in paragraphs]))
    assert (document.text.split("\n") if isinstance(document, DocumentText) else []) == expected


@pytest.mark.skipif(not REAL_RESUMES.is_dir(), reason="the sample resumes are not beside the checkout")
def test_real_resumes_are_read_whole_and_once() -> None:
    for path in sorted(REAL_RESUMES.glob("*.docx"))[::5]:
        data = path.read_bytes()
        xml = members_of(data)["word/document.xml"].decode()
        xml = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", xml, flags=re.DOTALL)
        shown = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))
        letters = len(re.findall(r"\w", re.sub(r"&\w+;", "", shown)))
        found = len(re.findall(r"\w", read(data).text))
        assert found == pytest.approx(letters, rel=0.01)
