import pytest

from pathwise.job.phrasing import leaves_a_choice, listed, subject_of, without_frame, without_knowledge
from pathwise.job.vocabulary import load_vocabulary

WORDS = load_vocabulary()


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("You must have rye bread", "rye bread"),
        ("The ideal candidate has rye bread", "rye bread"),
        ("Rye bread is required", "Rye bread"),
        ("Rye bread (preferred)", "Rye bread"),
        ("Sie verfügen über Roggenbrot", "Roggenbrot"),
        ("Roggenbrot von Vorteil", "Roggenbrot"),
        ("Vous avez du pain", "du pain"),
        ("Se requiere pan", "pan"),
        ("Rye bread", "Rye bread"),
    ],
)
def test_the_frame_around_what_is_asked_for_is_taken_off(text: str, bare: str) -> None:
    assert without_frame(text, WORDS) == bare


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Good knowledge of rye", "rye"),
        ("Strong hands-on experience with stone ovens", "stone ovens"),
        ("Fundierte Kenntnisse im Brotbacken", "Brotbacken"),
        ("Bonne maîtrise de la pâtisserie", "pâtisserie"),
        ("Amplios conocimientos de panadería", "panadería"),
        ("Conhecimentos de padaria", "padaria"),
        ("Ottima conoscenza del pane", "pane"),
        ("Goede kennis van brood", "brood"),
        ("Knowledge of", "Knowledge of"),
    ],
)
def test_how_well_something_is_known_is_taken_off(text: str, rest: str) -> None:
    assert without_knowledge(text, WORDS) == rest


def test_the_subject_of_years_stands_without_the_words_in_front_of_it() -> None:
    assert subject_of("of relevant experience in a stone mill", WORDS) == "stone mill"


@pytest.mark.parametrize("text", ["rye or spelt", "Roggen oder Dinkel", "seigle ou blé", "rye/spelt", "rogge of tarwe"])
def test_a_choice_is_known(text: str) -> None:
    assert leaves_a_choice(text)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("rye, spelt and oats", ["rye", "spelt", "oats"]),
        ("rye and spelt", ["rye", "spelt"]),
        ("Roggen, Dinkel und Hafer", ["Roggen", "Dinkel", "Hafer"]),
        ("rye, spelt or oats", ["rye, spelt or oats"]),
        ("grains such as rye, spelt", ["grains such as rye, spelt"]),
        ("design & development", ["design & development"]),
        ("historic and modern ovens, pans", ["historic and modern ovens", "pans"]),
    ],
)
def test_a_list_is_cut_and_a_choice_is_not(text: str, items: list[str]) -> None:
    assert listed(text, WORDS) == items
