"""How far a long run has come, as a bar in Prefect."""

from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

ALL = 100.0


class Progress:
    """The progress of one batch, by its chunks.

    Args:
        batch_id: The batch.
        chunks: How many there are; 0 makes no bar.
    """

    def __init__(self, batch_id: UUID, chunks: int) -> None:
        self._chunks = chunks
        self._done = 0
        self._artifact = create_progress_artifact(0.0, key=f"progress-{batch_id}") if chunks else None

    def advance(self) -> None:
        """Count one chunk more; a chunk that had to be repeated leaves the bar full."""
        self._done += 1
        if isinstance(self._artifact, UUID):
            update_progress_artifact(self._artifact, min(ALL, ALL * self._done / self._chunks))
