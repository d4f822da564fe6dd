"""The full judgement of six invented people, as kept; `make golden` writes it anew and shows what changed."""

import os
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from pathwise.demo.samples import DemoMember, write_demo
from pathwise.documents.model import DocumentText
from pathwise.documents.reading import read_document
from pathwise.job.requirements import read_requirements
from pathwise.judgement import Judgement, judge
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile
from pathwise.settings import PROJECT_ROOT
from tests.golden.analysis_page import analysis_page

HERE = Path(__file__).parent
EXAMPLES = PROJECT_ROOT / "docs" / "example-analysis.md"
WRITE = os.environ.get("GOLDEN") == "write"
AS_OF = YearMonth(2026, 11)


@dataclass(frozen=True)
class Person:
    """Whose resume it is, and for which job: a file beside this one, or the demo's own."""

    file: str
    trade: str
    job: str | None


PEOPLE = (
    Person("amara-lindqvall.pdf", "backend developer", "backend-developer.md"),
    Person("gideon-saltmarsh.txt", "backend developer", "backend-developer.md"),
    Person("hassan-farouqi.pdf", "electrician", "electrician.md"),
    Person("mirko-demirov.pdf", "support agent", "support-agent.md"),
    Person("niamh-o-tierney.md", "nurse", "nurse.md"),
    Person("rosalind-quillfeather.docx", "project manager", None),
)
IN_DOCS = ("gideon-saltmarsh.txt", "niamh-o-tierney.md")
PREFACE = """# Two analyses

What Pathwise says about two people of `pathwise demo`. Both are invented, and so are the jobs. The first has a resume
that says little for what he can do; the second has done much of what her job asks for. `make golden` writes this page
anew, with the analyses of four more people in `tests/golden`, and a test holds it to the code.

Points are of the job match here: advice about the document alone brings none beside a job. How a strength comes about:
not found 0, only named 0.3, named in a role 0.5, used in a dated role 0.8, used with a result 1; a dash is what a
resume need not say, and does not count.
"""


@pytest.fixture(scope="session")
def members(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DemoMember]:
    """The demo's files by name."""
    demo = write_demo(tmp_path_factory.mktemp("demo"))
    return {member.path.name: member for member in demo.members}


@cache
def job_text(name: str) -> str:
    own = HERE / "jobs" / name
    return own.read_text("utf-8") if own.exists() else (files("pathwise.demo") / name).read_text("utf-8")


def read(member: DemoMember) -> DocumentText:
    document = read_document(member.path.read_bytes())
    assert isinstance(document, DocumentText)
    return document


def judged(person: Person, document: DocumentText) -> Judgement:
    requirements = read_requirements(job_text(person.job)) if person.job else None
    return judge(document, build_profile(document, AS_OF), requirements)


def page(person: Person, members: dict[str, DemoMember]) -> str:
    member = members[person.file]
    name, form = member.sample.person.name, member.sample.layout.value.replace("_", " ")
    title = f"{name}, {person.trade} ({form})" + ("" if person.job else ", without a job")
    return analysis_page(title, judged(person, read(member)))


def hold(path: Path, content: str) -> None:
    if WRITE:
        path.write_text(content, "utf-8")
    assert path.read_text("utf-8") == content, "Look at what changed with `make golden`; keep it where it is right."


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.file)
def test_a_judgement_is_as_kept(members: dict[str, DemoMember], person: Person) -> None:
    hold(HERE / f"{Path(person.file).stem}.md", page(person, members))


def test_the_examples_in_the_docs_are_two_of_them(members: dict[str, DemoMember]) -> None:
    shown = [page(person, members) for person in PEOPLE if person.file in IN_DOCS]
    hold(EXAMPLES, "\n".join([PREFACE, *shown]))


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.file)
def test_every_quote_stands_in_the_resume_in_the_line_that_is_named(
    members: dict[str, DemoMember], person: Person
) -> None:
    document = read(members[person.file])
    lines = [line.text for line in document.lines]
    words = "".join("".join(lines).split())
    for item in judged(person, document).feedback:
        if item.line is not None:
            assert item.quote is not None
            line = lines[item.line - 1]
            assert "".join(item.quote.split()) in words
            assert item.quote.split()[0] in line
