"""Reads how to reach the person: e-mail addresses, telephone numbers, web addresses and the place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import phonenumbers

from pathwise.documents.model import Line, Link
from pathwise.resume.lines import names_position
from pathwise.resume.periods import periods_in
from pathwise.resume.places import PLACE, PLACE_WITH_TOWN, is_place, split_place
from pathwise.resume.wording import fold

_EMAIL = re.compile(
    r""
    r"(?<![\w.+-])[A-Za-z0-9](?:[\w.+'-]*[\w+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+"
    r"[A-Za-z]{2,24}(?![\w-])"
)
_PHONE = re.compile(
    r"(?<![\w/.+-])(?:\+|00|\(\+)?(?:\d{1,3}[ .\u00a0-]?)?(?:\(\d{1,5}\)|\d)(?:[\d()/.\u00a0 -]"
    r"|[‐‑‒–—](?=\d)){5,20}\d(?![\w/@]|[.-]\d| ?\*)"
)
_POSTCODE_BEFORE = re.compile(r"^\d{5} (?=\()")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>()|,;]+[^\s<>()|,;.:]", re.IGNORECASE)
_PROFILE = re.compile(
    r"(?<![\w@./])(?:[\w-]+\.)*(?:linkedin\.com|github\.com|gitlab\.com|bitbucket\.org|stackoverflow\.com|xing\.com"
    r"|behance\.net|dribbble\.com|medium\.com|kaggle\.com|orcid\.org|researchgate\.net|scholar\.google\.com"
    r"|twitter\.com|x\.com|t\.me|github\.io|leetcode\.com)/[\w@./?=&%~+#-]*[\w/]",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|dev|me|io|co|info|eu|de|fr|es|it|nl|be|ch|at|pt"
    r"|uk|us|ca|br|design|tech|site|page|app)(?:/[\w./~-]*\w)?(?![\w@.-])"
)
# Names of software that look like web addresses.
_NO_DOMAINS = frozenset(
    {"socket.io", "asp.net", "vb.net", "ado.net", "draw.io", "ml.net", "booking.com", "salesforce.com", "monday.com"}
)
_LABEL = re.compile(
    r"^(?:address|location|residence|city|place|based in|adresse|anschrift|wohnort|ort|ville|lieu|domicile|direccion"
    r"|ciudad|domicilio|endereco|cidade|indirizzo|citta|residenza|adres|woonplaats)\s*[:\-]?\s+(?=\S)"
)
_PARTS = re.compile(r"\s*[|•·⋅∙◆♦■✉☎⌂]\s*|\s{3,}|\t+|\s+[–—]\s+|\s+-\s+")
_STREET = re.compile(r"\d")
_LEAST_DIGITS, _MOST_DIGITS = 8, 15
_FEWEST_BESIDE_DATE = 3
_TWO_YEARS = re.compile(r"(?:19|20)\d\d(?:19|20)\d\d")
_US_REGION = re.compile(
    r",\s*(?:A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|NYC|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]"
    r"|W[AVIY]|DC)\b"
)
HEADER_LINES = 15


@dataclass(frozen=True, slots=True)
class Contacts:
    """How to reach the person; tuples in order of appearance, without repeats."""

    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]
    location: str | None


def contacts_of(lines: Sequence[Line], links: Sequence[Link], header: Sequence[str]) -> Contacts:
    """Read the ways to reach the person.

    Args:
        lines: All lines of the document.
        links: The link targets of the file.
        header: The lines that hold the person's own details: above the first heading, or under a heading of contact.

    Returns:
        E-mail addresses from anywhere, telephone numbers and bare web addresses from `header` only (all lines where
        it holds no number), so that nobody else's are taken.
    """
    texts = [line.text for line in lines]
    return Contacts(
        emails=_unique([*_emails(texts), *_linked_emails(links)]),
        phones=_unique(_phones([*header, *_linked_phones(links)]) or _phones(map(_international_only, texts))),
        links=_distinct([*_own_links(links, header), *_web(header)]),
        location=_location(header),
    )


def emails_in(text: str) -> list[str]:
    """Find the e-mail addresses of a text; their domain in lower case."""
    return [_tidy_email(match.group()) for match in _EMAIL.finditer(text)] if "@" in text else []


def _tidy_email(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def _emails(texts: Iterable[str]) -> list[str]:
    return [address for text in texts for address in emails_in(text)]


def _linked_emails(links: Iterable[Link]) -> list[str]:
    targets = (link.target for link in links if link.target.lower().startswith("mailto:"))
    return [address for target in targets for address in emails_in(target[len("mailto:") :].partition("?")[0])]


def _phones(texts: Iterable[str]) -> list[str]:
    """Find telephone numbers; the region of numbers without country code is told by an American place."""
    listed = list(texts)
    region = "US" if any(_US_REGION.search(text) for text in listed) else None
    found = []
    for text in listed:
        for match in _PHONE.finditer(text):
            number = _phone(_POSTCODE_BEFORE.sub("", match.group()).strip(" .-/"), region)
            if number:
                found.append(number)
    return found


def _phone(written: str, region: str | None) -> str | None:
    digits = sum(character.isdigit() for character in written)
    if not _LEAST_DIGITS <= digits <= _MOST_DIGITS or _is_date(written) or _TWO_YEARS.fullmatch(written):
        return None
    international = "+" + written[2:] if written.startswith("00") else written
    try:
        number = phonenumbers.parse(international, None if international.startswith("+") else region)
    except phonenumbers.NumberParseException:
        return written
    if not phonenumbers.is_valid_number(number):
        return written
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _international_only(text: str) -> str:
    """Keep what can only be a telephone number, for lines that may hold any kind of number."""
    return " | ".join(match.group() for match in _PHONE.finditer(text) if match.group().startswith(("+", "00", "(")))


def _is_date(written: str) -> bool:
    return sum(match.end - match.begin for match in periods_in(written)) > len(written) - _FEWEST_BESIDE_DATE


def _linked_phones(links: Iterable[Link]) -> list[str]:
    return [link.target[len("tel:") :] for link in links if link.target.lower().startswith("tel:")]


def _own_links(links: Iterable[Link], header: Sequence[str]) -> list[str]:
    """Give the targets that are the person's: profiles, and sites that the header names."""
    head = " ".join(header).lower()
    targets = [link for link in links if link.target.lower().startswith("http")]
    return [
        link.target
        for link in targets
        if _PROFILE.match(_bare(link.target)) or _bare(link.target) in head or (link.text and link.text.lower() in head)
    ]


