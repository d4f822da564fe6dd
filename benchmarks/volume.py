"""How many resumes a second: the real flow beside the same work in a plain pool, and where the time goes.

`make bench-volume`, or `.venv/bin/python -m benchmarks.volume`. SIZES (members of the batches, such as "100 1000")
and ROUNDS change what is measured. The flow and the plain pool take turns on the same files: the machine may be
busy with other things, so that ratios of neighbours mean more than seconds.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path

from benchmarks.batch_run import BatchCost
from benchmarks.consumption import pool_cpu_seconds
from benchmarks.corpus import answer_orders, store_files
from benchmarks.results import write_section
from benchmarks.stopwatch import Spent, Stopwatch
from benchmarks.volume_page import PoolCost, Round, Volume, volume_page
from pathwise.commands.console import say
from pathwise.commands.orchestration import Orchestration, orchestration
from pathwise.orders import answer
from pathwise.settings import PROJECT_ROOT, Settings, load_settings
from pathwise.storage.files import StoredFile

SIZES = (100, 1000, 3000)
ROUNDS = 3
SAMPLE = 300
"""Files on which the pure functions are told apart."""

PURE = {
    "pathwise.inspection:read_document": "read",
    "pathwise.inspection:build_profile": "profile",
    "pathwise.judgement:assess": "score",
    "pathwise.judgement:add_up": "score",
    "pathwise.judgement:advise": "feedback",
}
"""Parts of the pure functions, by where they are called."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """Everything a measurement needs around it."""

    settings: Settings
    around: Orchestration
    pool: Pool
    files: Sequence[StoredFile]
    listing: Path


def main() -> None:
    """Measure, and write the section of the page."""
    sizes = [int(size) for size in os.environ.get("SIZES", "").replace(",", " ").split()] or list(SIZES)
    rounds = int(os.environ.get("ROUNDS") or ROUNDS)
    with _scene(max(*sizes, SAMPLE)) as scene:
        done = []
        for number in range(rounds):
            for size in sizes:
                done.append(_take_turns(scene, size))
                say(f"Round {number + 1} of {rounds}: {done[-1].line}")
        volume = Volume(done, _pure_parts(scene), os.cpu_count() or 1)
    page = volume_page(volume)
    write_section("volume", page)
    say(page)


@contextmanager
def _scene(count: int) -> Iterator[_Scene]:
    """Bring up Postgres and Prefect in a home of their own, and store the files."""
    # A short path: the socket of Postgres lies below it.
    with tempfile.TemporaryDirectory(prefix="pathwise-") as folder:
        for name in [
            name for name in os.environ if name == "DATABASE_URL" or name.startswith(("PATHWISE_", "PREFECT_"))
        ]:
            del os.environ[name]
        own = {"PATHWISE_HOME": folder, "PATHWISE_DOTENV": "0", "PATHWISE_MAX_SCANNED_PAGES": "0"}
        os.environ.update(own)
        settings = load_settings()
        with orchestration(settings) as around, get_context("spawn").Pool(settings.worker_count) as pool:
            say(f"Making {count} resumes ...")
            files = store_files(count, settings.file_store_url, pool)
            listing = Path(folder, "files.json")
            listing.write_text(json.dumps([asdict(each) for each in files]), encoding="utf-8")
            scene = _Scene(settings, around, pool, files, listing)
            _ceiling(scene, SAMPLE)
            yield scene


def _take_turns(scene: _Scene, size: int) -> Round:
    """Measure the flow between two turns of the plain pool: a machine that gets busier hits both alike."""
    before = _ceiling(scene, size)
    flow = _flow(scene, size)
    after = _ceiling(scene, size)
    return Round(size, PoolCost((before.seconds + after.seconds) / 2, (before.cpu + after.cpu) / 2), flow)


def _ceiling(scene: _Scene, size: int) -> PoolCost:
    """Have a plain pool of processes do the pure work."""
    share = max(1, min(16, size // (8 * scene.settings.worker_count)))
    orders = answer_orders(scene.files[:size], scene.settings.file_store_url)
    start, before = time.perf_counter(), pool_cpu_seconds()
    for _ in scene.pool.imap_unordered(answer, orders, chunksize=share):
        pass
    return PoolCost(time.perf_counter() - start, pool_cpu_seconds() - before)


def _flow(scene: _Scene, size: int) -> BatchCost:
    """Have the flow do the same for a batch, in a process of its own as the command line does."""
    command = [sys.executable, "-m", "benchmarks.batch_run", str(size), str(scene.listing), scene.around.api_url]
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        command, check=True, stdout=subprocess.PIPE, cwd=PROJECT_ROOT, env=os.environ.copy()
    )
    cost = BatchCost(**json.loads(done.stdout))
    return replace(cost, parts={name: Spent(**spent) for name, spent in json.loads(done.stdout)["parts"].items()})


def _pure_parts(scene: _Scene) -> dict[str, float]:
    """Tell the parts of the pure functions apart, in this process.

    Returns:
        Seconds of CPU a file, refused ones included.
    """
    stopwatch = Stopwatch()
    orders = list(answer_orders(scene.files[:SAMPLE], scene.settings.file_store_url))
    for order in orders[: SAMPLE // 10]:
        answer(order)
    with stopwatch.on(PURE):
        for order in orders:
            answer(order)
    return {name: spent.cpu / len(orders) for name, spent in stopwatch.spent.items()}


if __name__ == "__main__":
    main()
