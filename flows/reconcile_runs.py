"""What Postgres calls running and Prefect does not, is put right."""

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from tasks.reconciliation import put_right, round_state


@flow(name="reconcile-runs")
def reconcile_runs() -> State[Any]:
    """Compare Postgres and Prefect, and put right what disagrees: dead runs, promises not kept, batches half done.

    What a person cancelled stays cancelled.

    Returns:
        Completed, and named by what came of it: `Nothing to do` or `Put right`, with the counts.
    """
    return round_state(put_right())
