"""What judging needs, loaded from a real Postgres."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy import update

from pathwise.documents.model import Refusal
from pathwise.inspection import Inspection
from pathwise.manifest import RulesVersions, current_versions
from pathwise.storage.analyses import Question, open_analyses
from pathwise.storage.cases import Case, load_cases
from pathwise.storage.database import Database
from pathwise.storage.inspections import save_inspections
from pathwise_models.enums import ReasonCode, ResumeUploadStatus
from pathwise_models.uploads import ResumeUpload

MakeIds = Callable[[int], list[UUID]]
JOB = "We look for a baker."


def ask(database: Database, upload_ids: list[UUID], job_text: str | None) -> list[UUID]:
    versions = current_versions()
    question = Question(job_text=job_text)
    opened = database.run(lambda session: open_analyses(session, upload_ids, question, versions))
    return [opened[upload_id] for upload_id in upload_ids]


def load(database: Database, ids: list[UUID], versions: RulesVersions | None = None) -> dict[UUID, Case]:
    rules = versions or current_versions()
    return database.run(lambda session: load_cases(session, ids, rules))


def refuse(database: Database, upload_id: UUID) -> None:
    refused = update(ResumeUpload).where(ResumeUpload.id == upload_id)
    values = {
        "upload_status": ResumeUploadStatus.FAILED,
        "reason_code": ReasonCode.NO_TEXT,
        "failure_reason": "There is no text.",
    }
    database.run(lambda session: session.execute(refused.values(values)))


def test_a_case_holds_the_question_and_what_was_read(
    database: Database, make_uploads: MakeIds, inspections: list[Inspection]
) -> None:
    read, refused, waiting = make_uploads(3)
    database.run(lambda session: save_inspections(session, {read: inspections[0]}))
    refuse(database, refused)
    ids = ask(database, [read, refused, waiting], JOB)
    assert load(database, ids) == {
        ids[0]: Case(read, f"{0:064x}", JOB, inspections[0]),
        ids[1]: Case(refused, f"{1:064x}", JOB, Refusal(ReasonCode.NO_TEXT, "There is no text.")),
        ids[2]: Case(waiting, f"{2:064x}", JOB, None),
    }


def test_two_questions_of_one_upload_are_two_cases(
    database: Database, make_uploads: MakeIds, inspections: list[Inspection]
) -> None:
    [upload_id] = make_uploads(1)
    database.run(lambda session: save_inspections(session, {upload_id: inspections[0]}))
    ids = ask(database, [upload_id], JOB) + ask(database, [upload_id], None)
    assert [(case.job_text, case.reading) for case in map(load(database, ids).__getitem__, ids)] == [
        (JOB, inspections[0]),
        (None, inspections[0]),
    ]


def test_what_other_rules_read_is_not_judged(
    database: Database, make_uploads: MakeIds, inspections: list[Inspection]
) -> None:
    [upload_id] = make_uploads(1)
    database.run(lambda session: save_inspections(session, {upload_id: inspections[0]}))
    ids = ask(database, [upload_id], JOB)
    assert load(database, ids, replace(current_versions(), lexicon="newer"))[ids[0]].reading is None


def test_what_was_read_counts_more_than_a_later_failure(
    database: Database, make_uploads: MakeIds, inspections: list[Inspection]
) -> None:
    [upload_id] = make_uploads(1)
    database.run(lambda session: save_inspections(session, {upload_id: inspections[0]}))
    refuse(database, upload_id)
    ids = ask(database, [upload_id], JOB)
    assert load(database, ids)[ids[0]].reading == inspections[0]


def test_unknown_ids_are_left_out(database: Database, make_uploads: MakeIds) -> None:
    ids = ask(database, make_uploads(1), JOB)
    assert list(load(database, [uuid4(), *ids])) == ids
    assert load(database, []) == {}
