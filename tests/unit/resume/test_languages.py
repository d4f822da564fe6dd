import pytest

from pathwise.documents.model import Line
from pathwise.resume.languages import languages_of
from pathwise.resume.model import Section, SectionKind


def read(*texts: str, kind: SectionKind = SectionKind.LANGUAGES) -> list[tuple[str, str | None]]:
    lines = [Line("Languages"), *map(Line, texts)]
    section = Section(kind, "Languages", "", 0, len(texts))
    return [(each.name, each.level) for each in languages_of(lines, [section])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("English (native), French (B2)", [("English", "native"), ("French", "B2")]),
        ("Deutsch – Muttersprache; Englisch: fließend", [("German", "Muttersprache"), ("English", "fließend")]),
        ("Français, anglais courant", [("French", None), ("English", "courant")]),
        ("Español nativo | inglés avanzado", [("Spanish", "nativo"), ("English", "avanzado")]),
        ("Português e italiano", [("Portuguese", None), ("Italian", None)]),
        ("Nederlands (moedertaal) en Engels", [("Dutch", "moedertaal"), ("English", None)]),
        ("Italiano: madrelingua", [("Italian", "madrelingua")]),
        ("Mandarin Chinese (fluent)", [("Chinese", "fluent")]),
        ("• Hindi", [("Hindi", None)]),
        ("Python, C++, Bash", []),
        ("I like to talk with people of all kinds, in English or not, wherever I may be", []),
    ],
)
def test_languages_are_named_in_english_with_the_level_as_written(
    text: str, found: list[tuple[str, str | None]]
) -> None:
    assert read(text) == found


def test_a_language_named_twice_is_one_with_its_level() -> None:
    assert read("English", "English: C1") == [("English", "C1")]


def test_other_sections_name_no_languages() -> None:
    assert read("English teacher", kind=SectionKind.EXPERIENCE) == []


def test_a_level_may_stand_below_its_language() -> None:
    assert read("English", "Native speaker", "Spanish", "Intermediate") == [
        ("English", "Native speaker"),
        ("Spanish", "Intermediate"),
    ]


def test_languages_may_stand_on_the_line_of_their_heading() -> None:
    lines = [Line("Languages: English, French (B2)"), Line("Spanish")]
    found = languages_of(lines, [Section(SectionKind.LANGUAGES, "Languages", "", 0, 1)])
    assert [(each.name, each.level, each.line) for each in found] == [
        ("English", None, 0),
        ("French", "B2", 0),
        ("Spanish", None, 1),
    ]


@pytest.mark.parametrize("kind", [SectionKind.SKILLS, SectionKind.EDUCATION, SectionKind.EXPERIENCE])
def test_a_label_within_another_section_speaks_of_languages(kind: SectionKind) -> None:
    assert read("Tools: Git", "• Languages: English (C1), Greek", kind=kind) == [("English", "C1"), ("Greek", None)]


def test_languages_of_programs_are_none() -> None:
    assert read("Languages: Java, Python", kind=SectionKind.SKILLS) == []
