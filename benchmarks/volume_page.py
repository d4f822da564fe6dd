"""What was measured of the flow at volume, as a page for people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from benchmarks.batch_run import BatchCost
from benchmarks.machine import describe_machine
from benchmarks.results import table

THOUSAND = 1000.0
MEBIBYTE = 1024**2


@dataclass(frozen=True, slots=True)
class PoolCost:
    """What the plain pool took for the same files.

    Attributes:
        seconds: On the clock.
        cpu: Seconds of CPU of its processes and of the one that feeds them.
    """

    seconds: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Round:
    """The flow and the plain pool on the same files, one right after the other.

    Attributes:
        size: How many files.
        ceiling: What the plain pool took, before and after, on average.
        flow: What the flow took.
    """

    size: int
    ceiling: PoolCost
    flow: BatchCost

    @property
    def ratio(self) -> float:
        """Share of the plain pool's speed that the flow reached; 1.0 is all of it."""
        return self.ceiling.seconds / self.flow.seconds

    @property
    def cpu_ratio(self) -> float:
        """The same by the CPU that all processes spent, which other work on the machine hardly changes."""
        return self.ceiling.cpu / sum(self.flow.cpu.values())

    @property
    def line(self) -> str:
        """The round in a line."""
        speeds = f"plain pool {self.size / self.ceiling.seconds:.1f}/s, flow {self.size / self.flow.seconds:.1f}/s"
        return f"{self.size} members, {speeds}, {self.ratio:.0%}, by CPU {self.cpu_ratio:.0%}"


@dataclass(frozen=True, slots=True)
class Volume:
    """Everything that was measured.

    Attributes:
        rounds: In the order they were run.
        pure: Seconds of CPU a file of each part of the pure functions.
        cores: Cores of the machine.
    """

    rounds: Sequence[Round]
    pure: dict[str, float]
    cores: int


def volume_page(volume: Volume) -> str:
    """Write the page."""
    counts = ", ".join(str(size) for size in _sizes(volume))
    repeats = len(volume.rounds) // len(_sizes(volume))
    return f"""## Volume

`make bench-volume`, {datetime.now(UTC):%d %B %Y}

{describe_machine()}

Generated PDF, DOCX, text and Markdown files of invented people, stored beforehand, for one job; members: {counts}.
The plain pool is `multiprocessing.Pool` (spawn, a process a core, warm) doing nothing but `pathwise.orders.answer` on
the same files: no database, no Prefect, no deadline a file. It is measured right before and right after each run of
the flow, and the mean of the two is what the flow is held against; rounds: {repeats}, of which medians are shown. The
machine may be shared: ratios mean more than seconds.

### Speed and memory by the size of the batch

{_by_size(volume)}

"By CPU" is the same ratio by the CPU that all processes spent, Postgres and the Prefect server included. Other work on
the machine disturbs it less than the seconds, but does: two busy threads of a core slow each other down. "Memory" is
the most resident memory that the flow's own process added to what it had after a first, small batch.

### Where a resume's time goes

Batches of {_largest_timed(volume)}. Milliseconds of CPU a resume; with all {volume.cores} cores busy, wall
time is the sum divided by {volume.cores}. The parts of the pure functions are measured alone, on one core.

{_by_process(volume)}

The flow's own process, over its threads. Wall time of a part overlaps with that of others and with the pool's work.

{_by_part(volume)}
"""


def _sizes(volume: Volume) -> list[int]:
    return sorted({each.size for each in volume.rounds})


def _of(volume: Volume, size: int) -> list[Round]:
    return [each for each in volume.rounds if each.size == size]


def _largest_timed(volume: Volume) -> int:
    """Choose the size whose costs are told apart: 1,000 where it was measured."""
    sizes = _sizes(volume)
    return int(THOUSAND) if THOUSAND in sizes else sizes[-1]


def _by_size(volume: Volume) -> str:
    rows = []
    for size in _sizes(volume):
        rounds = _of(volume, size)
        flow = median(each.flow.seconds for each in rounds)
        rows.append(
            [
                f"{size:,}",
                f"{median(size / each.ceiling.seconds for each in rounds):.1f}",
                f"{size / flow:.1f}",
                f"{median(each.ratio for each in rounds):.0%}",
                f"{min(each.ratio for each in rounds):.0%} to {max(each.ratio for each in rounds):.0%}",
                f"{median(each.cpu_ratio for each in rounds):.0%}",
                f"{flow / size:.4f}",
                f"{median(each.flow.growth_bytes for each in rounds) / MEBIBYTE:.0f} MiB",
            ]
        )
    head = ["Members", "Plain pool, resumes/s", "Flow, resumes/s", "Ratio", "Range", "By CPU"]
    return table([*head, "Seconds a resume", "Memory"], rows)


def _by_process(volume: Volume) -> str:
    rounds = _of(volume, _largest_timed(volume))
    names = {
        "workers": "Processes of the pool",
        "parent": "The flow's own process",
        "postgres": "Postgres",
        "prefect": "The Prefect server",
    }
    rows = [[name, _each(rounds, _cpu_of(kind))] for kind, name in names.items()]
    rows.append(["Sum", _each(rounds, lambda cost: sum(cost.cpu.values()))])
    plain = median(each.ceiling.cpu / each.size for each in rounds)
    rows.append(["For comparison: the plain pool", f"{plain * THOUSAND:.2f}"])
    rows += [[f"Alone: {name}", f"{seconds * THOUSAND:.2f}"] for name, seconds in volume.pure.items()]
    rows.append(["Alone: all pure functions", f"{sum(volume.pure.values()) * THOUSAND:.2f}"])
    return table(["What", "CPU, ms"], rows)


def _by_part(volume: Volume) -> str:
    rounds = _of(volume, _largest_timed(volume))
    rows = [
        [name, _each(rounds, _part(name, "cpu")), _each(rounds, _part(name, "wall"))] for name in rounds[0].flow.parts
    ]
    rows.append(["orchestrate (the rest)", _each(rounds, _rest), ""])
    return table(["Part", "CPU, ms", "Wall, ms"], rows)


def _cpu_of(kind: str) -> Callable[[BatchCost], float]:
    return lambda cost: cost.cpu[kind]


def _part(name: str, clock: str) -> Callable[[BatchCost], float]:
    return lambda cost: float(getattr(cost.parts[name], clock))


def _rest(cost: BatchCost) -> float:
    return cost.cpu["parent"] - sum(spent.cpu for spent in cost.parts.values())


def _each(rounds: Sequence[Round], seconds_of: Callable[[BatchCost], float]) -> str:
    """Write the median of milliseconds a member."""
    return f"{median(seconds_of(each.flow) / each.flow.members for each in rounds) * THOUSAND:.2f}"
