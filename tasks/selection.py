"""What is stale: counted by reason, then opened wave by wave, and put in the place of what stood before."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from prefect import task
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pathwise.manifest import RulesVersions, current_versions
from pathwise.settings import load_settings
from pathwise.shifts import Change
from pathwise.staleness import Cause, Staleness, StaleWish, StandingAnalysis, find_cause
from pathwise.storage.database import shared_database
from pathwise.storage.stale import Cursor, Page, check_wish, load_page, open_again, take_places
from tasks.retries import STAGE_TASK
from tasks.rules import rules_in_force

CHUNKS_AT_ONCE = 2
"""While one chunk is kept the other keeps the pool busy; bulk work is in no hurry."""
SURVEY_SIZE = 500
"""Analyses looked at by one query while nothing but counts is kept."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What is stale.

    Attributes:
        wish: What was asked, held to what was there when it was asked: what the run itself makes is not looked at.
        causes: How many analyses, by reason; no more than the wish's limit in all.
        is_cut: There are more than the limit.
    """

    wish: StaleWish
    causes: Mapping[Cause, int]
    is_cut: bool

    @property
    def total(self) -> int:
        """How many analyses are to be made again, or are answered already and only to be superseded."""
        return sum(self.causes.values())


@dataclass(frozen=True, slots=True)
class Place:
    """How far a walk over the analyses has come.

    Attributes:
        kind: Place in the statuses that are walked, from 0.
        after: Place within that status; None for its beginning.
    """

    kind: int = 0
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Wave:
    """Analyses that are worked on together.

    Attributes:
        chunks: Analyses to be made, in chunks.
        pairs: The analysis that answers now, by the one that stood before.
        end: Where the next wave begins.
    """

    chunks: Sequence[list[UUID]]
    pairs: Mapping[UUID, UUID]
    end: Place


@dataclass(frozen=True, slots=True)
class _Stale:
    standing: StandingAnalysis
    cause: Cause
    answer: UUID | None


@task(name="survey-stale", tags={"area:reprocessing"}, **STAGE_TASK)
def survey_stale(wish: StaleWish) -> Survey:
    """Count what is stale, by reason. Reads only.

    Raises:
        UnknownUserError: There is no such user. Not retried.
        UnknownBatchError: There is no such batch. Not retried.
    """
    shared_database().run(lambda session: check_wish(session, wish))
    began_at = shared_database().run(_now)
    bounded = replace(wish, asked_until=min(wish.asked_until or began_at, began_at))
    causes: Counter[Cause] = Counter()
    for found, _ in _walk(bounded, Place(), SURVEY_SIZE):
        for each in found:
            if causes.total() == wish.limit:
                return Survey(bounded, causes, is_cut=True)
            causes[each.cause] += 1
    return Survey(bounded, causes, is_cut=False)


@task(name="open-wave", tags={"area:reprocessing"}, **STAGE_TASK)
def open_wave(wish: StaleWish, begin: Place, most: int) -> Wave | None:
    """Find the next analyses that are stale, and open those by which they are made again. Safe to run again.

    Args:
        wish: As the survey held it.
        begin: Where the wave before ended.
        most: Analyses that are left of the limit.

    Returns:
        None where nothing is left.

    Writes:
        Rows of `resume_analyses`, unless they are there; those that failed for a reason that may pass are pending
        again.
    """
    size = load_settings().chunk_size * CHUNKS_AT_ONCE
    if most <= 0:
        return None
    for found, end in _walk(wish, begin, size):
        if found:
            return _open(found[:most], end)
    return None


@task(name="take-places", tags={"area:reprocessing"}, **STAGE_TASK)
def settle_wave(wave: Wave) -> list[Change]:
    """Let what was made again take the place of what stood before, where it ended so. Safe to run again.

    Writes:
        `superseded_at` of `resume_analyses`.
    """
    return shared_database().run(lambda session: take_places(session, wave.pairs))


def _walk(wish: StaleWish, begin: Place, size: int) -> Iterator[tuple[list[_Stale], Place]]:
    """Go through all that may be stale, a page at a time; gives what is stale, and where the next page begins."""
    versions = rules_in_force()
    place = begin
    while place.kind < len(wish.wanted.statuses):
        page = _load(wish, place, versions, size)
        place = replace(place, after=page.end) if page.end else Place(place.kind + 1)
        yield _stale(page, wish, versions), place


def _load(wish: StaleWish, place: Place, versions: RulesVersions, size: int) -> Page:
    status = wish.wanted.statuses[place.kind]
    return shared_database().run(lambda session: load_page(session, wish, status, versions, place.after, size))


def _stale(page: Page, wish: StaleWish, versions: RulesVersions) -> list[_Stale]:
    found = []
    for standing in page.standing:
        current = page.current.get(standing.analysis_id)
        cause = find_cause(standing, current, versions)
        if cause and wish.wanted.takes(cause.staleness):
            found.append(_Stale(standing, cause, current.analysis_id if current else None))
    return found


def _open(found: Sequence[_Stale], end: Place) -> Wave:
    answered = {
        each.standing.analysis_id: each.answer
        for each in found
        if each.cause.staleness is Staleness.ANSWERED_ANEW and each.answer
    }
    to_make = [each.standing for each in found if each.standing.analysis_id not in answered]
    versions, size = current_versions(), load_settings().chunk_size
    opened = shared_database().run(lambda session: open_again(session, to_make, versions))
    # Two older answers to one question are made again once.
    ids = list(dict.fromkeys(opened.values()))
    chunks = [ids[start : start + size] for start in range(0, len(ids), size)]
    return Wave(chunks, opened | answered, end)


def _now(session: Session) -> datetime:
    return session.scalars(select(func.now())).one()
