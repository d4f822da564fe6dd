"""The language of a text."""

import pytest

from pathwise.documents.language import language_of

TEXTS = {
    "en": "Baker with ten years of experience in small and large bakeries, responsible for a team of five people.",
    "de": "Bäckerin mit zehn Jahren Erfahrung in kleinen und großen Betrieben, verantwortlich für fünf Personen.",
    "fr": "Boulangère avec dix ans d'expérience dans de petites et grandes maisons, responsable de cinq personnes.",
    "es": "Panadera con diez años de experiencia en pequeñas y grandes panaderías, responsable de cinco personas.",
    "zh": "面包师，十年经验，负责五人团队，" * 5,
}


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_is_told(code: str) -> None:
    assert language_of(TEXTS[code]) == code


def test_a_short_text_has_no_language() -> None:
    assert language_of("Ada Example, baker, 2010") is None


def test_letters_count_and_not_numbers() -> None:
    assert language_of("2010 2020 " * 50) is None
