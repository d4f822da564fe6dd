"""From two rubrics to what changes: the corpus by pages through the pool, then each batch ranked under both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from pathwise.commands.console import progress
from pathwise.commands.orchestration import opened_database
from pathwise.documents.model import DocumentText
from pathwise.errors import InvalidInputError
from pathwise.inspection import Inspection
from pathwise.manifest import RulesVersions, changed_versions, current_versions, rubric_sha256
from pathwise.orders import ReadOrder
from pathwise.resume.months import YearMonth
from pathwise.rubric_shifts import BatchShift, Points, ScoreShift, ScoreShifts, Trial, batch_shift
from pathwise.scoring.rubric import Rubric
from pathwise.settings import Settings
from pathwise.storage.corpus import CorpusWish, Specimen, corpus, count_corpus, ranked_batches
from pathwise.storage.database import Database
from pathwise.trials import TrialOrder, try_rubrics
from pathwise.workers.shared import shared_pool

__all__ = ["CorpusWish", "Tried", "try_on_corpus"]


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial of two rubrics showed.

    Attributes:
        old: Version of the one rubric.
        new: Version of the other.
        analyses: How many were scored under both.
        skipped: How many could not be: no text of their file is kept, or it could not be read again.
        scores: How each score moves.
        batches: How each batch that was tried as a whole changes, those that change most first.
        partial_batches: How many batches were left out, because not all of their members were tried.
    """

    old: str
    new: str
    analyses: int
    skipped: int
    scores: list[ScoreShift]
    batches: list[BatchShift]
    partial_batches: int


def try_on_corpus(settings: Settings, old: Rubric, new: Rubric, wish: CorpusWish) -> Tried:
    """Score stored analyses under two rubrics. Nothing is written.

    Texts are held by the page; what stays is a handful of numbers for each analysis.

    Raises:
        InvalidInputError: There is nothing to try them on.
        DatabaseUnusableError: The database does not answer.
    """
    with opened_database(settings) as database:
        total = database.run(lambda session: count_corpus(session, wish))
        if not total:
            raise InvalidInputError("rubric diff", "there is no analysis with a result to try the rubrics on.")
        shifts, trials = ScoreShifts(), dict[UUID, Trial]()
        with progress() as bar:
            done = bar.add_task("Scoring under both", total=total)
            for analysis_id, trial in _trials(database, settings, (old, new), wish):
                shifts.add(analysis_id, trial)
                trials[analysis_id] = trial
                bar.advance(done)
        batches = list(ranked_batches(database, wish))
    whole = [(batch_id, members) for batch_id, members in batches if all(each in trials for each in members)]
    changed = [batch_shift(batch_id, {each: trials[each] for each in members}) for batch_id, members in whole]
    changed.sort(key=lambda each: (each.keeps_first, each.keeps_top, -each.moved / each.members))
    return Tried(
        old=old.version,
        new=new.version,
        analyses=shifts.analyses,
        skipped=total - shifts.analyses,
        scores=shifts.shifts(),
        batches=changed,
        partial_batches=len(batches) - len(whole),
    )


def _trials(
    database: Database, settings: Settings, rubrics: tuple[Rubric, Rubric], wish: CorpusWish
) -> Iterator[tuple[UUID, Trial]]:
    pool, versions = shared_pool(settings), current_versions()
    named = tuple((rubric, rubric_sha256(rubric)) for rubric in rubrics)
    for page in corpus(database, wish, versions):
        readable = [(each, each.reading) for each in page if each.reading]
        orders = [_order(each, reading, settings, named, versions) for each, reading in readable]
        for (specimen, _), outcome in zip(readable, pool.map(try_rubrics, orders), strict=True):
            if isinstance(outcome, tuple):
                yield from zip(specimen.questions, outcome, strict=True)


def _order(
    specimen: Specimen,
    reading: DocumentText | Inspection,
    settings: Settings,
    rubrics: Sequence[tuple[Rubric, str]],
    versions: RulesVersions,
) -> TrialOrder:
    questions = tuple(specimen.questions.values())
    (old, old_sha256), (new, new_sha256) = rubrics
    known = tuple(
        (_known(specimen, each, old_sha256, versions), _known(specimen, each, new_sha256, versions))
        for each in specimen.questions
    )
    if isinstance(reading, DocumentText):
        as_of = YearMonth.of(specimen.received_at)
        limits, url = settings.reading_limits, settings.file_store_url
        # What has a result was taken for a resume, so it is one.
        order = ReadOrder(url, "", limits, as_of, document=reading, as_resume=True)
        return TrialOrder(order, questions, old, new, known)
    return TrialOrder(reading, questions, old, new, known)


def _known(specimen: Specimen, analysis_id: UUID, rubric: str, versions: RulesVersions) -> Points | None:
    """Give the scores that are kept, where these rules and this rubric gave them to what was read; else None."""
    kept, reading = specimen.kept[analysis_id], specimen.reading
    if not isinstance(reading, Inspection) or kept.rubric_sha256 != rubric or kept.as_of != reading.profile.as_of:
        return None
    # Scores do not rest on the feedback, and the rubric is known by the hash of its figures.
    return kept.points if changed_versions(kept.versions, versions.as_dict()).keys() <= {"rubric", "feedback"} else None
