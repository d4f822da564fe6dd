"""Which addresses may be listened on: others than this machine's own need locks."""

import os
from collections.abc import Callable

from pathwise.errors import PathwiseError
from pathwise.runtime.listening import check_free, is_loopback
from pathwise.runtime.prefect_api import SERVER_LOCK
from pathwise.runtime.prefect_server import named_api_url, running_api_url
from pathwise.settings import Settings


class OpenDoorError(PathwiseError):
    """Something would listen where others can reach it, and would not ask who they are."""

    def __init__(self, setting: str, host: str, missing: str) -> None:
        self.setting = setting
        super().__init__(
            f"{setting} is {host}, which other machines can reach, but {missing}. Do that first, or leave "
            f"{setting} at 127.0.0.1."
        )


def check_doors(settings: Settings) -> None:
    """Check, before anything is started, that the addresses are free, and locked where others can reach them.

    Raises:
        OpenDoorError: Prefect's door would be open.
        PortInUseError: Something listens there.
    """
    for setting, host in open_doors(settings):
        if not named_api_url() and not os.environ.get(SERVER_LOCK):
            raise OpenDoorError(setting, host, f"nothing locks Prefect: set {SERVER_LOCK} to USER:PASSWORD")
    check_free(settings.service_host, settings.service_port, "PATHWISE_SERVICE_PORT")
    if not named_api_url() and not running_api_url(settings):
        check_free(settings.prefect_host, settings.prefect_port, "PATHWISE_PREFECT_PORT")


def check_keys(settings: Settings, has_key: Callable[[], bool]) -> None:
    """Check that there is an API key where others can reach what listens.

    Args:
        settings: Name the addresses.
        has_key: Looks whether there is one.

    Raises:
        OpenDoorError: There is none.
    """
    doors = open_doors(settings)
    if doors and not has_key():
        setting, host = doors[0]
        raise OpenDoorError(setting, host, "there is no API key: make one with pathwise key create --user EMAIL")


def open_doors(settings: Settings) -> list[tuple[str, str]]:
    """List the settings that name an address which other machines can reach, with that address."""
    named = [("PATHWISE_SERVICE_HOST", settings.service_host)]
    if not named_api_url():
        named.append(("PATHWISE_PREFECT_HOST", settings.prefect_host))
    return [(setting, host) for setting, host in named if not is_loopback(host)]
