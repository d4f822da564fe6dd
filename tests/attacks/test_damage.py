"""Files that are cut, and files that are something else than their names say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pathwise.demo.generator import make_resume
from pathwise.documents.model import DocumentText, Refusal
from pathwise.documents.reading import read_document
from pathwise.settings import Settings
from pathwise.workers.shared import shared_pool
from pathwise_models.enums import ReasonCode
from tests.attacks.endurance import endure, resident_bytes
from tests.attacks.packages import docx, odt
from tests.attacks.seeds import SEEDS
from tests.zips import zipped

MOST_GROWTH = 24 * 1024 * 1024
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(40)
PROGRAM = b"MZ\x90\x00\x03" + bytes(range(256)) * 9


@pytest.mark.parametrize("kind", SEEDS)
def test_a_file_cut_at_every_tenth_byte_is_read_or_refused(kind: str, limited: Settings) -> None:
    whole = SEEDS[kind]()
    before = resident_bytes()
    outcomes = list(shared_pool(limited).map(read_document, (whole[:end] for end in range(10, len(whole) + 10, 10))))
    assert len(outcomes) >= len(whole) // 10
    assert not [outcome for outcome in outcomes if not isinstance(outcome, DocumentText | Refusal)]
    assert isinstance(outcomes[-1], Refusal if kind == "ZIP" else DocumentText)
    assert resident_bytes() - before < MOST_GROWTH


@pytest.mark.parametrize(
    ("name", "build", "reasons"),
    [
        ("ada.docx", lambda: make_resume(3, seed=7).data, {None}),
        ("ada.pdf", lambda: PICTURE, {ReasonCode.UNSUPPORTED_TYPE, ReasonCode.NO_TEXT, ReasonCode.CORRUPT}),
        ("exe.pdf", lambda: PROGRAM, {ReasonCode.UNSUPPORTED_TYPE}),
        ("elf.docx", lambda: b"\x7fELF\x02\x01\x01" + bytes(400), {ReasonCode.UNSUPPORTED_TYPE}),
        ("word.pdf", docx, {ReasonCode.NOT_A_RESUME}),
        ("open.doc", odt, {ReasonCode.NOT_A_RESUME}),
        ("page.doc", SEEDS["HTML"], {None, ReasonCode.NOT_A_RESUME}),
        ("rich.txt", SEEDS["RTF"], {None, ReasonCode.NOT_A_RESUME}),
        ("archive.pdf", lambda: zipped({"a.exe": PROGRAM}), {ReasonCode.UNSUPPORTED_TYPE}),
        ("none.pdf", lambda: b"", {ReasonCode.EMPTY_FILE}),
    ],
)
def test_a_file_is_taken_for_what_it_is_whatever_its_name_says(
    name: str,
    build: Callable[[], bytes],
    reasons: set[ReasonCode | None],
    limited: Settings,
    resume: Path,
    tmp_path: Path,
) -> None:
    path = tmp_path / name
    path.write_bytes(build())
    endured = endure([path], resume, limited)
    assert endured.reasons <= reasons
    assert endured.is_next_read
