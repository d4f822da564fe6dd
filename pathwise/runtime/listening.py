"""Addresses that servers listen on: whether one can be had, and who can reach it. Knows no server."""

import ipaddress
import socket
from typing import Final

from pathwise.errors import PathwiseError

NAMES_OF_THIS_MACHINE: Final = frozenset({"localhost", "localhost.localdomain", "ip6-localhost"})


class PortInUseError(PathwiseError):
    """An address that a server is to listen on cannot be had."""

    def __init__(self, host: str, port: int, setting: str | None = None) -> None:
        self.port = port
        choose = f"set {setting} to another one" if setting else "choose another one"
        super().__init__(f"Port {port} of {host} cannot be used. End what listens there, or {choose}.")


def listener(host: str, port: int, setting: str | None = None) -> socket.socket:
    """Listen on an address.

    Args:
        host: Name or number of the address.
        port: 0 takes a free one.
        setting: Where another port is chosen, for the error.

    Raises:
        PortInUseError: It cannot be had.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        door = socket.create_server((host, port), family=family)
    except OSError as error:
        raise PortInUseError(host, port, setting) from error
    # asyncio does so for sockets of its own alone. Without it the body of an answer waits for the other side to confirm
    # the head, which takes 40 ms; connections have it from the socket they come in by.
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return door


def check_free(host: str, port: int, setting: str) -> None:
    """Check that nothing listens on an address.

    Raises:
        PortInUseError: Something does, or the address is not this machine's.
    """
    listener(host, port, setting).close()


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches what listens on a host.

    Example:
        >>> [is_loopback(each) for each in ("localhost", "127.0.0.2", "::1", "0.0.0.0", "resumes.example.org")]
        [True, True, True, False, False]
    """
    if host.lower() in NAMES_OF_THIS_MACHINE:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
