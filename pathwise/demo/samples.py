"""The set of resumes and the job advertisement that `pathwise demo` shows.

`samples.tsv` describes every file: the set it belongs to (`small` files are in both), its name, whose it is (name,
trade, stack, years, all or part of the stack's skills), how it is set, what is special, the flaws of the writing, how
well the person fits the advertisement and how reading it ends. `samples.toml` adds what some of them say first of their
newest position.
"""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Literal
from zlib import crc32

from pathwise.demo.layouts import make_file
from pathwise.demo.model import Flaw, Layout, SampleFile, Special
from pathwise.demo.people import Wish, invent_person
from pathwise_models.enums import ReasonCode

DemoSize = Literal["small", "full"]

_SEED = 2026
_JOB = "backend-developer.md"


@dataclass(frozen=True, slots=True)
class DemoMember:
    """One file of the demo.

    Attributes:
        path: Where it was written.
        sample: What was written.
        fit: How well the person fits the advertisement: `perfect`, `strong`, `partial`, `weak`, `off`; `unknown`
            where the file cannot be read.
        outcome: What reading it ends with: `read` or the reason code of the refusal.
    """

    path: Path
    sample: SampleFile
    fit: str
    outcome: str

    @property
    def reason(self) -> ReasonCode | None:
        """Why the file will not be read; None where it will."""
        return self.sample.special.reason


@dataclass(frozen=True, slots=True)
class DemoSet:
    """The demo as written.

    Attributes:
        folder: Holds the resumes and nothing else.
        members: In the order of the table.
        job: The job advertisement, beside the folder of the resumes.
    """

    folder: Path
    members: tuple[DemoMember, ...]
    job: Path


def write_demo(folder: Path, size: DemoSize = "full") -> DemoSet:
    """Write the demo: resumes into `folder/resumes`, the job advertisement beside it.

    Args:
        folder: Made where missing; files of the same names are replaced.
        size: `small` is the first eight files of `full`.
    """
    resumes = folder / "resumes"
    resumes.mkdir(parents=True, exist_ok=True)
    members = tuple(_write(resumes, row, sample) for row, sample in _samples(size))
    job = folder / _JOB
    job.write_bytes((files("pathwise.demo") / _JOB).read_bytes())
    return DemoSet(resumes, members, job)


def _write(folder: Path, row: dict[str, str], sample: SampleFile) -> DemoMember:
    path = folder / sample.name
    path.write_bytes(sample.data)
    return DemoMember(path, sample, row["fit"], row["outcome"])


def _samples(size: DemoSize) -> list[tuple[dict[str, str], SampleFile]]:
    table = (files("pathwise.demo") / "samples.tsv").read_text("utf-8").splitlines()
    rows = [row for row in csv.DictReader(table, delimiter="\t") if size in (row["size"], "full")]
    return [(row, _sample(row)) for row in rows]


@cache
def _opening_bullets() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads((files("pathwise.demo") / "samples.toml").read_text("utf-8"))
    return {name: tuple(bullets) for name, bullets in table.items()}


def _sample(row: dict[str, str]) -> SampleFile:
    layout, special = Layout(row["layout"]), Special(row["special"])
    flaws = tuple(Flaw(name) for name in row["flaws"].split())
    wish = Wish(
        name=row["name"],
        trade=row["trade"],
        stack=row["stack"],
        years=int(row["years"]),
        has_all_skills=row["skills"] == "all",
        opening_bullets=_opening_bullets().get(row["name"], ()),
        flaws=flaws,
    )
    # Who a person is hangs on the name alone, so that a second file of the same person is the same file.
    rng = Random(f"demo:{row['name']}")
    person = invent_person(_SEED, crc32(row["name"].encode()), wish)
    return SampleFile(row["file"], make_file(person, layout, special, rng), person, layout, special)
