"""What the migrated database itself sees to: times, reasons, claims, uniqueness."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pathwise_models.analyses import AnalysisScore, FeedbackItem, ResumeAnalysis
from pathwise_models.base import Base
from pathwise_models.comparisons import BatchMember, ComparisonBatch
from pathwise_models.documents import ResumeDocument, ResumeProfile
from pathwise_models.enums import (
    ComparisonBatchStatus,
    FeedbackSeverity,
    ReasonCode,
    ResumeAnalysisStatus,
    ResumeUploadStatus,
    Stage,
    StageRunStatus,
    StageTrigger,
)
from pathwise_models.stages import StageRun
from pathwise_models.uploads import ResumeUpload
from pathwise_models.users import User

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
RowT = TypeVar("RowT", bound=Base)


@pytest.fixture
def session(migrated: Engine) -> Iterator[Session]:
    with Session(migrated, expire_on_commit=False) as session:
        yield session


def _keep(session: Session, row: RowT) -> RowT:
    session.add(row)
    session.commit()
    return row


@pytest.fixture
def user(session: Session) -> User:
    return _keep(session, User(email="ada@example.org"))


@pytest.fixture
def upload(session: Session, user: User) -> ResumeUpload:
    return _keep(session, _upload(user, content_sha256="a" * 64))


@pytest.fixture
def analysis(session: Session, upload: ResumeUpload) -> ResumeAnalysis:
    return _keep(session, _analysis(upload, fingerprint="f" * 64))


@pytest.fixture
def batch(session: Session, user: User) -> ComparisonBatch:
    return _keep(session, ComparisonBatch(user_id=user.id, fingerprint="b" * 64))


def _upload(user: User, **values: object) -> ResumeUpload:
    return ResumeUpload(user_id=user.id, original_filename="resume.pdf", stored_filename="key", **values)


def _analysis(upload: ResumeUpload, **values: object) -> ResumeAnalysis:
    return ResumeAnalysis(resume_upload_id=upload.id, user_id=upload.user_id, **values)


def _run(**values: object) -> StageRun:
    return StageRun(**{"stage": Stage.SCORE, "trigger": StageTrigger.UI, **values})


def _refused(session: Session, row: Base, rule: str) -> None:
    session.add(row)
    with pytest.raises(IntegrityError, match=rule):
        session.flush()
    session.rollback()


def test_a_new_row_knows_what_postgres_filled_in(upload: ResumeUpload) -> None:
    assert isinstance(upload.id, UUID)
    assert upload.upload_status is ResumeUploadStatus.PENDING
    assert upload.created_at.tzinfo is not None
    assert upload.updated_at == upload.created_at


def test_updated_at_moves_and_the_orm_sees_it(session: Session, user: User) -> None:
    before = user.updated_at
    user.name = "Ada Example"
    session.commit()

    assert user.updated_at > before
    assert user.updated_at == session.scalar(select(User.updated_at))


def test_updated_at_moves_when_sql_changes_many_rows(session: Session, user: User) -> None:
    other = _keep(session, User(email="bo@example.org"))
    before = max(user.updated_at, other.updated_at)

    session.execute(update(User).values(name="Somebody"))

    assert session.scalar(select(func.count()).where(User.updated_at > before)) == 2
    assert min(user.updated_at, other.updated_at) > before


def test_updated_at_moves_within_the_transaction_that_made_the_row(session: Session) -> None:
    made = User(email="cy@example.org")
    session.add(made)
    session.flush()
    made.name = "Cy Example"
    session.flush()

    assert made.updated_at > made.created_at


def test_updated_at_cannot_be_set_by_hand(session: Session, user: User) -> None:
    before = user.updated_at
    session.execute(update(User).values(updated_at=datetime(2000, 1, 1, tzinfo=UTC)))

    assert (session.scalar(select(User.updated_at)) or NOW) > before


def test_none_in_json_is_null(session: Session, analysis: ResumeAnalysis) -> None:
    analysis.manifest = None
    session.commit()

    assert session.scalar(select(ResumeAnalysis.id).where(ResumeAnalysis.manifest.is_(None))) == analysis.id
    assert analysis.requirements == []


def test_severities_sort_by_weight(session: Session, analysis: ResumeAnalysis) -> None:
    items = [FeedbackItem(analysis_id=analysis.id, message="m", severity=severity) for severity in FeedbackSeverity]
    session.add_all(reversed(items))
    session.commit()

    found = session.scalars(select(FeedbackItem.severity).order_by(FeedbackItem.severity.desc())).all()

    assert found == [FeedbackSeverity.CRITICAL, FeedbackSeverity.HIGH, FeedbackSeverity.MEDIUM, FeedbackSeverity.LOW]


def test_an_address_is_one_user_whatever_its_letter_case(session: Session, user: User) -> None:
    _refused(session, User(email="ADA@example.org"), "uq_users_lower_email")


def test_the_same_bytes_are_one_upload_of_a_user(session: Session, user: User, upload: ResumeUpload) -> None:
    _refused(session, _upload(user, content_sha256="a" * 64), "uq_resume_uploads_user_id_content_sha256")


def test_the_same_bytes_are_never_shared_between_users(session: Session, upload: ResumeUpload) -> None:
    other = _keep(session, User(email="bo@example.org"))

    assert _keep(session, _upload(other, content_sha256="a" * 64)).id != upload.id


def test_a_failed_row_names_its_reason(
    session: Session, user: User, upload: ResumeUpload, analysis: ResumeAnalysis
) -> None:
    rule = "failed_has_reason"
    _refused(session, _upload(user, upload_status=ResumeUploadStatus.FAILED), rule)
    _refused(session, _analysis(upload, status=ResumeAnalysisStatus.FAILED, failure_reason="It stopped."), rule)
    batch = ComparisonBatch(user_id=user.id, status=ComparisonBatchStatus.FAILED, reason_code=ReasonCode.CANCELLED)
    _refused(session, batch, rule)
    run = _run(resume_analysis_id=analysis.id, status=StageRunStatus.FAILED, finished_at=NOW)
    _refused(session, run, rule)


def test_a_claim_is_whole_or_none(session: Session, upload: ResumeUpload, user: User) -> None:
    _refused(session, _upload(user, flow_run_id=uuid4()), "claim_is_whole")
    _refused(session, _analysis(upload, claimed_until=NOW), "claim_is_whole")
    _refused(session, ComparisonBatch(user_id=user.id, flow_run_id=uuid4()), "claim_is_whole")


def test_the_same_question_is_answered_once(session: Session, upload: ResumeUpload, analysis: ResumeAnalysis) -> None:
    _refused(session, _analysis(upload, fingerprint="f" * 64), "uq_resume_analyses_resume_upload_id_fingerprint")


@pytest.mark.parametrize(
    "change",
    [
        {"superseded_at": NOW},
        {
            "status": ResumeAnalysisStatus.FAILED,
            "reason_code": ReasonCode.INTERRUPTED,
            "failure_reason": "The run was interrupted.",
        },
    ],
    ids=["superseded", "failed"],
)
def test_a_question_may_be_asked_again_once_its_answer_is_gone(
    change: dict[str, object], session: Session, upload: ResumeUpload, analysis: ResumeAnalysis
) -> None:
    session.execute(update(ResumeAnalysis).values(**change))

    assert _keep(session, _analysis(upload, fingerprint="f" * 64)).id != analysis.id


def test_the_same_comparison_is_one_batch(session: Session, user: User, batch: ComparisonBatch) -> None:
    _refused(session, ComparisonBatch(user_id=user.id, fingerprint="b" * 64), "uq_comparison_batches_fingerprint")


def test_a_batch_has_one_reference(session: Session, user: User, upload: ResumeUpload, batch: ComparisonBatch) -> None:
    other = _keep(session, _upload(user, content_sha256="c" * 64))
    _keep(session, BatchMember(batch_id=batch.id, resume_upload_id=upload.id, is_primary=True))

    second = BatchMember(batch_id=batch.id, resume_upload_id=other.id, is_primary=True)

    _refused(session, second, "uq_batch_members_primary")


def test_one_analysis_may_serve_several_batches(
    session: Session, user: User, upload: ResumeUpload, analysis: ResumeAnalysis, batch: ComparisonBatch
) -> None:
    other = _keep(session, ComparisonBatch(user_id=user.id))
    for used_in in (batch, other):
        member = BatchMember(batch_id=used_in.id, resume_upload_id=upload.id, resume_analysis_id=analysis.id)
        _keep(session, member)

    assert session.scalar(select(func.count()).select_from(BatchMember)) == 2


@pytest.mark.parametrize("points", [-0.1, 100.1, float("nan"), float("inf")])
def test_points_lie_between_0_and_100(points: float, session: Session, analysis: ResumeAnalysis) -> None:
    score = AnalysisScore(analysis_id=analysis.id, metric_key="impact", score_value=points)

    _refused(session, score, "score_value_is_points")


def test_a_stage_run_has_one_subject(session: Session, upload: ResumeUpload, analysis: ResumeAnalysis) -> None:
    _refused(session, _run(), "has_one_subject")
    _refused(session, _run(resume_upload_id=upload.id, resume_analysis_id=analysis.id), "has_one_subject")


def test_a_stage_run_is_finished_unless_it_runs(session: Session, upload: ResumeUpload) -> None:
    rule = "finished_unless_running"
    _refused(session, _run(resume_upload_id=upload.id, finished_at=NOW), rule)
    _refused(session, _run(resume_upload_id=upload.id, status=StageRunStatus.SKIPPED), rule)


def test_what_was_read_is_kept_once_for_each_version(session: Session, upload: ResumeUpload) -> None:
    _keep(session, _document(upload))

    _refused(session, _document(upload), "uq_resume_documents_resume_upload_id_reader_version")


def test_everything_of_a_user_goes_with_the_user(
    session: Session, user: User, upload: ResumeUpload, analysis: ResumeAnalysis, batch: ComparisonBatch
) -> None:
    document = _keep(session, _document(upload))
    profile = ResumeProfile(
        resume_document_id=document.id,
        resume_upload_id=upload.id,
        reader_version="1",
        profile_version="1",
        lexicon_version="1",
        profile={},
    )
    session.add_all(
        [
            profile,
            AnalysisScore(analysis_id=analysis.id, metric_key="impact"),
            FeedbackItem(analysis_id=analysis.id, message="m"),
            BatchMember(batch_id=batch.id, resume_upload_id=upload.id, resume_analysis_id=analysis.id),
            _run(resume_upload_id=upload.id),
            _run(resume_analysis_id=analysis.id),
            _run(comparison_batch_id=batch.id),
        ]
    )
    session.commit()

    session.execute(delete(User))

    tables = Base.metadata.sorted_tables
    assert {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables} == {
        table.name: 0 for table in tables
    }


def _document(upload: ResumeUpload) -> ResumeDocument:
    return ResumeDocument(
        resume_upload_id=upload.id,
        reader_version="1",
        content_type="text/plain",
        page_count=1,
        text="Ada Example",
        lines=[{"text": "Ada Example", "page": 1}],
    )
