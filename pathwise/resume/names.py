"""Finds the person's name: among the first lines, and wherever the e-mail address vouches for it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pathwise.documents.model import Line
from pathwise.resume.lexicon import Lexicon
from pathwise.resume.lines import names_learning, names_organisation, names_position
from pathwise.resume.places import is_place
from pathwise.resume.sections import heading_kind
from pathwise.resume.wording import fold, unspaced, words_of

SEARCHED_LINES = 12
MOST_LINES = 80
_PARTS = re.compile(r"\s*[|•·⋅∙◆♦■/]\s*|\s+[–—-]+\s+|\s{3,}|\t+|\s*,\s+|\s*\(|\s*:\s+")
_LABEL = re.compile(r"^(?:full name|name|nom et prenom|nom|prenom et nom|nombre y apellidos|nombre|nome e cognome|nome|vor- und nachname|naam)\s*:\s*", re.IGNORECASE)
_HONORIFIC = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Herr|Frau|Mme|M|Sr|Sra|Dhr|Mevr)\.?\s+(?=\S+\s+\S)")
_TITLE_BEHIND = re.compile(r"[\s,]+(?:r[eé]sum[eé]|curriculum vitae|curriculum|c\.?v\.?|lebenslauf|vita)\s*$|^(?:r[eé]sum[eé]|curriculum vitae|c\.?v\.?|lebenslauf)\s+(?:of|de|von)?\s*", re.IGNORECASE)
_CREDENTIALS = re.compile(
    r"(?:[\s,]+(?:Ph\.?D|M\.?D|MBA|M\.?Sc|B\.?Sc|M\.?A|B\.?A|M\.?S|R\.?N|BSN|MSN|CPA|PMP|CFA|Esq|P\.?E|PharmD|LCSW|SHRM-CP|PHR|Dipl\.-Ing)\.?)+$"
)
_WORD = r"(?:[^\W\d_](?:['’.-]?[^\W\d_])*\.?)"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,4}}")
_PARTICLES = frozenset("de da do dos das del della di der den von van zu zur zum la le el al bin ibn ben y e af av ten ter te vom".split())
# Words of lines that look like names and are none.
_NO_NAME = frozenset(
    "resume curriculum vitae cv lebenslauf page last updated company name city state country street address phone email mail"
    " mobile linkedin github confidential private dear sir madam hiring number references available upon request date birth"
    " nationality gender married single years experience senior junior freelance professional certified expert team sales"
    " marketing finance banking human resources information technology business development software data public relations"
    " customer service health care healthcare engineering education construction aviation apparel agriculture automobile bpo"
    " chef fitness digital media advocate arts accounting legal law university college school street road avenue executive"
    " summary profile objective highlights background personal details full stack fullstack front back end web mobile the and"
    " of for with in at from to my your our welcome portfolio website bewerbung candidature title titre titulo product project"
    " creative graphic hr it ux ui".split()
)
_SURNAMES = frozenset(
    "baker cook mason carpenter butler porter fisher taylor tailor driver cleaner painter gardener groom steward page judge"
    " dean chamberlain miller koch meister schneider bauer backer schreiner kellner fischer gartner officer partner associate"
    " leader principal captain pilot ranger farmer host chef jefe leal guerrero".split()
) - {"officer", "partner", "associate", "leader", "chef", "jefe", "principal", "host", "pilot"}
_MOST_CHARACTERS = 60
_LEAST_OVERLAP = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A text that may be the name, and how much speaks for it."""

    text: str
    weight: int


def name_of(lines: Sequence[Line], emails: Sequence[str], header_length: int, lexicon: Lexicon) -> str | None:
    """Find the person's name.

    Args:
        lines: All lines of the document.
        emails: The person's addresses; one that holds the name vouches for it.
        header_length: How many lines stand above the first heading.
        lexicon: Its skills are never names.

    Returns:
        The name as written, honorifics and degrees left out; None where no line can be told to be one.
    """
    texts = [line.text for line in lines]
    searched = texts[: max(SEARCHED_LINES, header_length)]
    candidates = [
        _weighed(part, position, lines[position].is_heading if position < len(lines) else False, emails)
        for position, text in enumerate(_joined_words(searched))
        for part in _parts(text)
        if _may_be_name(part, lexicon)
    ]
    candidates += [
        _Candidate(part, 1)
        for line in lines[len(searched) : MOST_LINES]
        for part in (_parts(line.text) if line.is_heading else ())
        if _may_be_name(part, lexicon)
    ]
    vouched = [
        _Candidate(part, _overlap(part, emails))
        for text in texts[len(searched) :]
        for part in (_parts(text) if emails and len(text) <= _MOST_CHARACTERS else ())
        if _overlap(part, emails) >= _LEAST_OVERLAP and _may_be_name(part, lexicon)
    ]
    best = max([*candidates, *vouched], key=lambda candidate: candidate.weight, default=None)
    return best.text if best and best.weight > 0 else None


def _joined_words(texts: Sequence[str]) -> Iterable[str]:
    """Give each line; a line of one word is given together with a next line of one word."""
    for index, text in enumerate(texts):
        following = texts[index + 1] if index + 1 < len(texts) else ""
        alone = " " not in text.strip() and " " not in following.strip() and following
        yield f"{text.strip()} {following.strip()}" if alone and text[:1].isupper() and following[:1].isupper() else text


def _parts(text: str) -> list[str]:
    if len(text) > 4 * _MOST_CHARACTERS:
        return []
    plain = _TITLE_BEHIND.sub("", _LABEL.sub("", unspaced(text.strip())))
    parts = [_HONORIFIC.sub("", _CREDENTIALS.sub("", part.strip(" .,#*"))) for part in _PARTS.split(plain)]
    return [" ".join(part.split()) for part in parts if part]


def _may_be_name(text: str, lexicon: Lexicon) -> bool:
    if len(text) > _MOST_CHARACTERS or not _NAME.fullmatch(text) or heading_kind(text) or is_place(text):
        return False
    words = text.split()
    if not all(word[0].isupper() or fold(word) in _PARTICLES for word in words) or not words[0][0].isupper() and len(words) < 3:  # noqa: PLR2004
        return False
    folded = words_of(text)
    if any(heading_kind(word.capitalize()) for word in folded):
        return False
    if _NO_NAME.intersection(folded) or names_learning(text) or names_organisation(text):
        return False
    if names_position(" ".join(word for word in folded if word not in _SURNAMES)):
        return False
    return not lexicon.find(text)


def _weighed(text: str, position: int, is_heading: bool, emails: Sequence[str]) -> _Candidate:
    overlap = _overlap(text, emails)
    weight = SEARCHED_LINES - position + 3 * is_heading + 4 * overlap
    return _Candidate(text, weight)


def _overlap(text: str, emails: Sequence[str]) -> int:
    """Count the letters of the name's longer words that an address holds."""
    locals_ = [fold(email.partition("@")[0]).replace(" ", "") for email in emails]
    return max((sum(len(word) for word in words_of(text) if len(word) >= _LEAST_OVERLAP and word in local) for local in locals_), default=0)
