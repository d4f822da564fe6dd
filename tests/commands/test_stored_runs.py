"""`pathwise process` over a server that is up: what is stored, and what asking again costs."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pathwise.demo.samples import DemoSet
from tests.commands.conftest import Home, documented, key_paths

USER = "ada@example.org"
STAGE_RUNS = """
SELECT r.stage::text, r.status::text, count(*) FROM stage_runs r
LEFT JOIN resume_analyses a ON a.id = r.resume_analysis_id
JOIN resume_uploads f ON f.id = coalesce(r.resume_upload_id, a.resume_upload_id)
JOIN users u ON u.id = f.user_id WHERE u.email = %s GROUP BY 1, 2
"""
KEPT = "SELECT count(*) FROM resume_analyses a JOIN users u ON u.id = a.user_id WHERE u.email = %s"


def told(run: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    assert run.returncode in {0, 1}, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def stage_runs(home: Home, user: str = USER) -> dict[tuple[str, str], int]:
    return {(stage, status): count for stage, status, count in home.rows(STAGE_RUNS, user)}


@pytest.fixture(scope="module")
def call(samples: DemoSet) -> list[object]:
    return ["process", samples.folder, "--user", USER, "--job", samples.job, "--json"]


@pytest.fixture(scope="module")
def first(served_home: Home, call: list[object]) -> "subprocess.CompletedProcess[str]":
    return served_home.run(*call)


class TestFirst:
    def test_what_can_be_read_is_scored_and_what_cannot_has_its_reason(
        self, first: "subprocess.CompletedProcess[str]", samples: DemoSet
    ) -> None:
        found = told(first)
        assert first.returncode == 1
        readable = {str(each.path) for each in samples.members if each.reason is None}
        assert {each["file"] for each in found["analyses"]} == readable
        assert {each["reason"] for each in found["failed"]} == {each.reason for each in samples.members} - {None}
        assert not any(each["known"] for each in found["analyses"] + found["failed"])

    def test_a_new_user_is_told_on_stderr(self, first: "subprocess.CompletedProcess[str]") -> None:
        assert first.stderr == f"New user {USER}, id {told(first)['user_id']}.\n"

    def test_the_scores_are_those_of_the_command_that_stores_nothing(
        self, first: "subprocess.CompletedProcess[str]", served_home: Home, samples: DemoSet
    ) -> None:
        run = served_home.run("score", samples.folder, "--job", samples.job, "--jsonl")
        scored = {each["file"]: each["overall"] for each in map(json.loads, run.stdout.splitlines())}
        assert {each["file"]: each["overall"] for each in told(first)["analyses"]}.items() <= scored.items()

    def test_each_json_key_is_told_and_no_other(self, first: "subprocess.CompletedProcess[str]") -> None:
        assert key_paths(told(first)) == {row for row in documented("pathwise process") if not row.startswith("--")}

    def test_so_is_each_key_of_a_ranking(
        self, served_home: Home, call: list[object], samples: DemoSet, tmp_path: Path
    ) -> None:
        original = next(each.path for each in samples.members if each.path.suffix == ".txt")
        again = tmp_path / "near-identical.txt"
        again.write_bytes(original.read_bytes() + b"\nUpdated this week.\n")
        run = served_home.run("compare", again, *call[1:])
        keys = {row for row in documented("pathwise compare") if not row.startswith("--")}
        assert key_paths(told(run)) == keys


class TestAgain:
    def test_the_same_files_are_known_and_none_is_opened(
        self, first: object, served_home: Home, samples: DemoSet
    ) -> None:
        by_itself = ["process", samples.folder, "--user", USER, "--json"]
        was = told(served_home.run(*by_itself))
        before = stage_runs(served_home)
        # No file could be read in this time: the answers do not come from reading.
        again = served_home.run(*by_itself, PATHWISE_READ_SECONDS="0.000001")
        assert again.stderr == ""
        now = told(again)
        assert all(each["known"] for each in now["analyses"] + now["failed"])
        for part in ("analyses", "failed"):
            assert [each | {"known": None} for each in now[part]] == [each | {"known": None} for each in was[part]]
        after = stage_runs(served_home)
        skipped = after["score", "skipped"] - before.get(("score", "skipped"), 0)
        assert skipped == len(samples.members)
        assert after | {("score", "skipped"): 0} == before | {("score", "skipped"): 0}

    def test_a_person_is_told_so(self, first: object, served_home: Home, call: list[object]) -> None:
        run = served_home.run(*call[:-1])
        assert "All of these were known already" in run.stdout
        assert max(map(len, run.stdout.splitlines())) <= 100

    def test_force_analyses_anew(
        self, first: "subprocess.CompletedProcess[str]", served_home: Home, samples: DemoSet
    ) -> None:
        one = samples.members[0].path
        (anew,) = told(served_home.run("process", one, "--user", USER, "--job", samples.job, "--json", "--force"))[
            "analyses"
        ]
        (was,) = (each for each in told(first)["analyses"] if each["file"] == str(one))
        assert anew["analysis_id"] != was["analysis_id"]
        assert (anew["upload_id"], anew["overall"], anew["known"]) == (was["upload_id"], was["overall"], False)


def test_the_same_file_twice_on_one_line_is_one_upload(served_home: Home, samples: DemoSet) -> None:
    one = samples.members[0].path
    aside = one.parent / ".." / one.parent.name / one.name
    found = told(served_home.run("process", one, one, aside, "--user", "twice@example.org", "--json"))
    assert [each["file"] for each in found["analyses"]] == [str(one), str(aside)]
    assert len({(each["upload_id"], each["analysis_id"]) for each in found["analyses"]}) == 1
    assert served_home.rows(KEPT, "twice@example.org") == [(1,)]


def test_where_nothing_can_be_read_every_file_gets_its_reason(served_home: Home, samples: DemoSet) -> None:
    refused = [each for each in samples.members if each.reason]
    run = served_home.run("process", *(each.path for each in refused), "--user", "none@example.org", "--json")
    found = told(run)
    assert (run.returncode, found["analyses"]) == (1, [])
    assert [each["reason"] for each in found["failed"]] == [each.reason for each in refused]
