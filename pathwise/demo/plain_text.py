"""Set a resume as plain text or as Markdown."""

from collections.abc import Iterator
from textwrap import wrap

from pathwise.demo.outline import Entry, Outline, Section

_WIDTH = 92


def make_text(resume: Outline) -> bytes:
    """Set a resume as UTF-8 text with wrapped lines."""
    head = [resume.name, *([resume.headline] if resume.headline else []), *(line.text for line in resume.contact)]
    blocks = ["\n".join(head), *("\n".join(_text_lines(section)) for section in resume.sections)]
    return ("\n\n".join(blocks) + "\n").encode()


def make_markdown(resume: Outline) -> bytes:
    """Set a resume as Markdown with marked headings."""
    contact = resume.contact_text(" | ")
    head = [f"# {resume.name}", *([f"**{resume.headline}**"] if resume.headline else []), contact]
    blocks = ["\n\n".join(head), *("\n".join(_markdown_lines(section)) for section in resume.sections)]
    return ("\n\n".join(blocks) + "\n").encode()


def _text_lines(section: Section) -> Iterator[str]:
    yield section.heading
    yield "-" * len(section.heading)
    for number, entry in enumerate(section.entries):
        if number:
            yield ""
        yield from _text_entry(entry)
    for line in section.lines:
        yield from wrap(line, _WIDTH)


def _text_entry(entry: Entry) -> Iterator[str]:
    yield entry.head
    yield entry.under
    if entry.dates:
        yield entry.dates
    for bullet in entry.bullets:
        yield from wrap(bullet, _WIDTH, initial_indent="- ", subsequent_indent="  ")


def _markdown_lines(section: Section) -> Iterator[str]:
    yield f"## {section.heading}\n"
    if section.entries:
        yield "\n\n".join(map(_markdown_entry, section.entries))
    is_list = len(section.lines) > 1
    yield from (f"- {line}" if is_list else line for line in section.lines)


def _markdown_entry(entry: Entry) -> str:
    head = f"### {entry.head}\n\n*{entry.under}*" + (f" | {entry.dates}" if entry.dates else "")
    return "\n".join([head, *(["", *(f"- {bullet}" for bullet in entry.bullets)] if entry.bullets else [])])