def _web(header: Iterable[str]) -> list[str]:
    found = []
    for text in header:
        without_emails = _EMAIL.sub(" ", text)
        for pattern in (_WEB, _PROFILE, _DOMAIN):
            found += [match.group() for match in pattern.finditer(without_emails)]
    return [address for address in found if address.lower() not in _NO_DOMAINS]


def _bare(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip("/")


def _distinct(addresses: Iterable[str]) -> tuple[str, ...]:
    """Drop addresses that stand within another one; the first spelling of each wins."""
    by_bare: dict[str, str] = {}
    for address in addresses:
        by_bare.setdefault(_bare(address), address)
    return tuple(
        address
        for bare, address in by_bare.items()
        if not any(other != bare and (other.endswith(f".{bare}") or other.startswith(f"{bare}/")) for other in by_bare)
    )


def _location(header: Iterable[str]) -> str | None:
    """Take the first part that is a place or carries a label that says so."""
    for text in header:
        for part in _PARTS.split(_without_addresses(text)):
            place = _place_in(part.strip(" ,;"))
            if place:
                return place
    return None


def _place_in(part: str) -> str | None:
    part = _behind_position(part)
    label = _LABEL.match(fold(part)[: len(part)])
    if (label and ":" in part) or (label and is_place(part.partition(" ")[2])):
        return (part.partition(":")[2] or part.partition(" ")[2]).strip() or None
    if is_place(part):
        return part
    before, place = split_place(part)
    if place:
        return part if _STREET.search(before) else place
    found = PLACE_WITH_TOWN.search(part)
    if found and _STREET.search(part[: found.start()]) is None:
        return found.group()
    return part if found and PLACE.search(part) else None


def _without_addresses(text: str) -> str:
    """Put a separator in place of addresses and numbers, so that only places and names are left."""
    for pattern in (_EMAIL, _WEB, _PROFILE, _PHONE):
        text = pattern.sub(" | ", text)
    return text


def _behind_position(part: str) -> str:
    words = part.split()
    last = max((index for index, word in enumerate(words) if names_position(word)), default=-1)
    return " ".join(words[last + 1 :])


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
