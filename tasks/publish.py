"""What an operator sees of a run in Prefect: summaries with ids, positions, points and reason codes, nothing else."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed

from pathwise.runtime.prefect_api import EndName
from pathwise.storage.database import shared_database
from pathwise.storage.rankings import MemberResult, load_members
from pathwise.storage.results import AnalysisResult, load_results
from tasks.outcomes import Ending, Outcome
from tasks.retries import STAGE_TASK

STATE_NAMES = {
    Ending.COMPLETED: EndName.COMPLETED,
    Ending.KNOWN: EndName.KNOWN,
    Ending.REFUSED: EndName.REFUSED,
    Ending.CLAIMED_ELSEWHERE: EndName.SKIPPED,
}
"""Name of the final state of a run over one upload. `Failed` is left for what needs a person."""


@task(name="publish-analysis", task_run_name="publish-{analysis_id}", tags={"area:upload"}, **STAGE_TASK)
def publish_analysis(analysis_id: UUID, outcome: Outcome) -> None:
    """Show the result of one analysis as a Markdown artifact. Safe to run again.

    Writes:
        A version of the artifact `analysis-...` in Prefect: ids, points, reason code.
    """
    [result] = shared_database().run(lambda session: load_results(session, [analysis_id]))
    create_markdown_artifact(
        key=f"analysis-{analysis_id}", markdown=_page(result, outcome), description="One analysis: points by metric."
    )


@task(name="publish-chunk", tags={"area:upload"}, **STAGE_TASK)
def publish_chunk(outcomes: Sequence[Outcome]) -> None:
    """Show how a chunk ended: a sentence, and a table of what could not be done. Safe to run again.

    Writes:
        Artifacts `chunk-summary` and, where something failed, `chunk-failures`: ids, positions, reason codes.
    """
    create_markdown_artifact(
        key="chunk-summary", markdown=count_outcomes(outcomes), description="How many of the chunk have a result."
    )
    failures = [
        {"position": position, "analysis": str(each.subject_id), "reason": str(each.reason or each.ending.value)}
        for position, each in enumerate(outcomes, start=1)
        if not each.is_good
    ]
    if failures:
        create_table_artifact(key="chunk-failures", table=failures, description="What has no result, and why.")


@task(name="publish-ranking", task_run_name="publish-{batch_id}", tags={"area:batch"}, **STAGE_TASK)
def publish_ranking(batch_id: UUID, outcome: Outcome) -> None:
    """Show the ranking of a batch as artifacts. Safe to run again.

    Writes:
        Versions of the artifacts `batch-...` (a sentence and the ranking) and, where something failed,
        `failures-...`, in Prefect: ids, positions, points, bands and reason codes.
    """
    if outcome.is_claimed_elsewhere:
        return
    members = shared_database().run(lambda session: load_members(session, batch_id))
    create_markdown_artifact(
        key=f"batch-{batch_id}", markdown=_ranking_page(members), description="The ranking of the batch."
    )
    failures = [
        {"position": member.position + 1, "upload": str(member.upload_id), "reason": str(member.reason or "")}
        for member in members
        if not member.is_judged
    ]
    if failures:
        create_table_artifact(key=f"failures-{batch_id}", table=failures, description="Who is not ranked, and why.")


def count_members_ranked(members: Sequence[MemberResult]) -> str:
    """Say how many members are ranked, and how many could not be read."""
    ranked = sum(member.rank is not None for member in members)
    linked = sum(member.is_linked for member in members)
    failed = sum(not member.is_judged for member in members)
    parts = [f"{ranked} of {len(members)} ranked"]
    if linked:
        parts.append(f"{linked} linked to another resume of the same person")
    if failed:
        parts.append(f"{failed} could not be read")
    return f"{', '.join(parts)}."


def count_outcomes(outcomes: Sequence[Outcome]) -> str:
    """Count how analyses ended, in a sentence.

    Example:
        >>> from uuid import UUID
        >>> count_outcomes([Outcome(UUID(int=1), Ending.COMPLETED), Outcome(UUID(int=2), Ending.KNOWN)])
        '2 of 2 analysed (1 known before).'
    """
    counts = Counter(each.ending for each in outcomes)
    good = counts[Ending.COMPLETED] + counts[Ending.KNOWN]
    known = f" ({counts[Ending.KNOWN]} known before)" if counts[Ending.KNOWN] else ""
    refused = f", {counts[Ending.REFUSED]} could not be read" if counts[Ending.REFUSED] else ""
    elsewhere = f", {counts[Ending.CLAIMED_ELSEWHERE]} left to another run" if counts[Ending.CLAIMED_ELSEWHERE] else ""
    return f"{good} of {len(outcomes)} analysed{known}{refused}{elsewhere}."


def final_state(outcome: Outcome) -> State[None]:
    """Name the end of a run over one upload: an unreadable file ends it `Completed`, named `Refused`."""
    message = f"{outcome.ending.value}: {outcome.reason.value}" if outcome.reason else outcome.ending.value
    return Completed(name=STATE_NAMES[outcome.ending], message=message)


def _ranking_page(members: Sequence[MemberResult]) -> str:
    rows = "\n".join(_ranking_row(member) for member in members if member.rank is not None)
    table = (
        f"\n\n| Rank | Tier | Band | Position | Job match | Upload |\n|---|---|---|---|---|---|\n{rows}\n"
        if rows
        else "\n"
    )
    return count_members_ranked(members) + table


def _ranking_row(member: MemberResult) -> str:
    points = "not told" if member.job_match is None else member.job_match
    cells = (member.rank, member.tier or "-", member.band, member.position + 1, points, f"`{member.upload_id}`")
    return f"| {' | '.join(map(str, cells))} |"


def _page(result: AnalysisResult, outcome: Outcome) -> str:
    rows = {
        "Upload": f"`{result.upload_id}`",
        "Analysis": f"`{result.analysis_id}`",
        "Outcome": outcome.ending.value,
        "Reason": outcome.reason.value if outcome.reason else None,
        "Overall": result.overall,
        "Document quality": result.document_quality,
        "Job match": result.job_match,
        "Coverage": result.coverage,
    }
    table = "\n".join(f"| {name} | {value} |" for name, value in rows.items() if value is not None)
    metrics = "\n".join(
        f"| {metric.key} | {'unknown' if metric.value is None else metric.value} | {metric.weight:.2f} |"
        for metric in result.metrics
    )
    page = f"| What | Value |\n|---|---|\n{table}\n"
    return f"{page}\n| Metric | Points of 100 | Weight |\n|---|---|---|\n{metrics}\n" if metrics else page
