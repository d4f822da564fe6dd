"""Rich text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText, HiddenText, Refusal
from pathwise.documents.reading import read_document
from pathwise_models.enums import ReasonCode

COLOURS = r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}"


def rtf(body: str, before: str = "") -> bytes:
    fonts = r"{\fonttbl{\f0\fswiss Arial;}{\f1\froman\fcharset238 Times CE;}}"
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{before}{{\info{{\author Secret}}}}{body}}}".encode("latin-1")


def read(data: bytes) -> DocumentText:
    document = read_document(data)
    assert isinstance(document, DocumentText), document
    assert document.content_type == "application/rtf"
    return document


def text(body: str, before: str = "") -> str:
    return read(rtf(body, before)).text


def test_paragraphs_breaks_and_headings_are_read() -> None:
    styles = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}"
    body = r"\pard\s1\outlinelevel0 Experience\par\pard\plain Head\tab baker\line since 2010\par \b Skills\b0\par last"
    assert [(line.text, line.is_heading) for line in read(rtf(body, styles)).lines] == [
        ("Experience", True),
        ("Head baker", False),
        ("since 2010", False),
        ("Skills", True),
        ("last", False),
    ]


def test_list_items_are_recognised() -> None:
    body = r"Baker\par{\pard{\pntext\'b7\tab}{\*\pn\pnlvlblt}Baked bread\par{\pntext\'b7\tab}Sold bread\par}\pard last"
    assert [(line.text, line.is_bullet) for line in read(rtf(body)).lines] == [
        ("Baker", False),
        ("Baked bread", True),
        ("Sold bread", True),
        ("last", False),
    ]


def test_a_table_is_read_row_by_row() -> None:
    row = r"\trowd\cellx1000\cellx2000\intbl {0}\cell {1}\cell\row "
    assert (
        text("Before\\par " + row.format("a", "b") + row.format("c", "d") + "\\pard After")
        == "Before\na\nb\nc\nd\nAfter"
    )


def test_letters_of_all_kinds_are_read() -> None:
    assert text(r"Jos\'e9 \u8364? \uc2\u322xx\uc1 \u-3913? \emdash \{a\\b\}~") == "José € ł —{a\\b}~"
    assert text(r"{\f1\'9aimi\'e6} \lquote x\rquote") == "šimić ‘x’"


def test_links_are_kept_with_their_words() -> None:
    body = r'See {\field{\*\fldinst HYPERLINK "https://example.org/ada"}{\fldrslt my site}}\par'
    document = read(rtf(body))
    assert document.text == "See my site"
    assert [(link.target, link.text) for link in document.links] == [("https://example.org/ada", "my site")]


def test_headers_come_first_and_footers_last_each_once() -> None:
    margins = r"{\headerf Ada Example\par}{\header Ada Example\par}{\footer ada@example.org}"
    assert text(rf"{margins}Baker\par since 2010\par").split("\n") == [
        "Ada Example",
        "Baker",
        "since 2010",
        "ada@example.org",
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (r"{\v best of all}", "vanished_run"),
        (r"\v best\'20of all\v0 ", "vanished_run"),
        (r"{\v\b best {of} \u97?ll\plain}", "vanished_run"),
        (r"{\fs1 best of all}", "tiny_text"),
        (r"{\cf2 best of all}", "white_text"),
    ],
)
def test_words_that_nobody_sees_are_kept_apart(words: str, why: str) -> None:
    document = read(rtf(rf"Baker {words}since 2010\par Ulm\par", COLOURS))
    assert document.text == "Baker since 2010\nUlm"
    assert document.hidden_text == (HiddenText("best of all", why),)


@pytest.mark.parametrize("ground", [r"\highlight1", r"\cbpat1", r"\clcbpat1"])
def test_white_words_on_a_ground_are_seen(ground: str) -> None:
    document = read(rtf(rf"{{{ground}\cf2 Ada Example}}\par{{\fs20\cf1\v0\viewkind4 Baker}}\par", COLOURS))
    assert document.text == "Ada Example\nBaker"
    assert document.hidden_text == ()


def test_deleted_words_are_left_out() -> None:
    document = read(rtf(r"Head {\revised baker}{\deleted cook}\par"))
    assert (document.text, document.hidden_text) == ("Head baker", ())


def test_pictures_and_objects_are_passed_over() -> None:
    body = (
        r"Ada{\pict\pngblip 89504e470d0a}{\object\objemb{\*\objdata 0105000002}}{\*\unknown secret}"
        r"{\v x}{\pict\bin9 ab{c}\par}\par Baker"
    )
    assert text(body) == "Ada\nBaker"


@pytest.mark.parametrize("opening", ["{", r"{\b ", r"{\v ", r"{\header ", r"{\*\x "])
@pytest.mark.parametrize("closing", ["", "}"])
def test_groups_nested_without_end_do_no_harm(opening: str, closing: str) -> None:
    data = rtf(r"{\v x}Ada\par " + opening * 20_000 + "Bo" + closing * 20_000)
    assert isinstance(read_document(data), DocumentText | Refusal)


def test_a_file_without_words_has_no_text() -> None:
    refusal = read_document(rtf(r"{\pict 00}\par"))
    assert isinstance(refusal, Refusal)
    assert refusal.reason is ReasonCode.NO_TEXT


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_no_mutation_makes_reading_raise(data: st.DataObject) -> None:
    mutated = bytearray(rtf(r"{\header Ada}\pard Ba{\v x}ker\u228?\'e9\par\trowd\cellx9\intbl a\cell\row", COLOURS))
    for _ in range(data.draw(st.integers(1, 12))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read_document(bytes(mutated)), DocumentText | Refusal)


WORDS = r"\v \v0 \par \plain \header \deleted \fs1 \cf2 \u99999? \u \uc9 \bin5 \bin99999999 \' \* { } word"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=30))
def test_words_in_any_order_are_read_or_refused(parts: list[str]) -> None:
    assert isinstance(read_document(rtf("".join(parts), COLOURS)), DocumentText | Refusal)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz äöü", min_size=1, max_size=30).map(str.strip), min_size=1))
def test_simple_paragraphs_come_back_as_they_went_in(paragraphs: list[str]) -> None:
    expected = [" ".join(words.split()) for words in paragraphs if words]
    body = "".join(f"{words}\\par\n" for words in paragraphs)
    document = read_document(rtf("".join(rf"\'{ord(c):02x}" if ord(c) > 126 else c for c in body)))
    assert (document.text.split("\n") if isinstance(document, DocumentText) else []) == expected
