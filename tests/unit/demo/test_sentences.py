from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.demo.sentences import fill


def test_a_choice_takes_one_of_the_words() -> None:
    assert {fill("{left|right}", Random(seed), {}) for seed in range(20)} == {"left", "right"}


@given(st.integers())
def test_a_number_stays_in_its_range_and_on_its_steps(seed: int) -> None:
    assert fill("{10..50..20}", Random(seed), {}) in {"10", "30", "50"}


def test_a_large_number_is_grouped_and_a_year_is_not() -> None:
    assert fill("{1500..1500} in {2019..2019}", Random(0), {}) == "1,500 in 2019"


@given(st.integers())
def test_a_list_used_twice_in_a_sentence_gives_two_words(seed: int) -> None:
    first, second = fill("{tools}/{tools}", Random(seed), {"tools": ("saw", "file")}).split("/")
    assert first != second


def test_a_list_of_one_word_may_be_used_twice() -> None:
    assert fill("{tools} {tools}", Random(0), {"tools": ("saw",)}) == "saw saw"


def test_an_unknown_list_is_an_error_of_the_table() -> None:
    with pytest.raises(KeyError, match="tool"):
        fill("{tool}", Random(0), {"tools": ("saw",)})
