import re

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Enum, MetaData, Table

from pathwise_models.metadata import metadata
from pathwise_models.revisions import LONGEST_REVISION_ID, declared_enums, revision_id


@given(st.text(), st.lists(st.integers(min_value=1, max_value=98), max_size=5))
def test_an_id_is_dated_numbered_short_and_free(message: str, numbers: list[int]) -> None:
    taken = [f"20270103_{number:02}_something" for number in numbers]

    made = revision_id(message, "20270103", taken)

    assert re.fullmatch(r"20270103_\d\d_[a-z0-9]+(_[a-z0-9]+)*", made)
    assert len(made) <= LONGEST_REVISION_ID
    assert made[:11] not in {known[:11] for known in taken}


def test_a_name_that_just_fits_is_kept_whole() -> None:
    assert revision_id("twenty characters ok", "20270103", []) == "20270103_01_twenty_characters_ok"


def test_a_long_name_is_cut_at_a_word() -> None:
    assert revision_id("twenty characters okay", "20270103", []) == "20270103_01_twenty_characters"


def test_a_single_long_word_is_cut_all_the_same() -> None:
    assert revision_id("x" * 40, "20270103", []) == "20270103_01_" + "x" * 20


def test_a_revision_without_a_message_is_called_a_change() -> None:
    assert revision_id("", "20270103", []) == "20270103_01_change"


def test_numbers_of_other_days_do_not_count() -> None:
    assert revision_id("next", "20270103", ["20270102_07_before"]) == "20270103_01_next"


def test_enum_types_are_found_with_their_labels() -> None:
    own = MetaData()
    Table("notes", own, Column("mood", Enum("good", "bad", name="mood")))

    assert declared_enums(own) == {"mood": ("good", "bad")}


def test_the_models_use_every_closed_set_of_words() -> None:
    assert sorted(declared_enums(metadata)) == [
        "comparison_batch_status",
        "feedback_severity",
        "reason_code",
        "resume_analysis_status",
        "resume_analysis_type",
        "resume_upload_status",
        "stage",
        "stage_run_status",
        "stage_trigger",
        "webhook_event",
    ]
