"""Set a resume as DOCX, plain or with tables, header and text box. The same words give the same bytes."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from xml.sax.saxutils import escape, quoteattr

from pathwise.demo.docx_template import BODY_PART, HEADER_TEXT, RELATIONS_PART, template_parts, zip_parts
from pathwise.demo.outline import ContactLine, Entry, Outline, Part, Section

_LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_SECTION_START = "<w:sectPr"
_TEXT_BOX_PARTS = (Part.LANGUAGES, Part.INTERESTS)
_LABEL_WIDTH, _TEXT_WIDTH = 2600, 7000  # Twentieths of a point, as are all widths below.


def make_plain_docx(resume: Outline) -> bytes:
    """Set a resume as paragraphs from top to bottom."""
    body = [_paragraph(resume.name, "Title" if resume.marks_headings else "", is_bold=True)]
    if resume.headline:
        body.append(_paragraph(resume.headline, is_bold=True))
    body.append(_linked_paragraph(resume.contact))
    for section in resume.sections:
        body.append(_heading(resume, section))
        body.extend(_section_paragraphs(section))
    return _packed(resume, body, header="")


def make_docx_with_tables(resume: Outline) -> bytes:
    """Set a resume with its contact details in the header, skills and positions in tables and a text box."""
    body = [_paragraph(resume.name, "Title" if resume.marks_headings else "", is_bold=True)]
    boxed = [section for section in resume.sections if section.part in _TEXT_BOX_PARTS]
    if boxed:
        body.append(_text_box([text for section in boxed for text in _boxed_paragraphs(section)]))
    if resume.headline:
        body.append(_paragraph(resume.headline, is_bold=True))
    for section in resume.sections:
        if section not in boxed:
            body.append(_heading(resume, section))
            body.extend(_section_with_tables(section))
    return _packed(resume, body, header=resume.contact_text("   "))


def _packed(resume: Outline, body: Iterable[str], header: str) -> bytes:
    parts = template_parts(resume.typeface, has_header=bool(header))
    changed = {name: text.replace(HEADER_TEXT, escape(header)) for name, text in parts.items() if "header" in name}
    start, mark, end = parts[BODY_PART].partition(_SECTION_START)
    changed[RELATIONS_PART] = parts[RELATIONS_PART].replace("</Relationships>", f"{_relations(resume)}</Relationships>")
    changed[BODY_PART] = start + "".join(body) + mark + end
    return zip_parts({**parts, **changed})


def _relations(resume: Outline) -> str:
    return "".join(
        f'<Relationship Id="link{number}" Type="{_LINK_TYPE}" Target={quoteattr(line.target)} TargetMode="External"/>'
        for number, line in enumerate(resume.contact)
        if line.target
    )


def _linked_paragraph(contact: Iterable[ContactLine]) -> str:
    runs = (
        f'<w:hyperlink r:id="link{number}">{_run(line.text)}</w:hyperlink>' if line.target else _run(line.text)
        for number, line in enumerate(contact)
    )
    return f"<w:p>{_run(' | ').join(runs)}</w:p>"


def _section_paragraphs(section: Section) -> Iterator[str]:
    for entry in section.entries:
        dates = f"\t{entry.dates}" if entry.dates else ""
        yield _paragraph(f"{entry.head}{dates}", is_bold=True, has_right_tab=True)
        yield _paragraph(entry.under, is_slanted=True)
        yield from (_paragraph(bullet, "ListBullet") for bullet in entry.bullets)
    is_list = section.part is Part.CERTIFICATES
    yield from (_paragraph(line, "ListBullet" if is_list else "") for line in section.lines)


def _section_with_tables(section: Section) -> Iterator[str]:
    if section.part in (Part.EXPERIENCE, Part.EDUCATION):
        yield _table([(_paragraph(entry.dates), _entry_cell(entry)) for entry in section.entries], has_borders=False)
    elif section.part is Part.SKILLS:
        yield _table((_paragraph(left), _paragraph(right)) for left, right in _skill_lines(section.lines))
    else:
        yield from _section_paragraphs(section)


def _skill_lines(lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Pair each label with its skills; skills without labels stand two in a row."""
    for line in lines:
        label, colon, skills = line.partition(": ")
        if colon:
            yield label, skills
        else:
            names = line.split(", ")
            yield from zip_longest(names[::2], names[1::2], fillvalue="")


def _entry_cell(entry: Entry) -> str:
    bullets = "".join(_paragraph(bullet, "ListBullet") for bullet in entry.bullets)
    return _paragraph(entry.head, is_bold=True) + _paragraph(entry.under, is_slanted=True) + bullets


def _boxed_paragraphs(section: Section) -> Iterator[str]:
    yield _paragraph(section.heading, is_bold=True)
    yield from map(_paragraph, section.lines)


def _heading(resume: Outline, section: Section) -> str:
    if resume.marks_headings:
        return _paragraph(section.heading, "Heading1")
    return _paragraph(section.heading.upper(), is_bold=True, space_before=200)


def _paragraph(
    text: str,
    style: str = "",
    *,
    is_bold: bool = False,
    is_slanted: bool = False,
    has_right_tab: bool = False,
    space_before: int = 0,
) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if has_right_tab:
        properties += f'<w:keepNext/><w:tabs><w:tab w:val="right" w:pos="{_LABEL_WIDTH + _TEXT_WIDTH}"/></w:tabs>'
    if space_before:
        properties += f'<w:spacing w:before="{space_before}"/>'
    face = ("<w:b/>" if is_bold else "") + ("<w:i/>" if is_slanted else "")
    runs = "<w:r><w:tab/></w:r>".join(_run(part, face) for part in text.split("\t")) if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _run(text: str, face: str = "") -> str:
    return f'<w:r><w:rPr>{face}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _table(rows: Iterable[tuple[str, str]], has_borders: bool = True) -> str:
    style = '<w:tblStyle w:val="TableGrid"/>' if has_borders else ""
    grid = f'<w:gridCol w:w="{_LABEL_WIDTH}"/><w:gridCol w:w="{_TEXT_WIDTH}"/>'
    body = "".join(f"<w:tr>{_cell(label, _LABEL_WIDTH)}{_cell(text, _TEXT_WIDTH)}</w:tr>" for label, text in rows)
    # Two tables that touch become one in Word: an empty paragraph keeps them apart.
    properties = f'<w:tblPr>{style}<w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl><w:p/>"


def _cell(paragraphs: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs or "<w:p/>"}</w:tc>'


def _text_box(paragraphs: Iterable[str]) -> str:
    """Write a text box as Word does: a shape, and its elder form for programs that know no shapes."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return _SHAPE.replace("CONTENT", content)


_SHAPE = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264" '
    'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>'
    '<wp:extent cx="1800000" cy="1080000"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
    '<wp:wrapSquare wrapText="bothSides"/>'
    '<wp:docPr id="1" name="Text Box 1"/><wp:cNvGraphicFramePr/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp><wps:cNvSpPr txBox="1"/>'
    '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="1080000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    "<wps:txbx>CONTENT</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    '<mc:Fallback><w:pict><v:shape type="#_x0000_t202" style="position:absolute;width:142pt;height:85pt">'
    "<v:textbox>CONTENT</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
