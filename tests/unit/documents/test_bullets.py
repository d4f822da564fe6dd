"""The marks that start a list item."""

import pytest

from pathwise.documents.bullets import strip_bullet


@pytest.mark.parametrize("mark", ["•", "●", "▪", "◦ ", "* ", "- ", "– ", "➢", "\uf0b7", "\uf0a7 ", "o "])
def test_a_mark_is_taken_off(mark: str) -> None:
    assert strip_bullet(f"{mark}Baked bread") == ("Baked bread", True)


@pytest.mark.parametrize("line", ["-5 degrees", "2010 - 2020", "oven keeper", "C* algebra", "–"])
def test_what_only_looks_like_a_mark_stays(line: str) -> None:
    assert strip_bullet(line) == (line, False)


def test_a_mark_alone_leaves_nothing() -> None:
    assert strip_bullet("•") == ("", True)


def test_icons_of_private_use_are_dropped_and_make_no_item() -> None:
    assert strip_bullet("\uf095 +49 30 0000") == ("+49 30 0000", False)
