import pytest

from pathwise.job.segments import segments_of
from pathwise.job.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        (
            "A degree in law, three years in court and fluent French",
            ["A degree in law", "three years in court", "fluent French"],
        ),
        (
            "Bachelor's degree in accounting, finance or business",
            ["Bachelor's degree in accounting, finance or business"],
        ),
        ("Degree in law and knowledge of rye", ["Degree in law", "knowledge of rye"]),
        ("Bachelor's degree, or 5 years of experience", ["Bachelor's degree, or 5 years of experience"]),
        ("Driving licence and own car", ["Driving licence", "own car"]),
        ("Excellent written and spoken English", ["Excellent written and spoken English"]),
        ("Fluent English and figure skating", ["Fluent English", "figure skating"]),
        ("rye, spelt and oats", ["rye, spelt and oats"]),
    ],
)
def test_a_clause_is_cut_where_its_topic_changes(text: str, segments: list[str]) -> None:
    assert list(segments_of(text, load_vocabulary())) == segments
