import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.job.words import content_words, is_silent, stem, weight_of


@pytest.mark.parametrize(
    "forms",
    [
        ("manage", "manager", "managing", "management"),
        ("install", "installed", "installation"),
        ("reconcile", "reconciled", "reconciling"),
        ("account", "accounts", "accounting"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("custom", "customer"), ("market", "marketing"), ("r", "c")])
def test_words_that_only_look_alike_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_names_with_signs_stay_whole() -> None:
    assert content_words("C++, C# and R&D") == ("c++", "c#", "r&d")


def test_what_every_job_says_is_left_out() -> None:
    assert content_words("Excellent knowledge of the required skills") == ()
    assert is_silent("experience")


def test_common_words_weigh_a_third() -> None:
    assert weight_of(stem("management")) == pytest.approx(1 / 3)
    assert weight_of(stem("forklift")) == 1.0


@given(text=st.text())
def test_white_space_and_case_make_no_difference(text: str) -> None:
    assert content_words(f"  {text} ") == content_words(text)
