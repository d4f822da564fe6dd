"""The worker as a command; what it does with runs is in tests/e2e."""

from tests.commands.conftest import Home


def test_a_worker_without_a_server_is_told_what_to_name(home: Home) -> None:
    done = home.run("worker")
    assert done.returncode == 2
    assert done.stderr.startswith("PREFECT_API_URL: must name the Prefect server")
    assert "`pathwise up`" in done.stderr
