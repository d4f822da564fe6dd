"""Tells what a job asks for that no resume can show: what somebody is like."""

from functools import lru_cache

from pathwise.job.model import Requirement, RequirementKind
from pathwise.job.vocabulary import load_vocabulary

FOR_A_TALK = "what somebody is like shows in a talk, not in a resume"
"""How a trait is judged, in words."""


@lru_cache(maxsize=1024)
def is_trait(requirement: Requirement) -> bool:
    """Tell whether nothing but a trait of a person is asked for: anybody can name it, and nobody shows it by that.

    Example:
        >>> from pathwise.job.model import Importance
        >>> texts = ("Attention to detail", "Communication skills for radio operators")
        >>> [is_trait(Requirement(text, RequirementKind.SKILL, Importance.MUST, text)) for text in texts]
        [True, False]
    """
    return requirement.kind is RequirementKind.SKILL and load_vocabulary().says_only("traits", requirement.text)
