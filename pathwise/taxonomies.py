"""Skills out of the official files of ESCO and O*NET. Pure: bytes in, skills out.

ESCO: the classification's `skills_en.csv`, or JSON lines of the same. O*NET: `Technology Skills.txt` (tabs) or the same
with commas. Both may be compressed with gzip.
"""

import csv
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from pathwise.resume.layers import LayerSkill
from pathwise.resume.spellings import words_of_spelling

ESCO = "ESCO"
ONET = "O*NET"

MOST_BYTES = 500 * 1024 * 1024
"""Most that a compressed file may grow to."""

_GZIP = b"\x1f\x8b"
_MOST_WORDS = 8
_LEAST_LETTERS = 3
_LEAST_SINGLE = 4
_LONGEST_NAME = 200
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_MIXED = re.compile(r"(?=\w*[a-z])\w+[A-Z]\w*|(?=\w*[A-Za-z]{2})\w*\d\w*")
_EMPTY_WORDS = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "into",
        "onto",
        "about",
        "other",
        "others",
        "their",
        "your",
        "its",
        "all",
        "any",
        "own",
        "good",
        "well",
        "make",
        "use",
        "have",
        "being",
        "been",
        "out",
        "off",
        "per",
        "via",
    ]
)


class TaxonomyError(ValueError):
    """A file is none of those that can be read; says what is wrong."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """What a file holds.

    Attributes:
        source: ESCO or O*NET.
        version: Digest of the skills, eight hexadecimal digits: the same skills have the same version.
        skills: Those that can be found safely, ordered by name; never empty.
        left_out: How many are not: single plain words say too little to be taken for a skill.
    """

    source: str
    version: str
    skills: tuple[LayerSkill, ...]
    left_out: int


def read_taxonomy(data: bytes) -> Taxonomy:
    """Read an official file.

    Args:
        data: The whole file.

    Raises:
        TaxonomyError: It is none that is known, or holds no skill that can be found safely.
    """
    text = _text(data)
    if text.lstrip().startswith("{"):
        source, kind, named = ESCO, "skill", _esco(_json_lines(text))
    else:
        source, kind, named = _table(text)
    suffix = f" ({source})"
    skills: dict[str, LayerSkill] = {}
    left_out = 0
    for name, labels in named.items():
        spellings = tuple(dict.fromkeys(safe for label in labels if (safe := safe_spelling(label))))
        if spellings:
            canonical = name[:_LONGEST_NAME] + suffix
            skills[canonical] = LayerSkill(canonical, kind, spellings)
        else:
            left_out += 1
    if not skills:
        raise TaxonomyError("it holds no skill of more than one plain word")
    ordered = tuple(skill for _, skill in sorted(skills.items()))
    return Taxonomy(source, _digest(ordered), ordered, left_out)


def safe_spelling(label: str) -> str | None:
    """Tell how a label can be found without taking plain English for a skill.

    Returns:
        Words of which two or more say something, as they are; a single word in mixed case or with a figure marked by
        `=`: written exactly so, as an item of a list. None for all others: "word", "access", "sales", "SAP".

    Example:
        >>> [safe_spelling(each) for each in ("prepare bread dough", "AutoCAD", "Java (computer programming)", "Word")]
        ['prepare bread dough', '=AutoCAD', None, None]
    """
    bare = _IN_BRACKETS.sub("", label.replace("|", " ")).strip().lstrip("=^?").strip()
    words = words_of_spelling(bare)
    telling = [word for word in words if word.isalpha() and len(word) >= _LEAST_LETTERS and word not in _EMPTY_WORDS]
    if len(set(telling)) > 1 and len(words) <= _MOST_WORDS:
        return bare
    if len(words) == 1 and len(bare) >= _LEAST_SINGLE and _MIXED.fullmatch(bare):
        return f"={bare}"
    return None


def _text(data: bytes) -> str:
    if data.startswith(_GZIP):
        try:
            with gzip.open(BytesIO(data)) as unpacked:
                data = unpacked.read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error):
            raise TaxonomyError("it is compressed, and broken") from None
        if len(data) > MOST_BYTES:
            raise TaxonomyError("it grows too large when opened")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TaxonomyError("it is not text in UTF-8") from None


def _json_lines(text: str) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                value = json.loads(line)
            except json.JSONDecodeError:
                raise TaxonomyError(f"line {number} is no JSON") from None
            if not isinstance(value, dict):
                raise TaxonomyError(f"line {number} is no JSON object")
            yield value


def _table(text: str) -> tuple[str, str, dict[str, list[str]]]:
    head = text.partition("\n")[0]
    rows = csv.DictReader(StringIO(text, newline=""), delimiter="\t" if "\t" in head else ",")
    columns = set(rows.fieldnames or ())
    try:
        if "preferredLabel" in columns:
            return ESCO, "skill", _esco(rows)
        if "Example" in columns and columns & {"Commodity Title", "commodity"}:
            return ONET, "tool", _onet(rows)
    except csv.Error as error:
        raise TaxonomyError(f"it is a broken table: {error}") from None
    if "Title" in columns or "Alternate Title" in columns:
        raise TaxonomyError("it lists titles of occupations, not skills")
    raise TaxonomyError("it is neither a list of skills of ESCO nor the technology skills of O*NET")


def _esco(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for row in rows:
        address = str(row.get("conceptUri") or row.get("uri") or "")
        if "/occupation/" in address or "/isco/" in address.casefold():
            raise TaxonomyError("it lists occupations, not skills")
        name = _cell(row.get("preferredLabel") or row.get("label"))
        if name:
            named.setdefault(name, [name]).extend(_labels(row.get("altLabels", row.get("alt"))))
    return named


def _onet(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    names = (_cell(row.get("Example")) for row in rows)
    return {name: [name] for name in names if name}


def _labels(value: object) -> list[str]:
    """Alternative labels: a list, or one text with a label a line."""
    parts: Sequence[object] = value if isinstance(value, list) else str(value or "").splitlines()
    return [text for part in parts if (text := _cell(part))]


def _cell(value: object) -> str:
    return " ".join(str(value or "").split())


def _digest(skills: Sequence[LayerSkill]) -> str:
    content = json.dumps([[each.canonical, each.kind, *each.spellings] for each in skills])
    return hashlib.sha256(content.encode()).hexdigest()[:8]
