"""The rules: what Postgres says and what Prefect says become what is to be done."""

from datetime import datetime, timedelta

from pathwise.reconciliation.model import MOST_ATTEMPTS, ExpiredClaim, Verdict
from pathwise.runtime.prefect_api import FlowRun, RunState

SILENCE = {RunState.PENDING: timedelta(seconds=120), RunState.RUNNING: timedelta(seconds=60)}
"""How long a run may be in a state without claiming its subject. One that a worker took needs about five seconds until
it runs, more on a busy machine; one that runs claims at once. Those that wait in a queue may wait for ever."""


def on_batch(claim: ExpiredClaim, run: FlowRun | None) -> Verdict:
    """Decide about a batch whose claim ran out: another run goes on where the dead one stopped.

    Args:
        claim: The claim.
        run: How Prefect says that its run stands; None where it does not know the run.
    """
    return _on_sight(claim, run) or Verdict.PROMISE


def on_analysis(claim: ExpiredClaim, run: FlowRun | None) -> Verdict:
    """Decide about an analysis whose claim ran out."""
    return _on_sight(claim, run) or _for_taker(claim.is_expected, is_single=not claim.is_bulk)


def on_upload(claim: ExpiredClaim, run: FlowRun | None) -> Verdict:
    """Decide about an upload whose claim ran out while it was read."""
    if claim.is_held:
        # What becomes of the analysis decides who will read the upload.
        return Verdict.LEAVE
    return _on_sight(claim, run) or _for_taker(claim.is_expected, is_single=claim.has_question and not claim.is_bulk)


def on_promise(attempt: int, run: FlowRun | None, now: datetime) -> Verdict:
    """Decide about a promise that Prefect accepted, while its subject is pending and nobody claims it.

    Args:
        attempt: Which run of the promise it is, from 1.
        run: How it stands; None where Prefect does not know it.
        now: The time, with a zone.
    """
    if run and run.state.is_cancelled:
        return Verdict.CANCEL
    if run and not run.state.is_final and not _is_silent(run, now):
        return Verdict.LEAVE
    return Verdict.NEXT_ATTEMPT if attempt < MOST_ATTEMPTS else Verdict.GIVE_UP


def _on_sight(claim: ExpiredClaim, run: FlowRun | None) -> Verdict | None:
    """Decide by the run alone, if that can be."""
    if run and run.state.is_cancelled:
        return Verdict.CANCEL
    # A run that Prefect does not know may live as well: on another server, or on this one before it lost its memory.
    may_live = run is None or not run.state.is_final
    return Verdict.LEAVE if may_live and claim.is_fresh else None


def _for_taker(is_expected: bool, *, is_single: bool) -> Verdict:
    if is_expected:
        return Verdict.RETURN
    return Verdict.PROMISE if is_single else Verdict.GIVE_UP


def _is_silent(run: FlowRun, now: datetime) -> bool:
    return run.state in SILENCE and run.since is not None and now - run.since > SILENCE[run.state]
