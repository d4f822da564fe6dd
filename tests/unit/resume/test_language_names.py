import pytest

from pathwise.resume.language_names import LANGUAGES, language_called, languages_named


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_resumes_and_jobs_know_the_same_languages(name: str) -> None:
    assert language_called(name) == name
    assert [found for found, _, _ in languages_named(f"Good {name} is needed")] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("українська", "Ukrainian"),
        ("РУССКИЙ", "Russian"),
        ("Ελληνικά", "Greek"),
        ("Français", "French"),
        ("Türkçe", "Turkish"),
        ("Mandarin Chinese", "Chinese"),
        ("Englischkenntnisse", "English"),
    ],
)
def test_names_are_met_in_their_own_letters_and_with_endings(text: str, name: str) -> None:
    assert language_called(text) == name
    assert {found for found, _, _ in languages_named(f"({text})")} == {name}


@pytest.mark.parametrize(("text", "name"), [("lets", "Latvian"), ("Pools", "Polish"), ("fins", "Finnish")])
def test_plain_words_are_names_in_lists_alone(text: str, name: str) -> None:
    assert language_called(text) == name
    assert list(languages_named(f"A tool that {text} you work")) == []
