"""Fragments as pypdf hands them over."""

from pathwise.documents.fragments import Fragment, FragmentCollector

UNIT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def collected(text: str, font: str = "/Times", text_matrix: tuple[float, ...] = UNIT) -> list[Fragment]:
    collector = FragmentCollector()
    collector(text, (2.0, 0.0, 0.0, 2.0, 10.0, 20.0), text_matrix, {"/BaseFont": font}, 6)
    return collector.fragments


def test_a_place_is_that_on_the_page() -> None:
    (piece,) = collected("Baker", text_matrix=(1.0, 0.0, 0.0, 1.0, 5.0, 7.0))
    assert piece == Fragment("Baker", 20.0, 34.0, 12.0, is_bold=False, starts_line=True)


def test_line_breaks_begin_pieces_without_a_place() -> None:
    first, second = collected("one\ntwo")
    assert (first.text, second.text, second.y, second.starts_line) == ("one", "two", None, True)


def test_bold_is_told_by_the_name_of_the_font() -> None:
    assert collected("x", "/ABCDEF+Lato-Bold")[0].is_bold


def test_icons_are_dropped_and_ornaments_are_bullets() -> None:
    assert collected("H", "/ABCDEF+MarVoSym") == []
    assert [piece.text for piece in collected("{", "/ABCDEF+MarVoSym") + collected("§", "/Wingdings")] == ["•", "•"]
    assert collected("\x7f")[0].text == "•"
