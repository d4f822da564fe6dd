"""What a person, an event or a schedule may ask of a flow: one form a flow, and nothing beside it.

Everything here is hostile until it is checked. Ids and small options alone: Prefect shows parameters to everyone.
"""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from pathwise.imports import ImportSource
from pathwise.staleness import StaleWish, Wanted

UUID_PATTERN = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"

Id = Annotated[
    UUID,
    # Prefect's server holds parameters against the pattern before a run is made; a format it would let pass.
    WithJsonSchema({"type": "string", "format": "uuid", "pattern": UUID_PATTERN}),
]

Place = Annotated[str, StringConstraints(min_length=1, max_length=512)]


class Form(BaseModel):
    """A form that takes its own fields and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ProcessUploadRequest(Form):
    """One upload, to be read and judged."""

    upload_id: Id = Field(title="Upload", description="Id of the upload: a row of `resume_uploads`.")
    analysis_id: Id | None = Field(
        default=None,
        title="Analysis",
        description="Id of the analysis that waits for it, such as one for a job. "
        "Left empty, the resume is judged by itself.",
    )
    as_resume: bool = Field(
        default=False,
        title="It is a resume",
        description="Take the upload for a resume, whatever it looks like. Noted with the upload for good.",
    )


class CompareBatchRequest(Form):
    """One batch, to be processed and ranked."""

    batch_id: Id = Field(title="Batch", description="Id of the batch: a row of `comparison_batches`.")


class ImportResumesRequest(Form):
    """Resumes that lie somewhere, and whose they are."""

    user_id: Id = Field(title="User", description="Whose resumes they are: id of a row of `users`, never an address.")
    source: ImportSource = Field(
        default=ImportSource.FOLDER,
        title="Where",
        description="`folder_or_zip`: below the folder that the worker's setting `PATHWISE_IMPORT_ROOT` names; "
        "`file_store`: below a prefix of the file store.",
    )
    place: Place = Field(
        title="Folder, zip or prefix",
        description="Relative to that folder or store, such as `2026-11/berlin` or `november.zip`. "
        "Never the file of one person: parameters are shown to everyone.",
    )
    job: Place | None = Field(
        default=None,
        title="Job",
        description="File with the text of the job, relative to `PATHWISE_IMPORT_ROOT`, such as `jobs/backend.md`: the "
        "resumes become one batch that is ranked for it. Left empty, each is judged by itself.",
    )
    as_resumes: bool = Field(
        default=False,
        title="They are resumes",
        description="Take every file for a resume, whatever it looks like. Noted with the uploads for good.",
    )


class ReprocessUploadsRequest(Form):
    """What is to be made again, or only counted."""

    dry_run: bool = Field(
        default=True,
        title="Only count",
        description="Show how many analyses are stale, by reason, and change nothing. Off: make them again.",
    )
    wanted: Wanted = Field(
        default=Wanted.EVERYTHING,
        title="What",
        description="`everything`; `older_rules`: what an older reader, profile, lexicon, rubric or other rules "
        "answered; `failures`: what failed for a reason that may pass, at most three times; `never_begun`: what has "
        "waited for over an hour; `cancelled`: what was cancelled while made again, which nothing else takes up.",
    )
    asked_from: AwareDatetime | None = Field(
        default=None, title="Asked from", description="Only what was asked for at this time or later."
    )
    asked_until: AwareDatetime | None = Field(
        default=None, title="Asked before", description="Only what was asked for before this time."
    )
    user_id: Id | None = Field(default=None, title="User", description="Only what this user asked: a row of `users`.")
    batch_id: Id | None = Field(
        default=None,
        title="Batch",
        description="Only the members of this batch. Its ranking stays as it is: it says what was ranked at its time.",
    )
    limit: int = Field(
        default=1000, ge=1, le=1_000_000, title="Limit", description="Most analyses to be made again in this run."
    )

    @property
    def purpose(self) -> str:
        """Name the run."""
        return f"{self.wanted}-count" if self.dry_run else str(self.wanted)

    def wish(self) -> StaleWish:
        """Give what is wanted, for those who know no form."""
        return StaleWish(self.wanted, self.asked_from, self.asked_until, self.user_id, self.batch_id, limit=self.limit)
