"""Errors of Pathwise: one root, each carries the key it speaks of, each message names the way out.

What a file does wrong is not among them: that is a `Refusal`, a value.
"""

from collections.abc import Collection
from uuid import UUID

SHOWN_IDS = 3


class PathwiseError(Exception):
    """Root of everything Pathwise raises on purpose. `str()` is a sentence for a person."""


class InvalidSettingError(PathwiseError):
    """A setting has a value that cannot be used."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        super().__init__(f"{name}: {problem}")


class InvalidInputError(PathwiseError):
    """The caller named something that cannot be used, such as a path that does not exist."""

    def __init__(self, what: str, problem: str) -> None:
        self.what = what
        super().__init__(f"{what}: {problem}")


class StageNotReadyError(PathwiseError):
    """A stage was asked for before the one it rests on was done. Waiting cannot help."""

    def __init__(self, stage: str, subject_id: UUID) -> None:
        self.subject_id = subject_id
        super().__init__(
            f"Stage {stage} cannot run for {subject_id}: nothing was extracted yet. "
            "Run process-upload for its upload, which takes the stages in order."
        )


class UnknownUploadError(PathwiseError):
    """No upload has this id."""

    def __init__(self, upload_id: UUID) -> None:
        self.upload_id = upload_id
        super().__init__(f"No upload has the id {upload_id}. Check the id; the rows of a deleted user are gone.")


class UnknownAnalysisError(PathwiseError):
    """No analysis has this id."""

    def __init__(self, analysis_id: UUID) -> None:
        self.analysis_id = analysis_id
        super().__init__(f"No analysis has the id {analysis_id}. Check the id; the rows of a deleted user are gone.")


class ForeignAnalysisError(PathwiseError):
    """An analysis was named together with an upload that it does not judge."""

    def __init__(self, analysis_id: UUID, upload_id: UUID) -> None:
        self.analysis_id = analysis_id
        self.upload_id = upload_id
        super().__init__(
            f"The analysis {analysis_id} does not judge the upload {upload_id}. Give the upload that it belongs to, "
            "or leave the analysis out to judge the resume by itself."
        )


class UnknownBatchError(PathwiseError):
    """No comparison batch has this id."""

    def __init__(self, batch_id: UUID) -> None:
        self.batch_id = batch_id
        super().__init__(f"No batch has the id {batch_id}. Check the id; the rows of a deleted user are gone.")


class UnknownUserError(PathwiseError):
    """No user has this id."""

    def __init__(self, user_id: UUID) -> None:
        self.user_id = user_id
        super().__init__(f"No user has the id {user_id}. Check the id: it is the `id` of the row in `users`.")


class NothingToCompareError(PathwiseError):
    """None of the files could even be stored, so there is no batch."""

    def __init__(self) -> None:
        super().__init__(
            "None of the files can be taken in, so there is nothing to compare. `pathwise inspect` says why."
        )


class ChunkRunError(PathwiseError):
    """A chunk that was given to other workers did not end well."""

    def __init__(self, flow_run_id: UUID) -> None:
        self.flow_run_id = flow_run_id
        super().__init__(
            f"The flow run {flow_run_id} of a chunk failed, died or was cancelled. What it had done is kept; its "
            "page in Prefect says why. Run the batch again to go on."
        )


class NotDeployedError(PathwiseError):
    """The Prefect server does not know a deployment that work is to be given to."""

    def __init__(self, deployment: str) -> None:
        self.deployment = deployment
        super().__init__(
            f"The Prefect server has no deployment {deployment}. Run `prefect deploy --all` in the checkout, with "
            "PREFECT_API_URL set to that server, or unset PATHWISE_FAN_OUT."
        )


class StageBrokenError(PathwiseError):
    """The program failed within a stage. Says where, never with which values: they may quote a resume."""

    def __init__(self, subject_ids: Collection[UUID], detail: str) -> None:
        self.subject_ids = tuple(subject_ids)
        self.detail = detail
        first = ", ".join(str(each) for each in self.subject_ids[:SHOWN_IDS])
        more = f" and {len(self.subject_ids) - SHOWN_IDS} more" if len(self.subject_ids) > SHOWN_IDS else ""
        super().__init__(f"A stage failed for {first}{more}: {detail}. It is kept as internal_error; run it again.")
