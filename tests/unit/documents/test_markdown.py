"""Markdown files."""

from pathwise.documents.model import DocumentText, Line, Link, ReadingLimits, Refusal
from pathwise.documents.reading import read_document
from pathwise_models.enums import ReasonCode


def read(text: str) -> DocumentText:
    document = read_document(text.encode())
    assert isinstance(document, DocumentText), document
    assert document.content_type == "text/markdown"
    return document


def test_headings_items_and_emphasis_are_unwrapped() -> None:
    document = read("# Ada Example\n\n**Baker**, *since* 2010\nin Exampletown\n\n- Baked `bread`\n- Sold\n  bread\n")
    assert document.lines == (
        Line("Ada Example", is_heading=True),
        Line("Baker, since 2010"),
        Line("in Exampletown"),
        Line("Baked bread", is_bullet=True),
        Line("Sold", is_bullet=True),
        Line("bread"),
    )


def test_underlined_headings_are_headings() -> None:
    assert read("Experience\n==========\n\nBaker").lines[0] == Line("Experience", is_heading=True)


def test_links_keep_their_targets_and_their_words() -> None:
    document = read("# Ada\n\nSee [my *site*](https://example.org/ada) or <mailto:ada@example.org>")
    assert document.lines[1].text == "See my site or mailto:ada@example.org"
    assert document.links == (
        Link("https://example.org/ada", "my site"),
        Link("mailto:ada@example.org", "mailto:ada@example.org"),
    )


def test_tables_and_code_are_read() -> None:
    document = read("# Skills\n\n| Tool | Years |\n|---|---|\n| Oven | 10 |\n\n```\nknead()\n```\n")
    assert document.text.split("\n") == ["Skills", "Tool", "Years", "Oven", "10", "knead()"]


def test_lists_nested_without_end_are_read_or_refused() -> None:
    read_document(("# a\n" + "- " * 5000 + "x").encode())
    read_document(("# a\n" + "> " * 5000 + "x").encode())
    read_document(("# a\n" + "[" * 20000).encode())


def test_a_text_longer_than_the_limit_is_refused_and_not_cut() -> None:
    refusal = read_document(b"# Ada Example\n\n- Baked bread\n", ReadingLimits(characters=20))
    assert isinstance(refusal, Refusal)
    assert refusal.reason is ReasonCode.TOO_MANY_PAGES


def test_pieces_of_html_are_read_where_they_stand() -> None:
    text = (
        '# Ada Example\n\n<div align="center"><p>Baker</p></div>\n\n## Experience\n\n'
        "<table>\n<tr><td>2019</td><td><b>Baker</b><ul><li>Baked rye</li></ul></td></tr>\n</table>\n\n"
        'Ghent<br>Belgium <a href="https://example.com">site</a>\n\n<p hidden>expert</p>\n'
    )
    document = read(text)
    assert document.text.split("\n") == [
        "Ada Example",
        "Baker",
        "Experience",
        "2019",
        "Baker",
        "Baked rye",
        "Ghent",
        "Belgium site",
    ]
    assert [hidden.text for hidden in document.hidden_text] == ["expert"]
