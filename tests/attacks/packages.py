"""Hostile zips, and documents that are zips: Word and OpenDocument."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from itertools import product

from tests.zips import zipped

MEBIBYTE = 1024 * 1024
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
PARAGRAPH = "<w:p><w:r><w:t>Ada Example, Baker</w:t></w:r></w:p>"


def word_xml(body: str, before: str = "") -> bytes:
    """Write the main part of a Word document."""
    document = f'<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>'
    return f'<?xml version="1.0"?>{before}{document}'.encode()


def docx(
    body: str = PARAGRAPH,
    *,
    before: str = "",
    relations: str = "",
    others: Mapping[str, bytes] | None = None,
    content_type: str = _TYPES,
) -> bytes:
    """Write a small Word document."""
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{content_type}"/>'
        '<Override PartName="/word/styles.xml" ContentType="application/vnd.wordprocessingml.styles+xml"/></Types>'
    )
    main = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    wrapped = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": wrapped.format(main).encode(),
            "word/document.xml": word_xml(body, before),
            "word/_rels/document.xml.rels": wrapped.format(relations).encode(),
            **(others or {}),
        }
    )


def relation(number: int, kind: str, target: str, *, is_external: bool = False) -> str:
    """Write a relation of a Word document's main part."""
    external = ' TargetMode="External"' if is_external else ""
    return f'<Relationship Id="x{number}" Type="{_OFFICE}/{kind}" Target="{target}"{external}/>'


def odt(
    text: str = "<text:p>Ada Example, Baker</text:p>", before: str = "", others: Mapping[str, bytes] | None = None
) -> bytes:
    """Write a small OpenDocument text."""
    names = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "draw", "script"))
    root = f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink">'
    content = f"{before}{root}<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    members = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
    return zipped({**members, **(others or {})})


def docx_of_400_megabytes() -> bytes:
    """A Word document whose text is 400 megabytes of blanks."""
    return docx(others={"word/document2.xml": b" " * 400_000_000})


def odt_of_400_megabytes() -> bytes:
    """An OpenDocument text with 400 megabytes beside its text."""
    return odt(others={"styles.xml": b" " * 400_000_000})


def docx_that_lies_about_its_size() -> bytes:
    """A Word document whose text claims ten bytes and has eighty million."""
    data = bytearray(docx(f"{PARAGRAPH}{' ' * 80_000_000}"))
    member = data.index(b"PK\x03\x04", data.index(b"word/document.xml") - 40)
    directory = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    struct.pack_into("<I", data, member + 22, 10)
    struct.pack_into("<I", data, directory + 24, 10)
    return bytes(data)


def docx_of_many_large_parts() -> bytes:
    """A Word document with twenty headers, each just below the largest part that is parsed."""
    header = word_xml("<w:p/>" * 1_300_000)
    names = [f"header{number}.xml" for number in range(20)]
    relations = "".join(relation(number, "header", name) for number, name in enumerate(names))
    return docx(relations=relations, others={f"word/{name}": header for name in names})


def docx_of_one_part_under_many_names() -> bytes:
    """A Word document that refers to one header in sixty-four spellings."""
    names = ["".join(pair) for pair in product(*((letter, letter.upper()) for letter in "header"))]
    relations = "".join(relation(number, "header", f"{name}.xml") for number, name in enumerate(names))
    return docx(relations=relations, others={"word/header.xml": word_xml("<w:p/>" * 300_000)})


def docx_of_a_million_paragraphs() -> bytes:
    """A Word document of very many short paragraphs."""
    return docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 200_000)


def laughing(system: str = "") -> str:
    """Write a document type with entities that grow, hold each other, and lie in files and on the net."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    outside = f'<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY net SYSTEM "{system}">' if system else ""
    parameter = f'<!ENTITY % p SYSTEM "{system}"> %p;' if system else ""
    return f'<!DOCTYPE d [<!ENTITY e0 "ha">{levels}{outside}{parameter}]>'


def docx_of_laughs() -> bytes:
    """The billion laughs in a Word document."""
    return docx(f"{PARAGRAPH}<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>", before=laughing())


def docx_of_a_square() -> bytes:
    """An entity of a hundred thousand characters, used a hundred thousand times."""
    before = f'<!DOCTYPE d [<!ENTITY e "{"ha" * 50_000}">]>'
    return docx(f"{PARAGRAPH}<w:p><w:r><w:t>{'&e;' * 100_000}</w:t></w:r></w:p>", before=before)


def odt_of_laughs() -> bytes:
    """The billion laughs in an OpenDocument text."""
    return odt("<text:p>Ada Example, Baker</text:p><text:p>&e11;</text:p>", laughing())


def docx_with_macros() -> bytes:
    """A Word document with a macro project, as a template would hold it."""
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    relations = relation(7, "vbaProject", "vbaProject.bin")
    project = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Attribute VB_Name Auto_Open Shell(calc)" * 99
    return docx(relations=relations, others={"word/vbaProject.bin": project}, content_type=kind)


def bomb() -> bytes:
    """A zip of a gibibyte in one member."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("ada.txt", "w") as member:
        for _ in range(1024):
            member.write(bytes(MEBIBYTE))
    return target.getvalue()


def nested_bomb() -> bytes:
    """Zips within zips, five deep, ten of each."""
    inner = zipped({"ada.txt": bytes(10 * MEBIBYTE)})
    for _ in range(5):
        inner = zipped({f"{number}.zip": inner for number in range(10)})
    return inner


def overlapping_bomb() -> bytes:
    """Ten thousand members that are all the same twenty million bytes of the file."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(20_000_000)) + packer.flush()
    sizes = (zlib.crc32(bytes(20_000_000)), len(packed), 20_000_000)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, *sizes, 1, 0) + b"a" + packed
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, *sizes, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 10_000
    return (
        local + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 10_000, 10_000, len(directory), len(local), 0)
    )


def list_of_a_million_members() -> bytes:
    """A zip that lists a million members and holds none."""
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 1_000_000
    return directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(directory), 0, 0)


def paths_out_of_the_folder() -> bytes:
    """A zip whose members would lie elsewhere, one of them a symbolic link."""
    target = io.BytesIO()
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(target, "w") as archive:
        for name in ("../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "..\\evil.txt"):
            archive.writestr(name, "Ada Example")
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()
