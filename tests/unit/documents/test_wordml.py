"""Word documents in the XML of Word 2003."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText, HiddenText, Refusal
from pathwise.documents.reading import read_document
from pathwise_models.enums import ReasonCode

REAL_RESUME = Path(__file__).parents[4] / "shared/data/resumes/hackmyresume/resume.doc"
STYLES = (
    '<w:styles><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Item"><w:pPr><w:listPr><w:ilfo w:val="1"/></w:listPr></w:pPr></w:style>'
    "</w:styles>"
)


def wordml(body: str, margins: str = "", before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
        ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:v="urn:schemas-microsoft-com:vml"'
        f' xmlns:aml="http://schemas.microsoft.com/aml/2001/core">{STYLES}<w:body><wx:sect><wx:sub-section>'
        f"{body}</wx:sub-section><w:sectPr>{margins}</w:sectPr></wx:sect></w:body></w:wordDocument>"
    ).encode()


def p(inner: str, style: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def read(data: bytes) -> DocumentText:
    document = read_document(data)
    assert isinstance(document, DocumentText), document
    assert document.content_type == "application/msword"
    return document


def test_headings_items_breaks_and_tables_are_read() -> None:
    listed = f'<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="2"/></w:listPr></w:pPr>{run("Sold bread")}</w:p>'
    table = "".join(f"<w:tr><w:tc>{p(run(a))}</w:tc><w:tc>{p(run(b))}</w:tc></w:tr>" for a, b in ("ab", "cd"))
    body = p(run("Experience"), "Heading1") + p(run("Baker<w:br/>in Ulm")) + p(run("Baked rye"), "Item") + listed
    assert [
        (line.text, line.is_heading, line.is_bullet) for line in read(wordml(f"{body}<w:tbl>{table}</w:tbl>")).lines
    ] == [
        ("Experience", True, False),
        ("Baker", False, False),
        ("in Ulm", False, False),
        ("Baked rye", False, True),
        ("Sold bread", False, True),
        *[(letter, False, False) for letter in "abcd"],
    ]


def test_headers_come_first_and_footers_last_each_once() -> None:
    margins = "".join(f'<w:hdr w:type="{kind}">{p(run("Ada Example"))}</w:hdr>' for kind in ("odd", "first"))
    margins += f"<w:ftr>{p(run('ada@example.org'))}</w:ftr>"
    assert read(wordml(p(run("Baker")), margins)).text.split("\n") == ["Ada Example", "Baker", "ada@example.org"]


def test_links_hidden_runs_and_changes_are_told_apart() -> None:
    def changed(kind: str, text: str) -> str:
        return f'<aml:annotation w:type="Word.{kind}"><aml:content>{run(text)}</aml:content></aml:annotation>'

    body = p(
        run("Head ")
        + changed("Insertion", "baker ")
        + changed("Deletion", "cook ")
        + run("best", "<w:vanish/>")
        + f'<w:hlink w:dest="https://example.org/ada">{run("my site")}</w:hlink>'
    )
    document = read(wordml(body))
    assert document.text == "Head baker my site"
    assert document.hidden_text == (HiddenText("best", "vanished_run"),)
    assert [(link.target, link.text) for link in document.links] == [("https://example.org/ada", "my site")]


def test_a_picture_of_any_size_is_passed_over() -> None:
    picture = f'<w:r><w:pict><w:binData w:name="a.png">{"A" * 9_000_000}</w:binData></w:pict></w:r>'
    assert read(wordml(p(run("Ada") + picture))).text == "Ada"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (wordml("<w:p>" * 5_000 + "</w:p>" * 5_000), ReasonCode.CORRUPT),
        (wordml(p(run("Ada")))[:-20], ReasonCode.CORRUPT),
        (wordml("<w:p/>" * 1_500_000), ReasonCode.TOO_LARGE),
        (wordml(p("")), ReasonCode.NO_TEXT),
    ],
    ids=["nested without end", "cut", "too large", "empty"],
)
def test_what_cannot_be_read_is_refused(data: bytes, reason: ReasonCode) -> None:
    refusal = read_document(data)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is reason


def test_entities_are_never_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hush")
    before = f'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    assert read(wordml(p(run("Baker")) + p(run("&b;&s;")), before=before)).text == "Baker"


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_no_mutation_makes_reading_raise(data: st.DataObject) -> None:
    mutated = bytearray(wordml(p(run("Ada Example")), f"<w:hdr>{p(run('x'))}</w:hdr>"))
    for _ in range(data.draw(st.integers(1, 12))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read_document(bytes(mutated)), DocumentText | Refusal)


@pytest.mark.skipif(not REAL_RESUME.is_file(), reason="the sample resumes are not beside the checkout")
def test_a_real_resume_is_read_with_its_links_and_items() -> None:
    document = read(REAL_RESUME.read_bytes())
    assert "jdoe@onecoolstartup.io" in [line.text for line in document.lines]
    assert "mailto:jdoe@onecoolstartup.io" in [link.target for link in document.links]
    assert sum(line.is_bullet for line in document.lines) > 5
