"""Commands that are ended in their midst, and what the next one makes of it."""

import json
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import psutil
import pytest

from pathwise.demo.samples import DemoSet
from tests.commands.conftest import MANY, Home, finish, interrupt, wait_until

OF_USER = "FROM resume_analyses a JOIN users u ON u.id = a.user_id WHERE u.email = %s"
RUNNING = f"SELECT 1 {OF_USER} AND a.status = 'running'"
COMPLETED = f"SELECT 1 {OF_USER} AND a.status = 'completed'"
UNDECIDED = """
SELECT 'upload' FROM resume_uploads WHERE upload_status = 'processing' UNION ALL
SELECT 'analysis' FROM resume_analyses WHERE status = 'running' UNION ALL
SELECT 'stage' FROM stage_runs WHERE status = 'running'
"""
MOST_COMPLETED = """
SELECT max(times) FROM (
    SELECT count(*) AS times FROM stage_runs r JOIN resume_analyses a ON a.id = r.resume_analysis_id
    JOIN users u ON u.id = a.user_id WHERE u.email = %s AND r.stage = 'score' AND r.status = 'completed' GROUP BY a.id
) counted
"""
FILES = "/pw-files/"


def scores(run: "subprocess.CompletedProcess[str]") -> dict[str, object]:
    """Each file with all that came of it."""
    told = json.loads(run.stdout)
    good = {each["file"]: (each["overall"], each["summary"]) for each in told["analyses"]}
    return good | {each["file"]: (each["reason"], each["message"]) for each in told["failed"]}


def endings(home: Home, user: str) -> Counter[tuple[str, str | None]]:
    return Counter(home.rows(f"SELECT a.status::text, a.reason_code::text {OF_USER}", user))


@pytest.fixture(scope="module")
def undisturbed(served_home: Home, many_resumes: Path) -> dict[str, object]:
    """What comes of the resumes when nothing interferes."""
    run = served_home.run("process", many_resumes, "--user", "calm@example.org", "--json")
    assert run.returncode == 1, run.stderr
    found = scores(run)
    assert len(found) == MANY
    return found


def start(home: Home, resumes: Path, user: str, **variables: str) -> "subprocess.Popen[str]":
    return home.start("process", resumes, "--user", user, "--json", PATHWISE_WORKERS="1", **variables)


class TestInTheMidst:
    def test_ctrl_c_leaves_rows_that_tell_the_truth_and_the_same_command_goes_on(
        self, served_home: Home, many_resumes: Path, undisturbed: dict[str, object]
    ) -> None:
        user = "impatient@example.org"
        process = start(served_home, many_resumes, user)
        wait_until(lambda: served_home.rows(RUNNING, user))
        workers = psutil.Process(process.pid).children(recursive=True)
        interrupt(process)
        ended = finish(process)
        assert ended.returncode == 128 + signal.SIGINT
        assert ended.stdout == ""
        assert "Stopped: 0 of 60 are done and kept. The same command goes on with the others." in ended.stderr
        assert endings(served_home, user) == {("failed", "cancelled"): MANY}
        assert served_home.rows(UNDECIDED) == []
        assert psutil.wait_procs(workers, timeout=10)[1] == []
        again = served_home.run("process", many_resumes, "--user", user, "--json")
        assert scores(again) == undisturbed

    def test_a_termination_signal_keeps_what_is_done_and_cancels_what_waits(
        self, served_home: Home, many_resumes: Path, undisturbed: dict[str, object]
    ) -> None:
        user = "terminated@example.org"
        process = start(served_home, many_resumes, user)
        wait_until(lambda: served_home.rows(COMPLETED, user))
        process.send_signal(signal.SIGTERM)
        ended = finish(process)
        assert ended.returncode == 128 + signal.SIGTERM
        found = endings(served_home, user)
        assert found["completed", None] > 0
        assert found["failed", "cancelled"] > 0
        assert set(found) <= {("completed", None), ("failed", "cancelled"), ("failed", "corrupt")}
        assert served_home.rows(UNDECIDED) == []
        again = served_home.run("process", many_resumes, "--user", user, "--json")
        assert scores(again) == undisturbed
        assert served_home.rows(MOST_COMPLETED, user) == [(1,)]

    def test_what_a_killed_command_had_claimed_is_taken_over_and_nothing_is_analysed_twice(
        self, served_home: Home, many_resumes: Path, undisturbed: dict[str, object]
    ) -> None:
        user = "killed@example.org"
        process = start(served_home, many_resumes, user, PATHWISE_CLAIM_SECONDS="3")
        wait_until(lambda: served_home.rows(RUNNING, user))
        workers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        finish(process)
        assert psutil.wait_procs(workers, timeout=10)[1] == []
        again = served_home.run("process", many_resumes, "--user", user, "--json", PATHWISE_CLAIM_SECONDS="3")
        assert scores(again) == undisturbed
        assert served_home.rows(UNDECIDED) == []
        assert served_home.rows(MOST_COMPLETED, user) == [(1,)]


class TestWhileStarting:
    @pytest.mark.parametrize("moment", ["run/prefect-server.json", "postgres/PG_VERSION", "postgres/postmaster.pid"])
    def test_ctrl_c_ends_at_once_and_leaves_nothing_running(self, home: Home, samples: DemoSet, moment: str) -> None:
        process = home.start("process", samples.folder, "--user", "ada@example.org")
        wait_until((home.path / moment).exists)
        interrupt(process)
        ended = finish(process)
        assert ended.returncode == 128 + signal.SIGINT
        assert ended.stdout == ""
        psutil.wait_procs(home.processes(), timeout=30)
        assert home.processes() == []


def test_an_end_that_a_library_took_for_a_failure_of_its_own_is_the_end_still() -> None:
    script = """
import signal
from pathwise.commands.interruption import end_as_asked, end_in_order
end_in_order()
try:
    signal.raise_signal(signal.SIGTERM)
except SystemExit:
    raise ValueError("token was made in another context") from None
finally:
    end_as_asked()
"""
    run = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (128 + signal.SIGTERM, "")
