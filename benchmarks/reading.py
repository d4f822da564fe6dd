"""What reading a PDF costs and what gets lost: Pathwise beside the libraries of the field, in one run.

`make bench-reading`, or `.venv/bin/python -m benchmarks.reading [FOLDER ...]`. The libraries take turns on each file,
each in a process of its own; those that Pathwise does not need live in `.tools/readers`.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, median

from benchmarks.machine import describe_machine
from benchmarks.readers import READERS
from benchmarks.results import table, write_section
from pathwise.commands.console import say
from pathwise.settings import PROJECT_ROOT

ELSEWHERE = PROJECT_ROOT / ".tools" / "readers" / "bin" / "python"
OURS = ("pathwise-text", "pathwise-read", "pathwise-inspect", "pdfium", "pypdf")
REFERENCE = "pypdf"
"""Whose words count as those of the file: it is the most faithful of those that are measured."""
LONGEST_WORD = 18
DEFAULT = (
    ("Qt-made", PROJECT_ROOT.parent / "shared" / "data" / "matching" / "resumes"),
    ("of mixed origin", PROJECT_ROOT.parent / "shared" / "data" / "resumes"),
)
LABELS = {
    "pathwise-text": "Pathwise: words, rows, order",
    "pathwise-read": "Pathwise: and what nobody sees, links, language",
    "pathwise-inspect": "Pathwise: and the profile (`inspect`)",
    "pdfium": "PDFium alone",
    "pypdf": "pypdf",
    "pdf_oxide": "pdf_oxide",
    "markitdown": "MarkItDown",
}


@dataclass(slots=True)
class Tally:
    """What one reader made of the files.

    Attributes:
        seconds: CPU time of each file.
        words: Words in all.
        glued: Words of more than 18 letters.
        lost: Words of the reference that are missing.
        more: Words that stand more often than in the reference: doubled, or cut in two.
    """

    seconds: list[float] = field(default_factory=list)
    words: int = 0
    glued: int = 0
    lost: int = 0
    more: int = 0


def main(folders: Sequence[str]) -> None:
    """Measure, and write the section of the page."""
    sets = [(Path(each).name, Path(each)) for each in folders] or [each for each in DEFAULT if each[1].is_dir()]
    if not sets:
        sys.exit("Name a folder with PDFs: python -m benchmarks.reading FOLDER")
    parts = [
        (
            f"## Reading PDFs\n\n`make bench-reading`, {datetime.now(UTC):%-d %B %Y}\n\n{describe_machine()}\n\n"
            "CPU time of one core, the readers taking turns on each file. Glued: words of more than 18 letters. Lost "
            "and more: words that the file has by pypdf, which reads it most faithfully, and that are missing or stand "
            "there more often."
        )
    ]
    for name, folder in sets:
        files = sorted(folder.rglob("*.pdf"))
        say(f"{len(files)} files {name} ...")
        parts.append(f"### {len(files)} files {name}\n\n{_compare(files)}")
    page = "\n\n".join(parts)
    write_section("reading", page)
    say(page)


def _compare(files: Sequence[Path]) -> str:
    names = [name for name in READERS if name in OURS or ELSEWHERE.exists()]
    tallies = {name: Tally() for name in names}
    with ExitStack() as stack:
        readers = {name: stack.enter_context(_start(name)) for name in names}
        for path in files:
            answers = {name: _ask(reader, path) for name, reader in readers.items()}
            reference = Counter(_words(answers[REFERENCE][1]))
            for name, (seconds, text) in answers.items():
                _count(tallies[name], seconds, Counter(_words(text)), reference)
    base = mean(tallies["pdfium"].seconds)
    rows = [list(_row(name, tally, base)) for name, tally in tallies.items()]
    return table(["", "ms, mean", "ms, median", "x PDFium", "Glued", "Lost", "More"], rows)


def _start(name: str) -> "subprocess.Popen[str]":
    python = sys.executable if name in OURS else str(ELSEWHERE)
    return subprocess.Popen(  # noqa: S603 - our own interpreters and script
        [python, str(PROJECT_ROOT / "benchmarks" / "readers.py"), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT_ROOT), "OMP_NUM_THREADS": "1"},
    )


def _ask(reader: "subprocess.Popen[str]", path: Path) -> tuple[float, str]:
    assert reader.stdin is not None  # noqa: S101 - both are pipes
    assert reader.stdout is not None  # noqa: S101
    reader.stdin.write(f"{path}\n")
    reader.stdin.flush()
    answer = json.loads(reader.stdout.readline())
    return float(answer["seconds"]), str(answer["text"])


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _count(tally: Tally, seconds: float, words: Counter[str], reference: Counter[str]) -> None:
    tally.seconds.append(seconds)
    tally.words += words.total()
    tally.glued += sum(count for word, count in words.items() if len(word) > LONGEST_WORD)
    tally.lost += (reference - words).total()
    tally.more += (words - reference).total()


def _row(name: str, tally: Tally, base: float) -> Iterator[str]:
    yield LABELS[name]
    yield f"{1000 * mean(tally.seconds):.1f}"
    yield f"{1000 * median(tally.seconds):.1f}"
    yield f"{mean(tally.seconds) / base:.2f}"
    for count in (tally.glued, tally.lost, tally.more):
        yield f"{100 * count / max(1, tally.words):.3f} %"


if __name__ == "__main__":
    main(sys.argv[1:])
