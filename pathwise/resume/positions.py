"""Reads who did what where from the lines that name an entry: position and organisation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pathwise.resume.lines import names_organisation, names_position
from pathwise.resume.places import is_place, split_place
from pathwise.resume.towns import is_town, part_town, without_town

_STRONG = re.compile(r"\s*[|•·⋅∙◆♦■]\s*|\t+|\s{3,}|\s+[–—]+\s+|\s+-{1,3}\s+|\s+@\s+|\s*~\s*")
_SLASH = re.compile(r"\s+/\s+")
_AT = re.compile(r"\s+(?:at|chez|bei|im|presso|bij)\s+(?=[A-ZÀ-Ž])|\s+@\s*")
_COMMA = re.compile(r"\s*[,;]\s+")
_LEGAL = re.compile(r"^(?:Inc|Ltd|LLC|LLP|Corp|Co|GmbH|S\.?A|S\.?L|B\.?V|AG|PLC|P\.?C|Jr|Sr)\.?$", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:company|employer|organi[sz]ation|client|position|title|job title|role|designation|poste|entreprise|firma"
    r"|empresa|puesto|cargo)\s*:\s*",
    re.IGNORECASE,
)
_NAME_OF = re.compile(
    r"\b(?:University|Universität|Université|Universidad|Universidade|Università|College|Institute|Bank|Ministry"
    r"|Department|City|Bureau) (?:of|de|di|für|der) [A-ZÀ-Ž]"
)
_BRACKETED = re.compile(r"\s*\((?P<inner>[^()]{2,40})\)")
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_EDGES = " ,;:|·•–—-"
_FEWEST = 1
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Naming:
    """Position and organisation as written; None where they cannot be told.

    Attributes:
        title: Name of the position.
        organisation: Where it was held.
        title_first: The position stands before the organisation; None where one of them is missing or where
            their words do not tell which is which.
    """

    title: str | None
    organisation: str | None
    title_first: bool | None = None


def read_naming(lines: Sequence[str], title_first: bool | None = None) -> Naming:
    """Tell position and organisation apart.

    Args:
        lines: The lines that name an entry, dates taken out; may be empty.
        title_first: The habit of the resume, used only where the words do not tell.

    Returns:
        What the words tell.

    Example:
        >>> read_naming(["Night Porter, Grand Hotel – Ghent, Belgium"])
        Naming(title='Night Porter', organisation='Grand Hotel', title_first=True)
    """
    parts = _parts(lines)
    if not parts:
        return Naming(None, None)
    clear = _clear_title(parts)
    if clear is None:
        return _by_habit(parts, title_first)
    held_at = _AT.split(parts[clear], maxsplit=1)
    if len(held_at) > 1 and names_position(held_at[0]):
        return Naming(held_at[0].strip(_EDGES), held_at[1].strip(_EDGES), title_first=True)
    title = parts[clear]
    others = parts[:clear] + parts[clear + 1 :]
    if not others:
        return Naming(title, None)
    organisation = max(
        others, key=lambda part: (names_organisation(part), not names_position(part), -others.index(part))
    )
    return Naming(title, organisation, title_first=parts.index(organisation) > clear)


def _parts(lines: Sequence[str]) -> list[str]:
    """Split lines at their strongest separators, places left out; one line alone also at commas."""
    parts: list[str] = []
    for line in lines:
        plain = _BRACKETED.sub(_without_place, _WEB.sub("", _LABEL.sub("", line)))
        separator = _SLASH if len(_SLASH.findall(plain)) > 1 else _STRONG
        for piece in separator.split(plain):
            rest, _ = split_place(_without_cell(piece.strip(_EDGES)))
            if not names_position(rest):
                rest = without_town(rest)
            if rest.strip(_EDGES):
                parts.append(rest.strip(_EDGES))
    if len(parts) == 1:
        parts = _split_weakly(parts[0])
    named = [part for part in parts if part and not is_place(part)]
    return _without_towns(named) if len(named) > _FEWEST else named


def _without_towns(parts: list[str]) -> list[str]:
    """Leave towns out where a position and a place of work are left, and split what held both."""
    left = [part for part in parts if not is_town(part)]
    if len(left) == 1:
        left = _split_weakly(left[0])
    return left if len(left) > _FEWEST and max(map(len, left)) <= _LONGEST_NAME else parts


def ends_with_legal_form(name: str) -> bool:
    """Tell whether a name has all its parts: nothing stands behind "Ltd".

    Example:
        >>> ends_with_legal_form("Example Freight Ltd"), ends_with_legal_form("Example Freight")
        (True, False)
    """
    return _LEGAL.match(name.rpartition(" ")[2]) is not None


def _without_cell(text: str) -> str:
    """Leave out a place that stands behind a name with nothing between: a town with its region, or behind a legal form.

    Both were cells of one row.
    """
    name, comma, region = text.rpartition(", ")
    before, town = part_town(name if comma else text)
    if town and (is_place(f"{town}, {region}") if comma else ends_with_legal_form(before)):
        return before
    return text


def _without_place(bracket: re.Match[str]) -> str:
    """Leave a place in brackets out ("(Ghent, Belgium)") and keep other remarks."""
    inner = bracket["inner"]
    return " | " if is_place(inner) or "," in inner else bracket.group()


def _split_weakly(text: str) -> list[str]:
    pieces = _COMMA.split(text)
    joined: list[str] = []
    for piece in pieces:
        if joined and (_LEGAL.match(piece) or _goes_on(joined[-1], piece)):
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    if len(joined) == 1:
        return _split_at_organisation(joined[0])
    return joined


def _goes_on(left: str, right: str) -> bool:
    """Tell whether a comma stands within an enumeration ("Smith, Jones & Co")."""
    return "&" in right and not names_position(left) and not names_position(right)


def _split_at_organisation(text: str) -> list[str]:
    """Split "Engineer University of X" behind the last word for a position, or before what must be a name."""
    start = _NAME_OF.search(text)
    if start and names_position(text[: start.start()]):
        return [text[: start.start()].strip(_EDGES), text[start.start() :]]
    words = text.split()
    for index in range(len(words) - 1, 0, -1):
        if names_position(words[index - 1]):
            rest = " ".join(words[index:])
            return [" ".join(words[:index]), rest] if names_organisation(rest) and rest[0].isupper() else [text]
    return [text]


def _clear_title(parts: list[str]) -> int | None:
    """Index of the part whose words name a position; the one without words of an organisation wins."""
    naming = [index for index, part in enumerate(parts) if names_position(part)]
    if not naming:
        return None
    return min(naming, key=lambda index: (names_organisation(parts[index]), index))


def _by_habit(parts: list[str], title_first: bool | None) -> Naming:
    if len(parts) == 1:
        return Naming(None, parts[0])
    organisations = [part for part in parts if names_organisation(part)]
    if organisations:
        others = [part for part in parts if part != organisations[0]]
        return Naming(others[0] if others else None, organisations[0])
    first, second = parts[0], parts[1]
    return Naming(first, second) if title_first else Naming(second, first)
