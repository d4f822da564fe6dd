"""What a person, or a script, sees of two rubrics tried on the stored corpus."""

from typing import Any

from pathwise.commands.rubric_trial import Tried
from pathwise.commands.wrapping import wrapped
from pathwise.rubric_shifts import BatchShift, Move, RankMove, ScoreShift

SHOWN_BATCHES = 10
SHOWN_MOVES = 3
NAMES = {"document_quality": "Document quality", "job_match": "Job match"}


def trials_object(tried: Tried) -> dict[str, Any]:
    """Describe a trial for `rubric diff --json`."""
    return {
        "old": tried.old,
        "new": tried.new,
        "analyses": tried.analyses,
        "skipped": tried.skipped,
        "scores": [_score(each) for each in tried.scores],
        "batches": [_batch(each) for each in tried.batches],
        "partial_batches": tried.partial_batches,
    }


def trials_page(tried: Tried) -> str:
    """Show how scores move, then the batches that change most."""
    lines = wrapped(f"{tried.analyses} analyses scored under {tried.old} and {tried.new}; nothing was written.")
    if tried.skipped:
        lines += wrapped(f"{tried.skipped} more could not be tried: no text of their file is kept.")
    for shift in tried.scores:
        lines += wrapped(_told(shift), "  ", "    ")
        lines += [
            f"    {each.analysis_id}  {each.old:5.1f} to {each.new:5.1f}  ({each.points:+.1f})"
            for each in shift.largest[:SHOWN_MOVES]
        ]
    return "\n".join([*lines, *_batches(tried)])


def _told(shift: ScoreShift) -> str:
    return (
        f"{NAMES[shift.score]}: {shift.moved} of {shift.analyses} move, {shift.notable} by more than 5 points; "
        f"mean {shift.mean:+.2f}, median {shift.median:+.2f} points."
    )


def _batches(tried: Tried) -> list[str]:
    total = len(tried.batches)
    if not total:
        return []
    changed = [each for each in tried.batches if each.moved]
    firsts, tops = sum(not each.keeps_first for each in changed), sum(not each.keeps_top for each in changed)
    lines = wrapped(
        f"{len(changed)} of {total} batches get another order; in {firsts} somebody else is first, in {tops} the top "
        "five are others."
    )
    for each in changed[:SHOWN_BATCHES]:
        lines += wrapped(f"{each.batch_id}: {each.moved} of {each.members} change places", "  ", "    ")
        lines += [
            f"    {move.analysis_id}  rank {move.old_rank} to {move.new_rank}" for move in each.moves[:SHOWN_MOVES]
        ]
    if len(changed) > SHOWN_BATCHES:
        lines += wrapped(f"... and {len(changed) - SHOWN_BATCHES} more: --json tells all.", "  ")
    if tried.partial_batches:
        lines += wrapped(f"{tried.partial_batches} batches were left out: not all of their members were tried.")
    return lines


def _score(shift: ScoreShift) -> dict[str, Any]:
    return {
        "score": shift.score,
        "analyses": shift.analyses,
        "moved": shift.moved,
        "notable": shift.notable,
        "mean": shift.mean,
        "median": shift.median,
        "largest": [_move(each) for each in shift.largest],
    }


def _move(move: Move) -> dict[str, Any]:
    return {"analysis_id": str(move.analysis_id), "old": move.old, "new": move.new, "points": move.points}


def _batch(shift: BatchShift) -> dict[str, Any]:
    return {
        "batch_id": str(shift.batch_id),
        "members": shift.members,
        "moved": shift.moved,
        "keeps_first": shift.keeps_first,
        "keeps_top": shift.keeps_top,
        "moves": [_rank_move(each) for each in shift.moves],
    }


def _rank_move(move: RankMove) -> dict[str, Any]:
    return {
        "analysis_id": str(move.analysis_id),
        "old_rank": move.old_rank,
        "new_rank": move.new_rank,
        "old_match": move.old_match,
        "new_match": move.new_match,
    }
