"""What is told of positions, as measured for the quality of the document. Knows no job."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from pathwise.resume.model import ResumeProfile

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def statements_of(profile: ResumeProfile) -> tuple[str, ...]:
    """Give all statements about positions, in the order of the document."""
    return tuple(bullet for role in profile.experience for bullet in role.bullets)


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(_WORD.findall(text))


def sentences_of(text: str) -> list[str]:
    """Cut a text into sentences."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence]


def opens_strongly(statement: str) -> bool:
    """Tell whether an English statement opens with what was done, not with a phrase that hides it.

    Example:
        >>> opens_strongly("Built a bakery"), opens_strongly("Responsible for baking")
        (True, False)
    """
    return not _weak_opening().match(statement)


@lru_cache(maxsize=1)
def _weak_opening() -> re.Pattern[str]:
    data = tomllib.loads(files("pathwise.scoring").joinpath("openings.toml").read_text(encoding="utf-8"))
    return re.compile(rf"\W*(?:{'|'.join(data['weak'])})(?!\w)", re.IGNORECASE)
