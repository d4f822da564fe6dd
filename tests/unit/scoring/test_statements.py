from collections.abc import Callable

import pytest

from pathwise.documents.model import DocumentText
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.openings import Tense
from pathwise.scoring.statements import count_words, readability_of, sentences_of, statements_of

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]


def test_words_and_sentences_are_counted_as_people_do() -> None:
    assert count_words("Don't re-heat 40 loaves!") == 4
    assert sentences_of("Baked bread. Sold it.") == ["Baked bread.", "Sold it."]
    assert sentences_of("") == []


def test_a_statement_knows_the_line_it_begins_in(read: Read, resume: str) -> None:
    document, profile = read(resume)
    statements = statements_of(document, profile)
    assert len(statements) == 4
    for each in statements:
        assert document.lines[each.line].text.startswith(each.text[:20])


def test_the_same_words_twice_are_two_statements_in_two_lines(read: Read, resume: str) -> None:
    again = "Reconciled supplier invoices with the bakery ledger\n- Cut the time"
    document, profile = read(resume.replace("Cut the time", again))
    same = [each.line for each in statements_of(document, profile) if each.text.startswith("Reconciled")]
    assert len(set(same)) == 2


def test_only_positions_that_have_ended_are_asked_for_their_tense(read: Read, resume: str) -> None:
    ended = statements_of(*read(resume))
    assert {each.tense for each in ended} == {Tense.PAST}
    current = statements_of(*read(resume.replace("June 2024", "present").replace("February 2019", "present")))
    assert {each.tense for each in current} == {None}


def test_what_only_english_can_tell_is_unknown_in_another_language(read: Read) -> None:
    text = (
        "Mira Holt\n\nBerufserfahrung\nBäckerin, Mühle Beispiel GmbH\n03/2019 - 06/2024\n"
        "- Verantwortlich für das Brot und die Brötchen am frühen Morgen\n- Leitete die Nachtschicht der Backstube\n"
    )
    statements = statements_of(*read(text))
    assert statements
    assert {(each.opens_weakly, each.tense) for each in statements} == {(None, None)}


@pytest.mark.parametrize(("text", "index"), [("Baked good rye bread.", 4.0), ("Baked. Sold wonderful loaves.", 27.0)])
def test_readability_adds_words_of_a_sentence_and_long_words_in_a_hundred(read: Read, text: str, index: float) -> None:
    document, profile = read(f"Mira Holt\n\nExperience\nBaker, Example Mills\n2019 - 2021\n- {text}\n")
    assert readability_of(statements_of(document, profile)) == pytest.approx(index)


def test_nothing_written_has_no_readability() -> None:
    assert readability_of(()) is None
