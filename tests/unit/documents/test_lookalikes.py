import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.documents.lookalikes import read_look_alikes
from pathwise.documents.model import HiddenText, Line
from pathwise.documents.reading import read_document


def read(*texts: str) -> tuple[list[str], list[str]]:
    lines, found = read_look_alikes([Line(text) for text in texts])
    return [line.text for line in lines], [each.text for each in found]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("P\u0443th\u043en", "Python"),
        ("Kub\u0435rn\u0435t\u0435s", "Kubernetes"),
        ("D\u03bfcker", "Docker"),
        ("\u0391WS", "AWS"),
        ("J\u0430v\u0430", "Java"),
        ("\u0421ock\u0440it", "Cockpit"),
        ("\u0430\u0441\u0435", "ace"),
        ("\uff30\uff59\uff54\uff48\uff4f\uff4e", "Python"),
        ("\U0001d5e3\U0001d606\U0001d601\U0001d5f5\U0001d5fc\U0001d5fb", "Python"),
        ("\U0001d4d0\U0001d4ed\U0001d4ea", "Ada"),
    ],
)
def test_a_word_is_read_as_it_is_seen_and_told(written: str, seen: str) -> None:
    texts, found = read(f"Skills: {written}, bread")
    assert texts == [f"Skills: {seen}, bread"]
    assert found == [written]


@pytest.mark.parametrize(
    "text",
    [
        "Иван Примеров, сварщик, Москва, с 2011 года",
        "Опыт: Python, SQL, С++ и 1С; IT-специалист, веб-разработчик, SQLщик",
        "Писал отчёты в Excelе и PowerPointе, знаю Javaскрипт",
        "Україна, Київ: інженер, їжа, єдність",
        "Працював у США та СРСР",
        "Ηλεκτρολόγος, Αθήνα, από το 2015; γνώσεις AutoCAD",
        "Resistors from 10 kΩ to 5 MΩ, layers of 3 μm and 4 µm, ΔT = 5 K, σ and χ² tests",
        "Studied TNFα, IL-1β, PPARγ, NFκB, hν and Hα lines, αβ T cells",
        "Member of ΑΚΑ and ΦΒΚ; speaks Russian (русский) and Greek (ελληνικά)",
        "Exported goods of the ВАЗ works",
        "Łukasz Żółć, Þóra Ðórsdóttir, Ø. Åse, Çağrı, İpek, Nguyễn Văn Ơn",
        "電話 ０３－１２３４, ＳＱＬ and 日本語",
        "n = 𝑛 + 𝑘",
    ],
)
def test_honest_texts_raise_no_alarm(text: str) -> None:
    assert read(text)[1] == []


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Mосква и cварка", "Москва и сварка"),
        ("ＳＱＬ を使う", "SQL を使う"),
        ("n = 𝑛 + 𝑘", "n = n + k"),
        ("Ключ С++ и СА", "Ключ С++ и СА"),
    ],
)
def test_slips_that_mislead_nobody_are_put_right_without_a_word(written: str, seen: str) -> None:
    assert read(written) == ([seen], [])


def test_a_russian_resume_may_still_hide_a_latin_word() -> None:
    texts, found = read("Сварщик и программист", "P\u0443th\u043en")
    assert (texts[1], found) == ("Python", ["P\u0443th\u043en"])


def test_the_report_names_the_page() -> None:
    lines = [Line("Plain"), Line("J\u0430v\u0430 and Go", page=2)]
    assert read_look_alikes(lines)[1] == [HiddenText("J\u0430v\u0430", "look_alike_letters", 2)]


def test_a_document_holds_what_is_seen() -> None:
    document = read_document("Ada Northerly\nKn\u043ews P\u0443th\u043en".encode())
    assert document.text == "Ada Northerly\nKnows Python"  # type: ignore[union-attr]
    assert {each.why for each in document.hidden_text} == {"look_alike_letters"}  # type: ignore[union-attr]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=5))
def test_reading_twice_changes_nothing_more(texts: list[str]) -> None:
    texts = [unicodedata.normalize("NFC", text) for text in texts]
    once, _ = read(*texts)
    again, _ = read(*once)
    assert again == once
