"""Zip files opened with care."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from pathwise.documents.archives import is_package, is_zip, member_names, read_member, small_member
from pathwise.documents.model import Refusal
from pathwise_models.enums import ReasonCode

MakeZip = Callable[[Mapping[str, bytes]], bytes]


def member_of(data: bytes, limit: int) -> bytes | Refusal:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return read_member(archive, archive.infolist()[0], limit)


def test_members_are_listed_and_read(make_zip: MakeZip) -> None:
    data = make_zip({"a.txt": b"A"})
    assert (is_zip(data), member_names(data), small_member(data, "a.txt"), member_of(data, 1)) == (
        True,
        ("a.txt",),
        b"A",
        b"A",
    )


@pytest.mark.parametrize(
    ("content", "reason"), [(b"0" * 100_000, ReasonCode.UNSAFE_ARCHIVE), (bytes(range(200)), ReasonCode.TOO_LARGE)]
)
def test_a_member_over_the_limit_is_refused(make_zip: MakeZip, content: bytes, reason: ReasonCode) -> None:
    refusal = member_of(make_zip({"a": content}), 100)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is reason


def test_what_is_no_zip_has_no_members() -> None:
    assert (is_zip(b"PK not really"), member_names(b"PK"), small_member(b"PK", "a")) == (False, (), b"")


def test_documents_in_zips_are_packages() -> None:
    assert is_package(["mimetype", "content.xml"])
    assert not is_package(["ada.docx", "word/notes.txt"])
