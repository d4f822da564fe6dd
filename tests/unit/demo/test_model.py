import pytest

from pathwise.demo.model import Layout, Position, Special
from pathwise_models.enums import ReasonCode


@pytest.mark.parametrize("layout", Layout)
def test_every_layout_has_an_ending(layout: Layout) -> None:
    assert layout.suffix.startswith(".")


def test_what_cannot_be_read_says_why() -> None:
    assert Special.SCANNED.reason is ReasonCode.NO_TEXT
    assert Special.NOTHING.reason is None


def test_a_position_without_dates_is_not_taken_for_a_current_one() -> None:
    assert not Position("Cook", "Wrenfield Bistro", "Leeds", None, None, ()).is_current
    assert Position("Cook", "Wrenfield Bistro", "Leeds", "2024-01", None, ()).is_current
