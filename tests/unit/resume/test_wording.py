from hypothesis import given
from hypothesis import strategies as st

from pathwise.resume.wording import fold, unspaced, without_bullet


@given(st.text(max_size=80))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_case_accents_and_decoration_make_no_difference() -> None:
    assert fold("**Expérience professionnelle:**") == fold("EXPERIENCE  PROFESSIONNELLE")


def test_only_letters_that_stand_apart_are_closed_up() -> None:
    assert unspaced("S K I L L S") == "SKILLS"
    assert unspaced("A I and I T") == "A I and I T"


def test_a_hyphen_within_a_word_is_no_bullet() -> None:
    assert without_bullet("- Cooked for 40 guests") == "Cooked for 40 guests"
    assert without_bullet("E-mail") == "E-mail"
    assert without_bullet("o Opened the shop") == "Opened the shop"
