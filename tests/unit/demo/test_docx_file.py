from io import BytesIO
from random import Random

from docx import Document
from docx.text.paragraph import Paragraph
from lxml import etree

from pathwise.demo.docx_file import make_docx_with_tables, make_plain_docx
from pathwise.demo.outline import Part, outline
from pathwise.demo.people import Wish, invent_person

PERSON = invent_person(3, 4, Wish(flaws=()))
RESUME = outline(PERSON, Random(1))


def test_a_plain_document_holds_every_bullet_as_a_list_item() -> None:
    document = Document(BytesIO(make_plain_docx(RESUME)))
    items = {paragraph.text for paragraph in document.paragraphs if _style(paragraph) == "List Bullet"}
    assert items >= {bullet for position in PERSON.positions for bullet in position.bullets}


def test_a_plain_document_links_the_addresses() -> None:
    document = Document(BytesIO(make_plain_docx(RESUME)))
    links = [link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert links == [line.target for line in RESUME.contact if line.target]


def test_the_other_document_keeps_contact_details_in_the_header_only() -> None:
    document = Document(BytesIO(make_docx_with_tables(RESUME)))
    header = document.sections[0].header.paragraphs[0].text
    assert PERSON.phone in header
    assert PERSON.phone not in etree.tostring(document.element.body, encoding="unicode")


def test_the_other_document_keeps_positions_in_a_table() -> None:
    document = Document(BytesIO(make_docx_with_tables(RESUME)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert all(any(position.organisation in cell for cell in cells) for position in PERSON.positions)


def test_the_text_box_holds_the_languages_in_both_forms() -> None:
    document = Document(BytesIO(make_docx_with_tables(RESUME)))
    boxes = document.element.body.xpath(".//w:txbxContent")
    assert len(boxes) == 2
    for box in boxes:
        text = "".join(box.itertext())
        assert all(language in text for language in PERSON.languages)


def test_headings_are_marked_by_style_or_only_look_like_headings() -> None:
    seen = set()
    for seed in range(12):
        resume = outline(PERSON, Random(seed))
        styles = {_style(paragraph) for paragraph in Document(BytesIO(make_plain_docx(resume))).paragraphs}
        assert ("Heading 1" in styles) is resume.marks_headings
        seen.add(resume.marks_headings)
    assert seen == {True, False}


def test_skills_without_labels_stand_two_in_a_row() -> None:
    for seed in range(40):
        resume = outline(PERSON, Random(seed))
        skills = resume.section(Part.SKILLS)
        assert skills is not None
        if len(skills.lines) == 1:
            cells = _cells(make_docx_with_tables(resume))
            assert all(skill in cells for group in PERSON.skills for skill in group.skills)
            return
    raise AssertionError("no outline without labels")


def _style(paragraph: Paragraph) -> str | None:
    return paragraph.style.name if paragraph.style else None


def _cells(data: bytes) -> set[str]:
    return {cell.text for table in Document(BytesIO(data)).tables for row in table.rows for cell in row.cells}
