from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pathwise.demo.model import Flaw
from pathwise.demo.outline import Part, outline
from pathwise.demo.people import Wish, invent_person

PERSON = invent_person(3, 4, Wish(flaws=()))


@given(st.integers())
def test_every_position_and_every_skill_is_there_however_it_is_worded(seed: int) -> None:
    resume = outline(PERSON, Random(seed))
    experience, skills = resume.section(Part.EXPERIENCE), resume.section(Part.SKILLS)
    assert experience is not None
    assert skills is not None
    for entry, position in zip(experience.entries, PERSON.positions, strict=True):
        assert position.title in f"{entry.head} {entry.under}"
        assert position.organisation in f"{entry.head} {entry.under}"
    assert all(skill in " ".join(skills.lines) for group in PERSON.skills for skill in group.skills)


@given(st.integers(), st.integers(0, 500))
def test_no_section_is_empty(seed: int, index: int) -> None:
    resume = outline(invent_person(2, index), Random(seed))
    assert all(section.entries or section.lines for section in resume.sections)


def test_a_part_that_the_person_lacks_is_left_out() -> None:
    person = invent_person(3, 4, Wish(flaws=(Flaw.NO_SUMMARY,)))
    assert outline(person, Random(0)).section(Part.SUMMARY) is None


def test_dates_are_written_in_several_ways() -> None:
    written = set()
    for seed in range(40):
        experience = outline(PERSON, Random(seed)).section(Part.EXPERIENCE)
        assert experience is not None
        written.add(experience.entries[-1].dates)
    assert len(written) >= 5


def test_some_put_the_organisation_first() -> None:
    heads = set()
    for seed in range(40):
        experience = outline(PERSON, Random(seed)).section(Part.EXPERIENCE)
        assert experience is not None
        heads.add(experience.entries[0].head)
    assert len(heads) == 3


def test_missing_dates_leave_nothing_behind() -> None:
    person = invent_person(3, 4, Wish(flaws=(Flaw.NO_DATES,)))
    sections = outline(person, Random(0)).sections
    assert {entry.dates for section in sections for entry in section.entries} == {""}


def test_an_address_knows_where_it_leads() -> None:
    targets = [line.target for line in outline(PERSON, Random(0)).contact]
    assert f"mailto:{PERSON.email}" in targets
    assert all(f"https://{link}" in targets for link in PERSON.links)
