from collections.abc import Callable, Iterator

import pytest
from alembic.config import Config
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from pathwise.settings import PROJECT_ROOT


@pytest.fixture
def blank_url(make_blank_database: Callable[[], str]) -> str:
    """URL of a database without tables."""
    return make_blank_database()


@pytest.fixture
def config(blank_url: str) -> Config:
    """Alembic, pointed at the blank database."""
    config = Config(PROJECT_ROOT / "alembic.ini")
    config.set_main_option("sqlalchemy.url", blank_url.replace("%", "%%"))
    return config


@pytest.fixture
def blank(blank_url: str) -> Iterator[Engine]:
    """Engine on the blank database."""
    engine = create_engine(blank_url, poolclass=NullPool)
    yield engine
    engine.dispose()


@pytest.fixture
def migrated(database_url: str) -> Iterator[Engine]:
    """Engine on a migrated database without rows."""
    engine = create_engine(database_url, poolclass=NullPool)
    yield engine
    engine.dispose()
