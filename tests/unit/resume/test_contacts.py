import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.documents.model import Line, Link
from pathwise.resume.contacts import Contacts, contacts_of, emails_in


def read(*texts: str, links: tuple[Link, ...] = ()) -> Contacts:
    return contacts_of([Line(text) for text in texts], links, texts)


def test_an_address_is_kept_with_its_domain_in_lower_case() -> None:
    assert read("Ada Example · Ada.Example+work@Mail.Example.ORG").emails == ("Ada.Example+work@mail.example.org",)


def test_the_same_address_counts_once() -> None:
    assert read("a@example.org", "a@example.org", links=(Link("mailto:a@example.org?subject=x"),)).emails == (
        "a@example.org",
    )


@pytest.mark.parametrize("text", ["@example.org", "ada@", "ada@example", "ada at example.org"])
def test_half_an_address_is_none(text: str) -> None:
    assert emails_in(text) == []


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("Tel. +44 20 7946 0018", "+44 20 7946 0018"),
        ("0049 (221) 1234567", "+49 221 1234567"),
        ("Austin, TX · (512) 555-0100", "+1 512-555-0100"),
        ("Austin, TX 78701 (512) 474-5171", "+1 512-474-5171"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("Phone: (555) 010-2030 Email: x@example.org", "(555) 010-2030"),
    ],
)
def test_a_number_is_given_internationally_where_its_country_is_told(text: str, phone: str) -> None:
    assert read(text).phones == (phone,)


@pytest.mark.parametrize(
    "text", ["Jan 2015 - Mar 2018", "2015 - 2018", "01.03.2017 - 31.05.2018", "+49 176 313 *** **", "12345"]
)
def test_dates_and_masked_numbers_are_no_telephone(text: str) -> None:
    assert read(text).phones == ()


def test_links_of_the_person_are_kept_and_those_of_others_are_not() -> None:
    links = (
        Link("https://linkedin.com/in/ada-example"),
        Link("https://ada.example.org/"),
        Link("https://employer.example.com/"),
    )
    assert read("ada.example.org | Ghent, Belgium", links=links).links == (
        "https://linkedin.com/in/ada-example",
        "https://ada.example.org/",
    )


def test_addresses_in_the_text_need_no_link() -> None:
    assert read("github.com/ada-example, www.example.org").links == ("www.example.org", "github.com/ada-example")


def test_the_domain_of_an_address_is_no_link() -> None:
    assert read("ada@example.com").links == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ghent, Belgium | ada@example.org", "Ghent, Belgium"),
        ("ada@example.org +44 20 7946 0018 Springfield, IL", "Springfield, IL"),
        ("Address: 4 Example Road, Anytown", "4 Example Road, Anytown"),
        ("Musterweg 4, 50667 Köln", "Musterweg 4, 50667 Köln"),
        ("Software Developer Bremen, Germany", "Bremen, Germany"),
        ("Ada Example", None),
    ],
)
def test_the_place_is_given_as_written(text: str, place: str | None) -> None:
    assert read(text).location == place


@given(st.text(max_size=120))
def test_any_text_is_searched(text: str) -> None:
    assert all("@" in email for email in read(text).emails)
