"""The service brought up: a database at head, an address that may be listened on, uvicorn until a signal comes."""

import uvicorn

from pathwise.commands.console import say
from pathwise.commands.orchestration import prepare_database
from pathwise.errors import PathwiseError
from pathwise.runtime.listening import is_loopback, listener
from pathwise.runtime.running_server import web_address
from pathwise.service.app import create_app
from pathwise.service.journal import set_up_journal
from pathwise.settings import Settings
from pathwise.storage.api_keys import any_key

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
    with listener(settings.service_host, settings.service_port, "PATHWISE_SERVICE_PORT") as door:
        say(f"The service is at {web_address(*door.getsockname()[:2])}. Ctrl-C ends it.")
        set_up_journal()
        config = uvicorn.Config(
            create_app(settings),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=LAST_ANSWERS_SECONDS,
        )
        uvicorn.Server(config).run(sockets=[door])


def check_exposure(host: str, url: str) -> None:
    """Check that the service may listen on an address.

    Args:
        host: The address.
        url: The database, at head, where keys are.

    Raises:
        ExposedServiceError: Others can reach it there, and there is no API key.
        DatabaseUnusableError: The database does not answer.
    """
    if not is_loopback(host) and not any_key(url):
        raise ExposedServiceError(host)
