"""Everything Pathwise says about one resume: its scores and its feedback, judged once. Pure."""

from dataclasses import dataclass

from pathwise.documents.model import DocumentText
from pathwise.feedback.advice import advise
from pathwise.feedback.model import FeedbackItem
from pathwise.job.model import ProtectedCriterion, Requirements
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.assessment import Knowledge, assess
from pathwise.scoring.model import Scorecard
from pathwise.scoring.rubric import Rubric
from pathwise.scoring.scorecard import add_up


@dataclass(frozen=True, slots=True)
class Judgement:
    """Scores and feedback of one resume.

    Attributes:
        scorecard: The scores.
        feedback: Advice, best first.
        protected: What the job asks for and the law forbids to ask for: it counts for nothing in the scores.
    """

    scorecard: Scorecard
    feedback: tuple[FeedbackItem, ...]
    protected: tuple[ProtectedCriterion, ...] = ()


def judge(
    document: DocumentText,
    profile: ResumeProfile,
    requirements: Requirements | None,
    rubric: Rubric | None = None,
    knowledge: Knowledge | None = None,
) -> Judgement:
    """Score a resume and write its feedback.

    Args:
        document: The text.
        profile: What was read from it.
        requirements: What the job asks for; None to judge the document alone.
        rubric: How points are given; the packaged one by default.
        knowledge: What judging knows beside resume and job; by default what comes with the program.
    """
    assessment = assess(document, profile, requirements, rubric, knowledge)
    scorecard = add_up(assessment)
    protected = requirements.protected if requirements else ()
    return Judgement(scorecard, advise(document, assessment, scorecard), protected)
