"""What the shape and the first words of a line tell about it. Knows single lines, no layouts."""

import re
from functools import lru_cache

from pathwise.resume.occupation_words import (
    LEARNING_ENDINGS,
    LEARNING_WORDS,
    NOT_TASKS,
    NOUNS_TOO,
    ORGANISATION_WORDS,
    POSITION_ENDINGS,
    POSITION_WORDS,
    TASK_WORDS,
)
from pathwise.resume.wording import word_set, words_of

_PAGE = re.compile(
    r"^(?:(?:page|seite|pagina|página)\s*)?\d{1,2}(?:\s*(?:/|of|von|de|di|sur|van)\s*\d{1,2})?$|.{0,40}[–—"
    r"|·-]\s*\d{1,2}\s*/\s*\d{1,2}$|^(?:page|seite|pagina|página)$",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"^\(?(?:(?:\d+(?:[.,]\d)?\+?\s*(?:years?|yrs?|months?|mos?|ans?|mois|jahre?|monate?|anos?|años?|meses|mes|anni"
    r"|mesi|jaar|maanden)\b\.?[\s,&]*(?:and|et|und|y|e|en)?\s*)+)\)?$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S@\S+\.\w|^(?:https?://|www\.)\S+$")
_ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_]\.){2,}$|\b(?:Inc|Ltd|Co|Corp|LLC|S\.A|S\.L|Sr|Jr|St|e\.V|B\.V|N\.V|U\.S|Dept|Univ|Pty)\.$"
)
_LABELLED = re.compile(
    r"^(?!(?:company|employer|client|firma|entreprise|empresa)\b)[^\W\d_][^:]{2,30}:\s", re.IGNORECASE
)
_NEVER_LAST = word_set(
    "a an the of to and or for with from by in on at as into via per than using der die das des dem den und oder von"
    " vom im zu zum zur mit für um bei durch auf am de du des la le les et ou pour avec par dans sur del los las y o"
    " con para por en e da do dos com di della dei il per van het een voor met"
)
_MOST_TITLE_WORDS = 6
_FEWEST_TASK_WORDS = 3
# Five letters and more: "Red" and "King" are no verbs.
_DONE = re.compile(r"\w{3,}ed|\w{2,}ing")


def is_page_mark(text: str) -> bool:
    """Tell whether a line is a page number, a rule, a bare length of time or an address: it names no entry."""
    return (
        not any(map(str.isalnum, text))
        or text.startswith("©")
        or bool(_PAGE.match(text) or _DURATION.match(text) or _ADDRESS.search(text))
    )


def is_task(text: str) -> bool:
    """Tell whether a line tells what was done, rather than naming a position or a place of work."""
    if text[:1].islower() or text.endswith((";", ":")):
        return True
    words = words_of(text)
    if not words or words[0] in NOT_TASKS:
        return False
    if _LABELLED.match(text) and not names_position(text):
        return True
    if text.endswith(".") and len(words) > 1 and not _ABBREVIATED.search(text):
        return True
    if words[0] in NOUNS_TOO and len(words) <= _MOST_TITLE_WORDS and names_position(text):
        return False
    return words[0] in TASK_WORDS or (len(words) >= _FEWEST_TASK_WORDS and bool(_DONE.fullmatch(words[0])))


def is_continuation(previous: str, text: str, widest: int, follower_is_item: bool) -> bool:
    """Tell whether a line goes on with the sentence of the line above.

    Args:
        previous: The line above.
        text: The line.
        widest: Length of the widest line nearby, in characters.
        follower_is_item: The line below is a list item, or there is none.
    """
    if text[:1].islower() or previous.endswith(("-", ",", "&")) or is_unfinished(previous):
        return True
    is_full = len(previous) >= 0.8 * widest and not previous.endswith((".", ";", "!", "?"))
    return is_full and follower_is_item and not names_position(text)


def is_unfinished(text: str) -> bool:
    """Tell whether a line ends with a word that nothing ends with, such as "of".

    Example:
        >>> is_unfinished("Bachelor of Science in"), is_unfinished("Bachelor of Science")
        (True, False)
    """
    return text.rpartition(" ")[2] in _NEVER_LAST


@lru_cache(maxsize=8192)
def names_position(text: str) -> bool:
    """Tell whether a text holds a word for a position."""
    return any(word in POSITION_WORDS or word.endswith(POSITION_ENDINGS) for word in _singular(text))


@lru_cache(maxsize=8192)
def names_organisation(text: str) -> bool:
    """Tell whether a text holds a word for a kind of organisation."""
    return any(word in ORGANISATION_WORDS or word.endswith(("gmbh", "bank", "klinik")) for word in words_of(text))


@lru_cache(maxsize=8192)
def names_learning(text: str) -> bool:
    """Tell whether a text holds a word for a place of learning."""
    return any(word in LEARNING_WORDS or word.endswith(LEARNING_ENDINGS) for word in words_of(text))


def _singular(text: str) -> list[str]:
    words = [word for part in words_of(text) for word in part.split("/")]
    return words + [word[:-1] for word in words if word.endswith("s")]
