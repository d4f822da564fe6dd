"""Writes Word documents of the old kind, no more of them than the tests need.

Source: [MS-CFB] for the file that holds the streams, [MS-DOC] for the streams.
"""

import struct
from collections.abc import Mapping

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
_LEAST_STREAM = 4096  # Shorter ones would lie in a file system of their own.
_TEXT_START = 2048
_FORMATS_PAGE = 2  # In sectors from the start of the stream.
_IN_TABLE_1, _ENCRYPTED = 0x0200, 0x0100
_PLCF_HDD, _PLCF_BTE_CHPX, _CLX = 11, 12, 33
_VANISH, _BOLD = 0x083C, 0x0835


def make_doc(
    text: str, *, hidden: str = "", bold: str = "", header: str = "", box: str = "", is_encrypted: bool = False
) -> bytes:
    """Write a document.

    Args:
        text: Its body; line breaks end paragraphs.
        hidden: A piece of `text` that is formatted as hidden.
        bold: A piece of `text` that is set bold.
        header: Text of the header of odd pages.
        box: Text of a text box.
        is_encrypted: Say so; the text is written as it is.
    """
    body, head, boxed = text.replace("\n", "\r") + "\r", header and f"{header}\r\r", box and f"{box}\r\r"
    raw = (body + head + boxed).encode("utf-16-le")
    end = _TEXT_START + len(raw)
    clx = b"\x02" + struct.pack("<IIIHIH", 16, 0, len(raw) // 2, 0, _TEXT_START, 0)
    stories = [0] * 8 + [len(header) + 1] * 5 + [len(header) + 2]
    tables = {
        _CLX: clx,
        _PLCF_HDD: struct.pack("<14I", *stories) if header else b"",
        _PLCF_BTE_CHPX: struct.pack("<III", _TEXT_START, end, _FORMATS_PAGE),
    }
    flags = _IN_TABLE_1 | (_ENCRYPTED if is_encrypted else 0)
    lengths = [end, 0, 0, len(body), 0, len(head), 0, 0, 0, len(boxed), *[0] * 12]
    main = _information_block(flags, lengths, _places(tables)).ljust(_FORMATS_PAGE * _SECTOR, b"\0")
    main += _formats(body, end, {piece: code for piece, code in ((hidden, _VANISH), (bold, _BOLD)) if piece})
    return compound_file({"WordDocument": main.ljust(_TEXT_START, b"\0") + raw, "1Table": b"".join(tables.values())})


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """Write a compound file of a few streams, 60 KB at most."""
    names = sorted(streams, key=lambda name: (len(name), name))
    bodies = [streams[name].ljust(_LEAST_STREAM, b"\0") for name in names]
    bodies = [body + bytes(-len(body) % _SECTOR) for body in bodies]
    chain, starts = [_FAT, _END], []
    for body in bodies:
        starts.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + len(body) // _SECTOR), _END]
    chain += [_FREE] * (_SECTOR // 4 - len(chain))
    folder = _folder_entry("Root Entry", 5, _FREE, 1, _END, 0)
    for index, (name, body, start) in enumerate(zip(names, bodies, starts, strict=True), start=1):
        folder += _folder_entry(name, 2, index + 1 if index < len(names) else _FREE, _FREE, start, len(body))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, _LEAST_STREAM, _END, 0, _END, 0)
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    return b"".join([head, struct.pack("<128I", *chain), folder.ljust(_SECTOR, b"\0"), *bodies])


def _folder_entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = f"{name}\0".encode("utf-16-le")
    return raw.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(raw), kind, 1, _FREE, right, child, start, size)


def _places(tables: Mapping[int, bytes]) -> list[int]:
    places, place = [0] * 186, 0
    for index, table in tables.items():
        places[2 * index : 2 * index + 2] = [place, len(table)]
        place += len(table)
    return places


def _information_block(flags: int, lengths: list[int], places: list[int]) -> bytes:
    block = struct.pack("<7HI6x2I", 0xA5EC, 0xC1, 0, 0x409, 0, flags, 0xBF, 0, _TEXT_START, lengths[0])
    block += struct.pack("<H14H", 14, *[0] * 14) + struct.pack("<H22I", 22, *lengths)
    return block + struct.pack("<H186I", 93, *places) + bytes(2)


def _formats(text: str, end: int, pieces: Mapping[str, int]) -> bytes:
    """Write the page that says which characters are formatted how."""
    spans = sorted((text.index(piece), piece) for piece in pieces)
    bounds, codes = [0], []
    for start, piece in spans:
        bounds += [start, start + len(piece)]
        codes += [0, pieces[piece]]
    places = [_TEXT_START + 2 * bound for bound in bounds] + [end]
    codes.append(0)
    page = bytearray(_SECTOR)
    offsets = []
    for index, code in enumerate(codes):
        offset = _SECTOR - 12 - 4 * index
        offsets.append(offset // 2 if code else 0)
        page[offset : offset + 4] = struct.pack("<BHB", 3, code, 1) if code else bytes(4)
    head = struct.pack(f"<{len(places)}I", *places) + bytes(offsets)
    page[: len(head)] = head
    page[-1] = len(codes)
    return bytes(page)
