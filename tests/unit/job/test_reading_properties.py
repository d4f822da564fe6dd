"""What holds for every text, whatever it says."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.job.length import MOST_CHARACTERS
from pathwise.job.model import Requirement, RequirementKind, Requirements
from pathwise.job.requirements import normalise_job_text, read_requirements
from tests.unit.job.small_lexicon import SMALL_LEXICON

# Pieces that the rules look for, in every order.
PIECES = st.sampled_from(
    [
        *("Requirements", "Nice to have", "About us", "Ihre Aufgaben", "Profil :", "required", "von Vorteil", "a plus"),
        *("- ", "* ", "1. ", "# ", "**", ":", ", ", " and ", " or ", " und ", "; ", "(", ")", ". ", "/", "\t", "\r\n"),
        *(
            "5+ years of ",
            "drei Jahre ",
            "Python",
            "Java or Kotlin",
            "SQL",
            "SAP",
            "rye",
            "bake bread",
            "A",
            "1",
            "’",
            "ä",
        ),
        *(
            "Bachelor's degree",
            "Ausbildung",
            "or equivalent experience",
            "fluent English",
            "Deutsch B2",
            "driving licence",
        ),
        *("young and dynamic", "native speaker", "with photo", "we offer", "apply now", "Experience as a ", "ideally "),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.just("\n"), st.just(" ")), max_size=40).map("".join)


def read(text: str) -> Requirements:
    return read_requirements(text, SMALL_LEXICON)


def core(item: Requirement) -> tuple[object, ...]:
    # A language is told by its name alone: its level is a field of its own.
    form = item.any_of if item.kind is RequirementKind.LANGUAGE else item.normalised
    return item.kind, item.importance, form


@given(text=st.one_of(st.text(max_size=200), TEXTS))
def test_no_text_breaks_it_and_nothing_is_told_twice(text: str) -> None:
    job = read(text)
    assert len(set(job.items)) == len(job.items)
    assert len(set(job.protected)) == len(job.protected)


@given(text=TEXTS)
def test_each_quote_stands_in_a_line_of_the_text(text: str) -> None:
    job = read(text)
    quotes = [item.quote for item in job.items] + [criterion.quote for criterion in job.protected]
    assert all(any(quote in line for line in job.lines) for quote in quotes)


@given(text=TEXTS)
def test_white_space_and_line_ends_change_nothing(text: str) -> None:
    once = normalise_job_text(text)
    spread = "\r\n\n".join(f" {line}\t " for line in once.split("\n"))
    assert read(spread) == read(text) == read(once)


NAMES = st.sampled_from(["rye bread", "stone ovens", "Python", "Java or Kotlin", "SQL", "Excel"])
MEASURES = st.sampled_from(["3 years of experience", "Bachelor's degree", "English C1", "driving licence"])


@given(lines=st.lists(NAMES, unique=True))
def test_items_stand_in_the_order_of_the_text(lines: list[str]) -> None:
    job = read("Requirements\n" + "\n".join(f"- {line}" for line in lines))
    assert [item.quote for item in job.items] == [f"- {line}" for line in lines]


@given(lines=st.lists(st.one_of(NAMES, MEASURES), unique=True))
def test_a_list_of_what_was_read_reads_the_same(lines: list[str]) -> None:
    once = read("Requirements\n" + "\n".join(f"- {line}" for line in lines))
    again = read("Requirements\n" + "\n".join(f"- {item.text}" for item in once.items))
    assert [core(item) for item in again.items] == [core(item) for item in once.items]


@given(text=st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise_job_text(text)
    assert normalise_job_text(once) == once


def test_normalising_keeps_case_and_order() -> None:
    assert normalise_job_text("  Python\u00a0 or\tC++ \r\n\r\n\ufb01sh  ") == "Python or C++\nfish"


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\u200b\ufeff", "***", "- \n- \n"])
def test_an_empty_text_asks_for_nothing(text: str) -> None:
    job = read(text)
    assert (job.items, job.protected, job.unread_characters) == ((), (), 0)


@pytest.mark.parametrize("piece", ["- Knowledge of rye and of ovens\n", "(", "A: ", "Ab and ", "1, ", "young and "])
def test_a_megabyte_ends_soon_and_says_what_was_left_unread(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    begin = time.process_time()
    job = read(text)
    assert time.process_time() - begin < 15.0
    assert job.unread_characters == len(normalise_job_text(text)) - MOST_CHARACTERS
    assert sum(map(len, job.lines)) <= MOST_CHARACTERS
