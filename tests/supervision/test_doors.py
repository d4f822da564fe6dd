"""Who is let in: what is decided before anything runs. That `pathwise up` asks is told in tests/commands/test_up.py."""

from pathlib import Path

import pytest

from pathwise.runtime.listening import is_loopback
from pathwise.settings import Settings
from pathwise.supervision.doors import OpenDoorError, check_keys, open_doors

EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing listens there


@pytest.fixture(autouse=True)
def no_server_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


def never() -> bool:
    raise AssertionError("nobody needs to look for keys")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "LOCALHOST"])
def test_this_machines_own_addresses_need_no_lock(host: str, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, service_host=host, prefect_host=host)
    assert open_doors(settings) == []
    check_keys(settings, never)


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "10.0.0.7", "resumes.example.org", ""])
def test_all_others_do(host: str) -> None:
    assert not is_loopback(host)


def test_a_door_without_a_key_is_named_with_the_way_out(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, prefect_host=EVERYWHERE)
    with pytest.raises(OpenDoorError, match=r"PATHWISE_PREFECT_HOST is 0\.0\.0\.0.*pathwise key create --user EMAIL"):
        check_keys(settings, lambda: False)
    check_keys(settings, lambda: True)


def test_the_door_of_somebody_elses_prefect_server_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "https://prefect.example.org/api")
    assert open_doors(Settings(home=tmp_path, prefect_host=EVERYWHERE)) == []
