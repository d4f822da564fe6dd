import pytest

from pathwise.job.experience import ExperienceAsked, experience_asked
from pathwise.job.vocabulary import load_vocabulary

YEARS = load_vocabulary().years


def test_the_span_is_taken_out_of_the_clause() -> None:
    assert experience_asked("4 years of experience in baking", YEARS) == ExperienceAsked(48, "experience in baking")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Python",
        "0 years of experience",
        "Must be 25 years old",
        "In business for 30 years",
        "Python 3",
        "1998 years",
    ],
)
def test_other_numbers_are_no_experience(text: str) -> None:
    assert experience_asked(text, YEARS) is None
