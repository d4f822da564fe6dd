"""What a person, an event or a schedule may ask of a flow: one form a flow, and nothing beside it.

Everything here is hostile until it is checked. Ids and small options alone: Prefect shows parameters to everyone.
"""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

UUID_PATTERN = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"

Id = Annotated[
    UUID,
    # Prefect's server holds parameters against the pattern before a run is made; a format it would let pass.
    WithJsonSchema({"type": "string", "format": "uuid", "pattern": UUID_PATTERN}),
]


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


class CompareBatchRequest(Form):
    """One batch, to be processed and ranked."""

    batch_id: Id = Field(title="Batch", description="Id of the batch: a row of `comparison_batches`.")
