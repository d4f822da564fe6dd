"""`pathwise webhook`, and what `doctor` says of an address that was switched off."""

import json
from collections.abc import Iterator

import psycopg
import pytest

from pathwise.runtime.postgres import EmbeddedPostgres
from pathwise.settings import Settings
from tests.commands.conftest import Home, documented, fresh_home

URL = "https://hooks.example.org/pathwise"


@pytest.fixture(scope="module")
def home(surroundings: dict[str, str]) -> Iterator[Home]:
    """A home where Postgres is up."""
    with fresh_home(surroundings) as made:
        postgres = EmbeddedPostgres(made.path)
        postgres.attach()
        yield made
        postgres.detach()


def listed(home: Home, *options: str) -> list[dict[str, object]]:
    run = home.run("webhook", "list", "--jsonl", *options)
    assert (run.returncode, run.stderr) == (0, "")
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_an_address_is_added_listed_switched_off_on_and_removed(home: Home) -> None:
    added = home.run("webhook", "add", "--user", "ada@example.org", URL, "--event", "batch.completed")
    assert added.returncode == 0
    assert Settings(webhook_secrets=added.stdout.strip()).webhook_keys == (added.stdout.strip(),)
    home.run("webhook", "add", "--user", "grace@example.org", URL)
    [endpoint] = listed(home, "--user", "Ada@example.org")
    assert len(listed(home)) == 2
    assert set(endpoint) == documented("pathwise webhook") - {"--user", "--event", "--jsonl"}
    assert (endpoint["url"], endpoint["events"], endpoint["disabled_at"]) == (URL, ["batch.completed"], None)
    assert str(endpoint["endpoint_id"]) in added.stderr

    _switch_off(home)
    page = home.run("webhook", "list", "--user", "ada@example.org").stdout
    assert "It was gone." in page
    doctor = home.run("doctor")
    assert doctor.returncode == 1
    assert "1 of the addresses told of results are switched off" in " ".join(doctor.stdout.split())

    assert home.run("webhook", "enable", endpoint["endpoint_id"]).returncode == 0
    assert home.run("doctor").returncode == 0
    assert home.run("webhook", "remove", endpoint["endpoint_id"]).returncode == 0
    assert listed(home, "--user", "ada@example.org") == []
    for command in ("enable", "remove"):
        again = home.run("webhook", command, endpoint["endpoint_id"])
        assert (again.returncode, "is the id of no address" in again.stderr) == (2, True)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://[::1]/", "ftp://hooks.example.org/", "https://ada:secret@hooks.example.org/", "x"],
)
def test_an_address_that_messages_must_not_go_to_is_refused_and_not_repeated(home: Home, url: str) -> None:
    run = home.run("webhook", "add", "--user", "ada@example.org", url)
    assert run.returncode == 2
    assert "messages cannot go there" in run.stderr
    assert "secret" not in run.stderr


def _switch_off(home: Home) -> None:
    server = EmbeddedPostgres(home.path)
    with psycopg.connect(host=str(server.folder), user="postgres", dbname="pathwise") as connection:
        connection.execute(
            "UPDATE webhook_endpoints SET disabled_at = now(), disabled_reason = 'It was gone.' "
            "WHERE user_id = (SELECT id FROM users WHERE email = 'ada@example.org')"
        )
