"""Web pages."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText, HiddenText, ReadingLimits, Refusal
from pathwise.documents.reading import read_document
from pathwise_models.enums import ReasonCode


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>Tab</title>{head}</head><body>{body}</body></html>".encode()


def read(data: bytes) -> DocumentText:
    document = read_document(data)
    assert isinstance(document, DocumentText), document
    assert document.content_type == "text/html"
    return document


def lines(body: str, head: str = "") -> list[str]:
    return read(page(body, head)).text.split("\n")


def hidden(body: str, head: str = "") -> list[tuple[str, str]]:
    return [(found.why, found.text) for found in read(page(f"<p>Ada</p>{body}", head)).hidden_text]


def test_headings_and_list_items_are_recognised() -> None:
    found = read(page("<h2>Experience</h2><p>Baker</p><ul><li>Baked <b>rye</b><li><p>Sold bread</p><p>daily</p></ul>"))
    assert [(line.text, line.is_heading, line.is_bullet) for line in found.lines] == [
        ("Experience", True, False),
        ("Baker", False, False),
        ("Baked rye", False, True),
        ("Sold bread", False, True),
        ("daily", False, False),
    ]


def test_a_short_paragraph_all_in_bold_is_a_heading() -> None:
    found = read(page("<p><b>Skills</b> </p><p><strong>Ovens:</strong> stone</p>"))
    assert [line.is_heading for line in found.lines] == [True, False]


def test_lines_end_where_the_browser_ends_them() -> None:
    assert lines("<p>Head\n baker<br>since <i>20</i>10</p>Rye<div>Wheat</div>Oats<pre>one\n  two</pre>") == [
        "Head baker",
        "since 2010",
        "Rye",
        "Wheat",
        "Oats",
        "one",
        "two",
    ]


def test_a_table_is_read_row_by_row() -> None:
    table = "<table><tr><th>2010</th><td>Baker</td></tr><tr><td>2020</td><td>Head <b>baker</b></td></tr></table>"
    assert lines(f"Before{table}After") == ["Before", "2010", "Baker", "2020", "Head baker", "After"]


def test_what_no_browser_shows_is_left_out() -> None:
    body = (
        "<p>Ada</p><script>'<p>no</p>'</script><style>no {}</style><noscript>no</noscript>"
        "<template><p>no</p></template>"
        "<!-- no --><iframe>no</iframe><svg><title>no</title></svg><select><option>no</option></select>"
    )
    assert lines(body) == ["Ada"]
    assert hidden(body) == []


def test_links_are_kept_with_their_words() -> None:
    links = read(
        page(
            '<a href="https://example.org/ada">my <b>site</b></a> <a href="mailto:ada@example.org">write</a>'
            '<a href="#top">up</a><a href="javascript:go()">go</a>'
        )
    ).links
    assert [(link.target, link.text) for link in links] == [
        ("https://example.org/ada", "my site"),
        ("mailto:ada@example.org", "write"),
    ]


@pytest.mark.parametrize(
    ("attributes", "why"),
    [
        ("hidden", "not_displayed"),
        ('style="DISPLAY : none !important"', "not_displayed"),
        ('style="visibility:hidden"', "not_displayed"),
        ('style="opacity:0"', "not_displayed"),
        ('style="mso-hide:all"', "not_displayed"),
        ('style="position:absolute;left:-9999px"', "not_displayed"),
        ('style="font-size:0"', "tiny_text"),
        ('style="font-size: 1px"', "tiny_text"),
        ('style="color:#fff"', "white_text"),
        ('style="color:rgb(255, 255, 255)"', "white_text"),
        ('style="color:#FEFEFE;background:#ffffff"', "white_text"),
        ('style="color:transparent"', "transparent"),
        ('style="color:rgba(0,0,0,0)"', "transparent"),
    ],
)
def test_words_that_nobody_sees_are_kept_apart(attributes: str, why: str) -> None:
    body = f"<div {attributes}><p>best <b>of</b> all</p></div>"
    assert hidden(body) == [(why, "best of all")]
    assert lines(f"<p>Ada</p>{body}") == ["Ada"]


def test_hidden_words_within_a_line_leave_the_line_whole() -> None:
    document = read(page('<p>Head <span style="display:none">stuffed</span>baker</p>'))
    assert document.text == "Head baker"
    assert document.hidden_text == (HiddenText("stuffed", "not_displayed"),)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", '<div style="background:#123"><p style="color:white">Ada</p></div>'),
        ("", '<table bgcolor="navy"><tr><td><font color="#ffffff">Ada</font></td></tr></table>'),
        ("<style>.side {background-color: navy}</style>", '<div class="side"><b style="color:white">Ada</b></div>'),
        ('<link rel="stylesheet" href="a.css">', '<p class="dark" style="color:white">Ada</p>'),
        ("", '<div style="visibility:hidden"><p style="visibility:visible">Ada</p></div>'),
        ("", '<div style="font-size:0"><p style="font-size:12px">Ada</p></div>'),
        ("", '<p style="font-size:0.9em;color:#ffd;opacity:0.9">Ada</p>'),
        ("", "<details><summary>Ada</summary></details>"),
    ],
)
def test_what_may_be_seen_is_no_false_alarm(head: str, body: str) -> None:
    assert hidden(body, head) == []
    assert "Ada" in lines(body, head)


def test_a_style_sheet_that_only_paints_white_excuses_nothing() -> None:
    sheet = "<style>body {background: #fff; color: #000}</style>"
    assert hidden('<p style="color:white">best</p>', sheet) == [("white_text", "best")]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta charset="windows-1252">', "utf-8"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', "iso-8859-2"),
        ("<meta charset=gb18030>", "gb18030"),
        ("<meta charset=punycode>", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_the_encoding_is_found(declared: str, encoding: str) -> None:
    words = "Jože Šimić" if encoding == "iso-8859-2" else "José Ñandú"
    body = page(f"<p>{words}, baker in the old town</p>", declared).decode()
    assert read(body.encode(encoding)).text == f"{words}, baker in the old town"


def test_xhtml_and_character_references_are_read() -> None:
    xhtml = b'<?xml version="1.0" encoding="UTF-8"?>\n' + page("<p>Caf&eacute; &amp; Br&#246;t</p>")
    assert read(xhtml).text == "Café & Bröt"


def test_nothing_outside_of_the_page_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hush")
    uri = secret.as_uri()
    data = f"<!DOCTYPE html [<!ENTITY s SYSTEM '{uri}'>]><html><p>Ada &s;<img src='{uri}'><iframe src='{uri}'></iframe>"
    assert "hush" not in read(data.encode()).text


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" + b"<div>" * 20_000 + b"Ada",
        b"<html>" + b"<b>" * 20_000 + b"Ada" + b"</b>" * 20_000,
        b"<html>" + b"<table><tr><td>" * 5_000 + b"Ada",
        b"<html><p " + b"a " * 100_000 + b">Ada",
        b"<html><p style='" + b"color:red;" * 50_000 + b"'>Ada",
        b"<html><p style='color:rgba(" + b"0" * 500_000 + b"'>Ada",
        b"<html><p style='background:" + b"none " * 100_000 + b"x'>Ada",
        b"<html><img src='data:image/png;base64," + b"A" * 9_000_000 + b"'><p>Ada",
    ],
)
def test_elements_without_end_do_no_harm(data: bytes) -> None:
    assert read(data).text == "Ada"


def test_a_page_beyond_what_a_resume_needs_is_refused() -> None:
    refusal = read_document(b"<html>" + b"<i></i>" * 1_300_000)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is ReasonCode.TOO_LARGE


def test_more_characters_than_the_limit_are_too_many_pages() -> None:
    refusal = read_document(page("<p>one two</p>\n\n" * 100), ReadingLimits(characters=699))
    assert isinstance(refusal, Refusal)
    assert refusal.reason is ReasonCode.TOO_MANY_PAGES
    assert isinstance(read_document(page("<p>one two</p>\n\n" * 100), ReadingLimits(characters=799)), DocumentText)


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_no_mutation_makes_reading_raise(data: st.DataObject) -> None:
    mutated = bytearray(page('<h1>Ada</h1><p style="color:#fff">x</p><ul><li><a href="https://example.org">y</a></ul>'))
    for _ in range(data.draw(st.integers(1, 12))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read_document(bytes(mutated)), DocumentText | Refusal)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<li>", "</ul>", "<table>", "<td>", "</td>", "<pre>", "</div>", "<a href='x:y'>",
             "</a>", "<b hidden>", "</b>", "<br>", "<h1>", "</h1>", "<style>", "</style>", "<svg>", "word", "<!--"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_tags_in_any_order_are_read_or_refused(parts: list[str]) -> None:
    assert isinstance(read_document(page("".join(parts))), DocumentText | Refusal)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz äöü", min_size=1, max_size=30).map(str.strip), min_size=1))
def test_simple_paragraphs_come_back_as_they_went_in(paragraphs: list[str]) -> None:
    expected = [" ".join(text.split()) for text in paragraphs if text]
    document = read_document(page("".join(f"<p>{text}</p>\n" for text in paragraphs)))
    assert (document.text.split("\n") if isinstance(document, DocumentText) else []) == expected


def test_what_a_reader_clicks_is_nothing_that_the_resume_says() -> None:
    assert lines("<p>Baker</p><button>Print</button>") == ["Baker"]
