"""What is to be made again is told from how an analysis stands, and how these rules have answered it already."""

from dataclasses import replace
from uuid import UUID

import pytest

from pathwise.manifest import current_versions
from pathwise.staleness import (
    MOST_FAILURES,
    RULES_UNKNOWN,
    Cause,
    CurrentAnalysis,
    Staleness,
    StandingAnalysis,
    Wanted,
    find_cause,
)
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus, ResumeAnalysisType

VERSIONS = current_versions()
OLDER = VERSIONS.as_dict() | {"rubric": "2020.1", "reader": "reader-0"}
COMPLETED, FAILED = ResumeAnalysisStatus.COMPLETED, ResumeAnalysisStatus.FAILED
PENDING, RUNNING = ResumeAnalysisStatus.PENDING, ResumeAnalysisStatus.RUNNING
BY_RULES = Cause(Staleness.OLDER_RULES, "reader, rubric")


def standing(
    status: ResumeAnalysisStatus, reason: ReasonCode | None = None, versions: dict[str, str] | None = OLDER
) -> StandingAnalysis:
    single = ResumeAnalysisType.SINGLE
    return StandingAnalysis(UUID(int=1), UUID(int=9), None, single, None, None, None, status, reason, versions)


def current(status: ResumeAnalysisStatus, reason: ReasonCode | None = None, failures: int = 0) -> CurrentAnalysis:
    return CurrentAnalysis(UUID(int=2), status, reason, failures)


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (None, BY_RULES),
        (current(PENDING), BY_RULES),
        (current(RUNNING), None),
        (current(COMPLETED), Cause(Staleness.ANSWERED_ANEW, "reader, rubric")),
        (current(FAILED, ReasonCode.ENCRYPTED), None),
        (current(FAILED, ReasonCode.CANCELLED), Cause(Staleness.CANCELLED_ANEW, "reader, rubric")),
        (current(FAILED, ReasonCode.TIMED_OUT, 1), None),
    ],
    ids=["never asked", "waits", "at work", "answered", "refused", "cancelled", "found by itself"],
)
def test_a_result_of_older_rules(answer: CurrentAnalysis | None, cause: Cause | None) -> None:
    assert find_cause(standing(COMPLETED), answer, VERSIONS) == cause


@pytest.mark.parametrize("reason", ReasonCode)
def test_a_failure_under_older_rules_is_tried_by_these_unless_a_person_cancelled_it(reason: ReasonCode) -> None:
    found = find_cause(standing(FAILED, reason), None, VERSIONS)
    if reason is ReasonCode.CANCELLED:
        assert found is None
    else:
        kind = Staleness.CURABLE_FAILURE if reason.is_curable else Staleness.OLDER_REFUSAL
        assert found == Cause(kind, reason.value)


@pytest.mark.parametrize("reason", ReasonCode)
@pytest.mark.parametrize("failures", [1, MOST_FAILURES - 1, MOST_FAILURES])
def test_a_failure_under_these_rules_is_tried_again_if_it_may_pass_and_three_times_at_most(
    reason: ReasonCode, failures: int
) -> None:
    itself = replace(current(FAILED, reason, failures), analysis_id=UUID(int=1))
    found = find_cause(standing(FAILED, reason), itself, VERSIONS)
    is_tried = reason.is_curable and failures < MOST_FAILURES
    assert found == (Cause(Staleness.CURABLE_FAILURE, reason.value) if is_tried else None)


@pytest.mark.parametrize("reason", [ReasonCode.ENCRYPTED, ReasonCode.INTERRUPTED])
def test_an_older_failure_gives_way_to_a_newer_answer_and_to_a_newer_refusal(reason: ReasonCode) -> None:
    for answer in (current(COMPLETED), current(FAILED, ReasonCode.NO_TEXT)):
        found = find_cause(standing(FAILED, reason), answer, VERSIONS)
        assert found is not None
        assert found.staleness is Staleness.ANSWERED_ANEW
    assert find_cause(standing(FAILED, reason), current(FAILED, ReasonCode.CANCELLED), VERSIONS) is None


def test_a_result_of_the_first_service_says_so() -> None:
    assert find_cause(standing(COMPLETED, versions=None), None, VERSIONS) == Cause(Staleness.OLDER_RULES, RULES_UNKNOWN)


def test_every_kind_is_wanted_by_everything_and_by_one_choice_more_but_what_was_cancelled() -> None:
    for kind in Staleness:
        takers = {wanted for wanted in Wanted if wanted.takes(kind)}
        if kind is Staleness.CANCELLED_ANEW:
            assert takers == {Wanted.CANCELLED}
        else:
            assert len(takers) == 2
            assert Wanted.EVERYTHING in takers
    assert all(set(wanted.statuses) <= set(Wanted.EVERYTHING.statuses) for wanted in Wanted)
