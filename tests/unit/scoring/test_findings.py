from collections.abc import Callable

from pathwise.documents.model import DocumentText
from pathwise.resume.lexicon import load_lexicon
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.evidence import Rung
from pathwise.scoring.findings import gather_evidence

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]


def test_skills_hold_their_best_place_and_show_what_is_broader(read: Read, resume: str) -> None:
    document, profile = read(resume)
    evidence = gather_evidence(document, profile, frozenset(), (), load_lexicon())
    assert evidence.skills["Java"].rung is Rung.IN_DATED_ROLE
    assert evidence.skills["SQL"].quote == evidence.skills["PostgreSQL"].quote
    assert len(evidence.lines_of(("Java", "Kafka"))) == 2


def test_copied_lines_show_no_skill(read: Read, resume: str) -> None:
    document, profile = read(resume)
    line = next(index for index, line in enumerate(document.lines) if line.text == "Python, Java, Kafka")
    evidence = gather_evidence(document, profile, frozenset({line}), (), load_lexicon())
    assert "Kafka" not in evidence.skills
    assert evidence.skills["Java"].rung is Rung.IN_DATED_ROLE


def test_two_lines_of_a_summary_are_quoted_as_the_sentences_they_are_part_of(read: Read, resume: str) -> None:
    old = "Backend developer who likes small, well tested services."
    assert old in resume
    lines = (
        "Builds services. Plans, builds and runs shops, from first sketch",
        "to on-call. Likes tests. Reads much and",
        "writes.",
    )
    document, profile = read(resume.replace(old, "\n".join(lines)))
    first = next(index for index, line in enumerate(document.lines) if line.text == lines[0])
    evidence = gather_evidence(document, profile, frozenset(), (), load_lexicon())
    whole = "Builds services. Plans, builds and runs shops, from first sketch to on-call."
    assert evidence.quote_of(lines[0], first) == whole
    assert evidence.quote_of(f"{lines[0]} {lines[1]}", first) == f"{whole} Likes tests. Reads much and writes."
    assert evidence.quote_of("Python, Java, Kafka", len(document.lines) - 1) == "Python, Java, Kafka"
