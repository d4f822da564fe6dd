"""How a batch stands: its state, and its members by stage and reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pathwise.commands.wrapping import wrapped
from pathwise.errors import InvalidInputError
from pathwise.storage.batches import BatchState, batch_state
from pathwise.storage.database import Database, make_engine, told_plainly
from pathwise.storage.rankings import StageCount, count_members


@dataclass(frozen=True, slots=True)
class Standing:
    """A batch and its members, counted."""

    state: BatchState
    counts: Sequence[StageCount]


def take_standing(url: str, batch_id: UUID) -> Standing:
    """Look at a batch.

    Raises:
        InvalidInputError: There is no such batch.
        DatabaseUnusableError: The database does not answer.
    """
    database = Database(make_engine(url))
    with told_plainly(url):
        state = database.run(lambda session: batch_state(session, batch_id))
        counts = database.run(lambda session: count_members(session, batch_id))
    database.close()
    if state is None:
        raise InvalidInputError(str(batch_id), "is the id of no batch here. `pathwise compare` prints the id it makes.")
    return Standing(state, counts)


def standing_page(standing: Standing) -> str:
    """Show a batch: a line for itself, and one for each point at which members stand."""
    state = standing.state
    total = sum(count.members for count in standing.counts)
    lines = wrapped(f"Batch {state.batch_id}: {state.status.value}, {total} members. {state.message or ''}".strip())
    head = f"  {'Members':>7}  {'Reading':10}  {'Judging':10}  Reason"
    return "\n".join([*lines, head, *(_row(count) for count in standing.counts)])


def _row(count: StageCount) -> str:
    judging = count.judging.value if count.judging else "-"
    reason = count.reason.value if count.reason else ""
    return f"  {count.members:>7}  {count.reading.value:10}  {judging:10}  {reason}".rstrip()
