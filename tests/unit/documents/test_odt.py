"""OpenDocument texts."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText, HiddenText, ReadingLimits, Refusal
from pathwise.documents.reading import read_document
from pathwise_models.enums import ReasonCode

MakeOdt = Callable[..., bytes]
MakeZip = Callable[[Mapping[str, bytes]], bytes]
MIME = b"application/vnd.oasis.opendocument.text"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "style": "style",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)


def xml(root: str, inner: str, before: str = "") -> bytes:
    names = f'{NAMESPACES} xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:{root} {names}>{inner}</office:{root}>'.encode()


@pytest.fixture(scope="module")
def make_odt(make_zip: MakeZip) -> MakeOdt:
    """Give a function from the XML of a body, styles and page styles to the bytes of a document."""

    def make(body: str, *, styles: str = "", pages: str = "", before: str = "") -> bytes:
        members = {
            "mimetype": MIME,
            "content.xml": xml(
                "document-content",
                f"<office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:text>{body}</office:text></office:body>",
                before,
            ),
            "styles.xml": xml("document-styles", f"<office:master-styles>{pages}</office:master-styles>"),
            "META-INF/manifest.xml": b"<manifest/>",
        }
        return make_zip(members)

    return make


def read(data: bytes) -> DocumentText:
    document = read_document(data)
    assert isinstance(document, DocumentText), document
    return document


def reason(data: bytes, limits: ReadingLimits | None = None) -> ReasonCode:
    refusal = read_document(data, limits or ReadingLimits())
    assert isinstance(refusal, Refusal)
    return refusal.reason


def p(text: str, style: str = "Body") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def words_style(name: str, family: str, properties: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}"><style:text-properties {properties}/></style:style>'
    )


def test_headings_and_list_items_are_recognised(make_odt: MakeOdt) -> None:
    body = (
        '<text:h text:outline-level="1">Experience</text:h>'
        + p("Baker")
        + f"<text:list><text:list-item>{p('Baked bread')}{p('daily')}"
        + f"<text:list><text:list-item>{p('rye')}</text:list-item></text:list></text:list-item></text:list>"
        + p("Ada Example", "Title")
    )
    styles = '<style:style style:name="Title" style:family="paragraph"/>'
    document = read(make_odt(body, styles=styles))
    assert document.content_type == MIME.decode()
    assert [(line.text, line.is_heading, line.is_bullet) for line in document.lines] == [
        ("Experience", True, False),
        ("Baker", False, False),
        ("Baked bread", False, True),
        ("daily", False, False),
        ("rye", False, True),
        ("Ada Example", True, False),
    ]


def test_a_short_paragraph_all_in_bold_is_a_heading(make_odt: MakeOdt) -> None:
    styles = words_style("B", "text", 'fo:font-weight="bold"') + words_style("P", "paragraph", 'fo:font-weight="bold"')
    span = '<text:span text:style-name="B">Skills</text:span>'
    lines = read(make_odt(p(span) + p(f"{span}: stone") + p("Languages", "P"), styles=styles)).lines
    assert [line.is_heading for line in lines] == [True, False, True]


def test_a_table_is_read_row_by_row_and_covered_cells_are_not(make_odt: MakeOdt) -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text: str) -> str:
        return f"<table:table-cell>{p(text)}</table:table-cell>"

    covered = f"<table:covered-table-cell>{p('under')}</table:covered-table-cell>"
    table = f"<table:table>{row(cell('a'), cell('b'))}{row(cell('c'), covered)}</table:table>"
    assert read(make_odt(p("Before") + table + p("After"))).text.split("\n") == ["Before", "a", "b", "c", "After"]


def test_headers_come_first_and_footers_last_each_once(make_odt: MakeOdt) -> None:
    pages = "".join(
        f'<style:master-page style:name="{name}"><style:header>{p(head)}</style:header>'
        f"<style:footer>{p('ada@example.org')}</style:footer></style:master-page>"
        for name, head in {"Standard": "Ada Example", "First": "Ada Example", "Unused": "A letter"}.items()
    )
    pages += (
        '<style:master-page style:name="Standard"><style:header style:display="false">'
        f"{p('switched off')}</style:header></style:master-page>"
    )
    styles = '<style:style style:name="P1" style:family="paragraph" style:master-page-name="First"/>'
    document = read(make_odt(p("Baker", "P1"), styles=styles, pages=pages))
    assert document.text.split("\n") == ["Ada Example", "Baker", "ada@example.org"]


@pytest.mark.parametrize("frame", ["draw:frame><draw:text-box", "draw:custom-shape", "draw:g><draw:rect"])
def test_a_text_box_comes_after_the_paragraph_that_holds_it(make_odt: MakeOdt, frame: str) -> None:
    close = "".join(f"</{name}>" for name in reversed(frame.split("><")))
    box = f"<{frame}><svg:title>alt</svg:title>{p('Skills')}<text:list><text:list-item>{p('Ovens')}"
    body = p(f"Ba{box}</text:list-item></text:list>{close}ker") + p("After")
    lines = read(make_odt(body)).lines
    assert [line.text for line in lines] == ["Baker", "Skills", "Ovens", "After"]
    assert [line.text for line in lines if line.is_bullet] == ["Ovens"]


def test_spaces_tabs_breaks_and_links_are_read(make_odt: MakeOdt) -> None:
    body = p(
        'one<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four\n<text:span>five</text:span> '
        '<text:a xlink:href="https://example.org/ada">my <text:span>site</text:span></text:a>'
        '<text:a xlink:href="#top"> up</text:a>'
    )
    document = read(make_odt(body))
    assert document.text == "one two three\nfour five my site up"
    assert [(link.target, link.text) for link in document.links] == [("https://example.org/ada", "my site")]


def test_deleted_words_and_remarks_are_left_out(make_odt: MakeOdt) -> None:
    deleted = f"<text:tracked-changes><text:changed-region><text:deletion>{p('cook')}</text:deletion>"
    body = f"{deleted}</text:changed-region></text:tracked-changes>" + p(
        'Head <text:change-start text:change-id="c"/>baker<text:change-end text:change-id="c"/>'
        f"<office:annotation>{p('really?')}</office:annotation> since 2010"
    )
    document = read(make_odt(body))
    assert document.text == "Head baker since 2010"
    assert document.hidden_text == ()


def test_a_note_comes_after_its_paragraph(make_odt: MakeOdt) -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('with honours')}</text:note-body>"
    assert read(make_odt(p(f"Baker{note}</text:note> in Ulm"))).text == "Baker in Ulm\nwith honours"


@pytest.mark.parametrize(
    "body",
    [
        p('Baker <text:span text:style-name="H">best</text:span>'),
        p("Baker") + p("best", "HP"),
        p("Baker") + p("best", "Child"),
        p("Baker") + p('<text:hidden-paragraph text:is-hidden="true"/>best'),
        p("Baker") + f'<text:section text:display="none">{p("best")}</text:section>',
        p('Baker <text:hidden-text text:condition="x" text:string-value="best" text:is-hidden="true"/>'),
    ],
)
def test_hidden_words_are_kept_apart(make_odt: MakeOdt, body: str) -> None:
    styles = words_style("H", "text", 'text:display="none"') + words_style("HP", "paragraph", 'text:display="none"')
    styles += '<style:style style:name="Child" style:family="paragraph" style:parent-style-name="HP"/>'
    document = read(make_odt(body, styles=styles))
    assert document.text == "Baker"
    assert document.hidden_text == (HiddenText("best", "vanished_run"),)


WHITE = words_style("W", "text", 'fo:color="#FFFFFF"')
GROUND = (
    '<style:style style:name="{name}" style:family="paragraph">'
    '<style:paragraph-properties fo:background-color="{colour}"/></style:style>'
)


@pytest.mark.parametrize(
    ("styles", "is_seen"),
    [
        (WHITE, False),
        (WHITE + GROUND.format(name="G", colour="#ffffff"), False),
        (WHITE + GROUND.format(name="G", colour="#203040"), True),
        (words_style("W", "text", 'fo:color="#ffffff" style:use-window-font-color="true"'), True),
    ],
)
def test_white_words_are_hidden_where_nothing_is_behind_them(make_odt: MakeOdt, styles: str, is_seen: bool) -> None:
    document = read(make_odt(p('Baker <text:span text:style-name="W">best</text:span>'), styles=styles))
    assert document.text == ("Baker best" if is_seen else "Baker")
    assert [hidden.why for hidden in document.hidden_text] == ([] if is_seen else ["white_text"])


def test_a_document_with_a_password_is_locked(make_zip: MakeZip) -> None:
    manifest = b"<m><file-entry><encryption-data/></file-entry></m>"
    locked = make_zip({"mimetype": MIME, "content.xml": b"\x8f\x01", "META-INF/manifest.xml": manifest})
    assert reason(locked) is ReasonCode.ENCRYPTED


@pytest.mark.parametrize("content", [b"<office", b"<a/>", b""])
def test_a_document_without_a_text_is_damaged(make_zip: MakeZip, content: bytes) -> None:
    assert reason(make_zip({"mimetype": MIME, "content.xml": content})) is ReasonCode.CORRUPT
    assert reason(make_zip({"mimetype": MIME})) is ReasonCode.CORRUPT


def test_a_bomb_is_refused_before_it_is_inflated(make_zip: MakeZip) -> None:
    bomb = make_zip({"mimetype": MIME, "content.xml": b" " * 30_000_000})
    assert reason(bomb) is ReasonCode.UNSAFE_ARCHIVE
    assert reason(bomb, ReadingLimits(inflated_bytes=20_000_000)) is ReasonCode.UNSAFE_ARCHIVE


def test_entities_are_never_resolved(make_odt: MakeOdt, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hush")
    before = f'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    assert read(make_odt(p("Baker") + p("&b;&s;"), before=before)).text == "Baker"


def test_elements_nested_without_end_are_refused(make_odt: MakeOdt) -> None:
    assert reason(make_odt("<text:span>" * 50_000 + "</text:span>" * 50_000)) is ReasonCode.CORRUPT


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_mutation_makes_reading_raise(make_odt: MakeOdt, data: st.DataObject) -> None:
    mutated = bytearray(make_odt(p("Ada Example")))
    for _ in range(data.draw(st.integers(1, 12))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read_document(bytes(mutated)), DocumentText | Refusal)


@settings(max_examples=50, deadline=None)
@given(
    body=st.recursive(
        st.sampled_from(["word", "<text:tab/>", "<text:s text:c='x'/>", "<text:line-break/>", "<text:hidden-text/>"]),
        lambda inner: st.builds(
            lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
            st.sampled_from(
                [
                    "text:p",
                    "text:h",
                    "text:span",
                    "text:a",
                    "text:list",
                    "text:list-item",
                    "text:section",
                    "table:table",
                    "table:table-cell",
                    "draw:frame",
                    "text:note",
                    "text:hidden-text",
                ]
            ),
            st.lists(inner, max_size=4),
        ),
        max_leaves=20,
    )
)
def test_elements_in_any_order_are_read_or_refused(make_odt: MakeOdt, body: str) -> None:
    assert isinstance(read_document(make_odt(body)), DocumentText | Refusal)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz äöü", min_size=1, max_size=30).map(str.strip), min_size=1))
def test_simple_paragraphs_come_back_as_they_went_in(make_odt: MakeOdt, paragraphs: list[str]) -> None:
    expected = [" ".join(text.split()) for text in paragraphs if text]
    document = read_document(make_odt("".join(p(text) for text in paragraphs)))
    assert (document.text.split("\n") if isinstance(document, DocumentText) else []) == expected
