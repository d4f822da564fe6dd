from random import Random

from pathwise.demo.outline import outline
from pathwise.demo.people import Wish, invent_person
from pathwise.demo.plain_text import make_markdown, make_text

PERSON = invent_person(3, 4, Wish(flaws=()))
RESUME = outline(PERSON, Random(1))


def test_a_text_resume_is_utf_8_in_narrow_lines() -> None:
    lines = make_text(RESUME).decode().splitlines()
    assert lines[0].casefold() == PERSON.name.casefold()
    assert max(map(len, lines)) <= 120


def test_a_markdown_resume_marks_its_headings() -> None:
    lines = make_markdown(RESUME).decode().splitlines()
    assert lines[0] == f"# {RESUME.name}"
    assert [line[3:] for line in lines if line.startswith("## ")] == [section.heading for section in RESUME.sections]


def test_bullets_are_list_items_in_both() -> None:
    count = sum(len(position.bullets) for position in PERSON.positions)
    assert sum(line.startswith("- ") for line in make_text(RESUME).decode().splitlines()) == count
    assert sum(line.startswith("- ") for line in make_markdown(RESUME).decode().splitlines()) >= count
