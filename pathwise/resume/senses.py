"""Tells whether words spelled like a skill mean it: by the signs that touch them and by the words around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pathwise.resume.spellings import Spelling, Token

# How many words and signs to each side count as the surroundings.
REACH = 25
_LIST_BEFORE = frozenset(",;:|/•·(&+[")
_LIST_AFTER = frozenset(",;|/•·)&+]")
_LIST_WORDS = frozenset({"and", "or", "et", "und", "y", "e", "en", "ou", "oder", "o"})
_NAME_SIGNS = "+#@_"
_DOUBTFUL_NAME_SIGNS = "+#&'’-@_"
_SIGNS_BEFORE = "@_#&'’"
_LONGEST_DENIED = 3
# "D'Excel", "l'Access": French takes the vowel of the article off.
_ELISION = re.compile(r"(?<![^\W\d_])[dl]['’]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `[first:last]` of a line that are spelled like a skill."""

    spelling: Spelling
    first: int
    last: int


def is_whole(candidate: Candidate, tokens: Sequence[Token], line: str) -> bool:
    """Refuse other cases and parts of longer names.

    "C" of "C++", "R" of "R&D", "Go" of "Go-kart" and "java" of "java.example" are parts.
    """
    spelling = candidate.spelling
    start, end = tokens[candidate.first].start, tokens[candidate.last - 1].end
    if spelling.exact is not None and line[start:end] != spelling.exact:
        return False
    if spelling.capital and not line[start].isupper():
        return False
    if line[start] == "." and line[max(0, start - 1) : start].isalnum() and line[start:end].islower():
        # "Example.net" is an address, ".net" and "ASP.NET" are none.
        return False
    before, after = line[max(0, start - 3) : start], line[end : end + 3]
    return not _goes_on_before(before, spelling) and not _goes_on_after(after, spelling)


def _goes_on_before(before: str, spelling: Spelling) -> bool:
    if not before:
        return False
    if _ELISION.search(before):
        return False
    touches_word = len(before) > 1 and before[-2].isalnum()
    return before[-1] in _SIGNS_BEFORE or (before[-1] in "-." and spelling.is_doubtful and touches_word)


def _goes_on_after(after: str, spelling: Spelling) -> bool:
    if not after:
        return False
    if after[0] == ".":
        return after[1:2].isalnum() and after[1:2].islower()
    signs = _DOUBTFUL_NAME_SIGNS if spelling.is_doubtful else _NAME_SIGNS
    stands_between = after[0] == "&" and len(after) > 1 and not after[1].isalnum()
    return after[0] in signs and not stands_between


def is_meant(candidate: Candidate, tokens: Sequence[Token], others: Sequence[Candidate]) -> bool:
    """Decide whether a spelling means the skill; only doubtful ones need their surroundings.

    Args:
        candidate: What was found.
        tokens: The line.
        others: Other candidates nearby.
    """
    entry = candidate.spelling.entry
    if not candidate.spelling.is_doubtful:
        return True
    if not entry.deny and not entry.context:
        return True
    near = {token.folded for token in tokens[max(0, candidate.first - REACH) : candidate.first]}
    near.update(token.folded for token in tokens[candidate.last : candidate.last + REACH])
    if entry.deny and _is_denied(candidate, tokens, near):
        return False
    if not entry.context or not entry.context.isdisjoint(near):
        return True
    if "list" in entry.context and _is_list_item(candidate, tokens):
        return True
    return any(
        f"@{other.spelling.entry.family}" in entry.context and _vouches(other, candidate, tokens) for other in others
    )


def _is_denied(candidate: Candidate, tokens: Sequence[Token], near: set[str]) -> bool:
    deny = candidate.spelling.entry.deny
    after = [token.folded for token in tokens[candidate.last : candidate.last + _LONGEST_DENIED]]
    if any(" ".join(after[:count]) in deny for count in range(1, len(after) + 1)):
        return True
    if after and after[0].isdigit() and "#" in deny:
        return True
    before = [token.folded for token in tokens[max(0, candidate.first - _LONGEST_DENIED) : candidate.first]]
    if any(f"<{' '.join(before[index:])}" in deny for index in range(len(before))):
        return True
    return any(f"~{word}" in deny for word in near)


def _vouches(other: Candidate, candidate: Candidate, tokens: Sequence[Token]) -> bool:
    """A skill beyond doubt speaks for its whole line, a doubtful one for the item beside it ("C and Rust")."""
    if other.first < candidate.last and candidate.first < other.last:
        return False
    if abs(other.first - candidate.first) > REACH:
        return False
    if not other.spelling.is_doubtful:
        return True
    between = tokens[min(other.last, candidate.last) : max(other.first, candidate.first)]
    return bool(between) and all(token.folded in _LIST_AFTER | _LIST_WORDS for token in between)


def _is_list_item(candidate: Candidate, tokens: Sequence[Token]) -> bool:
    """Tell whether the words stand as an item of a list, or alone on a line."""
    before = tokens[candidate.first - 1].folded if candidate.first else ""
    after = tokens[candidate.last].folded if candidate.last < len(tokens) else ""
    is_last = not after or (after == "." and candidate.last + 1 == len(tokens))
    opened = not before or before in _LIST_BEFORE or before in _LIST_WORDS
    closed = is_last or after in _LIST_AFTER or after in _LIST_WORDS
    if not (opened and closed):
        return False
    nearby = tokens[max(0, candidate.first - REACH) : candidate.last + REACH]
    is_alone = candidate.last - candidate.first == len(tokens)
    return is_alone or any(token.folded in _LIST_AFTER for token in nearby)
