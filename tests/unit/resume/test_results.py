import pytest

from pathwise.resume.results import tells_result

RESULTS = [
    "Cut food waste by 18% within a year",
    "Raised $18M in two rounds",
    "Managed a budget of 2.5 million euros",
    "Trained 12 nurses on the ward",
    "Scaled the team from 3 to 28",
    "Reduced memory use by 4.2x",
    "Served 150 guests a night",
    "Sold 1,200 subscriptions",
    "Doubled sales to $40k",
    "Led a team of five people",
    "Answered 80+ calls a day",
    "Umsatz um 12 % gesteigert",
    "Réduction des coûts de 15 %",
    "Reduje el desperdicio un 22 %",
    "Gerenciei obras de R$ 4 milhões",
    "Ridotto i costi del 10%",
    "Kosten verlaagd met 8%",
]
NO_RESULTS = [
    "Worked with Python 3.11 since 2019",
    "2015 - 2018",
    "+49 221 1234567",
    "Responsible for the kitchen",
    "Windows 10 and Office 365",
    "Over 10 years of experience",
    "Improved the mood of the team",
    "Room 12, second floor",
    "Born in 1990",
    "ISO 9001",
    "Developed applications with Java 8 and Angular 12",
    "Managed the shop from 2015 to 2018",
    "",
]


@pytest.mark.parametrize("text", RESULTS)
def test_a_number_with_a_deed_is_a_result(text: str) -> None:
    assert tells_result(text)


@pytest.mark.parametrize("text", NO_RESULTS)
def test_a_number_without_a_deed_or_a_deed_without_a_number_is_none(text: str) -> None:
    assert not tells_result(text)
