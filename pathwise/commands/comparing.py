"""From files to a stored ranking: taken in, compared by the flow, waited for."""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise
from pathlib import PurePath
from uuid import UUID

from pathwise.commands.console import progress, say
from pathwise.commands.orchestration import Orchestration, orchestration
from pathwise.commands.watching import watched
from pathwise.comparison.difference import compare_with
from pathwise.comparison.model import Contender, Difference, MetricPoints
from pathwise.comparison.precedence import Precedence, explain
from pathwise.comparison.robustness import Robustness, weigh_otherwise
from pathwise.comparison.tiers import resolution
from pathwise.documents.collection import Candidate
from pathwise.documents.model import Refusal
from pathwise.errors import InvalidInputError, NothingToCompareError, UnknownBatchError
from pathwise.job.requirements import read_requirements
from pathwise.manifest import current_versions
from pathwise.scoring.model import RequirementMatch
from pathwise.scoring.rubric import load_rubric
from pathwise.settings import Settings
from pathwise.storage.batches import BatchState, ComparisonWish, MemberWish, batch_state, is_claimed, open_batch
from pathwise.storage.database import Database, shared_database
from pathwise.storage.files import FileStore
from pathwise.storage.intake import TurnedAway, Uploaded, upload
from pathwise.storage.rankings import MemberResult, load_members, load_requirements
from pathwise.storage.standings import load_metrics
from pathwise.storage.uploads import ensure_user
from pathwise_models.enums import ReasonCode

POLL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks of a comparison.

    Attributes:
        email: Whose resumes these are.
        job_text: The job.
        name: Name of the batch; None to leave it without.
        labels: Names for people, by file.
        primary: File that the others are compared with.
    """

    email: str
    job_text: str
    name: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    primary: str | None = None


@dataclass(frozen=True)
class Compared:
    """What became of files that were compared, in the order given.

    Attributes:
        state: How the batch stands.
        entries: What each file became.
        members: Members of the batch, in the order of the ranking.
        matches: How strongly each judged member shows each requirement, by member.
        metrics: Parts of each judged member's match, by member.
    """

    state: BatchState
    entries: Sequence[Uploaded | TurnedAway]
    members: Sequence[MemberResult]
    matches: Mapping[UUID, tuple[RequirementMatch, ...]]
    metrics: Mapping[UUID, tuple[MetricPoints, ...]] = field(default_factory=dict)

    @cached_property
    def files(self) -> Mapping[UUID, str]:
        """Give the first name that each member's bytes came under, by member."""
        return {member.member_id: self._labels[member.upload_id][0] for member in self.members}

    @cached_property
    def _labels(self) -> Mapping[UUID, list[str]]:
        """Give every name that an upload's bytes came under, by upload."""
        labels: defaultdict[UUID, list[str]] = defaultdict(list)
        for entry in self.entries:
            if isinstance(entry, Uploaded):
                labels[entry.upload_id].append(entry.label)
        return labels

    def ranked(self) -> Iterator[tuple[str, MemberResult]]:
        """Give the ranked members, best first, each under every name its bytes came under."""
        for member in self.members:
            if member.rank is not None:
                yield from ((label, member) for label in self._labels[member.upload_id])

    def failed(self) -> Iterator[tuple[str, Refusal]]:
        """Give the files that are not ranked, with the reason."""
        refused = {each.upload_id: each for each in self.members if each.rank is None and not each.is_linked}
        for entry in self.entries:
            if isinstance(entry, TurnedAway):
                yield entry.label, entry.refusal
            elif member := refused.get(entry.upload_id):
                yield entry.label, _refusal(member)

    def linked(self) -> Iterator[tuple[str, MemberResult, str]]:
        """Give the files that are not ranked because another of the same person is, with that file's name."""
        for member in self.members:
            if member.same_person_as:
                ranked = self.files[member.same_person_as]
                yield from ((label, member, ranked) for label in self._labels[member.upload_id])

    def contenders(self) -> list[Contender]:
        """Give the ranked members with what they show, as the ranking takes them."""
        return [
            Contender(
                member.member_id,
                place,
                member.job_match,
                member.coverage,
                self.matches[member.member_id],
                self.metrics.get(member.member_id, ()),
            )
            for place, member in enumerate(self.members)
            if member.rank is not None
        ]

    def differences(self) -> dict[UUID, Difference]:
        """Compare every ranked member with the primary, by member; empty where none is marked or it is not ranked."""
        marked = {member.member_id for member in self.members if member.is_primary}
        contenders = self.contenders()
        reference = next((each for each in contenders if each.member_id in marked), None)
        return {each.member_id: compare_with(reference, each) for each in contenders} if reference else {}

    def precedences(self) -> dict[UUID, Precedence]:
        """Say why each ranked member stands before the next, by the upper one; nothing of the last."""
        contenders = self.contenders()
        asked = next((each.requirements for each in contenders if each.requirements), ())
        least = resolution([match.requirement for match in asked], chain(*self.metrics.values()), load_rubric().ladder)
        reasons = (explain(upper, lower, least) for upper, lower in pairwise(contenders))
        return {reason.upper_id: reason for reason in reasons if reason}

    def robustness(self) -> Robustness | None:
        """Tell how the order would change under other weights; None where no weight matters."""
        return weigh_otherwise(self.contenders())


