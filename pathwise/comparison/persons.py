"""Near-identical resumes of one person: found, so that one is ranked and the others are linked to it.

A false link hides a person: in doubt two resumes are of two people. A name alone proves nothing.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from pathwise.resume.moments import plain_letters

ALIKE = 0.8
"""Share of three-word pieces that two texts must have in common. Our choice: the same resume saved as PDF and as DOCX
has .9 and more in common, one with a position added about .85, resumes that two people made from one template less
than .5."""

_PIECE_WORDS = 3
_LEAST_PIECES = 30
_LEAST_NAMES = 2
_PHONE_DIGITS = 9
_LEAST_DIGITS = 7
_MOST_COMPARED = 20
"""How many different resumes of one person a further one is held against: nobody sends more, but an attacker might."""

_WORD = re.compile(r"\w+")
_NOT_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose resume a member is, as far as it says.

    Attributes:
        member_id: The member.
        position: Place in the order given, from 0.
        is_primary: It is the reference of its batch: it is never linked to another.
        name: The person's name, as written.
        emails: E-mail addresses.
        phones: Telephone numbers.
        newest_month: Latest month its positions speak of, `YYYY-MM`; None where none has dates.
        months: Months of experience it tells of; 0 where it has no dates.
    """

    member_id: UUID
    position: int
    is_primary: bool
    name: str | None
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    newest_month: str | None = None
    months: int = 0


def may_be_one_person(identities: Collection[Identity]) -> list[list[Identity]]:
    """Find those whose texts are worth comparing.

    Returns:
        Groups of two or more that share an e-mail address, or a telephone number; one may be in several.
    """
    groups: dict[str, list[Identity]] = defaultdict(list)
    for identity in sorted(identities, key=lambda each: each.position):
        for key in _keys(identity):
            groups[key].append(identity)
    return [group for group in groups.values() if len(group) > 1]


def link_persons(identities: Collection[Identity], texts: Mapping[UUID, str]) -> dict[UUID, UUID]:
    """Link near-identical resumes of one person.

    The same person: an address in common, or a telephone number and the name; and never two different names. Of the
    resumes of one person the primary is ranked, else the one that speaks of the latest month, then the one that tells
    of more months, then the longer one, then the one given first.

    Args:
        identities: In any order.
        texts: Text of those that `may_be_one_person` names, by member.

    Returns:
        The member that is ranked, by each member that is linked to it: every one of them near-identical to it.
    """
    links: dict[UUID, UUID] = {}
    pieces: dict[UUID, frozenset[tuple[str, ...]]] = {}
    kept: dict[str, list[Identity]] = defaultdict(list)
    grouped = {each.member_id: each for group in may_be_one_person(identities) for each in group}
    for identity in sorted(grouped.values(), key=lambda each: _standing(each, texts.get(each.member_id, ""))):
        own = pieces[identity.member_id] = _pieces(texts.get(identity.member_id, ""))
        keys = list(_keys(identity))
        near = dict.fromkeys(other for key in keys for other in kept[key][:_MOST_COMPARED])
        same = next((o for o in near if is_one_person(identity, o) and _alike(own, pieces[o.member_id])), None)
        if same and not identity.is_primary:
            links[identity.member_id] = same.member_id
        else:
            for key in keys:
                kept[key].append(identity)
    return links


def is_one_person(one: Identity, other: Identity) -> bool:
    """Tell whether two resumes give the same person, whatever their texts say.

    Example:
        >>> ada = Identity(UUID(int=1), 0, False, "Ada Byron", ("ada@example.org",), ())
        >>> eve = Identity(UUID(int=2), 1, False, "Eve Byron", ("ada@example.org",), ())
        >>> is_one_person(ada, ada), is_one_person(ada, eve)
        (True, False)
    """
    ours, theirs = _names(one), _names(other)
    is_same_name = len(ours & theirs) >= _LEAST_NAMES and (ours <= theirs or theirs <= ours)
    if ours and theirs and not is_same_name:
        return False
    if _addresses(one) & _addresses(other):
        return True
    return is_same_name and bool(_numbers(one) & _numbers(other))


def _standing(identity: Identity, text: str) -> tuple[bool, int, int, int, int]:
    year, _, month = (identity.newest_month or "0-0").partition("-")
    newest = int(year) * 12 + int(month)
    return not identity.is_primary, -newest, -identity.months, -len(text.split()), identity.position


def _keys(identity: Identity) -> Iterator[str]:
    yield from sorted(_addresses(identity))
    yield from sorted(_numbers(identity))


def _addresses(identity: Identity) -> frozenset[str]:
    return frozenset(email.casefold() for email in identity.emails)


def _numbers(identity: Identity) -> frozenset[str]:
    """Telephone numbers without what may be left out in front: the country, or a zero."""
    digits = (_NOT_DIGIT.sub("", phone) for phone in identity.phones)
    return frozenset(number[-_PHONE_DIGITS:] for number in digits if len(number) >= _LEAST_DIGITS)


def _names(identity: Identity) -> frozenset[str]:
    return frozenset(_WORD.findall(plain_letters(identity.name or "").casefold()))


def _pieces(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return frozenset(tuple(words[at : at + _PIECE_WORDS]) for at in range(len(words) - _PIECE_WORDS + 1))


def _alike(ours: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> bool:
    if min(len(ours), len(theirs)) < _LEAST_PIECES:
        # Too short to be near anything: only the very same text is.
        return bool(ours) and ours == theirs
    return len(ours & theirs) >= ALIKE * len(ours | theirs)
