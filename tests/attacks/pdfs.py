"""Hostile PDFs, written object by object: no library would make them."""

import zlib
from collections.abc import Iterable, Mapping

Objects = Mapping[int, bytes]

CATALOGUE, PAGES, FONT, FIRST_FREE = 1, 2, 3, 4
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_RESOURCES = b"/Resources<</Font<</F 3 0 R>>>>"
WORDS = b"BT /F 12 Tf 72 700 Td (Ada Example, Baker) Tj ET "


def written(objects: Objects, *, trailer: bytes = b"") -> bytes:
    """Write objects with their table; number 1 is the catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, content in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    size = max(objects) + 1
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        data += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(data + b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table))


def stream(content: bytes, entries: bytes = b"", *, packings: int = 0) -> bytes:
    """Write a stream, deflated as many times as asked for."""
    for _ in range(packings):
        content = zlib.compress(content, 9)
    filters = b"/Filter[" + b"/FlateDecode" * packings + b"]" if packings else b""
    return b"<</Length %d%b%b>>stream\n%b\nendstream" % (len(content), filters, entries, content)


def _kids(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _page(contents: int, more: bytes = _RESOURCES, box: bytes = b"0 0 595 842") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents %d 0 R%b>>" % (box, contents, more)


def _tree(pages: range) -> dict[int, bytes]:
    return {
        CATALOGUE: b"<</Type/Catalog/Pages 2 0 R>>",
        PAGES: b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), _kids(pages)),
        FONT: _FONT,
    }


def one_page(
    content: bytes, others: Objects | None = None, more: bytes = _RESOURCES, box: bytes = b"0 0 595 842"
) -> bytes:
    """Write a PDF of one page with its content, a finished stream, and other objects from number 6 on."""
    return written({**_tree(range(4, 5)), 4: _page(5, more, box), 5: content, **(others or {})})


def many_pages(count: int, content: bytes = WORDS) -> bytes:
    """Write a PDF whose pages all show the same stream."""
    pages = range(5, 5 + count)
    return written({**_tree(pages), 4: stream(content, packings=1), **dict.fromkeys(pages, _page(4))})


def words_in_all_directions() -> bytes:
    """Write a page whose margins are written on, over a dark shape and a turned page."""
    turned = b"".join(
        b"BT %b Tf %b Tm (%b) Tj ET " % (font, place, words)
        for font, place, words in (
            (b"/F 20", b"0 1 -1 0 60 500", b"Ada Example"),
            (b"/F 9", b"0 -1 1 0 500 700", b"Baker"),
            (b"/F 9", b"-1 0 0 -1 300 90", b"Ulm"),
            (b"/F -9", b"-1 0 0 -1 72 400", b"since 2010"),
            (b"/F 30", b".7 .7 -.7 .7 200 200", b"DRAFT"),
        )
    )
    content = b"0 0 .5 rg 30 480 50 300 re f 1 g " + turned + b"0 g " + WORDS
    return one_page(stream(content), more=_RESOURCES + b"/Rotate 270")


def pages_sharing_a_heavy_stream() -> bytes:
    """Sixty pages, each the same 40,000 words."""
    return many_pages(60, b"BT /F 1 Tf 1 0 0 1 9 9 Tm " + b"(word) Tj 1 0 0 1 9 9 Tm " * 40_000 + b"ET")


def content_that_inflates() -> bytes:
    """Twice packed: a gibibyte of blanks."""
    inner = zlib.compressobj(9)
    blanks = b" " * 2**20
    packed = b"".join(inner.compress(blanks) for _ in range(1024)) + inner.flush()
    return one_page(stream(zlib.compress(packed, 9), b"/Filter[/FlateDecode/FlateDecode]"))


def content_of_endless_operators() -> bytes:
    """Two hundred million bytes of paths, one for each of which an object is kept."""
    return one_page(stream(b"0 0 m 9 9 l S\n" * 15_000_000, packings=1))


def deep_page_tree(depth: int) -> bytes:
    """One page below thousands of nodes."""
    nodes = {
        number: b"<</Type/Pages/Count 1/Parent %d 0 R/Kids[%d 0 R]>>" % (number - 1, number + 1)
        for number in range(6, 6 + depth)
    }
    last = 6 + depth
    return written(
        {
            CATALOGUE: b"<</Type/Catalog/Pages 2 0 R>>",
            PAGES: b"<</Type/Pages/Count 1/Kids[6 0 R]>>",
            FONT: _FONT,
            5: stream(WORDS),
            **nodes,
            last: b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents 5 0 R%b>>" % (last - 1, _RESOURCES),
        }
    )


def cyclic_page_tree() -> bytes:
    """A page tree that holds itself, and claims to be short."""
    objects = _tree(range(4, 5))
    node = b"<</Type/Pages/Count 2/Parent 2 0 R/Kids[2 0 R 4 0 R 5 0 R]>>"
    return written({**objects, 4: node, 5: _page(6), 6: stream(WORDS)})


def one_kid_many_times(times: int) -> bytes:
    """A list of pages that are all the same object."""
    objects = _tree(range(4, 5))
    objects[PAGES] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (times, b"4 0 R " * times)
    return written({**objects, 4: _page(5), 5: stream(WORDS)})


def growing_page_tree() -> bytes:
    """Ten levels, each naming the next one ten times: ten thousand million pages that say they are one."""
    levels = {number: b"<</Type/Pages/Count 1/Kids[%b]>>" % (b"%d 0 R " % (number + 1) * 10) for number in range(6, 16)}
    objects = _tree(range(6, 7))
    return written({**objects, 5: stream(WORDS), **levels, 16: _page(5)})


def _form(content: bytes, forms: Iterable[int]) -> bytes:
    named = b"".join(b"/X%d %d 0 R" % (number, number) for number in forms)
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<<%b>>>>" % named
    return stream(content, entries)


def cyclic_forms() -> bytes:
    """Two forms that draw each other."""
    more = b"/Resources<</Font<</F 3 0 R>>/XObject<</X6 6 0 R>>>>"
    forms = {6: _form(b"/X7 Do", [7]), 7: _form(b"/X6 Do", [6])}
    return one_page(stream(WORDS + b"/X6 Do"), forms, more)


def growing_forms() -> bytes:
    """Ten forms, each of which draws the next one ten times."""
    more = b"/Resources<</Font<</F 3 0 R>>/XObject<</X6 6 0 R>>>>"
    forms = {number: _form(b"/X%d Do " % (number + 1) * 10, [number + 1]) for number in range(6, 16)}
    return one_page(stream(WORDS + b"/X6 Do"), {**forms, 16: _form(WORDS, [])}, more)


def cyclic_outlines() -> bytes:
    """Bookmarks that follow and hold each other for ever."""
    objects = _tree(range(4, 5))
    objects[CATALOGUE] = b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>"
    entry = b"<</Title(x)/Parent 6 0 R/Next 7 0 R/Prev 7 0 R/First 7 0 R/Last 7 0 R/Dest[4 0 R/Fit]>>"
    outlines = b"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 99999>>"
    return written({**objects, 4: _page(5), 5: stream(WORDS), 6: outlines, 7: entry})


def objects_that_refer_to_themselves() -> bytes:
    """A length, resources and annotations that are references to themselves."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources 6 0 R/Annots 7 0 R>>"
    content = b"<</Length 8 0 R>>stream\n" + WORDS + b"\nendstream"
    loops = {6: b"6 0 R", 7: b"[7 0 R 9 0 R]", 8: b"8 0 R", 9: b"<</Subtype/Link/A 9 0 R/URI 9 0 R>>"}
    return written({**_tree(range(4, 5)), 4: page, 5: content, **loops})


