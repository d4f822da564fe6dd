"""Fill sentence templates: `{one|other}` chooses, `{3..40}` counts, `{tools}` takes a word of the list of that name."""

import re
from collections.abc import Mapping, Sequence
from random import Random

_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+)\.\.(\d+)(?:\.\.(\d+))?")
_FIRST_YEAR, _LAST_YEAR = 1950, 2100


def fill(template: str, rng: Random, lists: Mapping[str, Sequence[str]]) -> str:
    """Fill every slot of a template.

    Args:
        template: A sentence; `{10..50..5}` counts in steps of five.
        rng: Source of chance.
        lists: Words by name of the slot, one or more each. A sentence repeats none while others are left.

    Returns:
        The sentence, without slots.

    Raises:
        KeyError: A slot names a list that does not exist.

    Example:
        >>> fill("Cut costs by {20..20} % with {tools}", Random(0), {"tools": ["Excel"]})
        'Cut costs by 20 % with Excel'
    """
    used: set[str] = set()

    def replacement(match: re.Match[str]) -> str:
        word = _word_for(match.group(1), rng, lists, used)
        used.add(word)
        return word

    return _SLOT.sub(replacement, template)


def _word_for(slot: str, rng: Random, lists: Mapping[str, Sequence[str]], used: set[str]) -> str:
    if counted := _RANGE.fullmatch(slot):
        return _number(counted, rng)
    words = slot.split("|") if "|" in slot else lists[slot]
    return rng.choice([word for word in words if word not in used] or words)


def _number(counted: re.Match[str], rng: Random) -> str:
    low, high, step = int(counted[1]), int(counted[2]), int(counted[3] or 1)
    number = rng.randrange(low, high + 1, step)
    is_year = low > _FIRST_YEAR and high < _LAST_YEAR
    return str(number) if is_year else f"{number:,}"
