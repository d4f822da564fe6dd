"""`pathwise verify` over a real Postgres: the same, other rules, a changed score, a file that is gone."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from pathwise.cli import commands
from pathwise.commands.verifying import NotComputedError, NothingLeftError, verify_stored
from pathwise.demo.samples import DemoSet
from pathwise.documents.collection import collect
from pathwise.errors import InvalidInputError
from pathwise.manifest import current_versions
from pathwise.scoring.rubric import load_rubric
from pathwise.settings import Settings, load_settings
from pathwise.storage.analyses import Question
from pathwise.storage.database import Database
from pathwise.storage.files import FileStore
from pathwise.storage.intake import TakenIn, take_in
from pathwise.storage.uploads import ensure_user
from tests.commands.conftest import documented, key_paths
from tests.service.runs import work_on

RUBRIC = files("pathwise.scoring").joinpath("rubric.toml").read_text(encoding="utf-8")
TAMPER = text(
    "UPDATE analysis_scores SET score_value = :points WHERE analysis_id = :id AND metric_key = 'required_skills'"
)
FORGET = text("DELETE FROM resume_documents")


@pytest.fixture
def settings(database: Database) -> Settings:
    return load_settings()


@pytest.fixture
def analysis_ids(database: Database, settings: Settings, samples: DemoSet) -> list[UUID]:
    """Two analyses with a result, and one that was refused."""
    readable = [each.path for each in samples.members if each.reason is None][:2]
    refused = [each.path for each in samples.members if each.reason is not None][:1]
    user_id, _ = database.run(lambda session: ensure_user(session, "ada@example.org"))
    entries = take_in(
        collect([*readable, *refused]),
        user_id,
        Question(job_text=samples.job.read_text("utf-8")),
        current_versions(),
        store=FileStore(settings.file_store_url),
        database=database,
    )
    ids = [entry.analysis_id for entry in entries if isinstance(entry, TakenIn)]
    for analysis_id in ids:
        work_on(analysis_id, database, settings)
    return ids


@pytest.fixture
def other_rubric(tmp_path: Path) -> Path:
    path = tmp_path / "rubric.toml"
    changed = RUBRIC.replace(load_rubric().version, "trial").replace("in_dated_role = 0.8", "in_dated_role = 0.7")
    assert changed.count("trial") == 1
    path.write_text(changed, encoding="utf-8")
    return path


def stored_paths(settings: Settings) -> list[Path]:
    return [path for path in (settings.home / "files" / "uploads").rglob("*") if path.is_file()]


def verdict(analysis_id: UUID, status: int, *options: object) -> dict[str, Any]:
    run = CliRunner().invoke(commands, ["verify", str(analysis_id), "--json", *map(str, options)])
    assert run.exit_code == status, run.output
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def test_every_analysis_comes_out_the_same_again(analysis_ids: list[UUID]) -> None:
    for analysis_id in analysis_ids[:2]:
        told = verdict(analysis_id, 0)
        assert (told["status"], told["computed_from"]) == ("same", "file")
        assert (told["changed_versions"], told["differences"]) == ([], [])
    page = CliRunner().invoke(commands, ["verify", str(analysis_ids[0])])
    assert page.stdout == f"{analysis_ids[0]}: same\n  Worked out again from the stored file.\n"


def test_another_rubric_is_named_with_each_metric_that_it_moves(analysis_ids: list[UUID], other_rubric: Path) -> None:
    told = verdict(analysis_ids[0], 1, "--rubric", other_rubric)
    assert told["changed_versions"] == [{"rule": "rubric", "kept": load_rubric().version, "now": "trial"}]
    moved = {each["key"]: each for each in told["differences"] if each["what"] == "metric"}
    assert moved["required_skills"]["points"] < 0
    assert all(each["why"] == f"rubric {load_rubric().version} then, trial now" for each in told["differences"])
    keys = {row for row in documented("pathwise verify") if not row.startswith("--")}
    assert key_paths(told | {"versions": ""}) == keys


def test_a_stored_score_that_was_tampered_with_is_found(database: Database, analysis_ids: list[UUID]) -> None:
    chosen = analysis_ids[1]
    database.run(lambda session: session.execute(TAMPER, {"points": 99.9, "id": chosen}))
    [found] = verdict(chosen, 1)["differences"]
    assert (found["what"], found["key"], found["kept"]) == ("metric", "required_skills", 99.9)
    assert found["points"] == round(found["computed"] - 99.9, 3)
    assert "changed after it was worked out" in found["why"]
    assert verdict(analysis_ids[0], 0)["status"] == "same"


def test_without_the_file_the_kept_text_speaks_and_the_page_says_so(
    settings: Settings, analysis_ids: list[UUID]
) -> None:
    for path in stored_paths(settings):
        path.unlink()
    told = verdict(analysis_ids[0], 0)
    assert (told["status"], told["computed_from"]) == ("same", "document")
    page = CliRunner().invoke(commands, ["verify", str(analysis_ids[0])])
    assert "no longer in the file store" in page.stdout


def test_with_neither_file_nor_text_there_is_nothing_to_prove_it_by(
    database: Database, settings: Settings, analysis_ids: list[UUID]
) -> None:
    for path in stored_paths(settings):
        path.unlink()
    database.run(lambda session: session.execute(FORGET))
    with pytest.raises(NothingLeftError, match="no text of it is kept"):
        verify_stored(settings, analysis_ids[0])


def test_other_bytes_in_the_place_of_the_file_are_found(settings: Settings, analysis_ids: list[UUID]) -> None:
    contents = {path: path.read_bytes() for path in stored_paths(settings)}
    for path, data in zip(contents, [*contents.values()][1:] + [*contents.values()][:1], strict=True):
        path.write_bytes(data)
    told = [verdict(analysis_id, 1)["differences"] for analysis_id in analysis_ids[:2]]
    assert [differences[0]["what"] for differences in told] == ["file", "file"]


def test_an_unknown_id_and_an_analysis_without_a_result_are_wrong_calls(
    settings: Settings, analysis_ids: list[UUID]
) -> None:
    with pytest.raises(InvalidInputError, match="is the id of no analysis"):
        verify_stored(settings, uuid4())
    with pytest.raises(InvalidInputError, match="it is failed"):
        verify_stored(settings, analysis_ids[2])


def test_work_that_is_stopped_says_nothing_of_the_analysis(settings: Settings, analysis_ids: list[UUID]) -> None:
    hasty = settings.model_copy(update={"read_seconds": 0.001})
    with pytest.raises(NotComputedError, match="timed_out"):
        verify_stored(hasty, analysis_ids[0])


def test_a_rubric_that_is_none_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "half.toml").write_text(RUBRIC.partition("[coverage]")[0], encoding="utf-8")
    for name, problem in (("nowhere.toml", "cannot be opened"), ("half.toml", "coverage is missing")):
        run = CliRunner().invoke(commands, ["verify", str(uuid4()), "--rubric", str(tmp_path / name)])
        assert isinstance(run.exception, InvalidInputError)
        assert problem in str(run.exception)
