"""From a reader's draft to the text that the rest of Pathwise sees: the rules that all formats share."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from pathwise.documents.bullets import strip_bullet
from pathwise.documents.cleaning import plain_text, take_out_tags
from pathwise.documents.cutdates import join_cut_dates
from pathwise.documents.draft import Draft
from pathwise.documents.hyphens import join_cut_words
from pathwise.documents.language import language_of
from pathwise.documents.lookalikes import read_look_alikes
from pathwise.documents.model import DocumentText, HiddenText, Line, Link, ReadingLimits, Refusal
from pathwise.documents.refusals import refuse, refuse_length
from pathwise.documents.running import drop_running_lines
from pathwise_models.enums import ReasonCode

# At the end of a line a soft hyphen is a cut word's hyphen.
_SOFT_CUT = re.compile(r"\u00ad\s*$")
# What comes after is no resume's, and is left out: it would only cost whoever keeps it.
_MOST_LINKS = 1_000
_MOST_MENTIONS = 10_000
_LONGEST_TARGET = 2_000
_LONGEST_LINK_TEXT = 1_000
_MOST_HIDDEN = 1_000


def assemble(draft: Draft, content_type: str, reader_version: str, limits: ReadingLimits) -> DocumentText | Refusal:
    """Clean a draft and complete it.

    Args:
        draft: What the format's reader made.
        content_type: MIME type, as recognised from the bytes.
        reader_version: Version of the reading rules.
        limits: What the text may come to, in lines and characters.

    Returns:
        The document with at most a thousand links and pieces of hidden text; `no_text` where no visible text is
        left, `too_many_pages` where there is more than so many pages hold.
    """
    filled = [line for line in draft.lines if line.text and not line.text.isspace()]
    length = sum(len(line.text) + 1 for line in filled)
    if len(filled) > limits.lines or length > limits.characters + 1:
        return refuse_length(limits)
    cleaned, tags = _clean_lines(filled)
    plain, look_alikes = read_look_alikes(cleaned)
    lines = drop_running_lines(plain, draft.page_count)
    if draft.has_set_lines:
        lines = join_cut_dates(join_cut_words(lines))
    if not any(character.isalnum() for line in lines for character in line.text):
        return refuse(ReasonCode.NO_TEXT)
    return DocumentText(
        content_type=content_type,
        page_count=draft.page_count,
        lines=tuple(lines),
        links=_without_repeats(draft.links),
        hidden_text=tuple(_clean_hidden([*draft.hidden_text, *tags, *look_alikes], limits.characters)),
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


def _clean_hidden(hidden_text: Iterable[HiddenText], characters: int) -> Iterator[HiddenText]:
    """Clean hidden words, and no more of them than so many characters."""
    for hidden in islice(hidden_text, _MOST_HIDDEN):
        visible, spelt = take_out_tags(hidden.text[:characters])
        characters -= len(hidden.text)
        if text := plain_text(f"{visible} {spelt}"):
            yield HiddenText(text, hidden.why, hidden.page)
        if characters <= 0:
            return


def _without_repeats(links: Iterable[Link]) -> tuple[Link, ...]:
    seen: dict[str, Link] = {}
    for link in islice(links, _MOST_MENTIONS):
        if len(link.target) > _LONGEST_TARGET:
            continue
        target = plain_text(take_out_tags(link.target)[0])
        text = plain_text(take_out_tags(link.text[:_LONGEST_LINK_TEXT])[0])
        if target and (target not in seen or (text and not seen[target].text)):
            seen[target] = Link(target, text, seen[target].page if target in seen else link.page)
    return tuple(islice(seen.values(), _MOST_LINKS))
