from collections.abc import Callable

import pytest

from pathwise.documents.model import DocumentText
from pathwise.job.model import RequirementKind
from pathwise.job.requirements import read_requirements
from pathwise.resume.layers import Layer, LayeredLexicon, LayerSkill
from pathwise.resume.lexicon import load_lexicon
from pathwise.resume.model import ResumeProfile
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile
from pathwise.scoring.assessment import Knowledge, assess
from pathwise.scoring.matching import Finding, in_years
from pathwise.scoring.model import Way
from pathwise.scoring.traits import FOR_A_TALK

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


@pytest.mark.parametrize(
    ("spoken", "share", "how"),
    [
        ("German (C2)", 1.0, "C2 found, C1 asked for"),
        ("German (fluent)", 1.0, "C1 found, C1 asked for"),
        ("German (B1)", 0.6, "B1 found, C1 asked for"),
        ("German: elementary proficiency", 0.4, "A2 found, C1 asked for"),
        ("German", 1.0, "named; the level is for a person to ask"),
    ],
)
def test_a_language_counts_by_the_level_that_is_told(
    read: Read, resume: str, spoken: str, share: float, how: str
) -> None:
    found = finding(read, f"{resume}\nLanguages\n{spoken}\n", "Fluent German")
    assert (found.match.how, found.match.evidence) == (how, spoken)
    assert found.share == pytest.approx(share)


def test_one_of_several_languages_at_its_level_is_enough(read: Read, resume: str) -> None:
    spoken = f"{resume}\nLanguages\nGerman (A2), French (C1)\n"
    assert finding(read, spoken, "Fluent German or French").share == 1.0


def test_no_level_is_asked_for_where_none_is_named(read: Read, resume: str) -> None:
    assert finding(read, f"{resume}\nLanguages\nGerman (A2)\n", "German").share == 1.0


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ("PhD in physics", 0.0),
        ("PhD in physics or equivalent experience", 1.0),
        ("Master's degree", 0.5),
    ],
)
def test_experience_stands_for_a_degree_where_the_job_says_so(read: Read, resume: str, line: str, share: float) -> None:
    found = finding(read, resume, line)
    assert found.share == share


def test_little_experience_stands_for_a_part_of_a_degree(read: Read, resume: str) -> None:
    short = resume.replace("March 2019 - June 2024", "March 2019 - February 2020").replace(
        "January 2016 -", "March 2018 -"
    )
    found = finding(read, short, "PhD in physics or equivalent experience")
    assert (found.share, found.match.how) == (0.5, "2 years of experience in its place")


@pytest.mark.parametrize("line", ["Work permit for Norway", "Able to travel", "Based in Oslo"])
def test_circumstances_are_unknown(read: Read, resume: str, line: str) -> None:
    assert finding(read, resume, line).match.strength is None


@pytest.mark.parametrize(
    "line", ["Valid driver's licence", "Führerschein Klasse B", "Security clearance", "Background check required"]
)
def test_what_a_resume_need_not_say_is_unknown_though_the_lexicon_knows_it(read: Read, resume: str, line: str) -> None:
    found = finding(read, resume, line)
    assert (found.match.strength, found.match.how) == (None, "a resume need not say it")


def test_a_circumstance_that_is_named_is_shown(read: Read, resume: str) -> None:
    found = finding(read, f"{resume}Driving licence\n", "Valid driver's licence")
    assert (found.match.strength, found.match.evidence, found.spoken_of) == (1.0, "Driving licence", None)


@pytest.mark.parametrize("line", ["Mobile apps", "Commercial driver's licence", "Experience as a mobile developer"])
def test_what_only_sounds_like_a_circumstance_is_not_found(read: Read, resume: str, line: str) -> None:
    found = finding(read, resume, line)
    assert found.match.strength is not None


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


