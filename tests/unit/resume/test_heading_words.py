from pathwise.resume.heading_words import HEADINGS
from pathwise.resume.model import SectionKind
from pathwise.resume.wording import fold


def test_every_kind_of_section_has_headings() -> None:
    assert set(HEADINGS) == set(SectionKind)


def test_headings_are_spelled_as_they_are_looked_for() -> None:
    wordings = [wording for wordings in HEADINGS.values() for wording in wordings.split("|")]
    assert [wording for wording in wordings if fold(wording) != wording] == []
