from collections.abc import Callable

import pytest

from pathwise.documents.model import DocumentText
from pathwise.job.requirements import read_requirements
from pathwise.resume.layers import Layer, LayeredLexicon, LayerSkill
from pathwise.resume.lexicon import load_lexicon
from pathwise.resume.model import ResumeProfile
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile
from pathwise.scoring.assessment import Knowledge, assess
from pathwise.scoring.matching import Finding, in_years
from pathwise.scoring.model import Way

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]


def finding(read: Read, resume: str, line: str) -> Finding:
    (found,) = assess(*read(resume), read_requirements(f"Requirements\n- {line}\n")).findings or ()
    return found


@pytest.mark.parametrize(
    ("line", "strength"),
    [
        ("8 years of experience", 1.0),
        ("10 years of experience", 0.8),
        ("12 years of experience", 0.5),
        ("20 years of experience", 0.3),
    ],
)
def test_years_stand_on_a_step_of_the_ladder_and_count_exactly(
    read: Read, resume: str, line: str, strength: float
) -> None:
    found = finding(read, resume, line)
    assert found.match.strength == strength
    assert found.share == pytest.approx(min(1.0, 102 / (12 * int(line.split(maxsplit=1)[0]))))


def test_a_requirement_of_common_words_weighs_less(read: Read, resume: str) -> None:
    common, rare = (finding(read, resume, line) for line in ("team management", "sourdough ovens"))
    assert common.weight < rare.weight == 1.0


def test_a_language_named_is_shown_whatever_its_level(read: Read, resume: str) -> None:
    named = finding(read, resume + "\nLanguages\nGerman (B1)\n", "Fluent German")
    assert (named.match.strength, named.match.evidence) == (1.0, "German (B1)")


@pytest.mark.parametrize("line", ["Work permit for Norway", "Able to travel", "Based in Oslo"])
def test_circumstances_are_unknown(read: Read, resume: str, line: str) -> None:
    assert finding(read, resume, line).match.strength is None


@pytest.mark.parametrize(("months", "words"), [(1, "1 month"), (11, "11 months"), (12, "1 year"), (38, "3.2 years")])
def test_spans_are_written_for_people(months: int, words: str) -> None:
    assert in_years(months) == words


def test_a_language_is_not_shown_by_what_is_named_after_a_country(read: Read, resume: str) -> None:
    found = finding(read, f"{resume}\nInterests\nFrench cuisine\n", "Fluent French")
    assert (found.match.strength, found.match.evidence) == (None, None)


def test_a_language_is_shown_where_another_mention_is_of_a_country(read: Read, resume: str) -> None:
    found = finding(read, f"{resume}\nInterests\nFrench cuisine and French novels\n", "Fluent French")
    assert found.match.evidence == "French cuisine and French novels"


def test_one_lexicon_reads_and_matches(read: Read, resume: str) -> None:
    skill = LayerSkill("loaf scoring (ESCO)", "skill", ("loaf scoring", "bread scoring"))
    lexicon = LayeredLexicon(load_lexicon(), [Layer("esco", "1", (skill,))])
    document, _ = read(f"{resume}Loaf scoring\n")
    profile = build_profile(document, YearMonth(2026, 11), lexicon)
    ways = []
    for name in ("Loaf scoring", "Bread scoring"):
        job = read_requirements(f"Requirements\n- {name}\n", lexicon)
        (found,) = assess(document, profile, job, None, Knowledge(lexicon, None)).findings or ()
        ways.append(found.match.matched_by)
    assert ways == [Way.EXACT, Way.ALIAS]
