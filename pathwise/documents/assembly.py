"""From a reader's draft to the text that the rest of Pathwise sees: the rules that all formats share."""

import re
from collections.abc import Iterable

from pathwise.documents.bullets import strip_bullet
from pathwise.documents.cleaning import plain_text, take_out_tags
from pathwise.documents.draft import Draft
from pathwise.documents.hyphens import join_cut_words
from pathwise.documents.language import language_of
from pathwise.documents.lookalikes import read_look_alikes
from pathwise.documents.model import DocumentText, HiddenText, Line, Link, ReadingLimits
from pathwise.documents.running import drop_running_lines

# At the end of a line a soft hyphen is a cut word's hyphen.
_SOFT_CUT = re.compile(r"\u00ad\s*$")


def assemble(draft: Draft, content_type: str, reader_version: str, limits: ReadingLimits) -> DocumentText | None:
    """Clean a draft and complete it.

    Args:
        draft: What the format's reader made.
        content_type: MIME type, as recognised from the bytes.
        reader_version: Version of the reading rules.
        limits: Only the number of characters kept is used.

    Returns:
        The document; None where no visible text is left.
    """
    cleaned, tags = _clean_lines(draft.lines)
    plain, look_alikes = read_look_alikes(cleaned)
    lines = drop_running_lines(plain, draft.page_count)
    lines = _within(join_cut_words(lines) if draft.has_set_lines else lines, limits.characters)
    if not any(character.isalnum() for line in lines for character in line.text):
        return None
    return DocumentText(
        content_type=content_type,
        page_count=draft.page_count,
        lines=tuple(lines),
        links=_without_repeats(draft.links),
        hidden_text=(*_clean_hidden(draft.hidden_text), *tags, *look_alikes),
        language=language_of("\n".join(line.text for line in lines)),
        reader_version=reader_version,
        scanned_pages=draft.scanned_pages,
    )


def _clean_lines(lines: Iterable[Line]) -> tuple[list[Line], list[HiddenText]]:
    """Clean every line; a bullet that stands alone is passed on to the line it belongs to."""
    cleaned: list[Line] = []
    hidden: list[HiddenText] = []
    waiting_bullet = False
    for line in lines:
        visible, spelt = take_out_tags(line.text)
        if spelt:
            hidden.append(HiddenText(spelt, "unicode_tags", line.page))
        text, has_bullet = strip_bullet(plain_text(_SOFT_CUT.sub("-", visible)))
        if not text:
            waiting_bullet = waiting_bullet or has_bullet
            continue
        is_bullet = not line.is_heading and (line.is_bullet or has_bullet or waiting_bullet)
        cleaned.append(Line(text, line.page, line.is_heading, is_bullet))
        waiting_bullet = False
    return cleaned, hidden


def _clean_hidden(hidden_text: Iterable[HiddenText]) -> Iterable[HiddenText]:
    for hidden in hidden_text:
        visible, spelt = take_out_tags(hidden.text)
        if text := plain_text(f"{visible} {spelt}"):
            yield HiddenText(text, hidden.why, hidden.page)


def _within(lines: list[Line], characters: int) -> list[Line]:
    """Keep the first lines, as many as the limit allows; the last one kept may be cut."""
    kept: list[Line] = []
    room = characters
    for line in lines:
        text = line.text[:room].rstrip()
        if not text:
            break
        kept.append(Line(text, line.page, line.is_heading, line.is_bullet))
        room -= len(line.text) + 1
        if room <= 0:
            break
    return kept


def _without_repeats(links: Iterable[Link]) -> tuple[Link, ...]:
    seen: dict[str, Link] = {}
    for link in links:
        target = plain_text(take_out_tags(link.target)[0])
        text = plain_text(take_out_tags(link.text)[0])
        if target and (target not in seen or (text and not seen[target].text)):
            seen[target] = Link(target, text, seen[target].page if target in seen else link.page)
    return tuple(seen.values())
