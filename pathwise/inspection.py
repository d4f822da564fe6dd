"""From the bytes of a file to what a resume says: reading and profile in one step. Knows no database."""

from dataclasses import dataclass

from pathwise.documents.model import DocumentText, ReadingLimits, Refusal
from pathwise.documents.reading import read_document
from pathwise.lexicon_in_force import lexicon_in_force
from pathwise.resume.model import ResumeProfile
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile
from pathwise.resume.recognition import why_not_a_resume
from pathwise_models.enums import ReasonCode


@dataclass(frozen=True, slots=True)
class Inspection:
    """A resume as the machine reads it."""

    document: DocumentText
    profile: ResumeProfile


def inspect_bytes(
    data: bytes, limits: ReadingLimits, as_of: YearMonth, *, as_resume: bool = False
) -> Inspection | Refusal:
    """Read a file and the resume in it.

    Args:
        data: The whole file.
        limits: What it may cost.
        as_of: Month at which "present" ends.
        as_resume: Take it for a resume, whatever it looks like.

    Returns:
        What was read, or why nothing was.
    """
    document = read_document(data, limits)
    return document if isinstance(document, Refusal) else inspect_document(document, as_of, as_resume=as_resume)


def inspect_document(document: DocumentText, as_of: YearMonth, *, as_resume: bool = False) -> Inspection | Refusal:
    """Read the resume in a text that was read before; one that is none only where it is to be taken for one."""
    profile = build_profile(document, as_of, lexicon_in_force())
    problem = None if as_resume else why_not_a_resume(document, profile)
    return Refusal(ReasonCode.NOT_A_RESUME, problem) if problem else Inspection(document, profile)
