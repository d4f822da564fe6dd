"""Calls that are wrong, and files that cannot be read: what is said, and with which exit status."""

import json
import os
import pty
from pathlib import Path

import pytest

from pathwise.demo.samples import DemoSet
from tests.commands.conftest import Home, finish, wait_until

WITH_PATHS = ("inspect", "score", "process")


def call(command: str, *paths: object) -> list[object]:
    return [command, *paths, *(["--user", "ada@example.org"] if command == "process" else [])]


def assert_nothing_was_started(home: Home) -> None:
    assert not (home.path / "run").exists()
    assert not (home.path / "postgres").exists()


@pytest.mark.parametrize("command", WITH_PATHS)
class TestPaths:
    def test_a_path_that_does_not_exist_is_named(self, command: str, home: Home, tmp_path: Path) -> None:
        run = home.run(*call(command, tmp_path / "nowhere.pdf"))
        assert (run.returncode, run.stdout) == (2, "")
        assert (
            run.stderr.strip() == f"{tmp_path}/nowhere.pdf: does not exist. Check the spelling and the current folder."
        )
        assert_nothing_was_started(home)

    def test_an_empty_folder_is_named(self, command: str, home: Home, tmp_path: Path) -> None:
        run = home.run(*call(command, tmp_path))
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.strip() == f"{tmp_path}: holds no files. Name a folder or zip with resumes in it."
        assert_nothing_was_started(home)


@pytest.mark.parametrize("command", ["score", "process"])
class TestJobs:
    @pytest.mark.parametrize(
        ("name", "content", "problem"),
        [
            ("missing.md", None, "the job cannot be opened: No such file or directory."),
            ("empty.md", b"", "the job cannot be read. The file is empty."),
            ("blank.txt", b" \n\n", "the job cannot be read."),
            ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "the job cannot be read."),
            ("broken.pdf", b"%PDF-1.7\nnothing more", "the job cannot be read. The file is damaged"),
        ],
    )
    def test_a_job_that_cannot_be_read_is_named_with_the_reason(
        self, command: str, name: str, content: bytes | None, problem: str, home: Home, samples: DemoSet, tmp_path: Path
    ) -> None:
        job = tmp_path / name
        if content is not None:
            job.write_bytes(content)
        run = home.run(*call(command, samples.folder), "--job", job)
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.startswith(f"{job}: {problem}")
        assert_nothing_was_started(home)


class TestArguments:
    @pytest.mark.parametrize("address", ["ada", "ada@", "@example.org", "ada@example", "ada lovelace@example.org", ""])
    def test_a_bad_address_is_told_before_anything_starts(self, address: str, home: Home, samples: DemoSet) -> None:
        run = home.run("process", samples.folder, "--user", address)
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.startswith("--user: is not an e-mail address.")
        assert_nothing_was_started(home)

    @pytest.mark.parametrize(
        "arguments", [["inspect"], ["process", "."], ["improve"], ["score", ".", "--fast"], ["demo", "here"]]
    )
    def test_a_call_that_lacks_or_invents_something_ends_with_2(self, arguments: list[str], home: Home) -> None:
        run = home.run(*arguments)
        assert (run.returncode, run.stdout) == (2, "")
        assert "--help" in run.stderr

    def test_a_bad_setting_is_named_without_its_value(self, home: Home, samples: DemoSet) -> None:
        run = home.run("inspect", samples.folder, PATHWISE_WORKERS="plenty")
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr == "PATHWISE_WORKERS: must be a whole number\n"


@pytest.fixture(scope="module")
def unreadable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unreadable")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "moving.gif").write_bytes(b"GIF89a" + bytes(100))
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return folder


REASONS = {
    "broken.pdf": "corrupt",
    "empty.txt": "empty_file",
    "moving.gif": "unsupported_type",
    "picture.png": "no_text",
}


