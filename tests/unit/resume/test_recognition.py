import pytest

from pathwise.documents.model import DocumentText, Line
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile
from pathwise.resume.recognition import why_not_a_resume


def judge(text: str) -> str | None:
    document = DocumentText("text/plain", 1, tuple(Line(line) for line in text.splitlines() if line.strip()))
    return why_not_a_resume(document, build_profile(document, YearMonth(2025, 6)))


OTHERS = {
    "price list": """
Menu of the Example Inn
Tomato soup 4.50 €
Bread 2.00 €
Stew 9,80 €
Fish 12.00 €
Tea 2.20 €
Cake 3.10 €""",
    "source code": """
import os
def main():
    total = 0
    for x in range(3):
        total += x
    if total:
        return total
    return None
main()""",
    "invoice": """
Example Works Ltd
Invoice No. 2024-113
Bill to: Sample Co
4 chairs at 25.00
Subtotal 100.00
VAT 20.00
Total due 120.00
Payment terms: 14 days""",
    "manual": """
Kettle Model 7
User manual
Safety instructions
Warning: hot surface
Before you begin
Remove the lid and fill with water
Press the button
Do not open the lid while it boils
Warranty
Keep this booklet""",
    "hardly any text": "Hello there",
}


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_plainly_no_resume_is_named_with_the_way_out(kind: str) -> None:
    sentence = judge(OTHERS[kind])
    assert sentence is not None
    assert kind in sentence
    assert sentence.endswith("Please upload the resume itself.")


POOR_RESUMES = [
    "Ada Example\nada@example.org",
    "my name is ada and i cooked in many kitchens for ten years and now look for work again please call me soon",
    "Cook\nExample Inn\n2015 - 2018",
    "I sold\nbread 2.00 €\ncakes 3.00 €\npies 4.00 €\nbuns 1.00 €\nExperience\nBaker, Example Inn, 2015 - 2018",
    "Developer\nSkills\nreturn of goods\nEducation\nExample College\nLanguages\nDutch",
    "Experience\nWriter, Example Works, 2019 - 2021\nWarning labels\nWarranty texts\nUser manual\nGetting started",
    "x = 1\ny = 2\nz = 3",
]


@pytest.mark.parametrize("text", POOR_RESUMES)
def test_a_poor_resume_is_still_a_resume(text: str) -> None:
    assert judge(text) is None