def tables_in_a_circle() -> bytes:
    """A cross-reference table that names itself as the one before it."""
    data = one_page(stream(WORDS))
    place = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % place)


def table_of_untold_size() -> bytes:
    """A cross-reference stream that claims two thousand million objects."""
    objects = {**_tree(range(4, 5)), 4: _page(5), 5: stream(WORDS)}
    data = bytearray(b"%PDF-1.7\n")
    for number, content in objects.items():
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    place = len(data)
    entries = b"/Type/XRef/Root 1 0 R/Size 2147483647/W[0 0 0]/Index[0 2147483647]"
    data += b"6 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(b"", entries), place)
    return bytes(data)


def nested_arrays() -> bytes:
    """Resources that are a million arrays within each other."""
    return one_page(stream(WORDS), {6: b"[" * 1_000_000 + b"]" * 1_000_000}, b"/Resources 6 0 R/Annots 6 0 R")


def countless_links() -> bytes:
    """Two hundred thousand links on one page."""
    link = b"<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org/%d)>>>>"
    annotations = b"/Annots[%b]" % b"".join(link % number for number in range(200_000))
    return one_page(stream(WORDS), None, _RESOURCES + annotations)


def picture_of_untold_size() -> bytes:
    """White words, so that the page is drawn, over a picture of ten thousand million pixels."""
    picture = stream(
        b"\x00" * 2**20,
        b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB",
        packings=1,
    )
    more = b"/Resources<</Font<</F 3 0 R>>/XObject<</X 6 0 R>>>>"
    return one_page(stream(b"q 595 0 0 842 0 0 cm /X Do Q 1 g " + WORDS), {6: picture}, more)


def page_of_untold_size() -> bytes:
    """White words, so that the page is drawn, on a page as large as a town."""
    return one_page(stream(b"1 g " + WORDS), None, _RESOURCES, b"0 0 9000000 9000000")


def pattern_without_end() -> bytes:
    """White words, so that the page is drawn, over a pattern of a thousand million tiles."""
    pattern = stream(
        b"0 0 1 rg 0 0 .005 .005 re f " * 100,
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 90 90]/XStep .01/YStep .01/Resources<<>>",
    )
    more = b"/Resources<</Font<</F 3 0 R>>/Pattern<</P 6 0 R>>>>"
    return one_page(stream(b"/Pattern cs /P scn 0 0 595 842 re f 1 g " + WORDS), {6: pattern}, more)


def covers_over_words() -> bytes:
    """Twenty thousand words, each below every one of twenty thousand boxes."""
    words = b"".join(b"1 0 0 1 9 %d Tm (word) Tj " % (9 + number % 800) for number in range(20_000))
    return one_page(stream(b"BT /F 9 Tf " + words + b"ET " + b"0 0 595 842 re f " * 20_000, packings=1))