class TestFilesThatCannotBeRead:
    @pytest.mark.parametrize("command", ["inspect", "score"])
    def test_each_gets_its_reason_and_a_sentence(self, command: str, home: Home, unreadable: Path) -> None:
        run = home.run(command, unreadable, "--jsonl")
        shapes = [json.loads(line) for line in run.stdout.splitlines()]
        assert run.returncode == 1
        assert {Path(each["file"]).name: each["reason"] for each in shapes} == REASONS
        assert all(each["status"] == "failed" and each["message"].endswith(".") for each in shapes)

    def test_a_person_reads_the_same(self, home: Home, unreadable: Path) -> None:
        run = home.run("inspect", unreadable)
        assert run.returncode == 1
        assert [reason for reason in REASONS.values() if f"({reason})" not in run.stdout] == []

    def test_a_file_named_twice_is_read_once(self, home: Home, samples: DemoSet) -> None:
        file = samples.members[0].path
        run = home.run("inspect", file, file, "--jsonl")
        assert run.returncode == 0
        assert len(run.stdout.splitlines()) == 1

    def test_a_name_in_no_encoding_is_shown_by_its_numbers(self, home: Home, samples: DemoSet, tmp_path: Path) -> None:
        (tmp_path / os.fsdecode(b"ada-\xff.txt")).write_bytes(samples.members[0].path.read_bytes())
        run = home.run("inspect", tmp_path, "--jsonl")
        assert run.returncode == 0, run.stderr
        assert json.loads(run.stdout)["file"] == str(tmp_path / os.fsdecode(b"ada-\xff.txt"))
        assert home.run("inspect", tmp_path).returncode == 0

    def test_json_is_the_same_where_the_terminal_knows_only_ascii(self, home: Home, samples: DemoSet) -> None:
        call_ = ("inspect", samples.members[0].path, "--jsonl")
        plain, ascii_ = home.run(*call_), home.run(*call_, PYTHONIOENCODING="ascii")
        assert ascii_.stdout.isascii()
        untimed = [json.loads(run.stdout) | {"seconds": None} for run in (plain, ascii_)]
        assert untimed[0] == untimed[1]


class TestStreams:
    def test_a_reader_that_leaves_early_gets_no_traceback(self, home: Home, samples: DemoSet) -> None:
        process = home.start("inspect", samples.folder, "--jsonl")
        assert process.stdout is not None
        first = process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert process.wait(60) == 1
        assert json.loads(first)["status"] == "ok"

    def test_output_that_is_redirected_holds_no_progress_and_no_escape_codes(
        self, home: Home, samples: DemoSet
    ) -> None:
        run = home.run("score", samples.folder, "--job", samples.job)
        assert "\x1b" not in run.stdout + run.stderr
        assert run.stderr == ""

    def test_a_terminal_shows_progress_beside_the_results(self, home: Home, samples: DemoSet) -> None:
        screen, terminal = pty.openpty()
        process = home.start_at(terminal, "inspect", samples.folder, "--jsonl")
        os.close(terminal)
        assert len(finish(process).stdout.splitlines()) == len(samples.members)
        shown = os.read(screen, 4096).decode(errors="replace")
        os.close(screen)
        assert "Reading" in shown


def test_ctrl_c_ends_a_command_that_stores_nothing_as_well(home: Home, many_resumes: Path) -> None:
    process = home.start("inspect", many_resumes, "--jsonl")
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, 2)
    ended = finish(process)
    assert (ended.returncode, ended.stderr) == (130, "")
    wait_until(lambda: home.processes() == [])


@pytest.mark.parametrize("arguments", [["--help"], ["inspect", "--help"], ["process", "--help"], ["--version"]])
def test_help_fits_a_terminal_and_ends_well(arguments: list[str], home: Home) -> None:
    run = home.run(*arguments, COLUMNS="100")
    assert (run.returncode, run.stderr) == (0, "")
    assert max(map(len, run.stdout.splitlines())) <= 100
