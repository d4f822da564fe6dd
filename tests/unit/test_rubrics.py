from importlib.resources import files

import pytest

from pathwise.rubrics import BrokenRubricError, parse_other_rubric
from pathwise.scoring.rubric import load_rubric

TEXT = files("pathwise.scoring").joinpath("rubric.toml").read_text(encoding="utf-8")
VERSION = load_rubric().version


def test_the_packaged_file_is_read_as_the_packaged_rubric() -> None:
    assert parse_other_rubric(TEXT) == load_rubric()


def test_another_version_with_other_steps_is_a_rubric() -> None:
    rubric = parse_other_rubric(TEXT.replace(VERSION, "trial").replace("only_named = 0.3", "only_named = 0.2"))
    assert (rubric.version, rubric.ladder.only_named) == ("trial", 0.2)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "version is missing"),
        ("version = ", "Invalid value"),
        (TEXT.replace("[coverage]", "[covering]"), "coverage is missing"),
        (TEXT.replace("only_named = 0.3", "only_named = 0.9"), "steps of the ladder must rise"),
        (TEXT.replace("only_named = 0.3", 'only_named = "a third"'), "not supported"),
        (TEXT.replace(f'"{VERSION}"', "7"), "version must be a text"),
        (TEXT.replace('key = "contact"', 'key = "handwriting"'), "handwriting: nothing of that name is measured"),
        (TEXT.replace('key = "education_level"', 'key = "charm"'), "charm: nothing of that name"),
        (TEXT.replace("short_statement =", "brief_statement ="), "clarity: the bounds of short_statement are missing"),
    ],
)
def test_a_broken_rubric_is_refused_with_what_is_wrong(text: str, problem: str) -> None:
    assert text != TEXT
    with pytest.raises(BrokenRubricError, match=problem):
        parse_other_rubric(text)


def test_years_and_education_cannot_be_left_out() -> None:
    head, _, rest = TEXT.partition('[[metrics]]\nkey = "education_level"')
    assert rest
    lighter = head.replace("weight = 0.1\n", "weight = 0.16\n")
    with pytest.raises(BrokenRubricError, match="education_level is missing"):
        parse_other_rubric(lighter)
