"""A batch of three hundred that is killed, interrupted, asked for twice at once, and whose database goes away.

Each time it completes: every file has what it deserves, nothing is analysed twice, and all that is kept is the same
as when nothing interferes.
"""

import os
import signal
import subprocess
import time
from collections import Counter

from pathwise.runtime.postgres import EmbeddedPostgres
from pathwise.storage.migrations import upgrade_to_head
from tests.commands.conftest import PATIENCE_SECONDS, Home, finish, fresh_home, interrupt
from tests.e2e.comparison import CHUNK_SIZE, MEMBERS, Comparison, told
from tests.e2e.conftest import UNREADABLE, Tell

IN_FLIGHT = 3 * CHUNK_SIZE
SECONDS_AWAY = 10
SLOW = {"PATHWISE_WORKERS": "1"}
LOOK_SECONDS = 0.1
SECONDS_TO_SETTLE = 0.3
BREAK_FROM = 50
"""Members that are done before something is broken."""


def wait_until_some_are_done(comparison: Comparison) -> int:
    """Wait for the middle of a batch; returns how many members are done."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (done := comparison.finished()) < BREAK_FROM:
        assert time.monotonic() < deadline, f"{done} members are done after {PATIENCE_SECONDS} seconds"
        time.sleep(LOOK_SECONDS)
    return done


def assert_all_is_as_undisturbed(comparison: Comparison, undisturbed: Comparison) -> None:
    assert comparison.kept() == undisturbed.kept()
    assert comparison.batches() == [("completed", None)]
    assert comparison.in_between() == []
    assert (comparison.lost(), comparison.twice()) == (0, 0)
    assert [each for each in comparison.attempts() if each.status == "running"] == []


def failed(comparison: Comparison, reason: str) -> Counter[str]:
    return Counter(each.stage for each in comparison.attempts() if each.reason == reason)


def test_nothing_interferes(undisturbed: Comparison) -> None:
    kept = undisturbed.kept()
    ranks = [rank for _, rank, *_ in kept.values() if rank is not None]
    assert len(kept) == MEMBERS
    assert len(ranks) == MEMBERS - len(UNREADABLE)
    assert_all_is_as_undisturbed(undisturbed, undisturbed)
    assert {each.number for each in undisturbed.attempts()} == {1}
    stages = Counter(each.stage for each in undisturbed.attempts() if each.status == "completed")
    assert stages == dict.fromkeys(("extract", "score", "feedback"), len(ranks)) | {"compare": 1}


def test_a_killed_batch_is_taken_up_where_it_stopped(
    served_home: Home, command: tuple[object, ...], undisturbed: Comparison, tell: Tell
) -> None:
    killed = Comparison(served_home, served_home, command, "killed@example.org")
    process = killed.start(**SLOW)
    wait_until_some_are_done(killed)
    kill_at_work(process, killed)
    done = killed.finished()
    assert BREAK_FROM <= done < MEMBERS
    assert [status for status, _ in killed.batches()] == ["processing"]
    began = time.monotonic()
    again = told(killed.run())
    seconds = time.monotonic() - began
    assert_all_is_as_undisturbed(killed, undisturbed)
    assert len(again["ranking"]) == MEMBERS - len(UNREADABLE)
    interrupted = failed(killed, "interrupted")
    assert interrupted["compare"] == 1
    assert 0 < interrupted["score"] <= IN_FLIGHT
    assert_only_what_was_interrupted_was_tried_again(killed)
    tell(f"kill -9: {done} of {MEMBERS} done, complete {seconds:.1f} s later, lost 0, twice 0")


def kill_at_work(process: "subprocess.Popen[str]", comparison: Comparison) -> None:
    """Kill a command that has members in hand; between two chunks nothing would be interrupted."""
    while True:
        process.send_signal(signal.SIGSTOP)
        # What it has sent already is still carried out.
        time.sleep(SECONDS_TO_SETTLE)
        if comparison.is_worked_on():
            break
        process.send_signal(signal.SIGCONT)
        time.sleep(LOOK_SECONDS)
    process.kill()
    finish(process)


def assert_only_what_was_interrupted_was_tried_again(comparison: Comparison) -> None:
    attempts = comparison.attempts()
    interrupted = {(each.stage, each.subject) for each in attempts if each.reason == "interrupted"}
    again = {(each.stage, each.subject) for each in attempts if each.number > 1}
    assert again == interrupted


def test_ctrl_c_leaves_nothing_in_between_and_the_same_command_goes_on(
    served_home: Home, command: tuple[object, ...], undisturbed: Comparison, tell: Tell
) -> None:
    stopped = Comparison(served_home, served_home, command, "impatient@example.org")
    process = stopped.start(**SLOW)
    wait_until_some_are_done(stopped)
    pressed = time.monotonic()
    interrupt(process)
    ended = finish(process)
    seconds_to_end = time.monotonic() - pressed
    assert (ended.returncode, ended.stdout) == (128 + signal.SIGINT, "")
    assert seconds_to_end < 10
    done = stopped.finished()
    assert BREAK_FROM <= done < MEMBERS
    assert stopped.in_between() == []
    assert stopped.batches() == [("failed", "cancelled")]
    assert failed(stopped, "cancelled")["compare"] == 1
    assert [each for each in stopped.attempts() if each.status == "running"] == []
    began = time.monotonic()
    told(stopped.run())
    seconds = time.monotonic() - began
    assert_all_is_as_undisturbed(stopped, undisturbed)
    tell(
        f"Ctrl-C: {done} of {MEMBERS} done, ended in {seconds_to_end:.1f} s; again: complete in {seconds:.1f} s, "
        "lost 0, twice 0"
    )


def test_two_commands_at_once_share_one_batch(
    served_home: Home, command: tuple[object, ...], undisturbed: Comparison, tell: Tell
) -> None:
    both = Comparison(served_home, served_home, command, "twins@example.org")
    began = time.monotonic()
    ended = [finish(process) for process in [both.start(**SLOW), both.start(**SLOW)]]
    seconds = time.monotonic() - began
    one, other = map(told, ended)
    assert one == other
    assert sum("Another run works on this batch; waiting" in each.stderr for each in ended) == 1
    assert_all_is_as_undisturbed(both, undisturbed)
    compared = Counter(each.status for each in both.attempts() if each.stage == "compare")
    assert compared["completed"] == 1
    assert {each.number for each in both.attempts() if each.status == "completed"} == {1}
    tell(f"two at once: both complete in {seconds:.1f} s with the same ranking, lost 0, twice 0")


def test_a_database_that_crashes_and_comes_back_is_waited_for(
    served_home: Home,
    surroundings: dict[str, str],
    command: tuple[object, ...],
    undisturbed: Comparison,
    tell: Tell,
) -> None:
    with fresh_home(surroundings) as elsewhere:
        postgres = EmbeddedPostgres(elsewhere.path)
        url = postgres.attach()
        upgrade_to_head(url)
        patient = Comparison(served_home, elsewhere, command, "patient@example.org")
        process = patient.start(DATABASE_URL=url, **SLOW)
        done = wait_until_some_are_done(patient)
        crash(postgres)
        time.sleep(SECONDS_AWAY)
        assert process.poll() is None
        postgres.attach()
        back = time.monotonic()
        told(finish(process))
        seconds = time.monotonic() - back
        assert_all_is_as_undisturbed(patient, undisturbed)
        postgres.detach()
    assert done < MEMBERS
    tell(
        f"Postgres away for {SECONDS_AWAY} s: {done} of {MEMBERS} done, complete {seconds:.1f} s after it came back, "
        "lost 0, twice 0"
    )


def crash(postgres: EmbeddedPostgres) -> None:
    """Have the server drop everything at once, as `pg_ctl stop -m immediate` does."""
    server = int((postgres.folder / "postmaster.pid").read_text().partition("\n")[0])
    os.kill(server, signal.SIGQUIT)
