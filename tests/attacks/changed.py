"""Files changed by chance: as bytes, and their parts as what they are: members of zips, streams of PDFs."""

import re
import zlib
from random import Random
from typing import Final

from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.documents.picture import decoded
from pathwise.inspection import inspect_bytes
from tests.attacks.endurance import AS_OF
from tests.zips import members_of, replace_member

_NUMBERS = "0 -1 1 65535 4294967295 99999999999999999999 1e308 nan"
_XML = "< > /> </ &#0; &#x110000; <!-- ]]> <![CDATA[ <w:p> <w:tbl> <w:t> w:vanish <text:p> <text:span> <table> <style>"
_RICH = r"{ } \v \bin \u-1 \'f \header \fs \colortbl"
_PDF = "0 R << >> [ ] /Kids /Filter /FlateDecode /ASCIIHexDecode /LZWDecode /Type /Length BT ET Tj Do q cm Tm"
_OTHERS = (b"\x00", b"\xff\xff\xff\xff", b"PK\x01\x02", b"PK\x03\x04", b"\n", b"# ", b"[x](", b"```", b"\xd8\x00")
WORDS: Final = (*(word.encode() for word in f"{_NUMBERS} {_XML} {_RICH} {_PDF}".split()), *_OTHERS)
MOST_CHANGES: Final = 12
_ONE_PAGE = ReadingLimits(scanned_pages=1)


def changed(data: bytes, rng: Random) -> bytes:
    """Change a file by chance: as bytes, or a part of it as what it is."""
    if rng.random() < 0.5:
        return changed_bytes(data, rng)
    if data.startswith(b"PK"):
        return _changed_member(data, rng)
    return _changed_stream(data, rng) if data.startswith(b"%PDF") else changed_bytes(data, rng)


def changed_bytes(data: bytes, rng: Random) -> bytes:
    """Flip, take out, double, move and put in bytes."""
    copy = bytearray(data)
    for _ in range(rng.randint(1, MOST_CHANGES)):
        start = rng.randrange(len(copy) + 1)
        end = min(len(copy), start + int(rng.paretovariate(0.7)))
        match rng.randrange(6):
            case 0:
                copy[start:end] = bytes(each ^ (1 << rng.randrange(8)) for each in copy[start:end])
            case 1:
                del copy[start:end]
            case 2:
                copy[start:start] = copy[start:end] * rng.choice((1, 2, 50))
            case 3:
                place = rng.randrange(len(copy) + 1)
                copy[place:place] = copy[start:end]
            case 4:
                copy[start:end] = rng.choice(WORDS)
            case _:
                copy[start:start] = rng.choice(WORDS) * rng.choice((1, 1, 3, 500))
    return bytes(copy)


def _changed_member(data: bytes, rng: Random) -> bytes:
    members = members_of(data)
    chosen = rng.choice(list(members))
    return replace_member(data, chosen, changed_bytes(members[chosen], rng))


def _changed_stream(data: bytes, rng: Random) -> bytes:
    streams = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL))
    if not streams:
        return changed_bytes(data, rng)
    chosen = rng.choice(streams)
    try:
        content = zlib.compress(changed_bytes(zlib.decompress(chosen[1]), rng))
    except zlib.error:
        content = changed_bytes(chosen[1], rng)
    return data[: chosen.start(1)] + content + data[chosen.end(1) :]


def read_changed(data: bytes, *, is_picture: bool = False) -> str:
    """Read a changed file with the resume in it; a picture as far as it is decoded.

    Returns:
        `read`, or the reason of the refusal.
    """
    found = decoded(data, _ONE_PAGE) if is_picture else inspect_bytes(data, ReadingLimits(), AS_OF, as_resume=True)
    return found.reason.value if isinstance(found, Refusal) else "read"
