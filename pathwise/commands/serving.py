"""The service brought up: a database at head, an address that may be listened on, uvicorn until a signal comes."""

import ipaddress
import socket
from datetime import timedelta

import uvicorn

from pathwise.commands.console import say
from pathwise.commands.orchestration import prepare_database
from pathwise.errors import PathwiseError
from pathwise.runtime.prefect_server import PortInUseError
from pathwise.service.app import create_app
from pathwise.settings import Settings
from pathwise.storage.api_keys import has_keys
from pathwise.storage.database import Database, make_engine, told_plainly

LAST_ANSWERS_SECONDS = 5
"""How long requests that run when the service is ended may take."""


class ExposedServiceError(PathwiseError):
    """The service was to listen where others can reach it, with no key to keep them out."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(
            f"The service does not listen on {host} yet: others could reach it, and there is no API key to tell who "
            "may. Make one with `pathwise key create --user EMAIL`, or leave PATHWISE_SERVICE_HOST at 127.0.0.1."
        )


def serve_until_ended(settings: Settings) -> None:
    """Run the service until SIGINT or SIGTERM.

    Raises:
        ExposedServiceError: It was to listen on another address than this machine's own, and there is no API key.
        PortInUseError: The port is taken.
        PathwiseError: The database cannot be used.
    """
    url = prepare_database(settings)
    check_exposure(settings.service_host, url)
    with _listener(settings) as listener:
        host, port = listener.getsockname()[:2]
        say(f"The service is at http://{f'[{host}]' if ':' in host else host}:{port}. Ctrl-C ends it.")
        config = uvicorn.Config(
            create_app(settings),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=LAST_ANSWERS_SECONDS,
        )
        uvicorn.Server(config).run(sockets=[listener])


def check_exposure(host: str, url: str) -> None:
    """Check that the service may listen on an address.

    Args:
        host: The address.
        url: The database, at head, where keys are.

    Raises:
        ExposedServiceError: Others can reach it there, and there is no API key.
        DatabaseUnusableError: The database does not answer.
    """
    if is_own(host):
        return
    database = Database(make_engine(url), timedelta(seconds=5))
    with told_plainly(url):
        if not database.run(has_keys):
            raise ExposedServiceError(host)
    database.close()


def is_own(host: str) -> bool:
    """Tell whether an address can be reached from this machine alone.

    Example:
        >>> [is_own(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "pathwise.example.org")]
        [True, True, True, False, False]
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listener(settings: Settings) -> socket.socket:
    host, port = settings.service_host, settings.service_port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise PortInUseError(port, host) from error
