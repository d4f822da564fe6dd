import re

import phonenumbers
import pytest

from pathwise.demo.model import Flaw
from pathwise.demo.people import MAIL_DOMAINS, Wish, invent_person
from pathwise.demo.vocabulary import load_trades

PEOPLE = [invent_person(11, index) for index in range(300)]

# From the tables of the regulators: NANP 555-0100 to 0199, Ofcom, Bundesnetzagentur, Arcep, PTS.
FICTION = re.compile(
    r"(\+1\d{3}55501\d{2}|\+44(20|161|113|131|121)(7946|496)0\d{3}|\+442920180\d{3}|\+447700900\d{3}"
    r"|\+49(3023125|4066969|8999998)\d{3}|\+33(19900|46571)\d{4}|\+46(3139006|4062804)\d{2})"
)


def test_the_same_seed_and_index_give_the_same_person() -> None:
    assert invent_person(5, 9) == invent_person(5, 9)


def test_another_seed_or_index_gives_another_person() -> None:
    assert len({invent_person(5, 9).name, invent_person(5, 10).name, invent_person(6, 9).name}) == 3


def test_people_differ() -> None:
    assert len({person.name for person in PEOPLE}) > 290
    assert len({person.trade for person in PEOPLE}) == len(load_trades())
    assert len({person.location for person in PEOPLE}) > 20
    assert len({person.positions for person in PEOPLE}) == len(PEOPLE)


def test_mail_and_links_lead_nowhere_real() -> None:
    for person in PEOPLE:
        assert person.email is None or re.fullmatch(r"[a-z0-9.-]+", person.email.split("@")[0])
        assert person.email is None or person.email.split("@")[1] in MAIL_DOMAINS
        assert all(link.split("/")[0].split(".", 1)[1] in MAIL_DOMAINS for link in person.links)


def test_phones_are_possible_and_kept_free_for_fiction() -> None:
    for person in PEOPLE:
        number = phonenumbers.parse(person.phone, "US" if person.uses_letter_paper else "GB")
        assert phonenumbers.is_possible_number(number), person.phone
        assert FICTION.fullmatch(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)), person.phone


def test_a_wish_is_granted() -> None:
    wish = Wish("Ada Northerly", "backend_developer", "go", 8, has_all_skills=True, flaws=(Flaw.NO_EMAIL,))
    person = invent_person(1, 1, wish)
    assert (person.name, person.trade, person.email) == ("Ada Northerly", "backend_developer", None)
    known = {skill for group in person.skills for skill in group.skills}
    assert known == {skill for skills in load_trades()["backend_developer"].stacks["go"].values() for skill in skills}


def test_opening_bullets_come_first_in_the_newest_position() -> None:
    wished = invent_person(1, 1, Wish(flaws=(), opening_bullets=("Baked 40 loaves a day",)))
    usual = invent_person(1, 1, Wish(flaws=()))
    assert wished.positions[0].bullets == ("Baked 40 loaves a day", *usual.positions[0].bullets)
    assert wished.positions[1:] == usual.positions[1:]


def test_a_trade_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError, match="alchemist"):
        invent_person(1, 1, Wish(trade="alchemist"))


def test_no_dates_means_none_anywhere() -> None:
    person = invent_person(1, 1, Wish(flaws=(Flaw.NO_DATES,)))
    assert {position.start for position in person.positions} == {None}
    assert {position.end for position in person.positions} == {None}
    assert {course.end_year for course in person.education} == {None}


def test_no_summary_means_none() -> None:
    assert invent_person(1, 1, Wish(flaws=(Flaw.NO_SUMMARY,))).summary == ""
    assert invent_person(1, 1, Wish(flaws=())).summary


def test_education_ends_before_work_begins() -> None:
    for person in PEOPLE:
        start, end = person.positions[-1].start, person.education[0].end_year
        assert start is None or end is None or end <= int(start[:4])


def test_everyone_speaks_english_and_names_no_language_twice() -> None:
    for person in PEOPLE:
        languages = [text.split(" (")[0] for text in person.languages]
        assert "English" in languages
        assert len(languages) == len(set(languages))


def test_no_slot_is_left_unfilled() -> None:
    for person in PEOPLE:
        bullets = [bullet for position in person.positions for bullet in position.bullets]
        for text in (person.summary, person.headline, *person.certificates, *bullets):
            assert not set("{}|") & set(text)