def compare_stored(settings: Settings, candidates: Sequence[Candidate], asked: Asked) -> Compared:
    """Take files in, compare them by the flow, and load the ranking; bring up what that needs.

    The same comparison again answers the batch that is known. Where another run works on it, that run is waited for.

    Raises:
        InvalidInputError: A label or the primary names none of the files.
        PathwiseError: Something broke that is not a file's fault: the database, Prefect, or the flow.
    """
    check_names(asked, candidates)
    with orchestration(settings) as around:
        return compare_within(around, candidates, asked)


def check_names(asked: Asked, candidates: Sequence[Candidate]) -> None:
    """Check that labels and the primary name one file each.

    Raises:
        InvalidInputError: One does not.
    """
    for file in (*asked.labels, *([asked.primary] if asked.primary else [])):
        _named(file, candidates)


def compare_within(around: Orchestration, candidates: Sequence[Candidate], asked: Asked) -> Compared:
    """Do the same with what is up already. Raises as `compare_stored` does."""
    labels = {_named(file, candidates): text for file, text in asked.labels.items()}
    primary = _named(asked.primary, candidates) if asked.primary else None
    database = shared_database()
    user_id, is_new = database.run(lambda session: ensure_user(session, asked.email))
    if is_new:
        say(f"New user {asked.email}, id {user_id}.")
    entries = _upload(candidates, user_id, around.settings, database)
    members = tuple(
        MemberWish(entry.upload_id, labels.get(entry.label), entry.label == primary)
        for entry in entries
        if isinstance(entry, Uploaded)
    )
    if not members:
        raise NothingToCompareError
    wish = ComparisonWish(asked.job_text, read_requirements(asked.job_text).title, asked.name, members)
    batch_id = database.run(lambda session: open_batch(session, user_id, wish, current_versions()))
    _run_flow(batch_id, around, database)
    return _load(batch_id, entries, database)


def _named(file: str, candidates: Sequence[Candidate]) -> str:
    """Find the candidate that a person means by a path or by the file's name alone."""
    labels = [each.label for each in candidates if file in (each.label, PurePath(each.label).name)]
    if len(labels) != 1:
        problem = "is none of the files." if not labels else "is the name of several files; give its path."
        raise InvalidInputError(file, f"{problem} Name it as it is listed: {candidates[0].label}, for example.")
    return labels[0]


def _upload(
    candidates: Sequence[Candidate], user_id: UUID, settings: Settings, database: Database
) -> list[Uploaded | TurnedAway]:
    store, size = FileStore(settings.file_store_url), settings.chunk_size
    entries: list[Uploaded | TurnedAway] = []
    with progress() as bar:
        done = bar.add_task("Storing", total=len(candidates))
        for start in range(0, len(candidates), size):
            entries += upload(candidates[start : start + size], user_id, store=store, database=database)
            bar.update(done, completed=len(entries))
    return entries


def _run_flow(batch_id: UUID, around: Orchestration, database: Database) -> None:
    """Run the flow until the batch has ended; wait while another run has it."""
    told = False
    while True:
        with watched(batch_id, database, around.database_url):
            around.run_flow("compare-batch", request={"batch_id": batch_id})
        if _state(batch_id, database).is_ended:
            return
        if not told:
            say("Another run works on this batch; waiting for it, or for its claim to run out.")
            told = True
        _wait_while_claimed(batch_id, database)


def _wait_while_claimed(batch_id: UUID, database: Database) -> None:
    while database.run(lambda session: is_claimed(session, batch_id)):
        time.sleep(POLL_SECONDS)


def _state(batch_id: UUID, database: Database) -> BatchState:
    state = database.run(lambda session: batch_state(session, batch_id))
    if state is None:
        raise UnknownBatchError(batch_id)
    return state


def _load(batch_id: UUID, entries: Sequence[Uploaded | TurnedAway], database: Database) -> Compared:
    members = database.run(lambda session: load_members(session, batch_id))
    matches = database.run(lambda session: load_requirements(session, batch_id))
    metrics = database.run(lambda session: load_metrics(session, batch_id))
    return Compared(_state(batch_id, database), entries, members, matches, metrics)


def _refusal(member: MemberResult) -> Refusal:
    reason = member.reason or ReasonCode.INTERRUPTED
    return Refusal(reason, member.message or "It has not ended. Give the same command again.")
