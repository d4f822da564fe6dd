import os
from pathlib import Path

import pytest

from pathwise.errors import InvalidSettingError
from pathwise.settings import PROJECT_ROOT, Settings, load_settings

EXAMPLE = (PROJECT_ROOT / ".env.example").read_text(encoding="utf-8")
NAMES = {
    field: "DATABASE_URL" if field == "database_url" else f"PATHWISE_{field.upper()}" for field in Settings.model_fields
}


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*NAMES.values(), "PATHWISE_DOTENV"]:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def defaults(tmp_path: Path) -> Settings:
    return load_settings(tmp_path)


def example_settings() -> dict[str, tuple[str, str]]:
    """Each name of .env.example with its default as written and the words above it."""
    settings = {}
    for block in EXAMPLE.split("\n\n")[1:]:
        *meaning, assignment = (line.removeprefix("# ") for line in block.strip().splitlines())
        name, _, default = assignment.partition("=")
        settings[name] = (default, " ".join(meaning))
    return settings


class TestExample:
    def test_it_names_every_setting_and_no_other_in_the_order_of_the_class(self) -> None:
        assert list(example_settings()) == list(NAMES.values())

    def test_every_line_is_a_comment(self) -> None:
        assert [line for line in EXAMPLE.splitlines() if line and not line.startswith("# ")] == []

    @pytest.mark.parametrize("field", NAMES)
    def test_it_tells_the_meaning_that_the_class_tells(self, field: str) -> None:
        _, meaning = example_settings()[NAMES[field]]
        assert meaning == Settings.model_fields[field].description

    @pytest.mark.parametrize("field", NAMES)
    def test_a_line_without_its_mark_of_comment_gives_the_default(
        self, field: str, tmp_path: Path, defaults: Settings
    ) -> None:
        default, _ = example_settings()[NAMES[field]]
        (tmp_path / ".env").write_text(f"{NAMES[field]}={default}\n")
        assert load_settings(tmp_path) == defaults

    @pytest.mark.parametrize("field", NAMES)
    def test_a_default_that_is_not_empty_is_written_out(self, field: str, defaults: Settings) -> None:
        default, _ = example_settings()[NAMES[field]]
        assert (default == "") == (getattr(defaults, field) is None)

    def test_copied_unchanged_it_changes_nothing(self, tmp_path: Path, defaults: Settings) -> None:
        (tmp_path / ".env").write_text(EXAMPLE)
        assert load_settings(tmp_path) == defaults


