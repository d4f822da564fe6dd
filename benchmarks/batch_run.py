"""One batch through the real flow, in a process of its own as a command is; prints what it cost as JSON.

Called by `benchmarks.volume` as `python -m benchmarks.batch_run MEMBERS FILES API_URL`, with the surroundings up.
"""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from pkgutil import resolve_name

from benchmarks.consumption import MemoryWatch, cpu_seconds
from benchmarks.corpus import open_comparison
from benchmarks.stopwatch import Spent, Stopwatch
from pathwise.commands.console import emit
from pathwise.commands.orchestration import Orchestration, log_file
from pathwise.settings import load_settings
from pathwise.storage.database import shared_database
from pathwise.storage.files import StoredFile
from pathwise.storage.rankings import load_members

PLACES = {
    "tasks.chunks:_take": "claim",
    "tasks.chunks:load_cases": "load",
    "tasks.chunks:read_orders": "load",
    "tasks.stages:ClaimedWork.save": "save",
    "pathwise.workers.pool:WorkerPool.submit": "hand over",
    "pathwise.workers.process:WorkerProcess.run": "take back",
}
"""Parts of the flow's own process, by the functions that do them."""


@dataclass(frozen=True, slots=True)
class BatchCost:
    """What one batch cost.

    Attributes:
        members: Members of the batch.
        ranked: Those that were ranked; the others were refused, as a share of the demo's files is meant to be.
        seconds: From launching the flow to its end.
        cpu: Seconds of CPU by kind of process.
        parts: Times of the parts of the flow's own process, over all its threads.
        growth_bytes: Most resident memory of the flow's own process above what it had before, warmed up.
    """

    members: int
    ranked: int
    seconds: float
    cpu: dict[str, float]
    parts: dict[str, Spent]
    growth_bytes: int


def measure(members: int, files: Sequence[StoredFile], api_url: str) -> BatchCost:
    """Run a batch once that is not counted, of a chunk, then the one that is."""
    settings, database = load_settings(), shared_database()
    around = Orchestration(settings, api_url, settings.database_url or "")
    resolve_name("flows.launch:log_to")(log_file(settings))
    warm_up = open_comparison(files[: settings.chunk_size], database)
    around.run_flow("compare-batch", request={"batch_id": warm_up})
    batch_id = open_comparison(files[:members], database)
    memory, stopwatch = MemoryWatch(), Stopwatch()
    before, start = cpu_seconds(settings.home), time.perf_counter()
    with stopwatch.on(PLACES), memory.watching():
        around.run_flow("compare-batch", request={"batch_id": batch_id})
    seconds, after = time.perf_counter() - start, cpu_seconds(settings.home)
    ended = database.run(lambda session: load_members(session, batch_id))
    return BatchCost(
        members=len(ended),
        ranked=sum(each.rank is not None for each in ended),
        seconds=seconds,
        cpu={kind: after[kind] - before[kind] for kind in after},
        parts=dict(stopwatch.spent),
        growth_bytes=memory.growth_bytes,
    )


def main() -> None:
    """Measure what the arguments ask for."""
    members, listing, api_url = sys.argv[1:]
    files = [StoredFile(**each) for each in json.loads(Path(listing).read_text(encoding="utf-8"))]
    emit(asdict(measure(int(members), files, api_url)))


if __name__ == "__main__":
    main()
