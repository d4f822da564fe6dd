"""What judging is worth and what it costs: each layer left out in turn, beside BM25, by recruiters' ratings.

`make bench-judging`, or `.venv/bin/python -m benchmarks.judging`. Needs the ratings beside the project. All in one
process and one run; intervals come from drawing the jobs anew.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import log
from statistics import mean
from types import ModuleType

from benchmarks.layers import LAYERS, Setup, full_setup, names_alone
from benchmarks.machine import describe_machine
from benchmarks.ratings import AS_OF, RATINGS, RatedJob, inspect, load_jobs, load_stick, measures_of, read_texts
from benchmarks.results import table, write_section
from pathwise.commands.console import say
from pathwise.documents.model import DocumentText
from pathwise.feedback.advice import advise
from pathwise.job.requirements import read_requirements
from pathwise.resume.model import ResumeProfile
from pathwise.resume.profile import build_profile
from pathwise.scoring.assessment import assess
from pathwise.scoring.scorecard import add_up, score_resume

DRAWS = 2000
SEED = 7
MOST = 2.0
"""How often the cost of BM25 and the embedding judging may cost."""

Row = tuple[float, float, float, float]
Corpus = Mapping[str, DocumentText]


@dataclass(slots=True)
class Costs:
    """CPU seconds of each judgement."""

    judged: list[float] = field(default_factory=list)
    advised: list[float] = field(default_factory=list)
    bm25: list[float] = field(default_factory=list)
    embedded: list[float] = field(default_factory=list)


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
            _costs(stick, jobs, documents, setup),
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


def _costs(stick: ModuleType, jobs: Sequence[RatedJob], documents: Corpus, setup: Setup) -> str:
    costs, rarity, semantics = Costs(), _rarity(stick, documents), setup.knowledge.semantics
    if semantics is None:
        sys.exit("The semantic layer is not installed: make install")
    profiles = {name: build_profile(document, AS_OF) for name, document in documents.items()}
    # Twice: what is remembered of words and requirements is remembered by both ways after the first round.
    for costs in (Costs(), Costs()):
        for job in jobs:
            asked, query = read_requirements(job.text, setup.knowledge.lexicon), stick.terms(job.query)
            wanted = [item.text for item in asked.items]
            for name in job.resumes:
                document = documents[name]
                clock = [time.process_time()]
                assessment = assess(document, profiles[name], asked, setup.rubric, setup.knowledge)
                card = add_up(assessment)
                clock.append(time.process_time())
                advise(document, assessment, card)
                clock.append(time.process_time())
                _score_bm25(stick.terms(document.text), query, rarity)
                clock.append(time.process_time())
                semantics.nearness(wanted, document.text.splitlines())
                clock.append(time.process_time())
                for kept, began, ended in zip(
                    (costs.judged, costs.advised, costs.bm25, costs.embedded), clock, clock[1:], strict=False
                ):
                    kept.append(ended - began)
    base = mean(costs.bm25) + mean(costs.embedded)
    judged, advised = mean(costs.judged), mean(costs.judged) + mean(costs.advised)
    rows = [
        [label, f"{1000 * seconds:.2f}", f"{seconds / base:.2f}"]
        for label, seconds in (
            ("BM25 over the text, rarities of words known", mean(costs.bm25)),
            ("The embedding of its lines and of what the job asks for, compared", mean(costs.embedded)),
            ("Both", base),
            ("**Judged and scored**", judged),
            ("And what to do next", advised),
        )
    ]
    return (
        f"### What it costs\n\nCPU time of one core a resume, {len(costs.judged)} judgements, after reading and once "
        f"the job was read. At most {MOST:g} times both are wanted.\n\n{table(['', 'ms, mean', 'x both'], rows)}"
    )


def _rarity(stick: ModuleType, documents: Corpus) -> dict[str, float]:
    counts = Counter(word for document in documents.values() for word in set(stick.terms(document.text)))
    return {word: log(1 + (len(documents) - count + 0.5) / (count + 0.5)) for word, count in counts.items()}


def _score_bm25(words: Sequence[str], query: Sequence[str], rarity: Mapping[str, float]) -> float:
    counts, length = Counter(words), len(words)
    return sum(
        rarity[word] * counts[word] * 2.2 / (counts[word] + 1.2 * (0.25 + 0.75 * length / 400))
        for word in set(query)
        if counts[word]
    )


if __name__ == "__main__":
    if not RATINGS.is_file():
        sys.exit("The ratings are not there: they lie beside the project, in shared/data/matching.")
    main()
