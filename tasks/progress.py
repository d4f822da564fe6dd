"""How far a long run has come, as a bar in Prefect."""

from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

ALL = 100.0


class Progress:
    """The progress of a batch by its chunks, or of a run by what it works on.

    Args:
        subject_id: The batch or the run.
        total: How many chunks, or whatever is counted, there are; 0 makes no bar.
    """

    def __init__(self, subject_id: UUID, total: int) -> None:
        self._total = total
        self._done = 0
        self._artifact = (
            create_progress_artifact(0.0, key=f"progress-{subject_id}", description="How far this run has come.")
            if total
            else None
        )

    def advance(self, count: int = 1) -> None:
        """Count some more; what had to be repeated leaves the bar full."""
        self._done += count
        if isinstance(self._artifact, UUID):
            update_progress_artifact(self._artifact, min(ALL, ALL * self._done / self._total))
