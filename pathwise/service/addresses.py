"""Where outgoing messages may go: never to this machine or a private network, whatever a name resolves to.

A host is resolved once, every address it has is checked, and the connection goes to a checked address itself: a name
that answers otherwise a moment later leads nowhere else. Redirects are not followed by whoever uses this.

Why our own: the libraries for this are days old, or for other HTTP clients (docs/decisions/0011-outgoing-webhooks.md).
"""

import asyncio
import re
import socket
import ssl
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

import httpx

from pathwise.errors import PathwiseError

SCHEMES: Final = {"http": 80, "https": 443}
FREE_PORTS: Final = range(1024, 65536)
"""Ports below, other than those of HTTP, belong to other services: mail, names, logins."""

MOST_TRIED: Final = 3
"""Addresses of a host that are tried one after the other."""

GLOBAL_UNICAST: Final = IPv6Network("2000::/3")  # RFC 4291; 64:ff9b::/96, ::/96 and fec0::/10 lie outside
LOOK_PUBLIC: Final = tuple(map(IPv4Network, ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24")))
"""Not everybody's, and not known as such to every Python: services of clouds for their own machines, and a relay."""

# What an old resolver would take for an address: 2130706433, 0x7f.1, 0177.0.0.1.
_NUMBER: Final = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)

_ALLOW = "PATHWISE_WEBHOOK_PRIVATE_ADDRESSES"


class UnsafeAddressError(PathwiseError):
    """An address that messages must not go to. Never repeats the address: it may hold a password."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


def check_url(url: str, *, allow_private: bool) -> None:
    """Check an address by its words alone; what its name resolves to is checked when it is used.

    Raises:
        UnsafeAddressError: Messages must not go there.
    """
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise UnsafeAddressError("It is no address. Write it as https://host/path.") from None
    if parsed.scheme not in SCHEMES or not parsed.host:
        raise UnsafeAddressError("It must begin with https:// or http:// and name a host.")
    if parsed.userinfo:
        raise UnsafeAddressError("It must not hold a user or a password.")
    if parsed.fragment or any(ord(each) <= ord(" ") for each in url):
        raise UnsafeAddressError("It must not hold blanks, control characters or a part after #.")
    port = parsed.port or SCHEMES[parsed.scheme]
    if port not in SCHEMES.values() and port not in FREE_PORTS:
        raise UnsafeAddressError(f"Its port must be 80, 443 or one from {FREE_PORTS[0]} to {FREE_PORTS[-1]}.")
    _check_host(parsed.host, allow_private=allow_private)


def _check_host(host: str, *, allow_private: bool) -> None:
    try:
        address = ip_address(host)
    except ValueError:
        if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
            raise UnsafeAddressError("Its host must be a name, or an address in the usual notation.") from None
        return
    if not allow_private and not is_public(address):
        raise UnsafeAddressError(_private())


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is one that anybody on the internet may have.

    Example:
        >>> [is_public(ip_address(each)) for each in ("8.8.8.8", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254")]
        [True, False, False, False]
    """
    if isinstance(address, IPv6Address):
        # Those that carry an IPv4 address within them lead to it.
        if address not in GLOBAL_UNICAST or address.sixtofour or address.teredo:
            return False
    elif any(address in network for network in LOOK_PUBLIC):
        return False
    return address.is_global and not address.is_multicast


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends requests to checked addresses alone.

    Args:
        allow_private: Whether private addresses are allowed.
        verify: What certificates are checked against; the usual ones where nothing is given.
    """

    def __init__(self, *, allow_private: bool, verify: ssl.SSLContext | bool = True) -> None:
        self._allow_private = allow_private
        # No connection is used twice: the next request may be for another host at the same address.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._transport = httpx.AsyncHTTPTransport(verify=verify, trust_env=False, limits=limits)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the first address of its host that can be reached.

        Raises:
            UnsafeAddressError: One of the addresses is not allowed.
        """
        check_url(str(request.url), allow_private=self._allow_private)
        *others, last = (await self._addresses(request.url))[:MOST_TRIED]
        for address in others:
            try:
                return await self._transport.handle_async_request(_pinned(request, address))
            except httpx.ConnectError:
                continue
        return await self._transport.handle_async_request(_pinned(request, last))

    async def aclose(self) -> None:
        """Give all connections back."""
        await self._transport.aclose()

    async def _addresses(self, url: httpx.URL) -> list[str]:
        """Resolve a host and check all that it resolves to."""
        try:
            found = await resolve(url.raw_host.decode("ascii"), url.port or SCHEMES[url.scheme])
        except (OSError, UnicodeError):
            raise UnsafeAddressError("Its host cannot be found.") from None
        if not self._allow_private and not all(is_public(ip_address(each)) for each in found):
            raise UnsafeAddressError(_private())
        return found


async def resolve(host: str, port: int) -> list[str]:
    """Ask for the addresses of a host, each once."""
    entries = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # An address of a link carries its interface after %.
    return list(dict.fromkeys(str(place[0]).partition("%")[0] for *_, place in entries))


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """Lead a request to an address, while the host's name stays in its header and in what TLS checks."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii")},
    )


def _private() -> str:
    return f"It leads to this machine or a private network, which is not allowed unless {_ALLOW} is set."
