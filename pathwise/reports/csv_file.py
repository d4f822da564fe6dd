"""Frames as CSV files that are safe to open in a spreadsheet program."""

import csv
import re
from pathlib import Path
from uuid import uuid4

import pandas as pd
from pandas.api.types import is_numeric_dtype

from pathwise.errors import InvalidInputError

# What people do not see before a sign, and a program may skip: blanks, control and format characters, quotes.
# Line ends and tabs are left out: they begin a new cell by themselves.
_SKIPPED = r"[^\S\t\r\n\x0b]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\"]"
# As typed, full width, small forms, and the true minus.
_SIGN = r"[=+\-@＝＋－＠﹦﹢﹣﹫−]"
_BEGINS_FORMULA = re.compile(rf"[\t\r\n]|(?:{_SKIPPED})*+{_SIGN}")
_INNER_FORMULA = re.compile(rf"([;\t\r\n](?:{_SKIPPED})*+)(?={_SIGN})")


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame as a CSV file, whole or not at all. A file of that name is replaced.

    UTF-8 that begins with a byte order mark: without it spreadsheet programs take the text for one of the machine's own
    encoding and show accents as pairs of odd letters; `pandas.read_csv` reads it as it is, elsewhere `utf-8-sig`
    does. Comma, CRLF, every text quoted, null as an empty cell. Numbers stay numbers; texts and headings are written as
    `neutralise` gives them. An index with names is written as the first columns, one without is left out.

    Args:
        frame: What to write. May have no rows.
        path: Where. Its folder must exist.

    Raises:
        InvalidInputError: If the file cannot be written there.
    """
    data = _to_csv(frame).encode("utf-8-sig", errors="replace")
    try:
        _write_whole(path, data)
    except OSError as error:
        problem = _PROBLEMS.get(type(error), f"cannot be written ({error.strerror}). Name another file or folder")
        raise InvalidInputError(str(path), problem) from error


_NO_FOLDER = "its folder does not exist. Make the folder first, or name another"
_PROBLEMS: dict[type[OSError], str] = {
    FileNotFoundError: _NO_FOLDER,
    NotADirectoryError: _NO_FOLDER,
    IsADirectoryError: "is a folder. Name a file in it",
    PermissionError: "may not be written. Name a file in a folder that you may write to",
}


def _write_whole(path: Path, data: bytes) -> None:
    temporary = path.parent / f".{uuid4().hex}.part"
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def neutralise(text: str) -> str:
    """Make a text that a spreadsheet program might take for a formula a plain one, by a single quote before it.

    A formula may begin after blanks and characters that nobody sees; after a tab, a line end or a semicolon as well,
    for a program that takes those for the end of a cell. NUL is left out. Doing it twice changes nothing more.

    Source: OWASP, "CSV Injection".

    Example:
        >>> [neutralise(text) for text in ("=1+1", "  @SUM(A1)", "a;=1", "C++", "e-mail")]
        ["'=1+1", "'  @SUM(A1)", "a;'=1", 'C++', 'e-mail']
    """
    plain = _INNER_FORMULA.sub(r"\1'", text.replace("\0", ""))
    return f"'{plain}" if _BEGINS_FORMULA.match(plain) else plain


def _to_csv(frame: pd.DataFrame) -> str:
    table = frame if frame.index.names == [None] else frame.reset_index()
    # Numbered, because headings may be the same once they are neutralised.
    plain = pd.DataFrame({place: _neutralise_column(column) for place, (_, column) in enumerate(table.items())})
    headings = [neutralise(str(heading)) for heading in table.columns]
    text: str = plain.to_csv(index=False, header=headings, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    return text


def _neutralise_column(column: pd.Series) -> pd.Series:
    if is_numeric_dtype(column.dtype):
        return column
    return column.astype(object).map(lambda cell: neutralise(cell) if isinstance(cell, str) else cell)
