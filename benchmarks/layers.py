"""The layers of judging, each of which can be left out: what it brings shows in what is lost without it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from pathwise.job.model import Requirement, RequirementKind, Requirements
from pathwise.resume.lexicon import Lexicon, load_lexicon
from pathwise.scoring.assessment import Knowledge
from pathwise.scoring.model import ScoreCategory
from pathwise.scoring.rubric import Ladder, Rubric, load_rubric
from pathwise.scoring.semantics import load_semantics

_MEASURED = frozenset({RequirementKind.YEARS, RequirementKind.EDUCATION})


@dataclass(frozen=True, slots=True)
class Setup:
    """How to judge.

    Attributes:
        knowledge: The lexicon by which resumes and jobs are read as well, and what lies close in meaning.
        rubric: How points are given.
        asks_in_words: What a job says in words, without a name of the lexicon, is asked for as well.
        asks_for_measures: Years and education are asked for as well.
    """

    knowledge: Knowledge
    rubric: Rubric
    asks_in_words: bool = True
    asks_for_measures: bool = True

    def asked(self, requirements: Requirements) -> Requirements:
        """Leave out what this setup does not ask for."""
        return replace(requirements, items=tuple(each for each in requirements.items if self._asks(each)))

    def _asks(self, requirement: Requirement) -> bool:
        if requirement.kind in _MEASURED:
            return self.asks_for_measures
        return self.asks_in_words or bool(requirement.any_of)


def full_setup() -> Setup:
    """Give everything that judging has."""
    return Setup(Knowledge(load_lexicon(), load_semantics()), load_rubric())


def without_other_names(setup: Setup) -> Setup:
    """Know skills by their own names alone."""
    return _with_lexicon(setup, "aliases")


def without_broader(setup: Setup) -> Setup:
    """Let no skill show another."""
    return _with_lexicon(setup, "broader")


def without_ladder(setup: Setup) -> Setup:
    """Give nearly all points to what is named anywhere."""
    flat = Ladder(0.0, 0.997, 0.998, 0.999, 1.0)
    return replace(setup, rubric=replace(setup.rubric, ladder=flat))


def without_words(setup: Setup) -> Setup:
    """Ask for what has a name in the lexicon alone, and for years and education."""
    return replace(setup, asks_in_words=False)


def without_measures(setup: Setup) -> Setup:
    """Leave years and education out."""
    return replace(setup, asks_for_measures=False)


def without_synonyms(setup: Setup) -> Setup:
    """Let no word stand for another."""
    meaning = setup.rubric.meaning
    return replace(setup, rubric=replace(setup.rubric, meaning=meaning and replace(meaning, word=1.0)))


def without_relevance(setup: Setup) -> Setup:
    """Leave out how much of the resume speaks of the job."""
    metrics = [each for each in setup.rubric.metrics if each.key != "relevance"]
    total = sum(each.weight for each in metrics if each.category is ScoreCategory.JOB_MATCH)
    shared_out = tuple(
        replace(each, weight=each.weight / total) if each.category is ScoreCategory.JOB_MATCH else each
        for each in metrics
    )
    return replace(setup, rubric=replace(setup.rubric, metrics=shared_out))


def without_meaning(setup: Setup) -> Setup:
    """Compare words only, as where no semantic layer is installed."""
    return replace(setup, knowledge=replace(setup.knowledge, semantics=None))


def names_alone(setup: Setup) -> Setup:
    """Leave out every layer: a skill is there by its own name or it is not."""
    for without in (without_other_names, without_broader, without_ladder, without_words, without_measures):
        setup = without(setup)
    return without_meaning(setup)


LAYERS: tuple[tuple[str, Callable[[Setup], Setup]], ...] = (
    ("other names of skills", without_other_names),
    ("broader skills that narrower ones show", without_broader),
    ("the ladder: what is named counts as what is shown", without_ladder),
    ("what is asked for in words", without_words),
    ("years and education", without_measures),
    ("words that stand for others", without_synonyms),
    ("how much of it speaks of the job", without_relevance),
    ("all of meaning", without_meaning),
)


def _with_lexicon(setup: Setup, emptied: str) -> Setup:
    lexicon = setup.knowledge.lexicon
    entries = map(partial(replace, **{emptied: ()}), lexicon.entries.values())
    return replace(
        setup, knowledge=replace(setup.knowledge, lexicon=Lexicon(entries, f"{lexicon.version}-no-{emptied}"))
    )
