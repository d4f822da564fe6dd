"""Hostile files that are one stream of bytes: web pages, rich text, Word 2003, old Word, plain text."""

import struct

from tests.attacks.packages import laughing
from tests.unit.documents.word97 import make_doc

MEBIBYTE = 1024 * 1024
_WORDML = "http://schemas.microsoft.com/office/word/2003/wordml"


def page(body: str) -> bytes:
    """Write a web page."""
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def page_of_a_million_paragraphs() -> bytes:
    """A web page of a million short paragraphs."""
    return page("<p>a" * 1_000_000)


def page_of_one_line() -> bytes:
    """A web page of one line of seven million letters."""
    return page("a" * 7_000_000)


def page_nested_without_end() -> bytes:
    """A web page of a million elements within each other."""
    return page("Ada Example" + "<div><b>" * 500_000)


def page_of_laughs() -> bytes:
    """The billion laughs in a web page."""
    return b"<?xml version='1.0'?>" + laughing().replace("DOCTYPE d", "DOCTYPE html").encode() + page("Ada &e11;")


def word_2003(words: str = "Ada Example", before: str = "") -> bytes:
    """Write a document in the XML of Word 2003."""
    body = f"<w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body>"
    return f'<?xml version="1.0"?>{before}<w:wordDocument xmlns:w="{_WORDML}">{body}</w:wordDocument>'.encode()


def word_2003_of_laughs() -> bytes:
    """The billion laughs in the XML of Word 2003."""
    return word_2003("Ada &e11;", laughing())


def rich_text_nested_without_end() -> bytes:
    """A rich text of ten million groups, and a header, so that who says what must be told."""
    return b"{\\rtf1 Ada Example{\\header x}" + b"{" * 10_000_000


def rich_text_of_many_groups() -> bytes:
    """A rich text of five million empty groups, and a header."""
    return b"{\\rtf1 Ada Example{\\header x}" + b"{}" * 5_000_000 + b"}"


def rich_text_of_untold_bytes() -> bytes:
    """A rich text that says a thousand million raw bytes follow."""
    return b"{\\rtf1 Ada Example{\\header x}\\bin999999999 " + b"x" * 1000


def old_word_in_a_circle() -> bytes:
    """An old Word document whose table of sectors goes round in a circle."""
    data = bytearray(make_doc("Ada Example"))
    for place in range(512, 1024, 4):
        struct.pack_into("<I", data, place, 1)
    return bytes(data)


def old_word_of_noise() -> bytes:
    """An old Word document with everything behind its first sector turned over."""
    data = make_doc("Ada Example")
    return data[:1536] + bytes(255 - each for each in data[1536:])


def text_of_ten_million_lines() -> bytes:
    """A plain text of ten million lines."""
    return b"a\n" * 10_000_000


def text_of_one_line() -> bytes:
    """A plain text of one line, almost as long as is read."""
    return b"ab1@" * 249_000


def text_of_marks() -> bytes:
    """A Markdown text whose marks are never closed."""
    return b"# x\n" + b"*_[" * 40_000
