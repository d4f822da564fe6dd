"""What a webhook says, and what it is answered with. Fields are never renamed; unknown ones are refused."""

import base64
import binascii
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    EmailStr,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from pathwise.service.batches import Name
from pathwise.service.uploads import JOB_CHARACTERS, TITLE_CHARACTERS
from pathwise.storage.profiles import Profile

MOST_FILES = 500
"""Most members of a batch that one message may name. Our choice: their files are taken over before it is answered."""

FILENAME = "resume"
"""Name of a file that has none."""


def _decoded(content: Any) -> Any:
    if not isinstance(content, str):
        return content
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise PydanticCustomError("base64", "must be base64") from None


Content = Annotated[bytes, BeforeValidator(_decoded)]
Title = Annotated[str, StringConstraints(max_length=TITLE_CHARACTERS)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=1024)]
Filename = Annotated[str, StringConstraints(min_length=1, max_length=512)]


class Asked(BaseModel):
    """A part of a message."""

    model_config = ConfigDict(extra="forbid")


class UserSent(BaseModel):
    """The user as NextAuth has it; what else it knows is left aside."""

    model_config = ConfigDict(extra="ignore")

    email: EmailStr = Field(description="Makes the user, or finds it; its case does not count.")
    name: Annotated[str, StringConstraints(max_length=255)] | None = None
    image: Annotated[str, StringConstraints(max_length=1024)] | None = None
    emailVerified: AwareDatetime | None = Field(  # noqa: N815 - NextAuth's own name
        default=None, description="When the address was confirmed; null where it was not."
    )

    @property
    def profile(self) -> Profile:
        """The same in our words."""
        return Profile(self.email, self.name, self.image, self.emailVerified)


class FileSent(Asked):
    """A resume: a file that lies in the file store, or the file itself."""

    object: Key | None = Field(
        default=None,
        description="Key of a file in the file store, below PATHWISE_WEBHOOK_INCOMING.",
        examples=["incoming/2026/ada-example.pdf"],
    )
    content: Content | None = Field(
        default=None, description="The file in base64.", json_schema_extra={"contentEncoding": "base64"}
    )
    filename: Filename | None = Field(
        default=None, description="Name of the file for people.", examples=["ada-example.pdf"]
    )
    as_resume: bool = Field(
        default=False,
        description="It is a resume, whatever it looks like: it is never refused as `not_a_resume`. Noted with the "
        "upload for good.",
    )

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if (self.object is None) == (self.content is None):
            raise PydanticCustomError("one_source", "must have one of object and content")
        return self

    @property
    def shown_name(self) -> str:
        """The file's own name, without the folders of whoever sent it."""
        return (self.filename or self.object or FILENAME).replace("\\", "/").rpartition("/")[2] or FILENAME


class MemberSent(FileSent):
    """A member of a batch: a file, or an upload that is there already."""

    upload_id: UUID | None = Field(default=None, description="An upload of this user, in place of a file.")
    label: Name | None = Field(default=None, description="Name for people.")
    is_primary: bool = Field(default=False, description="The others are compared with it; of several the first counts.")

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if sum(each is not None for each in (self.object, self.content, self.upload_id)) != 1:
            raise PydanticCustomError("one_source", "must have one of object, content and upload_id")
        if self.upload_id and self.as_resume:
            raise PydanticCustomError("as_resume", "must say as_resume with the file itself")
        return self


class UploadMessage(Asked):
    """A resume was uploaded elsewhere."""

    user: UserSent
    file: FileSent
    job_text: Annotated[str, StringConstraints(max_length=JOB_CHARACTERS)] | None = Field(
        default=None, description="The job to judge it for; without it the document is judged by itself."
    )
    job_title: Title | None = None


class BatchMessage(Asked):
    """Resumes are to be ranked for a job."""

    user: UserSent
    members: list[MemberSent] = Field(min_length=1, max_length=MOST_FILES)
    job_text: Annotated[str, StringConstraints(max_length=JOB_CHARACTERS, pattern=r"\S")] = Field(
        description="The job."
    )
    job_title: Title | None = None
    name: Name | None = Field(default=None, description="Name of the batch for people.")


class UploadAnswer(BaseModel):
    """The ids of what was made; the same whenever the same message comes again."""

    upload_id: UUID
    analysis_id: UUID


class BatchAnswer(BaseModel):
    """The ids of what was made; the same whenever the same message comes again."""

    batch_id: UUID
    upload_ids: list[UUID] = Field(description="One for each member, in their order.")
