"""Whole advertisements of many trades in seven languages, each with all that it asks for."""

from pathlib import Path

import pytest

from pathwise.job.model import Requirements
from pathwise.job.requirements import read_requirements
from tests.unit.job.small_lexicon import SMALL_LEXICON

ADVERTISEMENTS = sorted(
    path for path in (Path(__file__).parent / "advertisements").iterdir() if path.suffix != ".expected"
)


def told(job: Requirements) -> str:
    lines = [f"title: {job.title}"]
    lines += [f"{each.kind} {each.importance}: {each.text} = {each.normalised}" for each in job.items]
    lines += [f"refused {each.ground}: {each.text}" for each in job.protected]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", ADVERTISEMENTS, ids=lambda path: path.stem)
def test_an_advertisement_asks_for_all_that_it_says_and_for_nothing_else(path: Path) -> None:
    job = read_requirements(path.read_text(encoding="utf-8"), SMALL_LEXICON)
    assert told(job) == path.with_suffix(".expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ADVERTISEMENTS, ids=lambda path: path.stem)
def test_white_space_and_line_ends_change_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    spread = "\r\n\r\n".join(f"  {line.replace(' ', '  ')}\t" for line in text.splitlines())
    assert read_requirements(spread, SMALL_LEXICON) == read_requirements(text, SMALL_LEXICON)
