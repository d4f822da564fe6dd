"""How scores moved is told with the reason: the rules that changed, or the file."""

from pathwise.shifts import NOTABLE_POINTS, OTHER_FILE, Answer, Change, ChangeCount, Shift
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus

OLD = {"reader": "1", "rubric": "1"}
NEW = {"reader": "1", "rubric": "2"}
FAILED = Answer(ResumeAnalysisStatus.FAILED, ReasonCode.INTERRUPTED, None, None, None)


def answer(points: float | None, versions: dict[str, str] | None = NEW, sha256: str | None = "a") -> Answer:
    return Answer(ResumeAnalysisStatus.COMPLETED, None, points, sha256, versions)


def counted(*changes: Change) -> ChangeCount:
    count = ChangeCount()
    count.add(changes)
    return count


def test_scores_are_summed_up_by_the_rules_that_changed_most_frequent_first() -> None:
    moved = [Change(answer(50.0, OLD), answer(50.0 + points)) for points in (0.0, 1.0, NOTABLE_POINTS, -8.0)]
    other = Change(answer(10.0, NEW | {"reader": "0"}), answer(20.0))
    assert counted(other, *moved).shifts() == [
        Shift("rubric", 4, mean=-0.5, median=0.5, notable=1),
        Shift("reader", 1, mean=10.0, median=10.0, notable=1),
    ]


def test_another_content_is_the_reason_before_any_rule_and_an_unknown_one_is_none() -> None:
    assert Change(answer(1.0, OLD, "b"), answer(1.0)).why == OTHER_FILE
    assert Change(answer(1.0, OLD, None), answer(1.0)).why == "rubric"


def test_what_has_no_score_before_or_after_moves_nothing() -> None:
    changes = counted(
        Change(None, answer(5.0)),
        Change(FAILED, answer(5.0)),
        Change(answer(None, OLD), answer(5.0)),
        Change(None, FAILED),
    )
    assert changes.shifts() == []
    assert (changes.answered, changes.newly_answered, dict(changes.failed)) == (3, 2, {"interrupted": 1})


def test_what_another_run_works_on_is_counted_as_open() -> None:
    waiting = Answer(ResumeAnalysisStatus.PENDING, None, None, None, None)
    assert counted(Change(answer(1.0, OLD), waiting)).open == 1
