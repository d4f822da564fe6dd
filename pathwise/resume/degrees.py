"""Levels of education by the words for degrees, in seven languages."""

import re
from functools import lru_cache

from pathwise.resume.model import EducationLevel
from pathwise.resume.wording import fold

# Folded phrases, highest level first: the first that is found wins.
_PHRASES: dict[EducationLevel, str] = {
    EducationLevel.DOCTORATE: (
        "phd|ph d|d phil|dphil|doctorate|doctor of|doctoral|doctor|juris doctor|doctorat|doctorant|promotion|promoviert"
        "|doktor|dr rer nat|dr ing|dr phil|doctorado|doctora|doutorado|doutor|dottorato|dottorato di ricerca"
        "|gepromoveerd|pharm d|pharmd|ed d"
    ),
    EducationLevel.MASTER: (
        "master|masters|master of|mba|m b a|msc|m sc|m eng|meng|m ed|m phil|mphil|m tech|mtech|mca|llm|ll m"
        "|mpa|mph|mfa|msw|mres|magister|diplom ingenieur|dipl ing|diplom|diplom kaufmann|diplom kauffrau|staatsexamen"
        "|mastere|diplome d ingenieur|ingenieur diplome|maestria|posgrado|mestrado|mestre"
        "|laurea magistrale|laurea specialistica|executive mba|postgraduate|post graduate|doctorandus|drs"
    ),
    EducationLevel.BACHELOR: (
        "bachelor|bachelors|bachelor of|baccalaureate|bsc|b sc|b eng|beng|b ed|b tech|btech|b com|bcom|bba"
        "|bca|bcs|bfa|bsn|llb|ll b|b arch|bscs|honours degree|undergraduate degree|undergraduate|licence"
        "|licence professionnelle|maitrise|licenciatura|licenciado|licenciada|grado|grado en|ingenieria|ingeniero"
        "|ingeniera|bacharelado|bacharel|laurea|laurea triennale|dottore in|diplom fh|vordiplom|kandidaat|hbo"
    ),
    EducationLevel.ASSOCIATE: (
        "associate|associates|associate of|associate degree|foundation degree|hnd|hnc"
        "|higher national diploma|deug|tecnico superior|tecnologo|ciclo formativo de grado superior|college diploma"
    ),
    EducationLevel.VOCATIONAL: (
        "apprenticeship|vocational|trade certificate|nvq|btec|diploma in|certificate iii|certificate iv|city & guilds"
        "|bac pro|brevet professionnel|ausbildung zum|ausbildung zur|ausbildung als|berufsausbildung|lehre|lehre als"
        "|gesellenbrief|meisterbrief|meister|ihk|fachwirt|betriebswirt|formacion profesional|ciclo formativo"
        "|grado medio|curso tecnico|tecnico em|tecnico en|qualifica professionale|diploma professionale|mbo"
        "|gesellenprufung|facharbeiter|fachinformatiker|journeyman|mechatroniker"
    ),
    EducationLevel.SECONDARY: (
        "high school diploma|high school|secondary school|ged|g e d|gcse|gcses|a levels|a level|baccalaureat|bac|lycee"
        "|abitur|matura|fachabitur|fachhochschulreife|hochschulreife|allgemeine hochschulreife|mittlere reife"
        "|realschulabschluss|hauptschulabschluss|schulabschluss|bachillerato|educacion secundaria|ensino medio"
        "|ensino secundario|maturita|diploma di maturita|liceo|havo|vwo|vmbo|higher secondary|intermediate|ssc|hsc"
        "|secondary education|diploma"
    ),
}
# Abbreviations that are words or states when written small, or with other letters around them.
_ABBREVIATIONS: dict[EducationLevel, str] = {
    EducationLevel.DOCTORATE: r"M\.?D|J\.?D|D\.?B\.?A|D\.?V\.?M|D\.?D\.?S|D\.?N\.?P",
    EducationLevel.MASTER: r"DEA|DESS|DSCG|M\.?A|M\.?S|M\.?E|M\.?Com|M\.?Arch|S\.?M",
    EducationLevel.BACHELOR: r"B\.?A|B\.?S|B\.?E|A\.?B|S\.?B|DCG",
    EducationLevel.VOCATIONAL: r"CAP|BEP|C\.F\.C|CFC",
    EducationLevel.SECONDARY: r"ESO",
    EducationLevel.ASSOCIATE: r"BTS|DUT|BUT|ITS|A\.?A|A\.?S|A\.?A\.?S|A\.?D\.?N",
}


def _folded_pattern(phrases: str) -> re.Pattern[str]:
    ordered = sorted(phrases.split("|"), key=len, reverse=True)
    return re.compile(r"(?<![\w'])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w'])")


_FOLDED = [(level, _folded_pattern(phrases)) for level, phrases in _PHRASES.items()]
_WRITTEN = [(level, re.compile(rf"(?<![\w.&])(?:{forms})\.?(?![\w&])")) for level, forms in _ABBREVIATIONS.items()]
_ORDER = tuple(EducationLevel)
_NO_DEGREE = re.compile(r"\b(?:thesis|these de|memoire|tesis|tesi|arbeit|scrum master|dean|prof|professor|dr)\b")
_LEADING = re.compile(
    r"^(?P<degree>(?:[A-Z][A-Za-z]{0,3}\.? ?){0,2}(?:Ph\.? ?D|Doctorate|[BM]\.?(?:Sc|S|A|E|Eng|Ed|Tech|Com|BA)|MBA"
    r"|Bachelors?|Masters?|Diplom)\.?(?: (?:of|in) [A-Z]\w+(?: (?:and|&|of) [A-Z]\w+| (?:Science|Arts|Engineering"
    r"|Administration))*)?)\s+(?P<rest>[A-ZÀ-Ž].*)$"
)


@lru_cache(maxsize=4096)
def level_of(text: str) -> EducationLevel | None:
    """Tell the level that a text names.

    Args:
        text: A degree or the line it stands in.

    Returns:
        The highest level named; None where no degree is named.

    Example:
        >>> level_of("B.Sc. in Physics")
        <EducationLevel.BACHELOR: 'bachelor'>
    """
    spelled = f"{fold(text)} | {fold(text.replace('.', ''))}"
    found = [level for level, pattern in _FOLDED if pattern.search(spelled)]
    found += [level for level, pattern in _WRITTEN if pattern.search(text)]
    return max(found, key=_ORDER.index) if found else None


def names_degree(text: str) -> bool:
    """Tell whether a text names a degree, a thesis or a person with a degree left aside."""
    return level_of(text) is not None and not _NO_DEGREE.search(fold(text))


def split_leading_degree(text: str) -> tuple[str, str] | None:
    """Part "PhD Princeton University" behind the degree; None where no degree stands first."""
    match = _LEADING.match(text)
    return (match["degree"].strip(), match["rest"].strip()) if match else None
