"""Making a revision, in a copy of the checkout: the file is named, complete, tidy, and works both ways."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from pathwise.settings import PROJECT_ROOT
from pathwise.storage.migrations import head_revision

REVIEWS = '''"""Reviews of analyses by people."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pathwise_models.base import Base, Row
from pathwise_models.enums import ReviewOutcome


class Review(Row, Base):
    """What a person made of an analysis."""

    __tablename__ = "reviews"

    analysis_id: Mapped[UUID] = mapped_column(ForeignKey("resume_analyses.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[ReviewOutcome] = mapped_column(server_default=ReviewOutcome.KEPT.value)
'''

REVIEW_OUTCOME = '''

class ReviewOutcome(StrEnum):
    """How a review ended."""

    KEPT = "kept"
    CHANGED = "changed"
'''


class Checkout:
    """A copy of what Alembic needs, with a database of its own."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.environment = {**os.environ, "DATABASE_URL": url}
        for name in ("alembic.ini", "pyproject.toml"):
            shutil.copy(PROJECT_ROOT / name, folder / name)
        # The whole library, not the few modules that env.py happens to import today.
        for name in ("alembic", "pathwise", "pathwise_models"):
            shutil.copytree(PROJECT_ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))

    def run(self, *command: str, expect: int = 0) -> str:
        """Run `python -m ...`; returns what it wrote."""
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout + done.stderr

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a file of the models."""
        path = self.folder / "pathwise_models" / name
        before = path.read_text()
        assert old in before
        path.write_text(before.replace(old, new))

    def revise(self, message: str) -> Path:
        """Make a revision by autogenerate; returns its file."""
        versions = self.folder / "alembic" / "versions"
        known = set(versions.glob("*.py"))
        self.run("alembic", "revision", "--autogenerate", "-m", message)
        (made,) = set(versions.glob("*.py")) - known
        return made


@pytest.fixture
def checkout(tmp_path: Path, database_url: str) -> Checkout:
    return Checkout(tmp_path, database_url)


def _add_reviews(checkout: Checkout) -> None:
    path = checkout.folder / "pathwise_models"
    (path / "reviews.py").write_text(REVIEWS)
    checkout.replace("enums.py", "\n\nclass Stage(StrEnum):", REVIEW_OUTCOME + "\n\nclass Stage(StrEnum):")
    checkout.replace("metadata.py", "import analyses", "import reviews, analyses")
    checkout.replace(
        "users.py", "    image_url:", "    phone: Mapped[str | None] = mapped_column(String(40))\n    image_url:"
    )
    checkout.replace(
        "users.py",
        "    image_url:",
        "    last_outcome: Mapped[ReviewOutcome | None]\n    image_url:",
    )
    checkout.replace(
        "users.py", "import Base, Row", "import Base, Row\nfrom pathwise_models.enums import ReviewOutcome"
    )


def test_a_new_table_column_and_enum_type_come_out_complete(checkout: Checkout, migrated: Engine) -> None:
    _add_reviews(checkout)

    made = checkout.revise("Add reviews of analyses by people, with their outcome")

    assert re.fullmatch(r"\d{8}_\d\d_add_reviews_of", made.stem)
    assert f'revision = "{made.stem}"' in made.read_text()
    checkout.run("ruff", "check", str(made))
    checkout.run("ruff", "format", "--check", str(made))

    checkout.run("alembic", "upgrade", "head")
    checkout.run("alembic", "check")
    with migrated.begin() as connection:
        connection.execute(text("INSERT INTO users (email, last_outcome) VALUES ('ada@example.org', 'changed')"))
        triggers = "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'reviews'::regclass AND tgname = 'set_updated_at'"
        assert connection.scalar(text(triggers)) == 1

    checkout.run("alembic", "downgrade", "-1")
    with migrated.connect() as connection:
        assert connection.scalar(text("SELECT to_regtype('review_outcome')")) is None
        assert connection.scalar(text("SELECT to_regclass('reviews')")) is None
    checkout.run("alembic", "upgrade", "head")


def test_a_dropped_table_comes_back_with_its_trigger(checkout: Checkout, migrated: Engine) -> None:
    _add_reviews(checkout)
    checkout.revise("add reviews")
    checkout.run("alembic", "upgrade", "head")
    checkout.replace("metadata.py", "import reviews, analyses", "import analyses")
    checkout.replace("users.py", "    last_outcome: Mapped[ReviewOutcome | None]\n", "")

    made = checkout.revise("drop reviews")
    checkout.run("alembic", "upgrade", "head")
    checkout.run("alembic", "check")
    checkout.run("alembic", "downgrade", "-1")

    assert made.stem.endswith("_drop_reviews")
    with migrated.connect() as connection:
        triggers = "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'reviews'::regclass AND tgname = 'set_updated_at'"
        assert connection.scalar(text(triggers)) == 1


def test_new_labels_of_an_enum_are_added_in_their_place(checkout: Checkout, migrated: Engine) -> None:
    checkout.replace("enums.py", '    LOW = "low"\n', '    HINT = "hint"\n    LOW = "low"\n')
    checkout.replace("enums.py", '    HIGH = "high"\n', '    HIGH = "high"\n    URGENT = "urgent"\n')

    assert "New upgrade operations detected" in checkout.run("alembic", "check", expect=255)
    made = checkout.revise("finer severities")
    checkout.run("ruff", "check", str(made))
    for command in (["upgrade", "head"], ["check"], ["downgrade", "-1"], ["upgrade", "head"]):
        checkout.run("alembic", *command)

    labels = "SELECT enumlabel FROM pg_enum WHERE enumtypid = 'feedback_severity'::regtype ORDER BY enumsortorder"
    with migrated.connect() as connection:
        assert connection.scalars(text(labels)).all() == ["hint", "low", "medium", "high", "urgent", "critical"]


def test_a_label_that_vanished_is_left_to_a_person(checkout: Checkout) -> None:
    checkout.replace("enums.py", '    UI = "ui"\n', "")

    said = checkout.run("alembic", "revision", "--autogenerate", "-m", "no ui", expect=255)

    assert "Labels of the enum stage_trigger were removed, renamed or moved." in said


def test_an_empty_revision_is_named_and_carries_the_policy(checkout: Checkout) -> None:
    checkout.run("alembic", "revision", "-m", "retention dates")

    (made,) = checkout.folder.glob("alembic/versions/*_retention_dates.py")
    checkout.run("ruff", "check", str(made))
    assert "Rows survive it, up and down" in made.read_text()


def test_without_ruff_a_revision_is_made_all_the_same(
    checkout: Checkout, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # A name that finds nothing: what `find_spec` answers where ruff is not installed.
    checkout.replace("revisions.py", 'find_spec("ruff")', 'find_spec("a_ruff_that_is_not_installed")')

    checkout.run("alembic", "revision", "-m", "retention dates")


def test_two_revisions_of_a_day_are_numbered(checkout: Checkout) -> None:
    checkout.run("alembic", "revision", "-m", "first thought")
    checkout.run("alembic", "revision", "-m", "second thought")

    names = sorted(path.stem for path in checkout.folder.glob("alembic/versions/*_thought.py"))
    assert [name[11:] for name in names] == ["_first_thought", "_second_thought"]
    assert names[0][:11] < names[1][:11]


def test_the_embedded_server_is_not_touched_where_a_url_is_given(checkout: Checkout) -> None:
    shutil.rmtree(checkout.folder / "pathwise" / "runtime")

    assert head_revision() in checkout.run("alembic", "current")
