from pathlib import Path
from time import process_time

from pathwise.demo.generator import generate, make_resume, write_resume
from pathwise.demo.model import Layout, Special


def test_a_file_is_the_same_whatever_the_count(tmp_path: Path) -> None:
    few = [path.read_bytes() for path in generate(5, 3, tmp_path / "few")]
    many = [path.read_bytes() for path in generate(12, 3, tmp_path / "many")]
    assert many[:5] == few


def test_one_index_alone_gives_the_same_file(tmp_path: Path) -> None:
    path = write_resume(4, 3, tmp_path)
    assert path.name == make_resume(4, 3).name
    assert path.read_bytes() == make_resume(4, 3).data


def test_files_are_named_by_their_index(tmp_path: Path) -> None:
    names = [path.name for path in generate(3, 1, tmp_path / "new")]
    assert [name.split(".")[0] for name in names] == ["resume-000000", "resume-000001", "resume-000002"]


def test_no_two_files_are_alike() -> None:
    assert len({make_resume(index, 1).data for index in range(60)}) == 60


def test_every_layout_and_some_that_cannot_be_read_turn_up() -> None:
    resumes = [make_resume(index, 8) for index in range(120)]
    assert {resume.layout for resume in resumes} == set(Layout)
    unreadable = sum(resume.special.reason is not None for resume in resumes)
    assert 1 <= unreadable <= 8
    assert not any(resume.special in (Special.EMPTY, Special.DUPLICATE) for resume in resumes)


def test_sixty_files_take_little_time(tmp_path: Path) -> None:
    begin = process_time()
    assert len(list(generate(60, 2, tmp_path))) == 60
    assert process_time() - begin < 3
