"""How many years a clause asks for."""

import re
from dataclasses import dataclass

from pathwise.job.vocabulary import YearWords

_MONTHS_A_YEAR = 12
_MOST_MONTHS = 480


@dataclass(frozen=True, slots=True)
class ExperienceAsked:
    """A span asked for.

    Attributes:
        months: The least, 1 or more.
        rest: The clause without the span.
    """

    months: int
    rest: str


def experience_asked(text: str, words: YearWords) -> ExperienceAsked | None:
    """Read the least experience a clause asks for.

    Args:
        text: The clause.
        words: How spans are written.

    Returns:
        The span, or None where the clause names none, only an upper bound, or one of something else.
    """
    found = _span(words).search(text)
    if not found or words.not_experience.search(text):
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
    if words.at_most.search(text[: found.start()][-15:]) or not (words.context.search(rest) or not rest.strip(" .+")):
        return None
    number = found["number"].casefold()
    count = float(number.replace(",", ".")) if number[0].isdigit() else words.numbers[number]
    months = round(count * (1 if found["months"] else _MONTHS_A_YEAR))
    return ExperienceAsked(months, rest) if 0 < months <= _MOST_MONTHS else None


def _span(words: YearWords) -> re.Pattern[str]:
    number = rf"\d{{1,2}}(?:[.,]\d)?|{'|'.join(words.numbers)}"
    upper = rf"(?:\s*\(\d{{1,2}}\))?(?:\s*(?:-|–|—|to|bis|à|a|tot|or|oder)\s*(?:{number}))?"
    more = r"\s*(?:\+|plus|or more|oder mehr|ou plus|o más|of meer|full)?\s*"
    unit = rf"(?:(?:{words.unit})|(?P<months>{words.month_unit}))"
    # "5 years' experience", "5 years of".
    return re.compile(rf"(?<![\w.,])(?P<number>{number}){upper}{more}{unit}(?!\w)['’]?(?:\s+of\b)?", re.IGNORECASE)
