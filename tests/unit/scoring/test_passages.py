from collections.abc import Callable

from pathwise.documents.model import DocumentText
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.evidence import Rung
from pathwise.scoring.passages import passages_of

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]


def rungs(read: Read, text: str, left_out: frozenset[int] = frozenset()) -> dict[str, Rung]:
    document, profile = read(text)
    results = {"Cut the time of a release by 75% with Docker"}
    return {own.trace.quote: own.trace.rung for own in passages_of(document, profile, results, left_out)}


def test_each_passage_is_as_strong_as_it_stands(read: Read, resume: str) -> None:
    found = rungs(read, resume)
    assert found["Cut the time of a release by 75% with Docker"] is Rung.WITH_RESULT
    assert found["Built order services in Python and PostgreSQL"] is Rung.IN_DATED_ROLE
    assert found["Backend Developer"] is Rung.IN_DATED_ROLE
    assert found["Python, Java, Kafka"] is Rung.ONLY_NAMED


def test_personal_details_are_no_passages(read: Read, resume: str) -> None:
    text = resume.replace("Summary\n", "Summary\nNationality: Norwegian\n")
    quotes = " ".join(rungs(read, text))
    for detail in ("Mira", "example.org", "7946", "Leeds", "Norwegian"):
        assert detail not in quotes


def test_a_line_left_out_is_no_passage_not_even_joined_to_its_neighbour(read: Read, resume: str) -> None:
    document, _ = read(resume + "Figure skating\n")
    last = len(document.lines) - 1
    assert document.lines[last].text == "Figure skating"
    assert "skating" not in " ".join(rungs(read, resume + "Figure skating\n", frozenset({last})))


def test_a_sentence_over_two_lines_is_one_passage_as_well(read: Read, resume: str) -> None:
    text = resume.replace("small, well tested services.", "small, well\ntested services.")
    assert "Backend developer who likes small, well tested services." in rungs(read, text)


def test_what_stands_behind_a_heading_on_its_line_is_a_passage(read: Read, resume: str) -> None:
    text = resume.replace("Summary\n", "Interests: sourdough ovens\nSummary\n")
    assert rungs(read, text)["sourdough ovens"] is Rung.ONLY_NAMED
