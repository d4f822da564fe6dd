from pathwise.documents.layout import page_lines
from pathwise.documents.order import Box, order_by_place
from pathwise.documents.recognition import Piece
from pathwise.documents.scans import arranged

HEIGHT = 20.0


def piece(text: str, left: float, top: float, height: float = HEIGHT) -> Piece:
    return Piece(text, left, top, left + 10 * len(text), top + height)


def read(*pieces: Piece) -> list[str]:
    return [line.text for line in page_lines([arranged(pieces, 842.0, 0.5)])]


def test_pieces_on_one_line_are_joined_from_the_left() -> None:
    assert read(piece("Northerly", 145, 102), piece("Ada", 100, 100), piece("Baker", 100, 130)) == [
        "Ada Northerly",
        "Baker",
    ]


def test_columns_are_read_one_after_the_other() -> None:
    left = [piece(f"left {row}", 50, 100 + 31 * place) for place, row in enumerate("abcdefgh")]
    right = [piece(f"right {row}", 500, 110 + 27 * place) for place, row in enumerate("abcdefgh")]
    assert read(*right, *left) == [f"{side} {row}" for side in ("left", "right") for row in "abcdefgh"]


def test_a_date_in_the_margin_stays_with_its_line() -> None:
    rows = [
        piece("Baker, Example Inn", 100, 100),
        piece("2015 - 2018", 900, 101),
        piece("Baked bread for 90 guests and taught two apprentices", 100, 130),
        piece("Cook, Example Hall", 100, 160),
        piece("2012 - 2015", 900, 159),
    ]
    assert read(*rows) == [
        "Baker, Example Inn 2015 - 2018",
        "Baked bread for 90 guests and taught two apprentices",
        "Cook, Example Hall 2012 - 2015",
    ]


def test_a_page_without_words_has_no_lines() -> None:
    assert read() == []


def test_each_row_is_given_once_whatever_its_place() -> None:
    boxes = [
        Box((place,), left, left + 50.0, 800.0 - 15 * place, 800.0 - 15 * place, 10.0)
        for place, left in enumerate([50.0, 300.0, 50.0, 300.0, 52.0, 301.0, 420.0, 50.0])
    ]
    assert sorted(order_by_place(boxes)) == list(range(8))