def test_one_of_two_positions_is_enough(read: Read) -> None:
    resume = """Ada Byron
ada@example.org

Experience

Lead Pastry Cook, Example Bakery
Jan 2018 - Dec 2022
- Baked for 200 guests a day

Education
Bachelor of Arts, Example University
"""
    titles = [
        each.match
        for each in assess(
            *read(resume), read_requirements("Requirements\n- 3 years of experience as a head baker or pastry cook\n")
        ).findings
        or ()
        if each.match.requirement.kind is RequirementKind.TITLE
    ]
    assert [(each.strength, each.evidence) for each in titles] == [(0.8, "Lead Pastry Cook, Example Bakery")]


@pytest.mark.parametrize(
    ("added", "share", "how"),
    [
        ("Certifications\nRegistered Nurse licence (2013)\n", 1.0, "listed among the certificates"),
        ("Certifications\nNurse call systems certificate\n", 0.0, "not found in the resume"),
        ("Skills\nRegistered Nurse licence\n", 0.3, "only named"),
    ],
)
def test_a_certificate_is_held_where_it_is_listed_and_another_one_is_none(
    read: Read, resume: str, added: str, share: float, how: str
) -> None:
    found = finding(read, f"{resume}\n{added}", "Registered nurse licence")
    assert (found.share, found.match.how) == (share, how)


def duty(read: Read, resume: str, line: str) -> Finding:
    (found,) = assess(*read(resume), read_requirements(f"Responsibilities\n- {line}\n")).findings or ()
    return found


def test_the_present_of_a_job_is_met_by_the_past_of_a_resume(read: Read, resume: str) -> None:
    changed = resume.replace("\n- ", "\n- Taught figure skating to beginners\n- ", 1)
    assert duty(read, changed, "Teach figure skating to beginners").match.strength == 0.8


def test_a_duty_on_site_is_a_duty(read: Read, resume: str) -> None:
    found = duty(read, resume, "Find faults and repair them on site")
    assert (found.match.requirement.kind, found.share) == (RequirementKind.DUTY, 0.0)


@pytest.mark.parametrize(
    "line",
    [
        "Strong written and verbal communication skills",
        "Hohe Einsatzbereitschaft",
        "Freude am Umgang mit Menschen",
        "Attention to detail",
        "Excellent communication skills",
        "Belastbarkeit",
        "Rigueur",
        "Nauwkeurig",
        "calm",
    ],
)
def test_traits_are_for_a_talk_whether_or_not_they_are_named(read: Read, resume: str, line: str) -> None:
    for text in (resume, f"{resume}\nSkills\n{line}\n"):
        found = finding(read, text, line)
        assert (found.share, found.match.how) == (None, FOR_A_TALK)


STUDIED = (
    "Alex Example\nalex@example.com\n\nExperience\nNurse, Example Clinic, 2019 - 2022\n- Cared for 12 patients\n\n"
)


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("Education\nPGCE Primary with QTS, Example University, 2018", "Qualified Teacher Status (QTS)"),
        ("Licenses\n- Registered Nurse, State of Example, License 00, 2028", "Current RN license in the state of Iowa"),
        ("Qualifications\nBS 7671 18th Edition, Jan 2019", "18th Edition Wiring Regulations"),
    ],
)
def test_a_certificate_is_held_among_the_qualifications_too(read: Read, listed: str, asked: str) -> None:
    assert finding(read, f"{STUDIED}{listed}\n", asked).match.how == "listed among the certificates"


def test_a_subject_of_study_is_no_certificate(read: Read) -> None:
    found = finding(
        read, f"{STUDIED}Education\nB.Sc. Computing, Example University, 2018, Docker\n", "Docker certified"
    )
    assert found.share != 1.0


def test_a_trade_learned_may_stand_among_the_qualifications(read: Read) -> None:
    text = (
        f"{STUDIED}Qualifications\nNVQ Level 3 Electrotechnical Services\n\nEducation\nExample High School, 8 GCSEs\n"
    )
    assert finding(read, text, "Recognised electrical apprenticeship").share == 1.0
