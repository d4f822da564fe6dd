"""The one place of a supervisor in a home."""

import os
from pathlib import Path

import pytest

from pathwise.runtime.occupancy import AlreadyUpError, Occupancy, PartReport, UpReport
from pathwise.settings import Settings

REPORT = UpReport(
    os.getpid(), {"service": "http://127.0.0.1:8000"}, {"Worker": PartReport("running", 7, 2)}, is_ready=True
)


def test_one_takes_the_place_and_the_next_is_told_who_has_it(home: Path, settings: Settings) -> None:
    first = Occupancy(settings)
    first.take()
    first.report(REPORT)
    with pytest.raises(AlreadyUpError) as refused:
        Occupancy(settings).take()
    assert f"already up in {home} (process {os.getpid()}): http://127.0.0.1:8000." in str(refused.value)
    first.leave()
    Occupancy(settings).take()


def test_what_it_says_is_read_by_others_while_it_is_there(settings: Settings) -> None:
    occupancy = Occupancy(settings)
    assert Occupancy(settings).current() is None
    occupancy.take()
    occupancy.report(REPORT)
    assert Occupancy(settings).current() == REPORT
    occupancy.leave()
    assert not Occupancy(settings).is_taken()


@pytest.mark.parametrize("left", ["", "{half a rec", "[]", '{"pid": 1}', '{"parts": {"Worker": {"stat": 1}}}'])
def test_what_cannot_be_read_is_nobody(left: str, tmp_path: Path) -> None:
    record = tmp_path / "up.json"
    record.write_text(left)
    assert UpReport.read(record) is None
