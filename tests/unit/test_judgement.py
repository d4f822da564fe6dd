from pathwise.documents.model import DocumentText
from pathwise.documents.reading import read_document
from pathwise.feedback.advice import write_feedback
from pathwise.job.requirements import read_requirements
from pathwise.judgement import judge
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile
from pathwise.scoring.scorecard import score_resume

RESUME = b"Mira Holt\n\nExperience\nBaker, Example Mills\n2019 - 2021\n- Baked 40 loaves a day\n\nSkills\nPython\n"


def test_a_judgement_is_the_scores_and_the_feedback() -> None:
    document = read_document(RESUME)
    assert isinstance(document, DocumentText)
    profile = build_profile(document, YearMonth(2026, 11))
    for requirements in (None, read_requirements("Requirements\n- Python\n- Baked loaves\n")):
        judgement = judge(document, profile, requirements)
        assert judgement.scorecard == score_resume(document, profile, requirements)
        assert judgement.feedback == write_feedback(document, profile, judgement.scorecard, requirements)
        assert judgement.feedback
