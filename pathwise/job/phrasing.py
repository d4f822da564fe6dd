"""How a clause is put: what only leads to what is asked for, lists, choices. Knows no kinds of requirement."""

import re

from pathwise.job.vocabulary import Vocabulary
from pathwise.job.words import content_words

_AND = r"(?:and|&|und|sowie|et|ainsi que|y|e|en)"
# What stands in brackets belongs to the name in front of them.
_LIST = re.compile(rf"(?:\s*[,;]\s+(?:{_AND}\s+)?|\s+{_AND}\s+)(?![^()]*\))", re.IGNORECASE)
_CHOICE = re.compile(
    r"(?:^|\s|,)(?:or|oder|bzw\.?|ou|o|of|and/or|und/oder|et/ou|y/o|e/o|en/of)\s|\w\s?/\s?\w", re.IGNORECASE
)
_LAST_OR = re.compile(r",?\s(?:or|oder|ou|o|of|u)\s", re.IGNORECASE)
_LEANING = re.compile(r"\s(?:with|and|of|in|having|mit|und|avec|et|con|y|com|e|met|en)$", re.IGNORECASE)
# Of the adjectives of German only those that no noun is taken for: written small.
_LEANS = re.compile(
    r"(?:ic|al|ive|ous|ary|able|ed)$|^[a-zäöüß]+(?:lichen|ischen|alen|ellen|ären|iven|liche|ische|ale|elle)$"
)
_EDGES = " .,;:–-—/&*"
_FEW_WORDS = 5
_MOST_SHARE = 0.5


def without_frame(text: str, vocabulary: Vocabulary) -> str:
    """Take off what leads to the thing asked for and what only says how much it is wanted.

    Returns:
        The words that name the thing; the whole text where nothing else would be left.
    """
    bare = text.strip(_EDGES)
    lead = vocabulary.wording["leads"].match(bare)
    if lead:
        bare = bare[lead.end() :].strip(_EDGES + "'’")
    tails = list(vocabulary.wording["tails"].finditer(bare))
    if tails and not bare[tails[-1].end() :].strip(_EDGES + ")"):
        bare = bare[: tails[-1].start()].strip(_EDGES + "(")
    return bare if content_words(bare) or bare.isupper() else text.strip(_EDGES)


def without_knowledge(text: str, vocabulary: Vocabulary) -> str:
    """Take off how well something is known: "good knowledge of rye" speaks of "rye"."""
    known = vocabulary.wording["knowledge"].match(text)
    rest = text[known.end() :].strip(_EDGES) if known else text
    return rest if content_words(rest) else text


def subject_of(text: str, vocabulary: Vocabulary) -> str:
    """Take off the words in front of what experience is in: "of experience as a cook" speaks of "cook"."""
    bare = without_frame(text, vocabulary)
    while True:
        bare = bare.strip(_EDGES + "()'’")
        lead = vocabulary.wording["subject_leads"].match(bare)
        if not lead or not lead.end():
            return _LEANING.sub("", bare)
        bare = bare[lead.end() :]


def leaves_a_choice(text: str) -> bool:
    """Tell whether a text says "or" in some language."""
    return _CHOICE.search(text) is not None


def listed(text: str, vocabulary: Vocabulary) -> list[str]:
    """Cut a list of short names into its items.

    Returns:
        The whole text where it is no such list, names examples, or leaves a choice.
    """
    pieces = [piece for piece in _LIST.split(text) if piece.strip()]
    pieces = _with_their_nouns(pieces, text)
    is_list = len(pieces) > 1 and all(len(piece.split()) <= _FEW_WORDS for piece in pieces)
    if not is_list or vocabulary.says("examples", text) or _LAST_OR.search(text):
        return [text]
    return pieces if "," in text or ";" in text or ("&" not in text and _are_even(pieces)) else [text]


def _with_their_nouns(pieces: list[str], text: str) -> list[str]:
    """Put "hydraulic" and "pneumatic systems" together again: the first leans on the noun of the second."""
    kept: list[str] = []
    for piece in pieces:
        joint = text[len(kept[-1]) + text.index(kept[-1]) : text.index(piece)] if kept else ""
        joined = f"{kept[-1]}{joint}{piece}" if "," not in joint and ";" not in joint and joint else ""
        if joined and _LEANS.search(kept[-1]) and " " not in kept[-1] and " " in piece and joined in text:
            kept[-1] = joined
        else:
            kept.append(piece)
    return kept


def _are_even(pieces: list[str]) -> bool:
    """Tell whether neither of two names leans on the other: "rye and spelt", "stone ovens and doughs"."""
    lengths = [len(piece.split()) for piece in pieces]
    return max(lengths) <= _FEW_WORDS - 2 and min(lengths) >= max(lengths) * _MOST_SHARE


def pieces_of(text: str) -> list[tuple[str, str]]:
    """Cut a clause at "and" and commas.

    Returns:
        Each piece with the joint in front of it, empty before the first. A comma in front of "or" is no joint.
    """
    pieces: list[tuple[str, str]] = []
    start, joint = 0, ""
    for found in _LIST.finditer(text):
        if _LAST_OR.match(text, found.start()) or _LAST_OR.match(f" {text[found.end() :]}"):
            continue
        pieces.append((joint, text[start : found.start()]))
        start, joint = found.end(), found.group()
    return [*pieces, (joint, text[start:])]
