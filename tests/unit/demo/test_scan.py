from io import BytesIO
from random import Random

from pypdf import PdfReader

from pathwise.demo.scan import make_scan


def test_a_scan_is_one_picture_without_text() -> None:
    reader = PdfReader(BytesIO(make_scan("Ada Northerly\nElectrician", Random(1))))
    assert len(reader.pages) == 1
    assert reader.pages[0].extract_text() == ""
    assert len(reader.pages[0].images) == 1


def test_a_scan_shows_ink_where_the_words_are() -> None:
    picture = PdfReader(BytesIO(make_scan("words " * 12, Random(1)))).pages[0].images[0].image
    assert picture is not None
    top, rest = picture.crop((100, 100, 1100, 200)), picture.crop((100, 300, 1100, 1600))
    assert top.histogram()[:80] != [0] * 80
    assert sum(rest.histogram()[:80]) == 0


def test_chance_tilts_the_page() -> None:
    assert make_scan("words", Random(1)) == make_scan("words", Random(1)) != make_scan("words", Random(2))
