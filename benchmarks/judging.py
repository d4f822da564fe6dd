"""What judging is worth and what it costs: each layer left out in turn, beside BM25, by recruiters' ratings.

`make bench-judging`, or `.venv/bin/python -m benchmarks.judging`. Needs the ratings beside the project. All in one
process and one run; intervals come from drawing the jobs anew.
"""

import random
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import ModuleType

from benchmarks.judging_costs import tell_costs
from benchmarks.layers import LAYERS, Setup, full_setup, names_alone
from benchmarks.machine import describe_machine
from benchmarks.ratings import AS_OF, RATINGS, RatedJob, inspect, load_jobs, load_stick, measures_of, read_texts
from benchmarks.results import table, write_section
from pathwise.commands.console import say
from pathwise.documents.model import DocumentText
from pathwise.job.requirements import read_requirements
from pathwise.resume.model import ResumeProfile
from pathwise.resume.profile import build_profile
from pathwise.scoring.scorecard import score_resume

DRAWS = 2000
SEED = 7
Row = tuple[float, float, float, float]
Corpus = Mapping[str, DocumentText]


def main() -> None:
    """Measure, and write the section of the page."""
    stick, jobs = load_stick(), load_jobs()
    texts = read_texts([name for job in jobs for name in job.resumes])
    documents = {name: inspect(text.encode()).document for name, text in texts.items()}
    setup = full_setup()
    say(f"{len(jobs)} jobs, {len(documents)} resumes.")
    page = "\n\n".join(
        [
            f"## Judging\n\n`make bench-judging`, {datetime.now(UTC):%-d %B %Y}\n\n{describe_machine()}",
            _ablation(stick, jobs, documents, setup),
            tell_costs(stick, jobs, documents, setup),
        ]
    )
    write_section("judging", page)
    say(page)


def _ablation(stick: ModuleType, jobs: Sequence[RatedJob], documents: Corpus, setup: Setup) -> str:
    words = {name: stick.terms(document.text) for name, document in documents.items()}
    everything = "**Pathwise**"
    orders = {
        everything: _measure(stick, jobs, documents, setup),
        **{f"without {label}": _measure(stick, jobs, documents, without(setup)) for label, without in LAYERS},
        "names of skills alone": _measure(stick, jobs, documents, names_alone(setup)),
        "BM25": [_bm25(stick, job, words) for job in jobs],
        "length": [measures_of(stick, job, {name: len(documents[name].text) for name in job.resumes}) for job in jobs],
    }
    chance = random.Random(SEED)
    draws = [[chance.randrange(len(jobs)) for _ in jobs] for _ in range(DRAWS)]
    drawn = {label: [stick.totals([rows[at] for at in draw]) for draw in draws] for label, rows in orders.items()}
    lines = []
    for label, rows in orders.items():
        points = [
            f"{value:.3f} {stick.interval([each[at] for each in drawn[label]])}"
            for at, value in enumerate(stick.totals(rows))
        ]
        gain = stick.totals(orders[everything])[0] - stick.totals(rows)[0]
        gains = [ours[0] - theirs[0] for ours, theirs in zip(drawn[everything], drawn[label], strict=True)]
        lines.append([label, *points, "" if label == everything else f"{gain:+.3f} {stick.interval(gains)}"])
    head = ["", "Pairs in order", "NDCG@10", "Spearman's rho", "Pairs: gain of all over this"]
    return (
        f"### What each layer brings\n\n{len(jobs)} jobs with {sum(len(job.resumes) for job in jobs)} ratings by "
        f"recruiters. In brackets, 95 % of {DRAWS:,} drawings of the jobs: what reaches across 0 is no gain that "
        f"{len(jobs)} jobs could show.\n\n{table(head, lines)}"
    )


def _measure(stick: ModuleType, jobs: Sequence[RatedJob], documents: Corpus, setup: Setup) -> list[Row]:
    lexicon = setup.knowledge.lexicon
    profiles = {name: build_profile(document, AS_OF, lexicon) for name, document in documents.items()}
    return [measures_of(stick, job, _matches(job, documents, profiles, setup)) for job in jobs]


def _matches(
    job: RatedJob, documents: Corpus, profiles: Mapping[str, ResumeProfile], setup: Setup
) -> dict[str, float | None]:
    asked = setup.asked(read_requirements(job.text, setup.knowledge.lexicon))
    return {
        name: score_resume(documents[name], profiles[name], asked, setup.rubric, setup.knowledge).job_match
        for name in job.resumes
    }


def _bm25(stick: ModuleType, job: RatedJob, words: Mapping[str, list[str]]) -> Row:
    scores = stick.bm25(stick.terms(job.query), [words[name] for name in job.resumes], list(words.values()))
    return measures_of(stick, job, dict(zip(job.resumes, scores, strict=True)))


if __name__ == "__main__":
    if not RATINGS.is_file():
        sys.exit("The ratings are not there: they lie beside the project, in shared/data/matching.")
    main()
