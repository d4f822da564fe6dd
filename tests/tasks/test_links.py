"""Near-identical resumes of one person in a batch, on a real Postgres: one is ranked, the others are linked to it."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from pathwise.documents.collection import collect
from pathwise.manifest import current_versions
from pathwise.settings import load_settings
from pathwise.storage.batches import ComparisonWish, MemberWish, batch_state, open_batch, reopen_batch
from pathwise.storage.database import Database
from pathwise.storage.files import FileStore
from pathwise.storage.intake import Uploaded, upload
from pathwise.storage.rankings import MemberResult, load_members
from pathwise.storage.uploads import ensure_user
from pathwise_models.comparisons import ComparisonBatch
from tasks.chunks import process_members
from tasks.compare import claim_batch, open_batch_members, rank_members
from tasks.publish import count_members_ranked

JOB = "Baker\n\nMust have:\n- Bread baking\n- Pastry\n- Food hygiene\n- Team leadership\n"


def resume(name: str, email: str, *extra: str) -> str:
    lines = [
        f"# {name}",
        f"{email} | +1 206-555-0166 | Seattle, WA",
        "## Experience",
        "### Head baker, Crumb and Crust, 2019-03 to 2023-06",
        "- Baked bread for eleven cafes and cut waste by 18 % with a new proving schedule",
        "- Led a team of six, wrote the rota and trained four apprentices in pastry",
        "- Passed each inspection of food hygiene with the highest mark in four years",
        "### Baker, Harbour Mill, 2015-01 to 2019-02",
        "- Ran the night shift of a mill bakery and kept two ovens in service through the winter",
        "- Introduced sourdough to the range, which became a fifth of all loaves sold there",
        *extra,
        "## Education",
        "Certificate in Baking, Fennbridge College, 2014",
    ]
    return "\n\n".join(lines) + "\n"


NEWER = ("### Consultant, Rise and Co, 2023-07 to 2025-05", "- Advised three bakeries on pastry")
FILES = {
    "older.md": resume("Ada Byron", "ada@example.org"),
    "newer.md": resume("Ada Byron", "ada@example.org", *NEWER),
    "namesake.md": resume("Ada Byron", "ada.byron@example.com").replace("+1 206-555-0166", "+1 415-555-0102"),
    "sister.md": resume("Eve Byron", "ada@example.org"),
}


def members_of(database: Database, folder: Path) -> tuple[UUID, dict[str, MemberResult]]:
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    user_id, _ = database.run(lambda session: ensure_user(session, "ada@example.org"))
    store = FileStore(load_settings().file_store_url)
    entries = upload(collect([folder / name for name in FILES]), user_id, store=store, database=database)
    names = {each.upload_id: Path(each.label).name for each in entries if isinstance(each, Uploaded)}
    wish = ComparisonWish(JOB, None, None, tuple(MemberWish(each) for each in names))
    batch_id = database.run(lambda session: open_batch(session, user_id, wish, current_versions()))
    with claim_batch(batch_id) as work:
        for chunk in open_batch_members.fn(batch_id):
            process_members.fn(chunk)
        rank_members.fn(batch_id, work)
    found = database.run(lambda session: load_members(session, batch_id))
    return batch_id, {names[each.upload_id]: each for each in found}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "resumes"
    made.mkdir()
    return made


def test_the_latest_resume_of_a_person_is_ranked_and_people_who_look_alike_are_too(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATHWISE_READ_SECONDS", "600")
    batch_id, members = members_of(database, folder)
    assert members["older.md"].same_person_as == members["newer.md"].member_id
    assert (members["older.md"].rank, members["older.md"].band, members["older.md"].tier) == (None, None, None)
    for name in ("newer.md", "namesake.md", "sister.md"):
        assert members[name].same_person_as is None
        assert members[name].rank
        assert members[name].tier
    told = count_members_ranked([*members.values()])
    assert told == "3 of 4 ranked, 1 linked to another resume of the same person."
    # A member without a rank that is linked is no reason to rank the batch anew.
    database.run(lambda session: reopen_batch(session, batch_id))
    state = database.run(lambda session: batch_state(session, batch_id))
    assert state
    assert state.is_ended
    assert database.run(lambda session: session.scalars(select(ComparisonBatch.id)).all()) == [batch_id]
