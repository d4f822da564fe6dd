import pytest

from pathwise.job.parts import Part, clauses_of, title_of
from pathwise.job.vocabulary import load_vocabulary

WORDS = load_vocabulary()


def parts(text: str) -> list[tuple[str, Part]]:
    return [(clause.text, clause.part) for clause in clauses_of(text.splitlines(), WORDS)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Baker\nRequirements\n- rye", "Baker"),
        ("# Baker\nrye", "Baker"),
        ("Job title: Head Baker\nrye", "Head Baker"),
        ("rye\nwheat\nspelt", None),
        ("- rye\n- wheat", None),
        ("Requirements\n- rye", None),
    ],
)
def test_a_title_is_taken_only_where_it_stands_out(text: str, title: str | None) -> None:
    assert title_of(text.splitlines(), WORDS) == title


def test_an_empty_text_has_no_title() -> None:
    assert title_of([], WORDS) is None


def test_each_clause_knows_its_part() -> None:
    text = "Requirements\n- rye\nBenefits\n- free bread\nNice to have\n- spelt\nTasks\n- bake"
    assert parts(text) == [
        ("rye", Part.REQUIRED),
        ("free bread", Part.IGNORED),
        ("spelt", Part.NICE),
        ("bake", Part.DUTIES),
    ]


def test_an_unknown_markdown_heading_ends_a_part() -> None:
    assert parts("# Requirements\n- rye\n# Our town\n- a river") == [("rye", Part.REQUIRED), ("a river", Part.PROSE)]


def test_sentences_are_parted_but_not_at_abbreviations() -> None:
    assert parts("Requirements\n- Grains, e.g. Rye. Old ovens") == [
        ("Grains, e.g. Rye", Part.REQUIRED),
        ("Old ovens", Part.REQUIRED),
    ]


def test_skills_of_something_are_an_item_and_skills_alone_a_heading() -> None:
    assert parts("Skills\nSQL skills") == [("SQL skills", Part.REQUIRED)]
