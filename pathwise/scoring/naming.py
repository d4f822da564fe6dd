"""Whether a resume uses the name of a skill that the job uses. Knows no strength."""

import re
from functools import lru_cache

from pathwise.resume.lexicon import Lexicon


@lru_cache(maxsize=4096)
def is_spelled_in(canonical: str, asked: str, quote: str, lexicon: Lexicon) -> bool:
    """Tell whether a quote names a skill as the job does.

    Args:
        canonical: The lexicon's name of the skill.
        asked: What the job says.
        quote: What the resume says.
        lexicon: By which both were read.

    Example:
        >>> from pathwise.resume.lexicon import load_lexicon
        >>> known = load_lexicon()
        >>> [is_spelled_in("Kubernetes", asked, "Ran kubernetes", known) for asked in ("Kubernetes", "k8s")]
        [True, False]
    """
    return any(pattern.search(quote) for pattern in _names_in(asked, canonical, lexicon))


@lru_cache(maxsize=1024)
def _names_in(asked: str, canonical: str, lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    names = {match.name for match in lexicon.find(asked) if match.canonical == canonical} or {canonical}
    return tuple(re.compile(rf"(?<!\w){re.escape(name)}s?(?!\w)", re.IGNORECASE) for name in sorted(names))
