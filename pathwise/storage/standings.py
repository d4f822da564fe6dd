"""What ranking a batch needs beside the matches: parts of the match, what the job asks for, whose resumes they are."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal_column, select
from sqlalchemy.orm import Session

from pathwise.comparison.model import MetricPoints
from pathwise.comparison.persons import Identity
from pathwise.job.model import Requirement
from pathwise.manifest import RulesVersions
from pathwise.scoring.model import RequirementMatch, ScoreCategory
from pathwise.storage.inspections import profile_of
from pathwise.storage.json_values import from_json
from pathwise.storage.membership import is_among
from pathwise_models.analyses import AnalysisScore, ResumeAnalysis
from pathwise_models.comparisons import BatchMember
from pathwise_models.documents import ResumeDocument, ResumeProfile
from pathwise_models.enums import ResumeAnalysisStatus


def load_metrics(session: Session, batch_id: UUID) -> dict[UUID, tuple[MetricPoints, ...]]:
    """Load the parts of each judged member's match, in the order of the rubric, by member."""
    rows = session.execute(
        select(BatchMember.id, AnalysisScore.metric_key, AnalysisScore.score_value, AnalysisScore.weight)
        .join(ResumeAnalysis, ResumeAnalysis.id == BatchMember.resume_analysis_id)
        .join(AnalysisScore, AnalysisScore.analysis_id == ResumeAnalysis.id)
        .where(
            BatchMember.batch_id == batch_id,
            ResumeAnalysis.status == ResumeAnalysisStatus.COMPLETED,
            AnalysisScore.category == ScoreCategory.JOB_MATCH.value,
        )
        .order_by(AnalysisScore.position)
    )
    found: defaultdict[UUID, list[MetricPoints]] = defaultdict(list)
    for member_id, key, value, weight in rows:
        found[member_id].append(MetricPoints(key, value, weight or 0.0))
    return {member_id: tuple(metrics) for member_id, metrics in found.items()}


def load_asked(session: Session, batch_id: UUID) -> tuple[Requirement, ...]:
    """Load what the job of a batch asks for, as its members were judged by it; empty before any was."""
    judged = session.scalar(
        select(ResumeAnalysis.requirements)
        .join(BatchMember, ResumeAnalysis.id == BatchMember.resume_analysis_id)
        .where(
            BatchMember.batch_id == batch_id,
            ResumeAnalysis.status == ResumeAnalysisStatus.COMPLETED,
            func.jsonb_array_length(ResumeAnalysis.requirements) > 0,
        )
        .order_by(BatchMember.position, BatchMember.id)
        .limit(1)
    )
    matches: tuple[RequirementMatch, ...] = from_json(judged or [], tuple[RequirementMatch, ...])
    return tuple(match.requirement for match in matches)


def load_identities(session: Session, batch_id: UUID, versions: RulesVersions) -> list[Identity]:
    """Load whose resumes the judged members of a batch are, as far as these rules read it."""
    profile = ResumeProfile.profile
    rows = session.execute(
        select(
            BatchMember.id,
            func.coalesce(BatchMember.position, 0),
            BatchMember.is_primary,
            profile["name"],
            profile["emails"],
            profile["phones"],
            func.jsonb_path_query_array(profile, literal_column("'$.experience[*].start'::jsonpath")),
            func.jsonb_path_query_array(profile, literal_column("'$.experience[*].end'::jsonpath")),
            profile["months_of_experience"],
        )
        .join(ResumeAnalysis, ResumeAnalysis.id == BatchMember.resume_analysis_id)
        .join(ResumeProfile, ResumeProfile.resume_upload_id == BatchMember.resume_upload_id)
        .where(
            BatchMember.batch_id == batch_id,
            ResumeAnalysis.status == ResumeAnalysisStatus.COMPLETED,
            *profile_of(versions),
        )
    )
    return [_identity(*row) for row in rows]


def load_member_texts(session: Session, member_ids: Collection[UUID], versions: RulesVersions) -> dict[UUID, str]:
    """Load the texts that this version of the reader read, by member."""
    rows = session.execute(
        select(BatchMember.id, ResumeDocument.text)
        .join(ResumeDocument, ResumeDocument.resume_upload_id == BatchMember.resume_upload_id)
        .where(is_among(BatchMember.id, member_ids), ResumeDocument.reader_version == versions.reader)
    )
    return dict(rows.tuples().all())


def _identity(member_id: UUID, position: int, is_primary: bool, *read: Any) -> Identity:
    name, emails, phones, starts, ends, months = read
    return Identity(
        member_id=member_id,
        position=position,
        is_primary=is_primary,
        name=name,
        emails=tuple(emails or ()),
        phones=tuple(phones or ()),
        newest_month=max((month for month in (*starts, *ends) if month), default=None),
        months=months or 0,
    )
