from importlib.resources import files
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.comparison.bands import band_labels, cut_bands, parse_bands
from pathwise.comparison.model import Contender
from pathwise.scoring.rubric import load_rubric

TEXT = files("pathwise.comparison").joinpath("bands.toml").read_text(encoding="utf-8")
tenths = st.integers(0, 1000).map(lambda number: number / 10)


def band_key(job_match: float | None, coverage: float | None = 1.0, text: str = TEXT) -> str:
    member = Contender(UUID(int=1), 0, job_match, coverage)
    return cut_bands([member], parse_bands(text))[member.member_id][0].key


@pytest.mark.parametrize(
    ("job_match", "expected"),
    [
        (100.0, "most"),
        (75.0, "most"),
        (74.9, "much"),
        (50.0, "much"),
        (49.9, "some"),
        (25.0, "some"),
        (24.9, "little"),
        (0.0, "little"),
        (None, "not_enough"),
    ],
)
def test_a_match_is_in_the_band_that_begins_at_or_below_it(job_match: float | None, expected: str) -> None:
    assert band_key(job_match) == expected


@pytest.mark.parametrize(
    ("coverage", "expected"), [(1.0, "most"), (0.5, "most"), (0.499, "not_enough"), (None, "not_enough")]
)
def test_below_half_coverage_a_match_has_no_band_but_not_enough(coverage: float | None, expected: str) -> None:
    assert band_key(90.0, coverage) == expected


@given(tenths, tenths)
def test_a_higher_match_is_never_in_a_lower_band(one: float, other: float) -> None:
    keys = list(band_labels())
    assert keys.index(band_key(max(one, other))) <= keys.index(band_key(min(one, other)))


def test_naming_everything_shows_no_more_than_some_of_it() -> None:
    ladder = load_rubric().ladder
    shares = (ladder.only_named, ladder.in_role, ladder.in_dated_role, ladder.with_result)
    assert [band_key(100 * share) for share in shares] == ["some", "much", "most", "most"]


def test_every_band_has_a_label_of_its_own_that_fits_its_column() -> None:
    labels = band_labels()
    assert list(labels) == ["most", "much", "some", "little", "not_enough"]
    assert len(set(labels.values())) == len(labels)
    assert max(map(len, labels.values())) <= 100


def test_another_table_cuts_otherwise() -> None:
    assert band_key(75.0, text=TEXT.replace("least = 75.0", "least = 80.0")) == "much"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("least = 0.0", "least = 10.0", "end at 0"),
        ("least = 25.0", "least = 50.0", "fall"),
        ("least = 25.0", "least = 60.0", "fall"),
        ("least = 75.0", "least = 101.0", "below 100"),
        ('key = "some"', 'key = "much"', "same key"),
        ('key = "not_enough"', 'key = "little"', "same key"),
        ('source = "our choice: what showing everything in a role brings"', 'source = " "', "source"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(old: str, new: str, problem: str) -> None:
    assert old in TEXT
    with pytest.raises(ValueError, match=problem):
        parse_bands(TEXT.replace(old, new, 1))


def test_a_table_without_bands_is_refused() -> None:
    with pytest.raises(ValueError, match="end at 0"):
        parse_bands('version = "1"\nbands = []\n[not_enough]\nkey = "not_enough"\nlabel = "not enough to judge"\n')
