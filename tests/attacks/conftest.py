"""What the attacks share: limits below the defaults, and an honest resume to be read behind them."""

from pathlib import Path

import pytest

from pathwise.demo.generator import make_resume
from pathwise.settings import Settings

MEBIBYTE = 1024 * 1024


@pytest.fixture(scope="session")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give limits below the defaults: what is without end ends sooner, and all else must not notice."""
    return Settings(
        workers=1,
        read_seconds=300,
        read_cpu_seconds=5,
        read_memory_bytes=512 * MEBIBYTE,
        max_scanned_pages=0,
        home=tmp_path_factory.mktemp("home"),
    )


@pytest.fixture(scope="session")
def resume(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an honest resume."""
    path = tmp_path_factory.mktemp("honest") / "resume.pdf"
    path.write_bytes(make_resume(3, seed=7).data)
    return path
