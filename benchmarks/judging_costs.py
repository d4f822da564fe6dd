"""What judging a resume costs, beside BM25 and an embedding of the same text, in one run."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import mean
from types import ModuleType

import wordllama  # type: ignore[import-untyped]

from benchmarks.layers import Setup
from benchmarks.ratings import AS_OF, RatedJob
from benchmarks.results import table
from pathwise.documents.model import DocumentText
from pathwise.feedback.advice import advise
from pathwise.job.model import Requirements
from pathwise.job.requirements import read_requirements
from pathwise.resume.model import ResumeProfile
from pathwise.resume.profile import build_profile
from pathwise.scoring.assessment import assess
from pathwise.scoring.scorecard import add_up

ROUNDS = 5
MOST = 2.0
"""How often the cost of BM25 and the embedding judging may cost."""
_SATURATION, _LENGTH_SHARE, _USUAL_LENGTH = 1.2, 0.75, 400


@dataclass(frozen=True, slots=True)
class _Case:
    """One resume to be judged for one job.

    Attributes:
        document: Its text.
        profile: What it says.
        asked: What the job asks for.
        query: The same in terms, for BM25.
    """

    document: DocumentText
    profile: ResumeProfile
    asked: Requirements
    query: Sequence[str]


def tell_costs(stick: ModuleType, jobs: Sequence[RatedJob], documents: Mapping[str, DocumentText], setup: Setup) -> str:
    """Measure every way on every resume of every job, the ways taking turns, and write the table."""
    profiles = {name: build_profile(document, AS_OF) for name, document in documents.items()}
    cases = [
        _Case(documents[name], profiles[name], read_requirements(job.text), stick.terms(job.query))
        for job in jobs
        for name in job.resumes
    ]
    milliseconds = _measure(cases, _ways(stick, documents, setup))
    bm25, library, ours, judged, advice = milliseconds
    rows = [
        ["BM25 over the text, rarities of words known", f"{bm25:.2f}", "", ""],
        ["Embedding by the library: lines, and what the job asks for, compared", f"{library:.2f}", "", ""],
        ["The same by the sums of Pathwise", f"{ours:.2f}", "", ""],
        _row("**Judged and scored**", judged, bm25 + library, bm25 + ours),
        _row("And with what to do next", judged + advice, bm25 + library, bm25 + ours),
    ]
    return (
        f"### What it costs\n\nCPU time of one core a resume: the least of {ROUNDS} rounds, on average over "
        f"{len(cases)} judgements, after reading and once the job was read. At most {MOST:g} times BM25 "
        f"and the embedding are wanted.\n\n{table(['', 'ms', 'x BM25 and library', 'x BM25 and own sums'], rows)}"
    )


def _row(label: str, milliseconds: float, *bases: float) -> list[str]:
    return [label, f"{milliseconds:.2f}", *(f"{milliseconds / base:.2f}" for base in bases)]


def _ways(
    stick: ModuleType, documents: Mapping[str, DocumentText], setup: Setup
) -> Sequence[Callable[[_Case], object]]:
    rarity, library, semantics = _rarity(stick, documents), _load_library(), setup.knowledge.semantics
    if semantics is None:
        sys.exit("The semantic layer is not installed: make install")

    def by_bm25(case: _Case) -> object:
        return _score_bm25(stick.terms(case.document.text), case.query, rarity)

    def by_library(case: _Case) -> object:
        asked = library.embed([item.text for item in case.asked.items], norm=True)
        return asked @ library.embed(case.document.text.splitlines(), norm=True).T

    def by_own_sums(case: _Case) -> object:
        return semantics.nearness([item.text for item in case.asked.items], case.document.text.splitlines())

    def judged(case: _Case) -> object:
        return add_up(assess(case.document, case.profile, case.asked, setup.rubric, setup.knowledge))

    def advised(case: _Case) -> object:
        assessment = assess(case.document, case.profile, case.asked, setup.rubric, setup.knowledge)
        card = add_up(assessment)
        began = time.process_time()
        advise(case.document, assessment, card)
        return time.process_time() - began

    return by_bm25, by_library, by_own_sums, judged, advised


def _measure(cases: Sequence[_Case], ways: Sequence[Callable[[_Case], object]]) -> list[float]:
    """Give the mean of each way in milliseconds."""
    least = [[float("inf")] * len(cases) for _ in ways]
    for _ in range(ROUNDS):
        for place, case in enumerate(cases):
            for kept, way in zip(least, ways, strict=True):
                began = time.process_time()
                told = way(case)
                spent = told if isinstance(told, float) and way is ways[-1] else time.process_time() - began
                kept[place] = min(kept[place], spent)
    return [1000 * mean(seconds) for seconds in least]


def _load_library() -> wordllama.WordLlama:
    """Load the library from its own folder: its way of finding the files there misses one of them."""
    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


def _rarity(stick: ModuleType, documents: Mapping[str, DocumentText]) -> dict[str, float]:
    counts = Counter(word for document in documents.values() for word in set(stick.terms(document.text)))
    return {word: log(1 + (len(documents) - count + 0.5) / (count + 0.5)) for word, count in counts.items()}


def _score_bm25(words: Sequence[str], query: Sequence[str], rarity: Mapping[str, float]) -> float:
    counts = Counter(words)
    damping = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * len(words) / _USUAL_LENGTH)
    return sum(
        rarity[word] * counts[word] * (_SATURATION + 1) / (counts[word] + damping)
        for word in set(query)
        if counts[word]
    )
