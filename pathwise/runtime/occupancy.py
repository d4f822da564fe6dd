"""Which `pathwise up` keeps a home running, and what it says of its parts. Knows not how they are kept running."""

import fcntl
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, Self

from tenacity import RetryError, Retrying, retry_if_result, stop_after_delay, wait_fixed

from pathwise.errors import PathwiseError
from pathwise.settings import Settings

# Whoever looks whether the place is taken holds it for a moment.
LOOKING_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class PartReport:
    """What the supervisor says of a part.

    Attributes:
        state: `starting`, `running`, `waiting` for its next start, or `stopped`.
        pid: Its process; None where it has none of its own.
        restarts: How often it was started again.
    """

    state: str
    pid: int | None = None
    restarts: int = 0


@dataclass(frozen=True, slots=True)
class UpReport:
    """What the supervisor of a home says.

    Attributes:
        pid: Its process id.
        addresses: By name: `service`, `prefect`, `postgres`.
        parts: By name.
        is_ready: All of them have been ready.
    """

    pid: int
    addresses: dict[str, str] = field(default_factory=dict)
    parts: dict[str, PartReport] = field(default_factory=dict)
    is_ready: bool = False

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Read what was written; None where nothing usable is."""
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            return cls(**(told | {"parts": {name: PartReport(**part) for name, part in told["parts"].items()}}))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, path: Path) -> None:
        """Write it in one piece: whoever reads sees the old or the new."""
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self)), encoding="utf-8")
        draft.replace(path)


class AlreadyUpError(PathwiseError):
    """Another `pathwise up` keeps this home running."""

    def __init__(self, home: Path, report: UpReport | None) -> None:
        self.home = home
        who = f" (process {report.pid})" if report else ""
        where = f": {report.addresses['service']}" if report and "service" in report.addresses else ""
        super().__init__(
            f"Pathwise is already up in {home}{who}{where}. Use that one, end it, or set PATHWISE_HOME to another "
            "folder."
        )


class Occupancy:
    """The one place of a supervisor in a home. The kernel frees it when its process ends, however it ends."""

    def __init__(self, settings: Settings) -> None:
        self._home = settings.home
        self._lock_path = settings.home / "run" / "up.lock"
        self._record = settings.home / "run" / "up.json"
        self._file: int | None = None

    def take(self) -> None:
        """Take the place, until `leave`.

        Raises:
            AlreadyUpError: It is taken.
        """
        self._lock_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        attempts = Retrying(
            retry=retry_if_result(lambda taken: taken is None),
            stop=stop_after_delay(LOOKING_SECONDS),
            wait=wait_fixed(0.1),
        )
        try:
            self._file = attempts(self._lock, fcntl.LOCK_EX)
        except RetryError:
            raise AlreadyUpError(self._home, UpReport.read(self._record)) from None

    def report(self, report: UpReport) -> None:
        """Say how things stand, for whoever asks."""
        report.write(self._record)

    def leave(self) -> None:
        """Give the place up. May be called twice."""
        self._record.unlink(missing_ok=True)
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def current(self) -> UpReport | None:
        """Tell what the supervisor of this home says; None where there is none."""
        return UpReport.read(self._record) if self.is_taken() else None

    def is_taken(self) -> bool:
        """Tell whether a supervisor keeps this home running."""
        if not self._lock_path.exists():
            return False
        file = self._lock(fcntl.LOCK_SH)
        if file is not None:
            os.close(file)
        return file is None

    def _lock(self, how: int) -> int | None:
        file = os.open(self._lock_path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return None
        return file
