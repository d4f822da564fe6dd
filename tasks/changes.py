"""What an operator sees of reprocessing: what is stale and why, then what changed and why. Counts, nothing else."""

from collections.abc import Mapping, Sequence

from prefect import task
from prefect.artifacts import create_markdown_artifact

from pathwise.manifest import current_versions
from pathwise.shifts import ChangeCount
from pathwise.staleness import Cause, Staleness
from tasks.retries import STAGE_TASK
from tasks.selection import Survey

WORDS = {
    Staleness.OLDER_RULES: "answered by older rules",
    Staleness.OLDER_REFUSAL: "refused by older rules",
    Staleness.CURABLE_FAILURE: "failed for a reason that may pass",
    Staleness.NEVER_BEGUN: "never begun",
    Staleness.CANCELLED_ANEW: "cancelled while it was made again",
    Staleness.ANSWERED_ANEW: "answered anew already, the older answer to be superseded",
}


@task(name="publish-survey", tags={"area:reprocessing"}, **STAGE_TASK)
def publish_survey(survey: Survey) -> None:
    """Show what is stale, by reason. Safe to run again.

    Writes:
        A version of the artifact `reprocess-stale` in Prefect.
    """
    create_markdown_artifact(
        key="reprocess-stale", markdown=survey_page(survey), description="What is stale, by reason."
    )


@task(name="publish-changes", tags={"area:reprocessing"}, **STAGE_TASK)
def publish_changes(survey: Survey, changes: ChangeCount) -> None:
    """Show what became of what was stale, and how scores moved. Safe to run again.

    Writes:
        A version of the artifact `reprocess-changes` in Prefect.
    """
    create_markdown_artifact(
        key="reprocess-changes", markdown=changes_page(survey, changes), description="How scores moved, and why."
    )


def count_stale(survey: Survey) -> str:
    """Say how much is stale."""
    more = " (the limit; there is more)" if survey.is_cut else ""
    return f"{survey.total} to be made again{more}." if survey.total else "Nothing is stale."


def count_changes(changes: ChangeCount) -> str:
    """Say what became of it.

    Example:
        >>> count_changes(ChangeCount())
        '0 of 0 answered.'
    """
    newly = f" ({changes.newly_answered} for the first time)" if changes.newly_answered else ""
    failed = f", {changes.failed.total()} failed" if changes.failed else ""
    still_open = f", {changes.open} left to another run" if changes.open else ""
    return f"{changes.answered} of {changes.total} answered{newly}{failed}{still_open}."


def survey_page(survey: Survey) -> str:
    """Write what is stale as Markdown."""
    return f"{count_stale(survey)}\n" + _causes_table(survey.causes)


def changes_page(survey: Survey, changes: ChangeCount) -> str:
    """Write what changed, and why, as Markdown."""
    rules = ", ".join(f"{name} {version}" for name, version in current_versions().as_dict().items())
    parts = [
        f"{count_changes(changes)} Rules now: {rules}.",
        _shifts_table(changes),
        _table(("Failed", "Analyses"), sorted(changes.failed.items())),
        f"What was stale:\n{_causes_table(survey.causes)}",
    ]
    return "\n".join(part for part in parts if part)


def _causes_table(causes: Mapping[Cause, int]) -> str:
    ordered = sorted(causes.items(), key=lambda each: (-each[1], each[0].staleness, each[0].detail))
    rows = [(WORDS[cause.staleness], cause.detail or "-", count) for cause, count in ordered]
    return _table(("Why", "Which", "Analyses"), rows)


def _shifts_table(changes: ChangeCount) -> str:
    rows = [
        (each.why or "nothing", each.analyses, f"{each.mean:+.2f}", f"{each.median:+.2f}", each.notable)
        for each in changes.shifts()
    ]
    return _table(("Changed", "Analyses", "Mean shift", "Median shift", "Moved by more than 5 points"), rows)


def _table(head: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    if not rows:
        return ""
    lines = [head, ("---",) * len(head), *rows]
    return "\n" + "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"
