"""Make any number of resumes of invented people as real files, each by its index alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pathwise.demo.layouts import layout_of, make_file
from pathwise.demo.model import Layout, SampleFile, Special
from pathwise.demo.people import invent_person

# Share of each layout and special kind, in thousandths. Empty files are left out: all of them have the same bytes.
_LAYOUT_SHARES = {
    Layout.PDF_ONE_COLUMN: 400,
    Layout.PDF_TWO_COLUMNS: 180,
    Layout.DOCX_PLAIN: 170,
    Layout.DOCX_TABLES: 130,
    Layout.TEXT: 70,
    Layout.MARKDOWN: 50,
}
_SPECIAL_SHARES = {
    Special.NOTHING: 970,
    Special.SCANNED: 10,
    Special.ENCRYPTED: 6,
    Special.CORRUPT: 4,
    Special.HIDDEN_TEXT: 5,
    Special.STUFFED: 5,
}


def make_resume(index: int, seed: int) -> SampleFile:
    """Make one resume.

    Args:
        index: Which one; 0 or more.
        seed: Any number.

    Returns:
        The file with the truth about it; the same for the same arguments, in any process.

    Example:
        >>> make_resume(123, seed=1) == make_resume(123, seed=1)
        True
    """
    rng = Random(f"file:{seed}:{index}")
    special = rng.choices(list(_SPECIAL_SHARES), list(_SPECIAL_SHARES.values()))[0]
    layout = layout_of(special, rng.choices(list(_LAYOUT_SHARES), list(_LAYOUT_SHARES.values()))[0])
    person = invent_person(seed, index)
    return SampleFile(
        name=f"resume-{index:06}{layout.suffix}",
        data=make_file(person, layout, special, rng),
        person=person,
        layout=layout,
        special=special,
    )


def write_resume(index: int, seed: int, folder: Path) -> Path:
    """Write one resume into a folder that exists and tell its path. Takes arguments that a process pool can send."""
    resume = make_resume(index, seed)
    path = folder / resume.name
    path.write_bytes(resume.data)
    return path


@dataclass(frozen=True, slots=True)
class WriteOrder:
    """Write one resume: for processes that take one argument."""

    index: int
    seed: int
    folder: Path


def write_ordered(order: WriteOrder) -> Path:
    """Write one resume into a folder that exists and tell its path."""
    return write_resume(order.index, order.seed, order.folder)


def generate(count: int, seed: int, folder: Path) -> Iterator[Path]:
    """Write resumes, one after the other, as they are asked for.

    Args:
        count: How many; 0 or more.
        seed: Any number. The file of an index is the same whatever the count.
        folder: Made where missing.

    Yields:
        The path of each file, once written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        yield write_resume(index, seed, folder)
