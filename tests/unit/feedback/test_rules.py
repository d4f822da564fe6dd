import re
from string import Formatter

from pathwise.feedback.advice import FEEDBACK_VERSION
from pathwise.feedback.rules import load_rules
from pathwise_models.enums import FeedbackSeverity

EMPTY_PHRASES = re.compile(r"consider|improve your resume|enhance|leverage|utili[sz]e|CV\b", re.IGNORECASE)


def test_the_version_of_feedback_is_that_of_its_rules() -> None:
    assert load_rules().version == FEEDBACK_VERSION


def test_no_two_rules_share_a_condition() -> None:
    conditions = [rule.condition for rule in load_rules().rules]
    assert len(conditions) == len(set(conditions))


def test_praise_is_low() -> None:
    praise = [rule for rule in load_rules().rules if rule.is_praise]
    assert praise
    assert {rule.severity for rule in praise} == {FeedbackSeverity.LOW}


def test_advice_says_what_to_do_without_empty_phrases() -> None:
    for rule in load_rules().rules:
        for text in (rule.title, rule.message, rule.recommendation or ""):
            assert not EMPTY_PHRASES.search(text), text


def test_templates_use_named_values_only() -> None:
    for rule in load_rules().rules:
        for text in (rule.title, rule.message, rule.recommendation or ""):
            assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(text))
