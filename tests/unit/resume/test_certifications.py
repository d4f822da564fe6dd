from pathwise.documents.model import Line
from pathwise.resume.certifications import certifications_of
from pathwise.resume.model import Section, SectionKind


def read(*texts: str, kind: SectionKind = SectionKind.CERTIFICATIONS) -> list[tuple[str, str | None, int]]:
    lines = [Line("Certificates"), *map(Line, texts)]
    section = Section(kind, "Certificates", "", 0, len(texts))
    return [(each.name, each.month, each.line) for each in certifications_of(lines, [section])]


def test_each_line_is_an_entry_without_its_date() -> None:
    assert read("AWS Certified Developer, March 2021", "• Forklift licence (2019)", "First aid") == [
        ("AWS Certified Developer", "2021-03", 1),
        ("Forklift licence", None, 2),
        ("First aid", None, 3),
    ]


def test_a_date_on_a_line_of_its_own_belongs_to_the_entry_above() -> None:
    assert read("Welding certificate", "06/2018") == [("Welding certificate", "2018-06", 1)]


def test_a_date_above_all_entries_belongs_to_none() -> None:
    assert read("06/2018") == []


def test_what_is_told_of_an_entry_is_none() -> None:
    assert read("Scrum Master", "learned how to plan with a team.") == [("Scrum Master", None, 1)]


def test_other_sections_list_none() -> None:
    assert read("AWS Certified Developer", kind=SectionKind.SKILLS) == []


def test_lines_set_as_headings_name_the_entries_and_others_who_gave_them() -> None:
    lines = [
        Line("Certificates"),
        Line("Forklift licence", is_heading=True),
        Line("Example Academy"),
        Line("May 2019"),
        Line("Welder", is_heading=True),
        Line("Example Guild"),
    ]
    section = Section(SectionKind.CERTIFICATIONS, "Certificates", "", 0, 5)
    found = [(each.name, each.month) for each in certifications_of(lines, [section])]
    assert found == [("Forklift licence", "2019-05"), ("Welder", None)]


def test_entries_may_stand_on_the_line_of_their_heading() -> None:
    lines = [Line("Certificates: First aid (valid, renewed), Forklift licence"), Line("Scrum Master")]
    section = Section(SectionKind.CERTIFICATIONS, "Certificates", "", 0, 1)
    assert [(each.name, each.line) for each in certifications_of(lines, [section])] == [
        ("First aid (valid, renewed)", 0),
        ("Forklift licence", 0),
        ("Scrum Master", 1),
    ]


def test_an_entry_with_its_date_behind_the_heading_is_one() -> None:
    line = Line("Certificates: Forklift licence, Example Academy, 06/2018", is_heading=True)
    (found,) = certifications_of([line], [Section(SectionKind.CERTIFICATIONS, "Certificates", "", 0, 0)])
    assert (found.name, found.month) == ("Forklift licence, Example Academy", "2018-06")


def test_a_date_above_each_entry_belongs_to_the_one_below() -> None:
    assert read("05/2022", "Forklift licence", "Nov 2020", "First aid") == [
        ("Forklift licence", "2022-05", 2),
        ("First aid", "2020-11", 4),
    ]


def test_brackets_and_commas_beside_a_date_are_left_as_they_belong() -> None:
    assert read("Project manager (GPM), 06/2019", "Forklift licence (May 2022)", "First aid,", "11/2020") == [
        ("Project manager (GPM)", "2019-06", 1),
        ("Forklift licence", "2022-05", 2),
        ("First aid", "2020-11", 3),
    ]


def test_remarks_and_words_of_validity_are_no_tasks_and_no_names() -> None:
    assert read("Class A CDL, Iowa, endorsements: N, T", "Medical card valid through 9/2027") == [
        ("Class A CDL, Iowa, endorsements: N, T", None, 1),
        ("Medical card", "2027-09", 2),
    ]


def test_the_foot_of_a_page_lists_none() -> None:
    assert read("First aid", "* * *", "© Ada Example 2024", "Page") == [("First aid", None, 1)]