class TestSources:
    def test_dotenv_wins_over_the_default(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("PATHWISE_MAX_PAGES=11\n")
        assert load_settings(tmp_path).max_pages == 11

    def test_dotenv_local_wins_over_dotenv(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("PATHWISE_MAX_PAGES=11\nPATHWISE_WORKERS=3\n")
        (tmp_path / ".env.local").write_text("PATHWISE_MAX_PAGES=12\n")
        settings = load_settings(tmp_path)
        assert (settings.max_pages, settings.workers) == (12, 3)

    def test_the_environment_wins_over_both_files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / ".env").write_text("PATHWISE_MAX_PAGES=11\n")
        (tmp_path / ".env.local").write_text("PATHWISE_MAX_PAGES=12\n")
        monkeypatch.setenv("PATHWISE_MAX_PAGES", "13")
        assert load_settings(tmp_path).max_pages == 13

    def test_an_override_wins_over_all(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATHWISE_MAX_PAGES", "13")
        assert load_settings(tmp_path, max_pages=14).max_pages == 14

    def test_an_empty_value_hides_nothing_below_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / ".env").write_text("PATHWISE_MAX_PAGES=11\n")
        (tmp_path / ".env.local").write_text("PATHWISE_MAX_PAGES=\n")
        monkeypatch.setenv("PATHWISE_MAX_PAGES", "")
        assert load_settings(tmp_path).max_pages == 11

    def test_an_empty_database_url_means_none(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_URL", "")
        assert load_settings(tmp_path).database_url is None

    def test_the_files_can_be_left_out(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / ".env").write_text("PATHWISE_MAX_PAGES=11\n")
        monkeypatch.setenv("PATHWISE_DOTENV", "0")
        assert load_settings(tmp_path).max_pages == 60

    def test_names_of_others_in_the_files_are_passed_over(self, tmp_path: Path, defaults: Settings) -> None:
        (tmp_path / ".env").write_text("NEXTAUTH_SECRET=anything\nPREFECT_API_URL=http://127.0.0.1:4200/api\n")
        assert load_settings(tmp_path) == defaults


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_each_form_of_a_postgres_address_is_understood(
    scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{scheme}://ada:pass%20word@db.example.org:5433/resumes?sslmode=require")
    expected = "postgresql+psycopg://ada:pass%20word@db.example.org:5433/resumes?sslmode=require"
    assert load_settings(tmp_path).database_url == expected


class TestPlaces:
    def test_everything_lies_beside_pyproject_whatever_the_current_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        settings = load_settings(tmp_path)
        assert (PROJECT_ROOT / "pyproject.toml").is_file()
        assert settings.home == PROJECT_ROOT / ".pathwise"
        assert settings.file_store_url == str(PROJECT_ROOT / ".pathwise" / "files")
        assert settings.log_folder == PROJECT_ROOT / ".pathwise" / "logs"

    def test_a_relative_home_starts_beside_pyproject(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("PATHWISE_HOME", "kept/here")
        assert load_settings(tmp_path).home == PROJECT_ROOT / "kept" / "here"

    def test_a_tilde_is_the_home_of_the_person(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("PATHWISE_HOME", "~/pathwise")
        assert load_settings(tmp_path).home == tmp_path / "pathwise"

    @pytest.mark.parametrize(
        ("store", "url"),
        [
            ("s3://resumes/uploads", "s3://resumes/uploads"),
            ("memory://", "memory://"),
            ("uploads", str(PROJECT_ROOT / "uploads")),
            ("/srv/uploads", "/srv/uploads"),
        ],
    )
    def test_a_file_store_is_an_address_or_a_folder(self, store: str, url: str, tmp_path: Path) -> None:
        assert load_settings(tmp_path, file_store=store).file_store_url == url


class TestBadValues:
    @pytest.mark.parametrize(
        ("name", "value", "sentence"),
        [
            ("PATHWISE_WORKERS", "several", "PATHWISE_WORKERS: must be a whole number"),
            ("PATHWISE_WORKERS", "-7", "PATHWISE_WORKERS: must be at least 0"),
            ("PATHWISE_WORKERS", "9999", "PATHWISE_WORKERS: must be at most 256"),
            ("PATHWISE_READ_SECONDS", "soon", "PATHWISE_READ_SECONDS: must be a number"),
            ("PATHWISE_READ_SECONDS", "-0.5", "PATHWISE_READ_SECONDS: must be more than 0"),
            ("PATHWISE_READ_SECONDS", "inf", "PATHWISE_READ_SECONDS: must be at most 3600"),
            ("PATHWISE_READ_MEMORY_BYTES", "1024", "PATHWISE_READ_MEMORY_BYTES: must be at least 268435456"),
            ("PATHWISE_HOME", "~nobody-of-that-name", "PATHWISE_HOME: starts with ~, and there is no such home folder"),
            (
                "DATABASE_URL",
                "mysql://ada:secret@db.example.org/resumes",
                "DATABASE_URL: must start with postgresql+psycopg://, postgresql:// or postgres://",
            ),
        ],
    )
    def test_the_setting_is_named_and_its_value_is_not(
        self, name: str, value: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(name, value)
        with pytest.raises(InvalidSettingError) as caught:
            load_settings(tmp_path)
        assert str(caught.value) == sentence
        assert caught.value.name == name
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__


def test_a_pool_has_a_process_a_core_unless_told_otherwise(defaults: Settings, tmp_path: Path) -> None:
    assert defaults.worker_count == os.cpu_count()
    assert load_settings(tmp_path, workers=3).worker_count == 3
