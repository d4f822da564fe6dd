from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from pathwise.documents.model import DocumentText
from pathwise.job.requirements import read_requirements
from pathwise.resume.lexicon import load_lexicon
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.assessment import Knowledge, assess
from pathwise.scoring.matching import Finding
from pathwise.scoring.model import Way
from pathwise.scoring.rubric import load_rubric
from pathwise.scoring.semantics import Semantics, load_semantics

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]

DRIVER = """Mira Holt

Experience

Driver, Example Orchards Ltd
March 2019 - June 2024
- Repaired cars and trucks
- Baked rye bread

Skills
Welding
"""


@pytest.fixture(scope="module")
def layer() -> Semantics:
    loaded = load_semantics()
    if loaded is None:
        pytest.skip("no semantic layer for this machine")
    return loaded


def judged(read: Read, layer: Semantics | None, resume: str, asked: str) -> Sequence[Finding]:
    document, profile = read(resume)
    findings = assess(document, profile, read_requirements(asked), None, Knowledge(load_lexicon(), layer)).findings
    assert findings is not None
    return findings


def test_a_duty_said_in_other_words_counts_as_only_named(read: Read, layer: Semantics) -> None:
    job = "Responsibilities\n- Repair vehicles\n"
    (found,) = judged(read, layer, DRIVER.replace("Repaired cars", "Fixed cars"), job)
    assert (found.match.matched_by, found.share) == (Way.MEANING, 0.3)
    assert found.match.evidence == "Fixed cars and trucks"


def test_without_a_layer_other_words_are_no_hint_and_nothing_speaks_of_it(read: Read) -> None:
    (found,) = judged(read, None, DRIVER, "Responsibilities\n- Sell vehicles\n")
    assert (found.match.matched_by, found.share, found.spoken_of) == (None, 0.0, None)


def test_a_rubric_that_knows_no_meaning_adds_nothing(read: Read, layer: Semantics) -> None:
    document, profile = read(DRIVER)
    job, without = read_requirements("Requirements\n- Welding\n"), replace(load_rubric(), meaning=None)
    (found,) = assess(document, profile, job, without, Knowledge(load_lexicon(), layer)).findings or ()
    assert found.spoken_of is None


def test_a_name_of_another_skill_is_no_hint(read: Read, layer: Semantics) -> None:
    (found,) = judged(read, layer, f"{DRIVER}JavaScript\n", "Requirements\n- Java\n")
    assert found.share == 0.0


def test_each_statement_that_speaks_of_it_is_a_place_and_another_one_changes_nothing(
    read: Read, layer: Semantics
) -> None:
    job = "Responsibilities\n- Bake bread\n"
    resumes = (
        DRIVER,
        DRIVER.replace("- Baked", "- Planned the shifts of a team\n- Baked"),
        DRIVER.replace("- Baked", "- Baked wheat bread\n- Baked"),
        DRIVER.replace("- Baked", "- Baked rye bread\n" * 9 + "- Baked"),
    )
    shares = [judged(read, layer, resume, job)[0].spoken_of for resume in resumes]
    assert shares == [0.2, 0.2, 0.4, 0.2]


def test_a_block_of_names_is_one_place_however_long(read: Read, layer: Semantics) -> None:
    job = "Responsibilities\n- Bake bread\n"
    block = "Bread baking, wheat bread, baked bread, bread ovens, bakery bread, rye bread rolls\n"
    assert judged(read, layer, f"{DRIVER}{block}", job)[0].spoken_of == 0.4
    assert judged(read, layer, f"{DRIVER}{block}" + "Sourdough bread, bread dough\n" * 9, job)[0].spoken_of == 0.4


def test_the_nearest_place_is_quoted(read: Read, layer: Semantics) -> None:
    assert judged(read, layer, DRIVER, "Responsibilities\n- Bake bread\n")[0].nearest == "Baked rye bread"


def test_a_hint_in_a_summary_is_quoted_as_a_whole_sentence(read: Read, layer: Semantics) -> None:
    resume = DRIVER.replace("- Repaired cars and trucks\n", "").replace(
        "\nExperience", "\nSummary\nFixed cars in the large\ngarage of a town.\n\nExperience"
    )
    (found,) = judged(read, layer, resume, "Responsibilities\n- Repair vehicles\n")
    assert (found.match.matched_by, found.match.evidence) == (Way.MEANING, "Fixed cars in the large garage of a town.")
