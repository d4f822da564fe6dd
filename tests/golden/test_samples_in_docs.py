"""The points that README.md and docs/cli.md show for the demo are those that the demo gets."""

import re
from pathlib import Path

import pytest

from pathwise.demo.samples import write_demo
from pathwise.documents.model import Refusal
from pathwise.inspection import inspect_bytes
from pathwise.job.requirements import read_requirements
from pathwise.judgement import judge
from pathwise.resume.months import YearMonth
from pathwise.settings import PROJECT_ROOT, load_settings

AS_OF = YearMonth(2026, 11)
PAGES = ("README.md", "docs/cli.md")
# A row of a ranking (rank, tier, match, quality, band, file), or of a run (file, overall, quality, match).
RANKED = re.compile(r"^ +\d+ +\d+ +(?P<match>\d+\.\d) +(?P<quality>\d+\.\d) +\w+ +(?P<file>\S+)$", re.MULTILINE)
LISTED = re.compile(
    r"^(?P<file>\S+\.\w+) +(?P<overall>\d+\.\d) +(?P<quality>\d+\.\d) +(?P<match>\d+\.\d)$", re.MULTILINE
)

Points = tuple[str, str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Points]:
    """Match and quality by the name of the file, to one decimal; scans, which take seconds to read, left out."""
    made = write_demo(tmp_path_factory.mktemp("demo"))
    asked = read_requirements(made.job.read_text(encoding="utf-8"))
    points = {}
    for member in made.members:
        found = inspect_bytes(member.path.read_bytes(), load_settings().reading_limits, AS_OF)
        if not isinstance(found, Refusal):
            card = judge(found.document, found.profile, asked).scorecard
            points[member.path.name] = (f"{card.job_match:.1f}", f"{card.document_quality:.1f}")
    return points


@pytest.mark.parametrize("page", PAGES)
def test_the_points_shown_are_those_of_the_demo(page: str, demo: dict[str, Points]) -> None:
    text = Path(PROJECT_ROOT / page).read_text(encoding="utf-8")
    rows = [*RANKED.finditer(text), *LISTED.finditer(text)]
    shown = {row["file"]: (row["match"], row["quality"]) for row in rows if row["file"] in demo}
    assert len(shown) > len({row["file"] for row in rows}) / 2
    assert shown == {file: demo[file] for file in shown}
