"""What was read from uploads on a real Postgres: it comes back exactly, and nothing in it breaks a save."""

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from pathwise.documents.model import DocumentText, HiddenText, Line, Link
from pathwise.inspection import Inspection, inspect_document
from pathwise.manifest import RulesVersions, current_versions
from pathwise.resume.months import YearMonth
from pathwise.storage.database import Database
from pathwise.storage.inspections import has_profile, load_documents, load_inspections, save_inspections
from pathwise_models.documents import ResumeDocument, ResumeProfile
from pathwise_models.enums import ResumeUploadStatus
from pathwise_models.uploads import ResumeUpload

MakeIds = Callable[[int], list[UUID]]


def save(database: Database, read: dict[UUID, Inspection]) -> None:
    database.run(lambda session: save_inspections(session, read))


def load(database: Database, upload_ids: list[UUID], versions: RulesVersions | None = None) -> dict[UUID, Inspection]:
    rules = versions or current_versions()
    return database.run(lambda session: load_inspections(session, upload_ids, rules))


def upload(database: Database, upload_id: UUID) -> ResumeUpload:
    return database.run(lambda session: session.get_one(ResumeUpload, upload_id))


def count(database: Database, model: type[ResumeDocument | ResumeProfile]) -> int:
    return database.run(lambda session: session.scalar(select(func.count()).select_from(model))) or 0


def with_everything(inspection: Inspection) -> Inspection:
    """Add what a document may carry and the demo's do not."""
    document = replace(
        inspection.document,
        links=(*inspection.document.links, Link("https://example.org/ada", "Ada 😀", 2)),
        hidden_text=(HiddenText("unseen words", "white_text", 2),),
        page_count=2,
    )
    return replace(inspection, document=document)


def test_a_resume_comes_back_exactly_as_it_was_read(
    database: Database, make_uploads: MakeIds, inspections: list[Inspection]
) -> None:
    read = [*inspections, with_everything(inspections[0])]
    wanted = dict(zip(make_uploads(len(read)), read, strict=True))
    save(database, wanted)
    assert load(database, list(wanted)) == wanted
    documents = database.run(lambda session: load_documents(session, list(wanted), current_versions()))
    assert documents == {upload_id: each.document for upload_id, each in wanted.items()}


def test_with_what_was_read_an_upload_is_complete_and_free(
    database: Database, make_uploads: MakeIds, inspections: list[Inspection]
) -> None:
    read, other = make_uploads(2)
    claimed = update(ResumeUpload).values(
        upload_status=ResumeUploadStatus.PROCESSING, flow_run_id=uuid4(), claimed_until=func.now()
    )
    database.run(lambda session: session.execute(claimed))
    save(database, {read: inspections[0]})
    row = upload(database, read)
    assert (row.upload_status, row.flow_run_id, row.claimed_until) == (ResumeUploadStatus.COMPLETED, None, None)
    assert row.content_type == inspections[0].document.content_type
    assert row.processed_at is not None
    assert upload(database, other).upload_status is ResumeUploadStatus.PROCESSING


def test_saving_twice_keeps_one_row_of_each(
    database: Database, make_uploads: MakeIds, inspections: list[Inspection]
) -> None:
    [upload_id] = make_uploads(1)
    for _ in range(2):
        save(database, {upload_id: inspections[0]})
    assert (count(database, ResumeDocument), count(database, ResumeProfile)) == (1, 1)
    assert load(database, [upload_id]) == {upload_id: inspections[0]}


def test_newer_rules_add_a_profile_to_the_same_text(
    database: Database, make_uploads: MakeIds, inspections: list[Inspection]
) -> None:
    [upload_id] = make_uploads(1)
    old = inspections[0]
    new = replace(old, profile=replace(old.profile, profile_version="newer", name="Ada Example"))
    save(database, {upload_id: old})
    save(database, {upload_id: new})
    assert (count(database, ResumeDocument), count(database, ResumeProfile)) == (1, 2)
    assert load(database, [upload_id]) == {upload_id: old}
    assert load(database, [upload_id], replace(current_versions(), profile="newer")) == {upload_id: new}


def test_what_other_rules_read_is_not_taken_for_ours(
    database: Database, make_uploads: MakeIds, inspections: list[Inspection]
) -> None:
    [upload_id] = make_uploads(1)
    save(database, {upload_id: inspections[0]})
    ours = current_versions()
    newer_reader = replace(ours, reader="newer")
    for versions in (newer_reader, replace(ours, profile="newer"), replace(ours, lexicon="newer")):
        assert load(database, [upload_id], versions) == {}
    # The text depends on the reader alone.
    reader_asked = [newer_reader, replace(ours, profile="newer")]
    found = [database.run(lambda session, v=v: load_documents(session, [upload_id], v)) for v in reader_asked]  # type: ignore[misc]
    assert [set(each) for each in found] == [set(), {upload_id}]


def test_an_upload_has_a_profile_once_these_rules_have_read_it(
    database: Database, make_uploads: MakeIds, inspections: list[Inspection]
) -> None:
    [upload_id] = make_uploads(1)
    ours = current_versions()

    def known(versions: RulesVersions) -> bool:
        return database.run(lambda session: has_profile(session, upload_id, versions))

    assert not known(ours)
    save(database, {upload_id: inspections[0]})
    assert known(ours)
    assert not known(replace(ours, lexicon="newer"))


def test_odd_characters_break_no_save_and_are_left_out(database: Database, make_uploads: MakeIds) -> None:
    odd = "Bak\x00ed bread\ud800 for \udfffthe \\u0000 town"
    plain = "Baked bread for the \\u0000 town"
    read = inspect_document(an_odd_document(odd), YearMonth(2026, 11))
    assert isinstance(read, Inspection)
    [upload_id] = make_uploads(1)
    save(database, {upload_id: read})
    [kept] = load(database, [upload_id]).values()
    assert kept.document == an_odd_document(plain)
    assert {plain} < {line for section in kept.profile.sections for line in section.text.splitlines()}


def an_odd_document(words: str) -> DocumentText:
    lines = ["Ada Example", "ada@example.org", "Experience", "Baker, Example Mills, 2019 - 2024", words]
    return DocumentText(
        content_type="text/plain",
        page_count=1,
        lines=tuple(Line(text) for text in lines),
        links=(Link(f"https://example.org/{words}", words),),
        hidden_text=(HiddenText(words, "white_text"),),
        language="en",
        reader_version=current_versions().reader,
        scanned_pages=(1,),
    )


def test_nothing_read_is_nothing_saved(database: Database) -> None:
    save(database, {})
    assert count(database, ResumeDocument) == 0


def test_keeping_fifty_resumes_takes_no_more_statements_than_two(
    make_uploads: MakeIds,
    inspections: list[Inspection],
    count_statements: Callable[[Callable[[Session], object]], int],
) -> None:
    def sent(ids: list[UUID]) -> int:
        read = dict(zip(ids, cycle(inspections), strict=False))
        return count_statements(lambda session: save_inspections(session, read))

    ids = make_uploads(52)
    assert sent(ids[:2]) == sent(ids[2:])
