"""Which failed analyses may end better when they are tried again."""

from sqlalchemy import ColumnElement, and_, exists, or_

from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.enums import ReasonCode
from pathwise_models.uploads import ResumeUpload


def may_end_better() -> ColumnElement[bool]:
    """Say in SQL: an analysis failed for a reason that may have passed.

    So it is with what was refused as no resume, once somebody has said that it is one.
    """
    is_declared = exists().where(
        ResumeUpload.id == ResumeAnalysis.resume_upload_id, ResumeUpload.is_declared_resume.is_(True)
    )
    return or_(
        ResumeAnalysis.reason_code.in_([reason for reason in ReasonCode if reason.may_pass]),
        and_(ResumeAnalysis.reason_code == ReasonCode.NOT_A_RESUME, is_declared),
    )
