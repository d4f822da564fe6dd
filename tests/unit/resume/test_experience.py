from pathwise.documents.model import Line
from pathwise.resume.experience import History, history_of
from pathwise.resume.months import YearMonth
from pathwise.resume.sections import sections_of

AS_OF = YearMonth(2025, 6)


def read(text: str) -> History:
    lines = [Line(line.removeprefix("* "), is_bullet=line.startswith("* ")) for line in text.strip().splitlines()]
    return history_of(lines, sections_of(lines), AS_OF)


def test_positions_under_one_organisation_carry_its_name() -> None:
    history = read(
        "Experience\nExample Corporation\nJan 2015 - Present\nSenior Manager\nMar 2019 - Present\n* Ran a shop\n"
        "Manager\nJan 2015 - Feb 2019\n* Hired people\nOther Works\nConsultant\nFeb 2012 - Dec 2014\n* Advised"
    )
    assert [(position.title, position.organisation) for position in history.positions] == [
        ("Senior Manager", "Example Corporation"),
        ("Manager", "Example Corporation"),
        ("Consultant", "Other Works"),
    ]


def test_overlapping_positions_count_once() -> None:
    history = read("Experience\nCook, Example Inn Jan 2020 - Dec 2020\nWaiter, Other Inn Jul 2020 - Jun 2021")
    assert history.months == 18
    assert [position.months for position in history.positions] == [12, 12]


def test_a_current_position_ends_now() -> None:
    (position,) = read("Experience\nCook, Example Inn\nMay 2025 – present").positions
    assert (position.start, position.end, position.is_current, position.months) == ("2025-05", None, True, 2)


def test_years_alone_give_months_but_no_month() -> None:
    (position,) = read("Experience\nCook, Example Inn, 2015 - 2018\n* Soups").positions
    assert (position.start, position.end, position.months) == (None, None, 36)


def test_nothing_dated_has_no_months() -> None:
    history = read("Experience\nCook, Example Inn\n* Soups")
    assert history.months is None
    assert history.positions[0].months is None


def test_other_sections_hold_no_positions() -> None:
    assert read("Education\nTeacher training, Example College, 2015 - 2018").positions == ()


def test_towns_that_were_cells_of_the_row_are_no_part_of_the_place_of_work() -> None:
    history = read(
        "Experience\nTarn & Hollow Manchester\nCook 2019 - 2020\n* Soups\nExample Fine Inn Leeds\n"
        "Cook 2017 - 2018\n* Soups\nQuillmark Ltd Bristol\nWaiter 2015 - 2016\n* Trays"
    )
    assert [position.organisation for position in history.positions] == [
        "Tarn & Hollow",
        "Example Fine Inn",
        "Quillmark Ltd",
    ]


def test_a_town_in_the_name_of_one_place_of_work_stays() -> None:
    history = read(
        "Experience\nGrand Old Inn Leeds\nCook 2019 - 2020\n* Soups\nTarn & Hollow\nCook 2017 - 2018\n* Soups"
    )
    assert [position.organisation for position in history.positions] == ["Grand Old Inn Leeds", "Tarn & Hollow"]
