"""What the caller named, checked: files, a job, an e-mail address."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pathwise.commands.console import say
from pathwise.documents.collection import Candidate, collect
from pathwise.documents.model import Refusal
from pathwise.documents.reading import read_document
from pathwise.errors import InvalidInputError
from pathwise.job.length import MOST_CHARACTERS
from pathwise.job.model import ProtectedCriterion
from pathwise.resume.months import YearMonth
from pathwise.rubrics import BrokenRubricError, parse_other_rubric
from pathwise.scoring.rubric import Rubric, load_rubric
from pathwise.settings import Settings
from pathwise.workers.failure import ItemFailure
from pathwise.workers.shared import shared_pool

PACKAGED = "packaged"
"""Names the rubric that comes with the program."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job that a command was given.

    Attributes:
        text: What it says.
        protected: What it asks for and the law forbids to ask for.
    """

    text: str
    protected: tuple[ProtectedCriterion, ...]


def candidates_of(paths: list[Path], settings: Settings, *, as_resumes: bool = False) -> list[Candidate]:
    """List the files behind paths.

    Args:
        paths: Files, folders and zips.
        settings: Say what a file may cost.
        as_resumes: Take every file for a resume, whatever it looks like.

    Raises:
        InvalidInputError: A path does not exist or holds nothing.
    """
    return [replace(each, as_resume=as_resumes) for each in collect(paths, settings.reading_limits)]


def read_job(path: Path, settings: Settings) -> str:
    """Read the text of a job from a file of any kind that resumes come in.

    Returns:
        Its lines, with headings and list items marked: they tell what is asked for from what is told.

    Raises:
        InvalidInputError: The file is not there, cannot be read, is empty, or is longer than any advertisement.
    """
    limits = settings.reading_limits
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise InvalidInputError(str(path), f"the job cannot be opened: {error.strerror or error}.") from None
    document = shared_pool(settings).submit(partial(read_document, limits=limits), data).result()
    if isinstance(document, Refusal | ItemFailure):
        raise InvalidInputError(str(path), f"the job cannot be read. {document.message}")
    if len(document.markdown) > MOST_CHARACTERS:
        problem = f"the job has more than {MOST_CHARACTERS:,} characters. Give the advertisement alone."
        raise InvalidInputError(str(path), problem)
    return document.markdown


def job_asked_for(path: Path, settings: Settings) -> Job:
    """Read a job from a file as `read_job` does, and tell the person what it may not ask for.

    Raises:
        InvalidInputError: As for `read_job`.
    """
    from pathwise.job.requirements import read_requirements  # noqa: PLC0415 - only a job needs the words of jobs

    text = read_job(path, settings)
    protected = read_requirements(text).protected
    if protected:
        say("The job asks for what the law protects. This counts for nothing, and should not be asked for:")
    for each in protected:
        say(f"  {each.ground}: {each.quote}")
    return Job(text, protected)


def read_rubric(named: str) -> Rubric:
    """Read a rubric from a file, or take the packaged one.

    Args:
        named: A path, or `packaged`.

    Raises:
        InvalidInputError: The file is not there, or is no rubric; says what is wrong in it.
    """
    if named == PACKAGED:
        return load_rubric()
    try:
        return parse_other_rubric(Path(named).read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidInputError(named, f"the rubric cannot be opened: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise InvalidInputError(named, "is no rubric: it is not text in UTF-8.") from None
    except BrokenRubricError as error:
        raise InvalidInputError(named, f"is no rubric that can be applied: {error}.") from None


def check_email(address: str) -> str:
    """Check an e-mail address, without asking any server.

    Raises:
        InvalidInputError: It is none.
    """
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - most commands take no address

    try:
        return validate_email(address, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise InvalidInputError("--user", f"is not an e-mail address. {error}") from None


def this_month() -> YearMonth:
    """Tell the month in which "present" ends for a file that was just named."""
    return YearMonth.of(datetime.now(UTC))
