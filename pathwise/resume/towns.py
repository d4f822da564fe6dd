"""Towns by their names. Used only where a place may stand: many a town is called like a firm or a person.

`towns.txt` holds folded names, one a line.

Source: the areas of telephone numbers in libphonenumber (Apache License 2.0), those of most numbers, and large cities.
"""

from functools import cache
from importlib.resources import files

from pathwise.resume.wording import fold

_LONGEST = 40
_MOST_WORDS, _FEWEST_BEFORE = 3, 2
_EDGES = " ,;|·•–—-()[]"


def is_town(text: str) -> bool:
    """Tell whether a text is the name of a town and nothing else, written with a capital.

    Example:
        >>> is_town("Leeds"), is_town("leeds"), is_town("Leeds Castle")
        (True, False, False)
    """
    bare = text.strip(_EDGES)
    return bare[:1].isupper() and len(bare) <= _LONGEST and fold(bare) in _towns()


def without_town(text: str) -> str:
    """Take away a town at the end of a text, behind a comma.

    Example:
        >>> without_town("Example Freight, Leeds"), without_town("Leeds")
        ('Example Freight', 'Leeds')
    """
    before, comma, last = text.rpartition(", ")
    return before.rstrip(_EDGES) if comma and before.strip() and is_town(last) else text


def part_town(text: str) -> tuple[str, str | None]:
    """Part a text from a town at its end that nothing but a space stands before, as between the cells of a row.

    What stands before has two words or more.

    Example:
        >>> part_town("Example Freight Leeds"), part_town("Head of York")
        (('Example Freight', 'Leeds'), ('Head of York', None))
    """
    words = text.split()
    for count in range(min(_MOST_WORDS, len(words) - _FEWEST_BEFORE), 0, -1):
        before, town = words[:-count], " ".join(words[-count:])
        if before[-1][-1:].isalnum() and not before[-1].islower() and is_town(town):
            return " ".join(before), town
    return text, None


@cache
def _towns() -> frozenset[str]:
    return frozenset((files("pathwise.resume") / "towns.txt").read_text("utf-8").splitlines())
