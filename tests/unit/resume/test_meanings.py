"""Words that trip matchers: lines as they stand in resumes and job texts, of many trades, in right and wrong senses."""

from pathlib import Path
from typing import NamedTuple

import pytest

from pathwise.documents.model import DocumentText, Line
from pathwise.job.requirements import read_requirements
from pathwise.resume.lexicon import load_lexicon
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile

AS_OF = YearMonth(2026, 11)
FEWEST_LINES = 120
FEWEST_WRONG_SENSES = 60


class Meaning(NamedTuple):
    """A line under a heading of a resume, or of a job text where the section is `job`."""

    section: str
    line: str
    shown: frozenset[str]
    not_shown: frozenset[str]


def meanings() -> list[Meaning]:
    rows = Path(__file__).with_name("senses.tsv").read_text(encoding="utf-8").splitlines()
    return [meaning(row) for row in rows if not row.startswith("#")]


def meaning(row: str) -> Meaning:
    section, line, shown, not_shown = [*row.split("\t"), "", ""][:4]
    return Meaning(section, line, names(shown), names(not_shown))


def names(cell: str) -> frozenset[str]:
    return frozenset(cell.split("|")) - {""}


MEANINGS = meanings()


def skills_in_resume(section: str, line: str) -> frozenset[str]:
    rows = ("Ada Example", section.upper(), line)
    document = DocumentText("text/plain", 1, tuple(Line(row) for row in rows))
    return frozenset(skill.canonical for skill in build_profile(document, AS_OF).skills)


def skills_in_job(line: str) -> frozenset[str]:
    requirements = read_requirements(f"Requirements\n- {line}\n")
    return frozenset(name for item in requirements.items for name in item.any_of)


@pytest.mark.parametrize("row", MEANINGS, ids=lambda row: row.line)
def test_a_line_shows_the_skills_that_its_words_mean(row: Meaning) -> None:
    found = skills_in_job(row.line) if row.section == "job" else skills_in_resume(row.section, row.line)
    assert row.shown - found == frozenset()
    assert row.not_shown & found == frozenset()


def test_the_table_names_skills_of_the_lexicon_and_says_something_in_every_line() -> None:
    known = load_lexicon().entries.keys()
    assert [
        row.line for row in MEANINGS if not (row.shown | row.not_shown) or not (row.shown | row.not_shown) <= known
    ] == []


def test_the_table_holds_many_lines_of_both_kinds() -> None:
    assert len({row.line for row in MEANINGS}) >= FEWEST_LINES
    assert sum(bool(row.not_shown) for row in MEANINGS) >= FEWEST_WRONG_SENSES
