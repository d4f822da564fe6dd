import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pathwise.documents.ocr import is_installed
from pathwise.settings import Settings
from pathwise.workers.failure import ItemFailure
from pathwise.workers.shared import shared_pool


def test_every_thread_gets_the_same_pool(tmp_path: Path) -> None:
    settings = Settings(workers=2, read_seconds=7, home=tmp_path)
    with ThreadPoolExecutor(8) as threads:
        pools = set(threads.map(lambda _: shared_pool(settings), range(32)))
    assert len(pools) == 1
    assert pools.pop().submit(abs, -1).result() == 1


def test_a_pool_gives_way_as_far_as_the_settings_say(tmp_path: Path) -> None:
    ours = os.nice(0)
    politely = shared_pool(Settings(workers=1, niceness=7, home=tmp_path))
    assert politely.submit(os.nice, 0).result() == min(ours + 7, 19)


def test_other_limits_give_another_pool(tmp_path: Path) -> None:
    patient, hasty = (Settings(read_seconds=seconds, home=tmp_path) for seconds in (60, 1))
    assert shared_pool(patient) is not shared_pool(hasty)


@pytest.mark.skipif(not is_installed(), reason="pathwise[ocr] is not installed")
def test_only_where_pictures_are_read_is_more_given_for_them(tmp_path: Path) -> None:
    with_pictures, without = (shared_pool(Settings(max_scanned_pages=pages, home=tmp_path)) for pages in (2, 0))
    assert with_pictures is not without


def test_a_file_that_shows_no_picture_is_given_no_more_where_pictures_are_read(tmp_path: Path) -> None:
    pool = shared_pool(Settings(workers=1, read_seconds=0.5, max_scanned_pages=3, home=tmp_path))
    failure = pool.submit(time.sleep, 60).result(timeout=30)
    assert isinstance(failure, ItemFailure)
    assert "longer than 0.5 seconds" in failure.message
