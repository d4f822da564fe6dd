"""Files changed by chance, a few of each kind; `make fuzz` changes them for minutes."""

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.documents.collection import Candidate, collect
from pathwise.documents.model import DocumentText, Refusal
from pathwise.documents.reading import read_document
from pathwise.errors import InvalidInputError
from tests.attacks.changed import changed, read_changed
from tests.attacks.seeds import PICTURES, RESUMES, SEEDS


@pytest.mark.parametrize("kind", SEEDS)
@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_a_file_changed_by_chance_is_read_or_refused(kind: str, seed: int) -> None:
    assert isinstance(read_document(changed(SEEDS[kind](), Random(seed))), DocumentText | Refusal)


@pytest.mark.parametrize("kind", RESUMES)
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_resume_changed_by_chance_is_inspected_or_refused(kind: str, seed: int) -> None:
    assert read_changed(changed(RESUMES[kind](), Random(seed)))


@pytest.mark.parametrize("kind", PICTURES)
@settings(max_examples=100)
@given(seed=st.integers(0, 2**32))
def test_a_picture_changed_by_chance_is_decoded_or_refused(kind: str, seed: int) -> None:
    assert read_changed(changed(PICTURES[kind](), Random(seed)), is_picture=True)


@settings(max_examples=60)
@given(seed=st.integers(0, 2**32))
def test_an_archive_changed_by_chance_is_listed_or_refused(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    path: Path = tmp_path_factory.mktemp("changed") / "all.zip"
    path.write_bytes(changed(SEEDS["ZIP"](), Random(seed)))
    candidates: list[Candidate] = []
    # What the change left without a member is told to whoever named it.
    with suppress(InvalidInputError):
        candidates = collect([path])
    for candidate in candidates:
        assert isinstance(candidate.read_bytes(), bytes | Refusal)
