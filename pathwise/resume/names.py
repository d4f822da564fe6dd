"""Finds the person's name: among the first lines, and wherever the e-mail address vouches for it."""

import re
from collections.abc import Iterable, Sequence

from pathwise.documents.model import Line
from pathwise.resume.lexicon import Lexicon
from pathwise.resume.lines import names_learning, names_organisation, names_position
from pathwise.resume.places import is_place
from pathwise.resume.sections import heading_kind
from pathwise.resume.wording import fold, unspaced, word_set, words_of

# Without anything else that vouches for it, a name stands on top.
TOP_LINES = 4
MOST_LINES = 80
# Further down "Name:" speaks of somebody else, such as a referee.
LABELLED_LINES = 25
_REACH = 3
_PARTS = re.compile(r"\s*[|•·⋅∙◆♦■/]\s*|\s+[–—-]+\s+|\s{3,}|\t+|\s*,\s+|\s*\(|\s*:\s+")
_LABEL = re.compile(
    r"^(?:full name|name|nom et prenom|nom|prenom et nom|nombre y apellidos|nombre|nome e cognome|nome"
    r"|vor- und nachname|naam)\s*:\s*",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Herr|Frau|Mme|M|Sr|Sra|Dhr|Mevr)\.?\s+(?=\S+\s+\S)")
# German and Austrian degrees stand in front of the name, with the kind of school in brackets.
_DEGREE_AHEAD = re.compile(
    r"^(?:(?:Prof|Dr|Dipl\.?[ -]?(?:-?[A-Z][a-z]{1,8})|Mag|Ing|M\.?Sc|B\.?Sc|M\.?Eng|B\.?Eng|M\.A|B\.A)\."
    r"(?:-?Ing\.)?(?:\s*\((?:FH|TH|TU|BA|DH|Univ)\.?\))?\s+)+"
)
_TITLE_BEHIND = re.compile(
    r"[\s,]+(?:r[eé]sum[eé]|curriculum vitae|curriculum|c\.?v\.?|lebenslauf|vita)\s*$"
    r"|^(?:r[eé]sum[eé]|curriculum vitae|c\.?v\.?|lebenslauf)\s+(?:of|de|von)?\s*",
    re.IGNORECASE,
)
_CREDENTIALS = re.compile(
    r"(?:[\s,]+(?:Ph\.?D|M\.?D|MBA|M\.?Sc|B\.?Sc|M\.?A|B\.?A|M\.?S|R\.?N|BSN|MSN|CPA|PMP|CFA|Esq|P\.?E|PharmD|LCSW"
    r"|SHRM-CP|PHR|Dipl\.-Ing)\.?)+$"
)
_WORD = r"(?:[^\W\d_](?:['’.-]?[^\W\d_])*\.?)"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,4}}")
_PARTICLES = word_set(
    "de da do dos das del della di der den von van zu zur zum la le el al bin ibn ben y e af av ten ter te vom"
)
# Words of lines that look like names and are none.
_NO_NAME = word_set(
    "resume curriculum vitae cv lebenslauf page last updated company name city state country street address phone email"
    " mail mobile linkedin github confidential private dear sir madam hiring number references available upon request"
    " date birth nationality gender married single years experience senior junior freelance professional certified"
    " expert team sales marketing finance banking human resources information technology business development software"
    " data public relations customer service health care healthcare engineering education construction aviation apparel"
    " agriculture automobile bpo chef fitness digital media advocate arts accounting legal law university college"
    " school street road avenue executive summary profile objective highlights background personal details full stack"
    " fullstack front back end web mobile the and of for with in at from to my your our welcome portfolio website"
    " bewerbung candidature title titre titulo product project creative graphic hr it ux ui"
)
_SURNAMES = word_set(
    "baker cook mason carpenter butler porter fisher taylor tailor driver cleaner painter gardener groom steward page"
    " judge dean chamberlain miller koch meister schneider bauer backer schreiner kellner fischer gartner captain"
    " ranger farmer leal guerrero"
)
_MOST_CHARACTERS = 60
_LEAST_OVERLAP = 3


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
    labelled = _labelled(lines[:LABELLED_LINES])
    if labelled:
        return labelled
    top = header_length or TOP_LINES
    best, most = None, 0
    for position, text in enumerate(_joined_words([line.text for line in lines[:MOST_LINES]])):
        for number, part in enumerate(_parts(text)):
            weight = _weight(part, number, lines, position, top, emails)
            if weight > most and _may_be_name(part, lexicon):
                best, most = part, weight
    return best


