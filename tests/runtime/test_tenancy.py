from pathlib import Path

import pytest

from pathwise.runtime import tenancy
from pathwise.runtime.tenancy import RuntimeBusyError, Users, one_at_a_time


def test_nobody_takes_over_while_anybody_uses_it(tmp_path: Path) -> None:
    first, second, keeper = (Users(tmp_path / "run" / "users") for _ in range(3))
    first.join()
    second.join()
    first.leave()
    assert not keeper.take_over()
    second.leave()
    assert keeper.take_over()
    keeper.leave()


def test_who_leaves_twice_leaves_once(tmp_path: Path) -> None:
    user = Users(tmp_path / "users")
    user.join()
    user.leave()
    user.leave()
    assert user.take_over()
    user.leave()


def test_waiting_for_a_stuck_process_ends_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tenancy, "GUARD_SECONDS", 0.1)
    path = tmp_path / "guard.lock"
    with one_at_a_time(path), pytest.raises(RuntimeBusyError, match=r"guard\.lock"), one_at_a_time(path):
        pass
