"""Markdown files: the words without the marks, and what the marks and pieces of HTML say about them."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pathwise.documents.draft import Draft
from pathwise.documents.encodings import decode
from pathwise.documents.html import read_page
from pathwise.documents.model import Line, Link, ReadingLimits, Refusal
from pathwise.documents.refusals import refuse, refuse_length
from pathwise_models.enums import ReasonCode

_BREAKS = ("softbreak", "hardbreak")
_WORDS = ("text", "code_inline", "text_special", "image")


def read(data: bytes, limits: ReadingLimits) -> Draft | Refusal:
    """Read a Markdown text: headings, list items and links are recognised, emphasis is unwrapped.

    Args:
        data: The whole file.
        limits: Only the number of characters is used.

    Returns:
        The draft; `too_many_pages`, `corrupt` where the bytes are no text or nest deeper than any resume.
    """
    text = decode(data)
    if text is None:
        return refuse(ReasonCode.CORRUPT)
    if len(text) > limits.characters:
        return refuse_length(limits)
    try:
        tokens = MarkdownIt("commonmark").enable("table").parse(text)
    except RecursionError:
        return refuse(ReasonCode.CORRUPT)
    pages = [_page(token, limits) for token in tokens if token.type == "html_block"]
    links = (*_links(tokens), *(link for page in pages for link in page.links))
    hidden = tuple(hidden for page in pages for hidden in page.hidden_text)
    return Draft(1, tuple(_lines(tokens, iter(pages))), links, hidden)


def _page(token: Token, limits: ReadingLimits) -> Draft:
    """Read a piece of HTML; one that is longer than any resume has no words."""
    page = read_page(token.content, limits)
    return page if isinstance(page, Draft) else Draft(1, ())


def _lines(tokens: list[Token], pages: Iterator[Draft]) -> Iterator[Line]:
    """Give the lines of a text, those of its pieces of HTML taken from `pages`."""
    is_item_start = is_heading = False
    for token in tokens:
        if token.type == "list_item_open":
            is_item_start = True
        elif token.type in ("heading_open", "heading_close"):
            is_heading = token.type == "heading_open"
        elif token.type == "html_block":
            yield from next(pages).lines
        elif token.type in ("fence", "code_block"):
            yield from (Line(line) for line in token.content.splitlines())
        elif token.type == "inline":
            for text in _texts(token):
                yield Line(text, is_heading=is_heading, is_bullet=is_item_start)
                is_item_start = False


def _texts(inline: Token) -> Iterator[str]:
    """Give the lines of a paragraph."""
    text = ""
    for child in inline.children or ():
        if child.type in _BREAKS or (child.type == "html_inline" and child.content.startswith("<br")):
            yield text
            text = ""
        elif child.type in _WORDS:
            text += child.content
    yield text


def _links(tokens: list[Token]) -> Iterator[Link]:
    for token in tokens:
        target, text = "", ""
        for child in token.children or ():
            if child.type == "link_open":
                target, text = str(child.attrs.get("href", "")), ""
            elif child.type == "link_close":
                yield Link(target, text)
                target = ""
            elif target and child.type in _WORDS:
                text += child.content