def is_labelled(text: str) -> bool:
    """Tell whether a line says itself that it holds a name, as "Name: ..." does."""
    return _LABEL.match(text) is not None


def is_vouched_for(name: str, emails: Sequence[str]) -> bool:
    """Tell whether an e-mail address holds the name."""
    return _overlap(name, emails) >= _LEAST_OVERLAP


def _labelled(lines: Sequence[Line]) -> str | None:
    """Give what stands behind "Name:"."""
    for line in lines:
        label = _LABEL.match(line.text)
        parts = _parts(line.text) if label else []
        if parts and _NAME.fullmatch(parts[0]):
            return parts[0]
    return None


def _weight(part: str, number: int, lines: Sequence[Line], position: int, top: int, emails: Sequence[str]) -> int:
    """Tell how much speaks for a part of a line being the name; 0: nothing."""
    overlap = _overlap(part, emails)
    if overlap >= _LEAST_OVERLAP:
        return 100 + 10 * overlap - position
    if number:
        return 0
    if lines[position].is_heading and (position < top or _has_address_below(lines, position)):
        return 50 - min(position, 40)
    return 10 - position if position < min(top, TOP_LINES) else 0


def _has_address_below(lines: Sequence[Line], position: int) -> bool:
    return any("@" in line.text for line in lines[position : position + _REACH + 1])


def _joined_words(texts: Sequence[str]) -> Iterable[str]:
    """Give each line; a line of one word is given together with a next line of one word."""
    for index, text in enumerate(texts):
        following = texts[index + 1] if index + 1 < len(texts) else ""
        alone = " " not in text.strip() and " " not in following.strip() and following
        yield (
            f"{text.strip()} {following.strip()}" if alone and text[:1].isupper() and following[:1].isupper() else text
        )


def _parts(text: str) -> list[str]:
    if len(text) > 4 * _MOST_CHARACTERS:
        return []
    plain = _DEGREE_AHEAD.sub("", _TITLE_BEHIND.sub("", _LABEL.sub("", unspaced(text.strip()))))
    parts = [_HONORIFIC.sub("", _CREDENTIALS.sub("", part.strip(" .,#*"))) for part in _PARTS.split(plain)]
    return [" ".join(part.split()) for part in parts if part]


def _may_be_name(text: str, lexicon: Lexicon) -> bool:
    if len(text) > _MOST_CHARACTERS or not _NAME.fullmatch(text) or heading_kind(text) or is_place(text):
        return False
    words = text.split()
    if not words[0][0].isupper() or not all(word[0].isupper() or fold(word) in _PARTICLES for word in words):
        return False
    folded = words_of(text)
    if any(heading_kind(word.capitalize()) for word in folded):
        return False
    if _NO_NAME.intersection(folded) or names_learning(text) or names_organisation(text):
        return False
    if names_position(" ".join(word for word in folded if word not in _SURNAMES)):
        return False
    return not lexicon.find(text)


def _overlap(text: str, emails: Sequence[str]) -> int:
    """Count the letters of the name's longer words that an address holds."""
    locals_ = [fold(email.partition("@")[0]).replace(" ", "") for email in emails]
    return max(
        (
            sum(len(word) for word in words_of(text) if len(word) >= _LEAST_OVERLAP and word in local)
            for local in locals_
        ),
        default=0,
    )
