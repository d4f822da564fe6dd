"""How many years a clause asks for."""

from dataclasses import dataclass

from pathwise.job.vocabulary import YearWords

_MONTHS_A_YEAR = 12
_MOST_MONTHS = 480
_BEFORE = 18
_FEW_WORDS = 6


@dataclass(frozen=True, slots=True)
class ExperienceAsked:
    """A span asked for.

    Attributes:
        months: The least, 1 or more.
        before: What the clause says in front of the span.
        after: What it says behind it.
    """

    months: int
    before: str
    after: str


def experience_asked(text: str, words: YearWords) -> ExperienceAsked | None:
    """Read the least experience a clause asks for.

    Args:
        text: The clause.
        words: How spans are written.

    Returns:
        The first span, or None where the clause names none, only an upper bound, or one of something else. Several
        years without a number count as the fewest that the words can mean.
    """
    if words.not_experience.search(text):
        return None
    found = words.span.search(text)
    if found is None:
        several = words.several.search(text)
        if several is None or not words.context.search(text):
            return None
        return ExperienceAsked(words.several_months, text[: several.start()].strip(), text[several.end() :].strip())
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    if words.at_most.search(before[-_BEFORE:]):
        return None
    if len(text.split()) > _FEW_WORDS and not words.context.search(f"{before} {after}"):
        return None
    number = found["number"].casefold()
    count = float(number.replace(",", ".")) if number[0].isdigit() else words.numbers[number]
    months = round(count * (1 if found["months"] else _MONTHS_A_YEAR))
    return ExperienceAsked(months, before, after) if 0 < months <= _MOST_MONTHS else None
