"""`pathwise rubric diff` over a real Postgres: what moves, what does not, and that nothing is written."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from pathwise.cli import commands
from pathwise.demo.samples import DemoSet
from pathwise.documents.collection import collect
from pathwise.errors import InvalidInputError
from pathwise.manifest import current_versions
from pathwise.scoring.rubric import load_rubric
from pathwise.settings import load_settings
from pathwise.storage import corpus
from pathwise.storage.batches import ComparisonWish, MemberWish, open_batch
from pathwise.storage.database import Database
from pathwise.storage.files import FileStore
from pathwise.storage.intake import Uploaded, upload
from pathwise.storage.uploads import ensure_user
from tests.commands.conftest import documented, key_paths
from tests.service.runs import rank

RUBRIC = files("pathwise.scoring").joinpath("rubric.toml").read_text(encoding="utf-8")
USER = "ada@example.org"
TRACES = text(
    "SELECT (SELECT count(*) || coalesce(max(updated_at)::text, '') FROM resume_analyses), "
    "(SELECT count(*) || coalesce(max(updated_at)::text, '') FROM analysis_scores), "
    "(SELECT count(*) || coalesce(max(updated_at)::text, '') FROM batch_members), "
    "(SELECT count(*) || coalesce(max(updated_at)::text, '') FROM resume_profiles), "
    "(SELECT count(*) FROM stage_runs)"
)
OTHER_PROFILES = text("UPDATE resume_profiles SET profile_version = 'older'")
FORGET_ONE = text("DELETE FROM resume_documents WHERE id IN (SELECT id FROM resume_documents LIMIT 1)")


@pytest.fixture
def batch_id(database: Database, samples: DemoSet) -> UUID:
    """A ranked batch of the demo's six readable resumes."""
    settings = load_settings()
    user_id, _ = database.run(lambda session: ensure_user(session, USER))
    readable = [each.path for each in samples.members if each.reason is None]
    entries = upload(collect(readable), user_id, store=FileStore(settings.file_store_url), database=database)
    members = tuple(MemberWish(each.upload_id) for each in entries if isinstance(each, Uploaded))
    wish = ComparisonWish(samples.job.read_text("utf-8"), None, None, members)
    made = database.run(lambda session: open_batch(session, user_id, wish, current_versions()))
    rank(made, database, settings)
    return made


@pytest.fixture
def other_rubric(tmp_path: Path) -> Path:
    """What would be nice counts most, what is a must hardly, and a dated role is worth less."""
    path = tmp_path / "rubric.toml"
    changed = RUBRIC.replace(load_rubric().version, "wishes-first")
    changed = changed.replace("in_dated_role = 0.8", "in_dated_role = 0.6")
    for key, weight in (("required_skills", 0.02), ("preferred_skills", 0.48)):
        head, mark, rest = changed.partition(f'key = "{key}"')
        changed = head + mark + rest.replace(f"weight = {load_rubric().metric(key).weight}", f"weight = {weight}", 1)
    path.write_text(changed, encoding="utf-8")
    return path


def diff(*arguments: object) -> dict[str, Any]:
    run = CliRunner().invoke(commands, ["rubric", "diff", *map(str, arguments), "--json"])
    assert run.exit_code == 0, run.output or run.exception
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def test_another_rubric_shows_its_shifts_and_nothing_is_written(
    database: Database, batch_id: UUID, other_rubric: Path
) -> None:
    before = database.run(lambda session: session.execute(TRACES).one())
    told = diff("packaged", other_rubric)
    assert database.run(lambda session: session.execute(TRACES).one()) == before
    assert (told["old"], told["new"]) == (load_rubric().version, "wishes-first")
    assert (told["analyses"], told["skipped"], told["partial_batches"]) == (6, 0, 0)
    quality, match = told["scores"]
    assert (quality["score"], quality["moved"]) == ("document_quality", 0)
    assert (match["score"], match["analyses"]) == ("job_match", 6)
    assert match["moved"] > 0
    [batch] = told["batches"]
    assert (batch["batch_id"], batch["members"]) == (str(batch_id), 6)
    assert batch["moved"] > 0
    keys = {row for row in documented("pathwise rubric") if not row.startswith("--")}
    assert key_paths(told) == keys
    page = CliRunner().invoke(commands, ["rubric", "diff", "packaged", str(other_rubric)])
    assert f"{batch['moved']} of 6 change places" in page.stdout


def test_the_same_rubric_shifts_nothing(batch_id: UUID) -> None:
    told = diff("packaged", "packaged", "--user", USER.upper(), "--batch", batch_id)
    assert [each["moved"] for each in told["scores"]] == [0, 0]
    assert [each["moved"] for each in told["batches"]] == [0]


def test_a_corpus_of_several_pages_is_tried_as_one(
    batch_id: UUID, other_rubric: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = diff("packaged", other_rubric)
    monkeypatch.setattr(corpus, "PAGE", 2)
    assert diff("packaged", other_rubric) == whole
    some = diff("packaged", other_rubric, "--limit", 3)
    assert (some["analyses"], some["batches"], some["partial_batches"]) == (3, [], 1)


def test_texts_read_by_older_rules_are_read_anew_and_lost_ones_are_skipped(
    database: Database, batch_id: UUID, other_rubric: Path
) -> None:
    whole = diff("packaged", other_rubric)
    database.run(lambda session: session.execute(OTHER_PROFILES))
    assert diff("packaged", other_rubric)["scores"] == whole["scores"]
    database.run(lambda session: session.execute(FORGET_ONE))
    told = diff("packaged", other_rubric)
    assert (told["analyses"], told["skipped"], told["partial_batches"]) == (5, 1, 1)


def test_wrong_calls_are_told_as_such(database: Database, tmp_path: Path) -> None:
    (tmp_path / "half.toml").write_text("version = 1", encoding="utf-8")
    for arguments, problem in (
        (["packaged", "nowhere.toml"], "cannot be opened"),
        ([str(tmp_path / "half.toml"), "packaged"], "ladder is missing"),
        (["packaged", "packaged", "--batch", str(uuid4())], "no analysis with a result"),
    ):
        run = CliRunner().invoke(commands, ["rubric", "diff", *arguments])
        assert isinstance(run.exception, InvalidInputError)
        assert problem in str(run.exception)


def test_scores_that_are_kept_are_not_worked_out_again(database: Database, batch_id: UUID, other_rubric: Path) -> None:
    database.run(lambda session: session.execute(text("UPDATE resume_analyses SET job_match = 1.5")))
    for arguments, side in (("packaged", other_rubric), "old"), ((other_rubric, "packaged"), "new"):
        *_, match = diff(*arguments)["scores"]
        assert {each[side] for each in match["largest"]} == {1.5}
    database.run(
        lambda session: session.execute(
            text("UPDATE resume_analyses SET manifest = jsonb_set(manifest, '{versions,job}', '\"older\"')")
        )
    )
    *_, match = diff("packaged", other_rubric)["scores"]
    assert 1.5 not in {each["old"] for each in match["largest"]}
