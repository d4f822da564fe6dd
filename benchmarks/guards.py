"""What the guards of reading cost: a file read through the pool, against the same reader called directly.

`make bench-guards`, or `.venv/bin/python -m benchmarks.guards [FILES [FOLDER]]`. CPU time, both ways taking turns on
each file, each first on every other one; one process of the pool, and this one for the direct calls, both warm.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

from benchmarks.clocked import inspect_and_tell_time
from benchmarks.machine import describe_machine
from benchmarks.reading import DEFAULT
from benchmarks.results import table, write_section
from pathwise.candidates import CandidateOrder, inspect_candidate
from pathwise.commands.console import say
from pathwise.demo.generator import make_resume
from pathwise.documents.collection import collect
from pathwise.resume.months import YearMonth
from pathwise.settings import load_settings
from pathwise.workers.shared import shared_pool

AS_OF = YearMonth(2026, 11)
SEED = 2026
DOCUMENTS = 40
MOST_MS = 3.0
"""What the guards may cost a file on average."""


@dataclass(slots=True)
class Tally:
    """CPU seconds of each file."""

    direct: list[float] = field(default_factory=list)
    process: list[float] = field(default_factory=list)
    owner: list[float] = field(default_factory=list)

    @property
    def guards(self) -> list[float]:
        """What the pool costs more, both sides of it together."""
        ways = zip(self.direct, self.process, self.owner, strict=True)
        return [process + owner - direct for direct, process, owner in ways]


def main(most: int, folder: Path) -> None:
    """Measure, and write the section of the page."""
    files = sorted(folder.rglob("*.pdf"))[:most]
    with TemporaryDirectory() as made:
        documents = list(_documents(Path(made), min(DOCUMENTS, most)))
        tally = _measure([*files, *documents])
    head = ["CPU a file", "ms, mean", "ms, median"]
    rows = [
        _row("Read directly", tally.direct),
        _row("Through the pool: its process", tally.process),
        _row("Through the pool: its owner", tally.owner),
        _row("The guards cost", tally.guards),
    ]
    page = (
        f"## What guarding costs\n\n`make bench-guards`, {datetime.now(UTC):%-d %B %Y}\n\n{describe_machine()}\n\n"
        f"{len(files)} PDFs and {len(documents)} DOCX of the demo, inspected through the pool with all limits and by "
        f"the same function called directly, in turns. At most {MOST_MS:g} ms a file are wanted.\n\n{table(head, rows)}"
    )
    write_section("guards", page)
    say(page)


def _documents(folder: Path, count: int) -> Iterator[Path]:
    made = (make_resume(index, SEED) for index in range(100 * count))
    for each in islice((each for each in made if each.name.endswith(".docx")), count):
        path = folder / each.name
        path.write_bytes(each.data)
        yield path


def _measure(files: Sequence[Path]) -> Tally:
    settings = load_settings(workers=1, read_seconds=3600)
    pool = shared_pool(settings)
    orders = [CandidateOrder(candidate, AS_OF) for candidate in collect(files, settings.reading_limits)]
    tally = Tally()
    for order in orders[:1]:  # Libraries and models are loaded.
        inspect_candidate(order)
    clock = _end(pool.submit(inspect_and_tell_time, orders[0]).result())
    for number, order in enumerate(orders):
        for way in (0, 1) if number % 2 else (1, 0):
            began = time.process_time()
            if way == 0:
                inspect_candidate(order)
                tally.direct.append(time.process_time() - began)
            else:
                end = _end(pool.submit(inspect_and_tell_time, order).result())
                tally.owner.append(time.process_time() - began)
                tally.process.append(end - clock)
                clock = end
    return tally


def _end(outcome: object) -> float:
    if not isinstance(outcome, tuple):
        sys.exit(f"A file was not read: {outcome}")
    return float(outcome[1])


def _row(label: str, seconds: Sequence[float]) -> list[str]:
    return [label, f"{1000 * mean(seconds):.2f}", f"{1000 * median(seconds):.2f}"]


if __name__ == "__main__":
    arguments = sys.argv[1:]
    chosen = Path(arguments[1]) if len(arguments) > 1 else DEFAULT[0][1]
    if not chosen.is_dir():
        sys.exit("Name a folder with PDFs: python -m benchmarks.guards 200 FOLDER")
    main(int(arguments[0]) if arguments else 1000, chosen)
