import pytest

from pathwise.documents.model import Line
from pathwise.resume.lexicon import load_lexicon
from pathwise.resume.names import name_of


def read(*lines: str | Line, emails: tuple[str, ...] = ()) -> str | None:
    return name_of([line if isinstance(line, Line) else Line(line) for line in lines], emails, 0, load_lexicon())


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ada Example", "Ada Example"),
        ("ADA B. EXAMPLE", "ADA B. EXAMPLE"),
        ("Otto van der Probe", "Otto van der Probe"),
        ("João Exemplo da Silva", "João Exemplo da Silva"),
        ("Mary-Ann O’Sample", "Mary-Ann O’Sample"),
        ("J A N E  E X A M P L E", "JANE EXAMPLE"),
        ("Resume of Ada Example", "Ada Example"),
        ("ADA EXAMPLE RESUME", "ADA EXAMPLE"),
        ("Mrs. Ada Example, RN, MBA", "Ada Example"),
        ("Dipl.-Ing. (FH) Ada Example", "Ada Example"),
        ("Prof. Dr.-Ing. Ada Example", "Ada Example"),
        ("Ada Example | Head Porter", "Ada Example"),
        ("Name: Ada Example", "Ada Example"),
        ("Ada Baker", "Ada Baker"),
    ],
)
def test_the_name_on_top_is_found(line: str, name: str) -> None:
    assert read(line, "Head Porter", "Ghent, Belgium") == name


@pytest.mark.parametrize(
    "line",
    [
        "FITNESS INSTRUCTOR",
        "Professional Summary",
        "ada@example.org",
        "Curriculum Vitae",
        "Ghent, Belgium",
        "Machine Learning",
        "Example University",
        "4 years of kitchens",
        "ada example",
        "Last updated in May 2025",
    ],
)
def test_what_is_no_name_gives_none(line: str) -> None:
    assert read(line, "worked in many kitchens") is None


def test_an_address_vouches_for_a_name_far_below() -> None:
    above = ["Skills", "Soups, stews and bread", "Languages", "Dutch", "Contact", "Ghent"]
    assert read(*above, "Ada Example", "Cook", emails=("ada.example@example.org",)) == "Ada Example"


def test_without_an_address_a_name_far_below_is_not_guessed() -> None:
    assert read("soups and stews", "bread", "butter", "milk", "eggs", "Ada Example") is None


def test_a_name_on_two_lines_is_put_together() -> None:
    assert read("ADA", "EXAMPLE", "Cook") == "ADA EXAMPLE"


def test_a_large_name_beside_the_address_is_found_below_a_sidebar() -> None:
    lines = [*(Line("soup") for _ in range(20)), Line("Ada Example", is_heading=True), Line("cook@example.org")]
    assert read(*lines, emails=("cook@example.org",)) == "Ada Example"
