import pytest

from pathwise.job.experience import ExperienceAsked, experience_asked
from pathwise.job.vocabulary import load_vocabulary

YEARS = load_vocabulary().years


def test_the_span_is_taken_out_of_the_clause() -> None:
    asked = experience_asked("4 years of experience in baking", YEARS)
    assert asked == ExperienceAsked(48, "", "of experience in baking")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("5+ years of Java", 60),
        ("three to five years in retail", 36),
        ("at least 2 years' experience in X or Y", 24),
        ("3-5 yrs experience", 36),
        ("5 (five) years of experience", 60),
        ("Between 3 and 5 years of sales experience", 36),
        ("10 or more years experience", 120),
        ("5+yrs exp in Java", 60),
        ("Java: 5 years", 60),
        ("1.5 years of experience", 18),
        ("5-year track record", 60),
        ("3 years' PQE in commercial property", 36),
        ("18 months of experience", 18),
        ("several years of experience", 24),
        ("mindestens drei Jahre Berufserfahrung", 36),
        ("mehrjährige Erfahrung in der Pflege", 24),
        ("3 bis 5 Jahre Erfahrung", 36),
        ("au moins 3 ans d’expérience en comptabilité", 36),
        ("un an d'expérience", 12),
        ("plusieurs années d'expérience", 24),
        ("dos años de experiencia en ventas", 24),
        ("más de 4 años de experiencia", 48),
        ("pelo menos 2 anos de experiência em vendas", 24),
        ("três anos de experiência", 36),
        ("almeno 3 anni di esperienza nel settore", 36),
        ("esperienza di almeno due anni", 24),
        ("minimaal 3 jaar ervaring als kok", 36),
        ("twee jaar werkervaring", 24),
    ],
)
def test_spans_are_read_in_seven_languages(text: str, months: int) -> None:
    asked = experience_asked(text, YEARS)
    assert asked is not None
    assert asked.months == months


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
        "Up to 3 years of experience",
        "Bis zu 3 Jahre Erfahrung",
        "Maximaal 2 jaar ervaring",
        "4-year degree",
        "A 2 year fixed-term contract",
        "Eine dreijährige Ausbildung",
        "Support 24/7",
    ],
)
def test_other_numbers_are_no_experience(text: str) -> None:
    assert experience_asked(text, YEARS) is None
