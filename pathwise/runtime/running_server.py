"""A Prefect server that runs in the background, as another process finds it. Knows not how one is started."""

import json
import signal
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

import httpx
import psutil

STOP_SECONDS: Final = 15.0
LOOPBACK: Final = "127.0.0.1"
EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - told apart, not listened on


def web_address(host: str, port: int) -> str:
    """Give the address by which this machine reaches what listens on a host.

    Example:
        >>> web_address("0.0.0.0", 4200)
        'http://127.0.0.1:4200'
        >>> web_address("fd00::7", 8000)
        'http://[fd00::7]:8000'
    """
    name = LOOPBACK if host in EVERYWHERE else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


@dataclass(frozen=True, slots=True)
class RunningServer:
    """What is written down of a server, and what can be told from it.

    Attributes:
        pid: Its process id.
        created: When that process began, in seconds since the epoch: ids are used again.
        port: Where it listens.
        is_full: It serves the web page and runs all services.
        host: Address that it listens on.
    """

    pid: int
    created: float
    port: int
    is_full: bool
    host: str = LOOPBACK

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Read who serves; None where nothing usable is written."""
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def write(self, path: Path) -> None:
        """Write down who serves."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @property
    def api_url(self) -> str:
        """The address of its API, for this machine."""
        return f"{web_address(self.host, self.port)}/api"

    def process(self) -> psutil.Process | None:
        """Return its process; None where it has ended, even if another one has its id now."""
        try:
            process = psutil.Process(self.pid)
            is_same = process.create_time() == self.created and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return None
        return process if is_same else None

    def answers(self, seconds: float) -> bool:
        """Wait until it says that it is well; give up when its process ends or the time is over."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process() is not None:
            try:
                if httpx.get(f"{self.api_url}/health", timeout=1.0, trust_env=False).is_success:
                    return True
            except httpx.HTTPError:
                time.sleep(0.05)
        return False

    def end(self) -> bool:
        """Stop it: asked first, killed where that does not help.

        Returns:
            Whether it was running.
        """
        process = self.process()
        if process is None:
            return False
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                process.send_signal(number)
                process.wait(STOP_SECONDS)
            except psutil.NoSuchProcess:
                break
            except psutil.TimeoutExpired:
                continue
            break
        return True
