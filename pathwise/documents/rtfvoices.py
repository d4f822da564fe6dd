"""Who says the words of a rich text: its body, a header, a footer, or what nobody sees."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

_TOKEN = re.compile(
    rb"(?P<raw>\\bin(?P<count>\d{1,9}) ?)|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?"
    rb"|(?P<open>\{)|(?P<close>\})|(?P<code>(?:\\'[0-9a-fA-F]{2})+)|(?P<sign>\\[\s\S])|(?P<text>[^\\{}]+)"
)
# Most files hide nothing and have no headers: these are read as they are.
_NEEDS_CARE = re.compile(
    rb"\\(?:v(?![a-z0])|deleted|(?:header|footer)[lrf]?(?![a-z])|fs[0-2](?!\d)|red25[0-5]\\green25[0-5]\\blue25[0-5])"
)
_WORDS = frozenset((b"u", b"emdash", b"endash", b"bullet", b"lquote", b"rquote", b"ldblquote", b"rdblquote"))
_SIGNS = (b"\\\\", b"\\{", b"\\}", b"\\~", b"\\-", b"\\_")
_TABLES = frozenset((b"fonttbl", b"colortbl", b"stylesheet", b"info", b"listtable", b"generator"))
_COLOUR_TABLE = re.compile(rb"\{\\colortbl([^{}]*)\}")
_WHITE = re.compile(rb"\\red25[0-5]\s*\\green25[0-5]\s*\\blue25[0-5]")
_GROUND = re.compile(
    rb"\\(?:(?:cb|highlight|cbpat|chcbpat|clcbpat|chshdng|shading|clshdng)[1-9]|shp|pict|do\b|background)"
)
_MARGIN = re.compile(rb"\\(header|footer)[lrf]?(?![a-z])")
_LEAST_HALF_POINTS = 3


class Voice(Enum):
    """Who says a word."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    VANISHED = "vanished"
    TINY = "tiny"
    WHITE = "white"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within a group, until it is closed."""

    place: Voice = Voice.BODY
    is_hidden: bool = False
    is_deleted: bool = False
    is_tiny: bool = False
    is_white: bool = False
    is_table: bool = False

    @property
    def voice(self) -> Voice | None:
        if self.is_table:
            return None
        states = {
            Voice.DELETED: self.is_deleted,
            Voice.VANISHED: self.is_hidden,
            Voice.TINY: self.is_tiny,
            Voice.WHITE: self.is_white,
        }
        return next((voice for voice, is_so in states.items() if is_so), self.place)


def voices(data: bytes) -> dict[Voice, bytes]:
    """Part a rich text by who says its words.

    Args:
        data: The whole file.

    Returns:
        For each voice that says anything the whole file, less the words of the others.
    """
    if not _NEEDS_CARE.search(data):
        return {Voice.BODY: data}
    copies = {voice: bytearray() for voice in Voice}
    speaking = {Voice.BODY}
    for token, speaker in _tokens(data):
        if speaker is None:
            _add_to_all(copies, token)
        else:
            copies[speaker] += token
            if token.strip():
                speaking.add(speaker)
    return {voice: bytes(copies[voice]) for voice in speaking - {Voice.DELETED}}


def _add_to_all(copies: Mapping[Voice, bytearray], token: bytes) -> None:
    """Add what is no word. Within its own copy a header is text like any other."""
    margin = _margin(token)
    for voice, copy in copies.items():
        copy.extend(b"\\par " if voice is margin else token)


def _tokens(data: bytes) -> Iterator[tuple[bytes, Voice | None]]:
    """Give the pieces of a file with who says them; None for what is no word."""
    whites = _whites(data)
    groups = [_Group()]
    place = 0
    while match := _TOKEN.match(data, place):
        place = match.end()
        token = match[0]
        if match["raw"]:
            place += int(match["count"])
            yield data[match.start() : place], Voice.DELETED
            continue
        if match["open"]:
            groups.append(groups[-1])
        elif match["close"] and len(groups) > 1:
            groups.pop()
        elif match["word"]:
            groups[-1] = _after(groups[-1], match["word"], match["number"], whites)
        is_word = match["code"] or match["text"] or match["word"] in _WORDS or token in _SIGNS
        yield token, groups[-1].voice if is_word else None
    yield data[place:], None


def _after(group: _Group, word: bytes, number: bytes | None, whites: frozenset[int]) -> _Group:
    """Tell what holds after a control word."""
    value = None if number is None else int(number)
    if margin := _margin(b"\\" + word):
        return replace(group, place=margin)
    if word in _TABLES:
        return replace(group, is_table=True)
    if word == b"plain":
        return _Group(group.place, is_table=group.is_table)
    if word == b"v":
        return replace(group, is_hidden=value != 0)
    if word == b"deleted":
        return replace(group, is_deleted=value != 0)
    return _after_look(group, word, value, whites)


def _after_look(group: _Group, word: bytes, value: int | None, whites: frozenset[int]) -> _Group:
    if word == b"fs":
        return replace(group, is_tiny=value is not None and value < _LEAST_HALF_POINTS)
    return replace(group, is_white=value in whites) if word == b"cf" else group


def _margin(token: bytes) -> Voice | None:
    match = _MARGIN.match(token) if token.startswith((b"\\header", b"\\footer")) else None
    return Voice(match[1].decode()) if match else None


def _whites(data: bytes) -> frozenset[int]:
    """Give the places of white in the table of colours; none where anything may stand behind white words."""
    table = _COLOUR_TABLE.search(data)
    if table is None or _GROUND.search(data):
        return frozenset()
    return frozenset(place for place, colour in enumerate(table[1].split(b";")) if _WHITE.search(colour))
