"""Where outgoing webhooks may go: the ways to make a server speak to itself or its neighbours, each refused."""

import asyncio
import socket
from ipaddress import ip_address
from typing import Any

import httpx
import pytest

from pathwise.service import addresses
from pathwise.service.addresses import CheckedTransport, UnsafeAddressError, check_url, is_public
from tests.service.receiver import receiving


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.example.org/in?key=1",
        "http://hooks.example.org:8080/",
        "https://8.8.8.8/hooks",
        "https://[2606:4700::1111]/",
        "https://münchen.example.org/",
    ],
)
def test_a_public_address_is_taken(url: str) -> None:
    check_url(url, allow_private=False)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://hooks.example.org/",
        "file:///etc/passwd",
        "gopher://hooks.example.org/",
        "//hooks.example.org/",
        "hooks.example.org",
        "https://",
        "https://user:password@hooks.example.org/",
        "https://127.0.0.1@hooks.example.org/",
        "https://hooks.example.org/#part",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/\r\nHost: other",
        "https://hooks.example.org:22/",
        "https://hooks.example.org:25/",
        "https://hooks.example.org:99999/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://1.2.3.4.5/",
        "",
    ],
)
@pytest.mark.parametrize("allow_private", [False, True])
def test_what_is_no_plain_web_address_is_refused_even_where_private_ones_are_allowed(
    url: str, allow_private: bool
) -> None:
    with pytest.raises(UnsafeAddressError) as refused:
        check_url(url, allow_private=allow_private)
    assert "password" not in str(refused.value).replace("a user or a password", "")


PRIVATE = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",  # noqa: S104 - nothing is bound
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "168.63.129.16",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_everybodys_is_refused(address: str) -> None:
    assert not is_public(ip_address(address))
    with pytest.raises(UnsafeAddressError, match="PATHWISE_WEBHOOK_PRIVATE_ADDRESSES"):
        check_url(f"http://{f'[{address}]' if ':' in address else address}/", allow_private=False)


def test_a_private_address_is_taken_where_that_is_allowed() -> None:
    check_url("http://127.0.0.1:9000/hooks", allow_private=True)


async def post(url: str, *, allow_private: bool = False) -> httpx.Response:
    transport = CheckedTransport(allow_private=allow_private)
    async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
        return await client.post(url, content=b"{}")


class Names:
    """A resolver that gives the answers it was told, one after the other; the last one for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Have names resolve as a test wants it."""

    def resolve_as(*answers: list[str]) -> Names:
        resolver = Names(*answers)
        monkeypatch.setattr(addresses, "resolve", resolver)
        return resolver

    return resolve_as


@pytest.mark.parametrize("private", ["127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254"])
def test_a_name_that_leads_inside_is_refused_and_nothing_is_connected(private: str, names: Any) -> None:
    with receiving() as receiver:
        names([private])
        with pytest.raises(UnsafeAddressError):
            asyncio.run(post(f"http://hooks.example.org:{receiver.port}/"))
        assert receiver.received == []


def test_one_private_address_among_public_ones_is_refused(names: Any) -> None:
    names(["8.8.8.8", "127.0.0.1"])
    with pytest.raises(UnsafeAddressError):
        asyncio.run(post("http://hooks.example.org/"))


def test_a_name_is_resolved_once_and_what_it_says_later_leads_nowhere(names: Any, monkeypatch: Any) -> None:
    with receiving() as receiver:
        resolver = names(["8.8.8.8"], ["127.0.0.1"])
        asked: list[str] = []

        async def connect(_: Any, request: httpx.Request) -> httpx.Response:
            asked.append(f"{request.url.host} for {request.headers['host']}, {request.extensions['sni_hostname']}")
            return httpx.Response(204)

        monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", connect)
        asyncio.run(post(f"https://hooks.example.org:{receiver.port}/"))
        assert asked == [f"8.8.8.8 for hooks.example.org:{receiver.port}, hooks.example.org"]
        assert resolver.asked == 1
        assert receiver.received == []


def test_a_checked_address_is_connected_with_the_name_kept(names: Any) -> None:
    with receiving() as receiver:
        names(["127.0.0.1"])
        answer = asyncio.run(post(f"http://hooks.example.org:{receiver.port}/in", allow_private=True))
        assert answer.status_code == 204
        assert receiver.received[0].headers["host"] == f"hooks.example.org:{receiver.port}"


def test_the_next_address_is_tried_where_one_cannot_be_reached(names: Any) -> None:
    with receiving() as receiver, socket.create_server(("127.0.0.2", 0)) as closed:
        closed.close()
        names(["127.0.0.2", "127.0.0.1"])
        answer = asyncio.run(post(f"http://hooks.example.org:{receiver.port}/in", allow_private=True))
        assert answer.status_code == 204


def test_a_proxy_of_the_environment_is_not_asked(names: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as proxy, receiving() as receiver:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
        asyncio.run(post(receiver.url, allow_private=True))
        assert (len(proxy.received), len(receiver.received)) == (0, 1)


def test_a_name_that_cannot_be_found_is_told() -> None:
    with pytest.raises(UnsafeAddressError, match="cannot be found"):
        asyncio.run(post("http://no-such-host.invalid/"))
