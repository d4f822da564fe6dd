"""The decisions of the reconciler, as tables."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from pathwise.reconciliation.model import MOST_ATTEMPTS, ExpiredClaim, Righted, Verdict
from pathwise.reconciliation.verdicts import SILENCE, on_analysis, on_batch, on_promise, on_upload
from pathwise.runtime.prefect_api import FlowRun, RunState

NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
DECIDERS = (on_batch, on_analysis, on_upload)
CANCELLED = (RunState.CANCELLED, RunState.CANCELLING)
ENDED = (RunState.COMPLETED, RunState.FAILED, RunState.CRASHED)
QUEUED = (RunState.SCHEDULED, RunState.PAUSED)
AT_WORK = (RunState.PENDING, RunState.RUNNING)


def a_claim(**facts: bool) -> ExpiredClaim:
    return ExpiredClaim(uuid4(), UUID(int=1), **facts)


def a_run(state: RunState | None, seconds: float = 0) -> FlowRun | None:
    """Make a run that came to its state some seconds ago; None where Prefect does not know it."""
    return FlowRun(UUID(int=1), state, NOW - timedelta(seconds=seconds)) if state else None


class TestClaims:
    @pytest.mark.parametrize("state", CANCELLED)
    @pytest.mark.parametrize("decide", DECIDERS)
    @pytest.mark.parametrize("facts", [{}, {"is_expected": True}, {"is_fresh": True}, {"is_bulk": True}], ids=str)
    def test_what_a_person_cancelled_is_ended_whoever_else_would_take_it(
        self, decide: object, state: RunState, facts: dict[str, bool]
    ) -> None:
        assert callable(decide)
        assert decide(a_claim(**facts), a_run(state)) is Verdict.CANCEL

    @pytest.mark.parametrize("state", [None, *QUEUED, *AT_WORK])
    @pytest.mark.parametrize("decide", DECIDERS)
    def test_a_run_that_may_live_gets_time_to_renew_its_claim(self, decide: object, state: RunState | None) -> None:
        assert callable(decide)
        assert decide(a_claim(is_fresh=True), a_run(state)) is Verdict.LEAVE
        assert decide(a_claim(is_fresh=False), a_run(state)) is not Verdict.LEAVE

    @pytest.mark.parametrize("state", ENDED)
    @pytest.mark.parametrize("decide", DECIDERS)
    def test_a_run_that_has_ended_gets_none(self, decide: object, state: RunState) -> None:
        assert callable(decide)
        assert decide(a_claim(is_fresh=True), a_run(state)) is not Verdict.LEAVE

    @pytest.mark.parametrize("state", [None, *ENDED, *AT_WORK])
    def test_a_batch_is_promised_to_another_run(self, state: RunState | None) -> None:
        assert on_batch(a_claim(), a_run(state)) is Verdict.PROMISE

    @pytest.mark.parametrize(
        ("facts", "verdict"),
        [
            ({"is_expected": True}, Verdict.RETURN),
            ({"is_expected": True, "is_bulk": True}, Verdict.RETURN),
            ({}, Verdict.PROMISE),
            ({"is_bulk": True}, Verdict.GIVE_UP),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("state", [None, *ENDED, *AT_WORK])
    def test_an_analysis_goes_to_whoever_will_take_it(
        self, facts: dict[str, bool], verdict: Verdict, state: RunState | None
    ) -> None:
        assert on_analysis(a_claim(**facts), a_run(state)) is verdict

    @pytest.mark.parametrize(
        ("facts", "verdict"),
        [
            ({"is_held": True}, Verdict.LEAVE),
            ({"is_held": True, "is_expected": True}, Verdict.LEAVE),
            ({"is_expected": True}, Verdict.RETURN),
            ({"is_expected": True, "is_bulk": True}, Verdict.RETURN),
            ({"has_question": True}, Verdict.PROMISE),
            ({"has_question": True, "is_bulk": True}, Verdict.GIVE_UP),
            ({}, Verdict.GIVE_UP),
        ],
        ids=str,
    )
    def test_an_upload_goes_to_whoever_will_read_it(self, facts: dict[str, bool], verdict: Verdict) -> None:
        assert on_upload(a_claim(**facts), a_run(RunState.CRASHED)) is verdict


class TestPromises:
    @pytest.mark.parametrize("state", CANCELLED)
    @pytest.mark.parametrize("attempt", [1, MOST_ATTEMPTS])
    def test_a_cancelled_run_is_followed_by_none(self, state: RunState, attempt: int) -> None:
        assert on_promise(attempt, a_run(state), NOW) is Verdict.CANCEL

    @pytest.mark.parametrize("state", QUEUED)
    def test_a_run_may_wait_in_its_queue_for_ever(self, state: RunState) -> None:
        assert on_promise(1, a_run(state, seconds=1_000_000), NOW) is Verdict.LEAVE

    @pytest.mark.parametrize("state", AT_WORK)
    def test_a_run_at_work_must_claim_in_time(self, state: RunState) -> None:
        limit = SILENCE[state].total_seconds()
        assert on_promise(1, a_run(state, seconds=limit), NOW) is Verdict.LEAVE
        assert on_promise(1, a_run(state, seconds=limit + 1), NOW) is Verdict.NEXT_ATTEMPT

    @pytest.mark.parametrize("state", [None, *ENDED])
    def test_a_run_that_is_gone_is_followed_by_another_until_three_have_died(self, state: RunState | None) -> None:
        verdicts = [on_promise(attempt, a_run(state), NOW) for attempt in range(1, MOST_ATTEMPTS + 1)]
        assert verdicts == [Verdict.NEXT_ATTEMPT, Verdict.NEXT_ATTEMPT, Verdict.GIVE_UP]

    def test_every_state_of_prefect_has_its_place(self) -> None:
        assert {*CANCELLED, *ENDED, *QUEUED, *AT_WORK} == set(RunState)


def test_what_two_transactions_put_right_adds_up() -> None:
    one = Righted()
    one.counts[Verdict.CANCEL] += 2
    other = Righted(to_start=frozenset({UUID(int=1)}))
    other.counts[Verdict.CANCEL] += 1
    both = one + other
    assert both.counts[Verdict.CANCEL] == 3
    assert both.to_start == {UUID(int=1)}
