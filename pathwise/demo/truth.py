"""What a reader should find in a sample, so that tests can compare what was read with what was written."""

from dataclasses import dataclass

from pathwise.demo.careers import month_number
from pathwise.demo.model import Person, Position


@dataclass(frozen=True, slots=True)
class Truth:
    """The fields of a resume as written; lists in the order of the resume.

    Attributes:
        name: First name and surname; a layout may print it in capitals.
        email: None where the resume has none.
        phone: As written.
        location: City and region or country.
        links: As written, without scheme.
        titles: Of the positions.
        organisations: Of the positions.
        starts: Month each position began, `YYYY-MM`; None where no dates are given.
        ends: Month each position ended; None while it lasts or where no dates are given.
        months: Whole months of each position, both ends included; None where no dates are given.
        months_of_experience: Their sum, positions never overlap; None where no dates are given.
        institutions: Of the education.
        degrees: Of the education.
        skills: As listed, without repeats.
    """

    name: str
    email: str | None
    phone: str
    location: str
    links: tuple[str, ...]
    titles: tuple[str, ...]
    organisations: tuple[str, ...]
    starts: tuple[str | None, ...]
    ends: tuple[str | None, ...]
    months: tuple[int | None, ...]
    months_of_experience: int | None
    institutions: tuple[str, ...]
    degrees: tuple[str, ...]
    skills: tuple[str, ...]


def truth_of(person: Person, as_of: str) -> Truth:
    """Tell what a reader should find.

    Args:
        person: Whose resume it is.
        as_of: Month as `YYYY-MM` in which a current position is taken to end; not before September 2026.
    """
    months = tuple(_months(position, as_of) for position in person.positions)
    known = [count for count in months if count is not None]
    return Truth(
        name=person.name,
        email=person.email,
        phone=person.phone,
        location=person.location,
        links=person.links,
        titles=tuple(position.title for position in person.positions),
        organisations=tuple(position.organisation for position in person.positions),
        starts=tuple(position.start for position in person.positions),
        ends=tuple(position.end for position in person.positions),
        months=months,
        months_of_experience=sum(known) if known else None,
        institutions=tuple(course.institution for course in person.education),
        degrees=tuple(course.degree for course in person.education),
        skills=tuple(dict.fromkeys(skill for group in person.skills for skill in group.skills)),
    )


def _months(position: Position, as_of: str) -> int | None:
    if position.start is None:
        return None
    return month_number(position.end or as_of) - month_number(position.start) + 1
