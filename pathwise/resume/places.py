"""Places as resumes write them: a town with its region or country. Knows shapes and country names, no towns."""

import re

_REGIONS = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NYC|NC|ND|OH|OK|OR"
    "|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|NSW|VIC|QLD|ACT|Alabama|Alaska|Arizona"
    "|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas"
    "|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada"
    "|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    "|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin"
    "|Wyoming|Ontario|Quebec|Québec|British Columbia|Alberta|State|Bavaria|Bayern|Scotland|Wales|England"
)
_COUNTRIES = (
    "USA|U\\.S\\.A\\.|U\\.S\\.|US|United States|United States of America|UK|U\\.K\\.|United Kingdom|Great Britain|GB"
    "|UAE|Germany|Deutschland|France|Frankreich|Spain|España|Italy|Italia|Italien|Netherlands|The Netherlands|Nederland"
    "|Belgium|Belgique|België|Switzerland|Schweiz|Suisse|Austria|Österreich|Portugal|Ireland|Denmark|Danmark|Sweden"
    "|Sverige|Norway|Norge|Finland|Suomi|Iceland|Poland|Polska|Czechia|Czech Republic|Slovakia|Hungary|Romania|Bulgaria"
    "|Greece|Turkey|Türkiye|Turkiye|Ukraine|Russia|Belarus|Lithuania|Latvia|Estonia|Croatia|Serbia|Slovenia|Luxembourg"
    "|Malta|Cyprus|Israel|Egypt|Morocco|Maroc|Tunisia|Tunisie|Algeria|Algérie|Nigeria|Kenya|Ghana|Ethiopia|South Africa"
    "|India|Pakistan|Bangladesh|Sri Lanka|Nepal|China|Hong Kong|Taiwan|Japan|Korea|South Korea|Singapore|Malaysia"
    "|Indonesia|Thailand|Vietnam|Philippines|Australia|New Zealand|Canada|Mexico|México|Brazil|Brasil|Argentina|Chile"
    "|Colombia|Peru|Perú|Uruguay|Ecuador|Venezuela|Bolivia|Paraguay|Costa Rica|Cuba|Puerto Rico|Saudi Arabia|Qatar"
    "|Kuwait|Jordan|Lebanon|Iran|United Arab Emirates"
)
_CAPITAL_WORD = r"[A-ZÀ-ÖØ-ÞĀ-ž][\w'’.]*(?:-[\w'’.]+)*"
_SMALL_WORD = r"(?:de|del|la|am|an|der|den|of|sur|le|les|do|da|dos)"
_TOWN_CAPITAL = rf"{_CAPITAL_WORD}(?: (?:{_SMALL_WORD} )?{_CAPITAL_WORD}){{0,3}}"
_CODE = r"(?: ?,? ?\d{4,6}(?:-\d{3,4})?)?"
_TOWN_REGION = (
    rf"{_TOWN_CAPITAL} ?, ?(?:(?:{_REGIONS})(?: ?,? ?(?:{_COUNTRIES}))?{_CODE}|{_CODE}(?:{_COUNTRIES}))(?!\w)"
)
_COUNTRY_TOWN = rf"(?:{_COUNTRIES}) ?, ?{_TOWN_CAPITAL}"
_REMOTE = r"Remote|Home ?office|Hybrid|Télétravail|Remoto|Nationwide|Worldwide"
PLACE = re.compile(rf"(?:{_TOWN_REGION}|{_COUNTRY_TOWN}|(?:{_COUNTRIES})|(?:{_REMOTE}))")
PLACE_WITH_TOWN = re.compile(_TOWN_REGION)
_POSTCODE_TOWN = re.compile(rf"(?:[A-Z]{{1,2}}-)?\d{{4,5}} {_TOWN_CAPITAL}(?:, ?(?:{_COUNTRIES}))?")
_SIGNS = re.compile(r"^[^\w\s(\[,;|.-]+\ufe0f?\s+")
_SEPARATOR = re.compile(r"[|·•(\[]\s*|\s[-–—]+\s+|,\s+")
_PARTING = " ,;|·•-–—(["


def is_place(text: str) -> bool:
    """Tell whether a text is a place and nothing else.

    Example:
        >>> is_place("Ghent, Belgium"), is_place("Belgian Waffles, Inc.")
        (True, False)
    """
    bare = _SIGNS.sub("", text).strip(" ,;|·•-–—()[]")
    return bool(PLACE.fullmatch(bare) or _POSTCODE_TOWN.fullmatch(bare))


def split_place(text: str) -> tuple[str, str | None]:
    """Part a text from the place at its end.

    A separator (dash, bar, comma, bracket) must stand before the place.

    Returns:
        What stands before, without the separator, and the place; the whole text and None where there is none.

    Example:
        >>> split_place("Porter, Grand Hotel – Ghent, Belgium")
        ('Porter, Grand Hotel', 'Ghent, Belgium')
    """
    if is_place(text):
        return "", text.strip(_PARTING + ")]")
    for match in _SEPARATOR.finditer(text):
        rest = text[match.end() :]
        if is_place(rest):
            return text[: match.start()].rstrip(_PARTING), rest.strip(_PARTING + ")]")
    return text, None
