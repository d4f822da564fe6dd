"""A form with a file in it, read piece by piece: the file goes on its way while it comes, and is never held whole."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, NamedTuple

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool

from pathwise.service.door import wrong_type
from pathwise.service.problems import RefusedError, WrongField, unprocessable
from pathwise.storage.files import Incoming

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

WRITE_BYTES: Final = 256 * 1024
"""What is gathered before it is written: a change of threads a piece costs more than the writing."""

FILE: Final = "file"
LONGEST_NAME: Final = 512
LONGEST_BOUNDARY: Final = 70  # RFC 2046, 5.1.1
# They turn the direction of what follows: "exe.fdp" is shown as "pdf.exe".
TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_ESCAPED: Final = re.compile(r"\\.")


class TextField(NamedTuple):
    """A field that a form may have beside its file."""

    name: str
    most_characters: int


@dataclass
class Form:
    """What a form held.

    Attributes:
        filename: The file's own name.
        texts: The other fields, by name.
    """

    filename: str
    texts: dict[str, str]

    def says(self, name: str) -> bool:
        """Tell whether a field says yes.

        Raises:
            RefusedError: It says neither `true` nor `false`.
        """
        answer = self.texts.get(name, "false")
        if answer not in ("true", "false"):
            raise _wrong(name, "must be true or false")
        return answer == "true"


async def read_form(request: Request, incoming: Incoming, fields: tuple[TextField, ...]) -> Form:
    """Read the form of a request; the bytes of its file are written to `incoming` as they come.

    Raises:
        RefusedError: It is no such form, or was cut off on its way.
        FileTooLargeError: The file is larger than it may be.
    """
    reader = _Reader(fields)
    parser = MultipartParser(_boundary_of(request), reader.callbacks())
    async for piece in request.stream():
        try:
            parser.write(piece)
        except FormParserError:
            raise _unreadable() from None
        if len(reader.file_bytes) >= WRITE_BYTES:
            await run_in_threadpool(incoming.write, reader.take())
    if not reader.is_whole:
        raise _unreadable()
    await run_in_threadpool(incoming.write, reader.take())
    return reader.form()


@dataclass
class _Reader:
    """Follows the parser through the parts of a form."""

    fields: tuple[TextField, ...]
    file_bytes: bytearray = field(default_factory=bytearray)
    is_whole: bool = False
    _header: bytearray = field(default_factory=bytearray)
    _value: bytearray = field(default_factory=bytearray)
    _disposition: str = ""
    _name: str = ""
    _filename: str | None = None
    _texts: dict[str, bytearray] = field(default_factory=dict)

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin_part,
            "on_header_field": partial(self._add, "_header"),
            "on_header_value": partial(self._add, "_value"),
            "on_header_end": self._end_header,
            "on_headers_finished": self._enter_part,
            "on_part_data": self._take_data,
            "on_end": self._end,
        }

    def take(self) -> bytes:
        taken = bytes(self.file_bytes)
        self.file_bytes.clear()
        return taken

    def form(self) -> Form:
        if self._filename is None:
            raise _wrong(FILE, "is missing: send the file as a part with a file name")
        return Form(
            self._filename, {each.name: self._text_of(each) for each in self.fields if each.name in self._texts}
        )

    def _text_of(self, wanted: TextField) -> str:
        text = _text(wanted.name, bytes(self._texts[wanted.name]))
        if len(text) > wanted.most_characters:
            raise _wrong(wanted.name, f"must have at most {wanted.most_characters} characters")
        return text

    def _add(self, attribute: str, data: bytes, start: int, end: int) -> None:
        getattr(self, attribute).extend(data[start:end])

    def _begin_part(self) -> None:
        self._disposition = ""

    def _end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value.decode("latin-1")
        self._header.clear()
        self._value.clear()

    def _enter_part(self) -> None:
        kind, options = parse_options_header(self._disposition)
        # A quote that is opened and not closed: a line break in a name has cut its header in two.
        is_cut = _ESCAPED.sub("", self._disposition).count('"') % 2
        if kind != b"form-data" or b"name" not in options or is_cut:
            raise _unreadable()
        self._name = _text("name", options[b"name"])
        if self._name == FILE and b"filename" in options:
            self._enter_file(options[b"filename"])
        elif self._name in {each.name for each in self.fields}:
            self._enter_text()
        else:
            raise _wrong("", f"holds a field that is not known, or {FILE} without a file name")

    def _enter_file(self, name: bytes) -> None:
        if self._filename is not None:
            raise _wrong(FILE, "is there twice")
        self._filename = check_filename(_text(f"{FILE}.filename", name))

    def _enter_text(self) -> None:
        if self._name in self._texts:
            raise _wrong(self._name, "is there twice")
        self._texts[self._name] = bytearray()

    def _take_data(self, data: bytes, start: int, end: int) -> None:
        if self._name == FILE:
            self.file_bytes += data[start:end]
            return
        text = self._texts[self._name]
        text += data[start:end]
        most = next(each.most_characters for each in self.fields if each.name == self._name)
        # In UTF-8 a character has four bytes at most.
        if len(text) > 4 * most:
            raise _wrong(self._name, f"must have at most {most} characters")

    def _end(self) -> None:
        self.is_whole = True


def check_filename(name: str) -> str:
    """Check that a file's name is one, and no path and no trick. It is data all the same, never part of a path.

    Raises:
        RefusedError: It is not.
    """
    if not name.strip():
        raise _wrong(f"{FILE}.filename", "is empty: choose a file")
    if len(name) > LONGEST_NAME:
        raise _wrong(f"{FILE}.filename", f"must have at most {LONGEST_NAME} characters")
    if any(character in "/\\" for character in name) or name in {".", ".."}:
        raise _wrong(f"{FILE}.filename", "must be the file's own name, without folders")
    if any(unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} or each in TURNING for each in name):
        raise _wrong(f"{FILE}.filename", "must not hold control characters or line breaks")
    return name


def _boundary_of(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data":
        raise wrong_type("multipart/form-data")
    if not 0 < len(boundary) <= LONGEST_BOUNDARY:
        raise _unreadable()
    return boundary


def _text(where: str, value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        raise _wrong(where, "must be UTF-8") from None


def _wrong(where: str, problem: str) -> RefusedError:
    return unprocessable([WrongField(where=f"body.{where}" if where else "body", problem=problem)])


def _unreadable() -> RefusedError:
    sentence = "The form cannot be read, or was cut off on its way. Nothing was kept of it: send it again."
    return RefusedError(HTTPStatus.BAD_REQUEST, "unreadable_form", sentence, headers={"Connection": "close"})
