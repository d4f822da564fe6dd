import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from pathwise.settings import Settings

Holder = subprocess.Popen[str]


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder with a short path: a socket's path may have 107 bytes only."""
    with tempfile.TemporaryDirectory(prefix="pw") as folder:
        yield Path(folder) / "home"


@pytest.fixture(autouse=True)
def no_other_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "PREFECT_API_URL", "PREFECT_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def hold(home: Path) -> Iterator[Callable[[str], Holder]]:
    """Start a process that uses a server, prints its address and keeps it until its input is closed."""
    with ExitStack() as holders:

        def start(body: str) -> Holder:
            program = (
                f"import sys\nfrom pathwise.settings import Settings\nsettings = Settings(home={str(home)!r})\n{body}"
            )
            process = subprocess.Popen(
                [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            holders.enter_context(process)
            holders.callback(process.kill)
            return process

        yield start


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(home=home)
