"""`pathwise lexicon` over a real Postgres: a layer imported, found by the pool's processes, named, undone."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from pathwise.cli import commands
from pathwise.commands.lexicon_layers import import_taxonomy
from pathwise.errors import InvalidInputError
from pathwise.lexicon_in_force import lexicon_in_force
from pathwise.manifest import current_versions
from pathwise.orders import AnswerOrder, ReadOrder, answer
from pathwise.resume.lexicon import load_lexicon
from pathwise.resume.months import YearMonth
from pathwise.settings import PROJECT_ROOT, load_settings
from pathwise.storage.database import Database
from pathwise.storage.files import FileStore
from pathwise.storage.lexicon_layers import mirror_layers
from pathwise.workers.shared import shared_pool
from tests.commands.conftest import documented, key_paths

ESCO = """conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,status,description
KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/1,skill/competence,,shear sheep,"clip wool of sheep",released,
KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/2,knowledge,,sales,,released,
"""
RESUME = """# Ada Byron

ada@example.org

## Experience

### Shepherd, Hill Farm, 2019-03 to 2023-06

- Had to shear sheep of nine farms, 4,000 head a season, and led two helpers
"""
JOB = "Shepherd\n\nMust have:\n- Shear sheep\n"
SAMPLES = PROJECT_ROOT.parent / "shared" / "data" / "taxonomy"


@pytest.fixture
def database(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """With a deadline of its own: processes of another pool would know the home of another test."""
    monkeypatch.setenv("PATHWISE_READ_SECONDS", "599")
    return database


@pytest.fixture
def esco(tmp_path: Path) -> Path:
    path = tmp_path / "skills_en.csv"
    path.write_text(ESCO, encoding="utf-8")
    return path


def call(*arguments: object) -> str:
    run = CliRunner().invoke(commands, ["lexicon", *map(str, arguments)])
    assert run.exit_code == 0, run.output or run.exception
    return run.stdout


def listed() -> list[dict[str, Any]]:
    return [json.loads(line) for line in call("list", "--jsonl").splitlines()]


def rows(database: Database) -> tuple[int, int]:
    query = text("SELECT (SELECT count(*) FROM lexicon_layers), (SELECT count(*) FROM lexicon_skills)")
    layers, skills = database.run(lambda session: session.execute(query).one())
    return layers, skills


def read_in_the_pool() -> tuple[str, set[str], float | None]:
    """Version of the lexicon, skills found and the strength of the job's requirement, as a process of the pool says."""
    settings = load_settings()
    stored = FileStore(settings.file_store_url).put(RESUME.encode())
    source = ReadOrder(settings.file_store_url, stored.key, settings.reading_limits, YearMonth(2026, 11))
    found = shared_pool(settings).submit(answer, AnswerOrder(source, (JOB,))).result()
    profile = found.inspection.profile  # type: ignore[union-attr]  # it can be read
    [match] = found.judgements[0].scorecard.requirements  # type: ignore[union-attr]  # as above
    return profile.lexicon_version, {each.canonical for each in profile.skills}, match.strength


def test_an_import_is_found_by_the_pool_named_in_versions_and_undone(database: Database, esco: Path) -> None:
    before = current_versions()
    assert call("list").startswith("No layers")
    call("import", esco)
    [layer] = listed()
    assert (layer["name"], layer["source"], layer["skills"], layer["left_out"]) == ("esco", "ESCO", 1, 1)
    assert key_paths(layer) == {row for row in documented("pathwise lexicon") if not row.startswith("--")}
    named = f"{load_lexicon().version}+esco.{layer['version']}"
    assert current_versions().lexicon == named
    version, skills, strength = read_in_the_pool()
    assert (version, "shear sheep (ESCO)" in skills) == (named, True)
    assert strength
    call("remove", "esco")
    assert (listed(), rows(database), current_versions()) == ([], (0, 0), before)
    assert "shear sheep (ESCO)" not in read_in_the_pool()[1]


def test_the_same_file_again_changes_nothing_and_another_takes_its_place(database: Database, esco: Path) -> None:
    settings = load_settings()
    first, is_new = import_taxonomy(settings, esco, None)
    assert is_new
    assert import_taxonomy(settings, esco, None) == (first, False)
    esco.write_text(ESCO.replace("shear sheep", "shear goats"), encoding="utf-8")
    second, is_new = import_taxonomy(settings, esco, None)
    assert is_new
    assert second.version != first.version
    assert rows(database) == (1, 1)


def test_a_home_that_did_not_see_the_import_is_brought_in_line(
    database: Database, esco: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("import", esco)
    wanted = lexicon_in_force().version
    monkeypatch.setenv("PATHWISE_HOME", str(tmp_path / "elsewhere"))
    assert lexicon_in_force() is load_lexicon()
    mirror_layers(database, load_settings().home)
    assert lexicon_in_force().version == wanted


def test_wrong_calls_are_told_as_such(database: Database, esco: Path, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for arguments, problem in (
        (["import", str(tmp_path / "nowhere.csv")], "cannot be opened"),
        (["import", str(tmp_path / "other.csv")], "neither a list of skills"),
        (["import", str(esco), "--name", "Not a name"], "small letters"),
        (["remove", "esco"], "is the name of no layer"),
    ):
        run = CliRunner().invoke(commands, ["lexicon", *arguments])
        assert isinstance(run.exception, InvalidInputError)
        assert problem in str(run.exception)
    assert rows(database) == (0, 0)


def test_the_given_samples_can_be_imported_and_take_no_plain_english_for_skills(database: Database) -> None:
    files = [SAMPLES / "esco_skills_en.jsonl.gz", SAMPLES / "onet_technology_skills_29_2.csv"]
    if not all(file.exists() for file in files):
        pytest.skip("the shared data are not there")
    for file in files:
        import_taxonomy(load_settings(), file, None)
    assert [layer["name"] for layer in listed()] == ["esco", "onet"]
    lexicon = lexicon_in_force()
    plain = (
        "I excel at what I do and have a word with everyone. Access to the office, the rest of the team, and a fast\n"
        "learner who can go to market on her own. In slack times I read, and I swift as ever spark interest.\n"
        "References on request. Married, two children. I hereby certify that the above is true."
    )
    assert [match.canonical for match in lexicon.find(plain) if "(" in match.canonical] == []
