"""Turn a person into the words of a resume in their order, before any file format is chosen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from pathwise.demo.model import Course, Person, Position

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Typeface(StrEnum):
    """The look of the letters. PDF files carry the wide one within them, the others are left to the viewer."""

    SANS = "sans"
    SERIF = "serif"
    WIDE = "wide"


@dataclass(frozen=True, slots=True)
class Entry:
    """A position or a course: two lines of heading, the dates and the bullets below. Any but `head` may be empty."""

    head: str
    under: str = ""
    dates: str = ""
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A phone number, an address or a place as written, and where it leads to; `target` is empty for no link."""

    text: str
    target: str = ""


class Part(StrEnum):
    """The parts of a resume."""

    SUMMARY = "summary"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    SKILLS = "skills"
    LANGUAGES = "languages"
    CERTIFICATES = "certificates"
    INTERESTS = "interests"


@dataclass(frozen=True, slots=True)
class Section:
    """One part under its heading: entries for experience and education, lines for the others."""

    part: Part
    heading: str
    entries: tuple[Entry, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The words of one resume.

    Attributes:
        name: As written, which may be in capitals.
        headline: A title below the name; may be empty.
        contact: Phone, e-mail, place and links, each by itself.
        sections: In reading order; none is empty.
        accent: Colour of headings as six hexadecimal digits; the dark grey of text where there is none.
        typeface: The look of the letters.
        marks_headings: The file says which lines are headings, where the format can.
    """

    name: str
    headline: str
    contact: tuple[ContactLine, ...]
    sections: tuple[Section, ...]
    accent: str
    typeface: Typeface
    marks_headings: bool

    def contact_text(self, between: str) -> str:
        """Write the contact details in one line."""
        return between.join(line.text for line in self.contact)

    def section(self, part: Part) -> Section | None:
        """Find a part; None where the resume does not have it."""
        return next((section for section in self.sections if section.part is part), None)


_HEADINGS = {
    Part.SUMMARY: ("Summary", "Profile", "About me", "Professional Summary"),
    Part.EXPERIENCE: ("Experience", "Work Experience", "Professional Experience", "Employment History"),
    Part.EDUCATION: ("Education", "Education and Training", "Education"),
    Part.SKILLS: ("Skills", "Key Skills", "Technical Skills", "Core Competencies"),
    Part.LANGUAGES: ("Languages",),
    Part.CERTIFICATES: ("Certifications", "Certificates", "Licences and Certificates"),
    Part.INTERESTS: ("Interests", "Hobbies and Interests"),
}
_USUAL = (Part.SUMMARY, Part.EXPERIENCE, Part.EDUCATION, Part.SKILLS, Part.LANGUAGES, Part.CERTIFICATES, Part.INTERESTS)
_SKILLS_FIRST = (
    Part.SUMMARY, Part.SKILLS, Part.EXPERIENCE, Part.EDUCATION, Part.CERTIFICATES, Part.LANGUAGES, Part.INTERESTS,
)  # fmt: skip
_ACCENTS = ("333333", "1f4e79", "2e6b4f", "7a2e3a", "3b3f8c", "8a5a00", "00626b", "5b2c6f")

_TYPEFACES = (Typeface.SANS, Typeface.SANS, Typeface.SERIF, Typeface.WIDE)
_HEADLINE_SHARE, _MARKED_SHARE, _GROUPED_SHARE, _LABELLED_SHARE = 0.7, 0.8, 0.6, 0.3


def _short(month: str) -> str:
    return f"{_MONTHS[int(month[5:]) - 1][:3]} {month[:4]}"


def _long(month: str) -> str:
    return f"{_MONTHS[int(month[5:]) - 1]} {month[:4]}"


def _numeric(month: str) -> str:
    return f"{month[5:]}/{month[:4]}"


_DATE_FORMS: tuple[tuple[Callable[[str], str], str, str], ...] = (
    (_short, " – ", "Present"),
    (_short, " - ", "present"),
    (_numeric, " – ", "today"),
    (_numeric, " - ", "Present"),
    (_long, " – ", "Present"),
    (_long, " to ", "present"),
)


_ENTRY_FORMS: tuple[Callable[[str, str, str], tuple[str, str]], ...] = (
    lambda title, organisation, city: (title, f"{organisation}, {city}"),
    lambda title, organisation, city: (title, f"{organisation} | {city}"),
    lambda title, organisation, city: (f"{organisation}, {city}", title),
    lambda title, organisation, city: (f"{title}, {organisation}", city),
)


def outline(person: Person, rng: Random) -> Outline:
    """Choose the wording of headings and dates and lay the parts in order.

    Args:
        person: Whose resume it is.
        rng: Source of chance.
    """
    heading_case = rng.choice((str, str, str.upper))
    order = rng.choice((_USUAL, _USUAL, _SKILLS_FIRST))
    contents = _contents(person, rng)
    return Outline(
        name=rng.choice((str, str, str, str.upper))(person.name),
        headline=person.headline if rng.random() < _HEADLINE_SHARE else "",
        contact=tuple(_contact(person, is_labelled=rng.random() < _LABELLED_SHARE)),
        sections=tuple(
            Section(part, heading_case(rng.choice(_HEADINGS[part])), *contents[part])
            for part in order
            if any(contents[part])
        ),
        accent=rng.choice(_ACCENTS),
        typeface=rng.choice(_TYPEFACES),
        marks_headings=rng.random() < _MARKED_SHARE,
    )


def _contact(person: Person, is_labelled: bool) -> Iterator[ContactLine]:
    phone, email = ("Phone: ", "E-mail: ") if is_labelled else ("", "")
    yield ContactLine(person.location)
    yield ContactLine(phone + person.phone)
    if person.email:
        yield ContactLine(email + person.email, f"mailto:{person.email}")
    yield from (ContactLine(link, f"https://{link}") for link in person.links)


def _contents(person: Person, rng: Random) -> dict[Part, tuple[tuple[Entry, ...], tuple[str, ...]]]:
    dates, form = rng.choice(_DATE_FORMS), rng.choice(_ENTRY_FORMS)
    summary = (person.summary,) if person.summary else ()
    return {
        Part.SUMMARY: ((), summary),
        Part.EXPERIENCE: (tuple(_position_entry(position, form, dates) for position in person.positions), ()),
        Part.EDUCATION: (tuple(map(_course_entry, person.education)), ()),
        Part.SKILLS: ((), _skill_lines(person, is_grouped=rng.random() < _GROUPED_SHARE)),
        Part.LANGUAGES: ((), person.languages),
        Part.CERTIFICATES: ((), person.certificates),
        Part.INTERESTS: ((), (", ".join(person.interests),) if person.interests else ()),
    }


def _position_entry(
    position: Position,
    form: Callable[[str, str, str], tuple[str, str]],
    date_form: tuple[Callable[[str], str], str, str],
) -> Entry:
    write, dash, present = date_form
    dates = ""
    if position.start is not None:
        dates = f"{write(position.start)}{dash}{present if position.end is None else write(position.end)}"
    head, under = form(position.title, position.organisation, position.city)
    return Entry(head, under, dates, position.bullets)


def _course_entry(course: Course) -> Entry:
    dates = "" if course.start_year is None else f"{course.start_year} – {course.end_year}"
    return Entry(course.degree, course.institution, dates)


def _skill_lines(person: Person, is_grouped: bool) -> tuple[str, ...]:
    if is_grouped:
        return tuple(
            f"{group.label.replace('_', ' ').capitalize()}: {', '.join(group.skills)}" for group in person.skills
        )
    return (", ".join(skill for group in person.skills for skill in group.skills),)
