"""The sentences of a refusal."""

import pytest

from pathwise.documents.refusals import in_megabytes, refuse
from pathwise_models.enums import ReasonCode

REASONS_OF_READING = [
    ReasonCode.EMPTY_FILE,
    ReasonCode.TOO_LARGE,
    ReasonCode.TOO_MANY_PAGES,
    ReasonCode.ENCRYPTED,
    ReasonCode.CORRUPT,
    ReasonCode.NO_TEXT,
    ReasonCode.UNSUPPORTED_TYPE,
    ReasonCode.UNSAFE_ARCHIVE,
    ReasonCode.MISSING_FILE,
]


@pytest.mark.parametrize("reason", REASONS_OF_READING)
def test_every_reason_names_the_way_out(reason: ReasonCode) -> None:
    refusal = refuse(reason, limit=2, pages=3, kind="a picture")
    assert refusal.reason is reason
    assert "lease" in refusal.message
    assert "{" not in refusal.message


def test_sizes_are_said_in_megabytes() -> None:
    assert [in_megabytes(size) for size in (1, 1024 * 1024, 20 * 1024 * 1024)] == ["1 MB", "1 MB", "20 MB"]
