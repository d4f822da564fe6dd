"""What `pathwise up` refuses before anything runs. What it does is told by tests/e2e/test_up.py."""

import socket

import pytest

from tests.commands.conftest import Home

EVERYWHERE = "0.0.0.0"  # noqa: S104 - refused
LOCK = {"PREFECT_SERVER_API_AUTH_STRING": "ada:secret"}


@pytest.mark.parametrize("setting", ["PATHWISE_SERVICE_PORT", "PATHWISE_PREFECT_PORT"])
def test_a_port_that_is_taken_is_told_with_the_setting_that_names_it(setting: str, home: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as first, socket.create_server(("127.0.0.1", 0)) as second:
        taken, free = first.getsockname()[1], second.getsockname()[1]
        second.close()
        ports = {"PATHWISE_SERVICE_PORT": str(free), "PATHWISE_PREFECT_PORT": str(free), setting: str(taken)}
        run = home.run("up", **ports)
    assert run.returncode == 1
    assert f"Port {taken} of 127.0.0.1 cannot be used." in run.stderr
    assert f"set {setting} to another one" in run.stderr
    assert home.processes() == []


@pytest.mark.parametrize("setting", ["PATHWISE_SERVICE_HOST", "PATHWISE_PREFECT_HOST"])
def test_an_address_that_others_reach_is_refused_without_a_lock_on_prefect(setting: str, home: Home) -> None:
    run = home.run("up", **{setting: EVERYWHERE})
    assert run.returncode == 1
    assert f"{setting} is {EVERYWHERE}" in run.stderr
    assert "set PREFECT_SERVER_API_AUTH_STRING to USER:PASSWORD" in run.stderr
    assert not (home.path / "postgres").exists()


def test_an_address_that_others_reach_is_refused_without_an_api_key(home: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = str(listener.getsockname()[1])
    run = home.run(
        "up", PATHWISE_SERVICE_HOST=EVERYWHERE, PATHWISE_SERVICE_PORT=free, PATHWISE_PREFECT_PORT=free, **LOCK
    )
    assert run.returncode == 1
    assert "make one with pathwise key create --user EMAIL" in run.stderr
    assert "secret" not in run.stderr
    assert home.processes() == []


def test_bulk_runs_that_would_take_every_slot_are_refused(home: Home) -> None:
    run = home.run("up", PATHWISE_CONCURRENT_RUNS="2", PATHWISE_BULK_RUNS="2")
    assert run.returncode == 2
    assert "PATHWISE_BULK_RUNS: must be less than PATHWISE_CONCURRENT_RUNS, which is 2" in run.stderr
