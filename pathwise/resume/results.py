"""Tells whether a line speaks of a measurable result. Knows no skills and no sections."""

import re
from functools import lru_cache

from pathwise.resume.moments import plain_letters
from pathwise.resume.wording import word_set

# Verbs (first letters, folded) of what a person brought about, in seven languages.
_ACTED = (
    "achiev|attain|exceed|surpass|outperform|increas|improv|boost|rais|grew|grow|doubl|tripl|quadrupl|expand|scal"
    "|accelerat|sped|reduc|decreas|cut|lower|sav|eliminat|minimi|halv|shrink|shrank|slash|trim|avoid|shorten|deliver"
    "|generat|produc|earn|won|win|secur|clos|sold|sell|market|recruit|hir|onboard|train|taught|teach|coach|mentor|led"
    "|lead|manag|supervis|oversaw|overse|handl|serv|process|built|build|launch|creat|develop|design|implement|complet"
    "|open|ran|run|drove|driv|acquir|attract|convert|retain|resolv|ship|migrat|automat|optimi|publish|present|organi"
    "|coordinat|negotiat|collect|recover|cover|reach|engag|rank|award|treat|cared|car|assist|support|answer|prepar"
    "|wrote|writ|test|review|audit|maintain|install|repair|plan|host|rais|fund|rescu|clean|cook|plat|adopt|cit|accept"
    "|fil|contribut|discover|fix|administ|execut|establish|form|transform|restructur|streamlin|partner|instruct|tutor"
    "|fulfill|pack|pick|load|deploy|operat|contact|call|visit|follow|graduat|help|add|us|enabl|provid|allow|result"
    "|yield|bring|brought|gain|made|mak|kept|keep|upgrad|merg|analy|evaluat|assess|conduct|perform|facilitat|initiat"
    "|introduc|spearhead|orchestrat|pass|cater|describ|advis|clear|direct|found|find|forecast|rose|fell|drop|detect"
    "|correct|spot|prevent|identif|guid|consult|catalogu|host|augment|amelior|redui|dimin|econom|gagn|vend|atteint|depass|forme|gere|dirig|encadr"
    "|realis|optimis|livr|assur|accueill|cree|gesteiger|steiger|senk|gesenkt|reduzier|erhoh|verbesser|gewonn|gewann"
    "|verkauf|geleitet|leit|betreu|gefuhr|fuhr|geschul|schul|erzielt|eingespart|spart|aufgebaut|entwickel|umgesetzt"
    "|verantwort|bearbeit|aument|reduj|mejor|logr|consegu|ahorr|increment|capacit|gestion|coordin|lider|atend|vend"
    "|alcanc|super|desarroll|reduz|melhor|conquist|economiz|gerenci|gerid|trein|atingi|ultrapass|desenvolv|ridott"
    "|miglior|raggiunt|risparmi|gestit|vendut|format|coordinat|superat|sviluppat|verhoog|verlaag|verbeter|bespaard"
    "|behaald|geleid|opgeleid|verkocht|begeleid|ontwikkeld"
)
_VERB = re.compile(rf"(?<![a-z])(?:re-?|co-?|over)?(?:{_ACTED})[a-z]*")
_AMOUNT = re.compile(
    r"(?<![\w.])(?:(?:by |to |of |over |[<>~+-])?\d+(?:[.,]\d+)* ?(?:%|percent\b|per cent\b|prozent\b|pour ?cent\b"
    r"|por ciento\b|por cento\b|per cento\b|procent\b)|(?:us|ca|au)?[$€£¥₹] ?\d[\d.,]*(?: ?(?:k|m|mm|bn|b|million"
    r"|billion|mio|thousand))?\b|\d[\d.,]* ?(?:€|\$|£|eur\b|usd\b|gbp\b|chf\b|dollars?\b|euros?\b|million\b|millions\b"
    r"|billion\b|mio\b|millionen\b|millones\b|milhoes\b|milioni\b|miljoen\b)|\d{1,3}(?:[,']\d{3})+(?![\d-])|\d+(?:[.,]\d+)?x(?![a-z\d])|\d+-fold\b"
    r"|twofold\b|tenfold\b)"
)
_NUMBER = r"(?:\d{1,3}(?:[,.' ]\d{3})+|\d+(?:\.\d+)?)(?:[km]?\+|[km]\b)?"
_YEAR_NUMBER = r"(?:19|20)\d\d(?![\d,+km])"
_COUNT = re.compile(
    rf"(?<![\w.$€£/#:-])(?!{_YEAR_NUMBER})(?P<number>{_NUMBER})[ -]"
    r"(?:[a-z][\w'/-]* ){0,3}?(?P<unit>[a-z][a-z'-]{2,})"
)
_WORDED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred"
    r"|thousands? of|hundreds of|dozens of)\b (?:[a-z-]+ ){0,2}?(?:people|employees|staff|engineers|developers|students"
    r"|patients|clients|customers|users|members|teams|stores|beds)\b"
)
_DIGIT = re.compile(r"\d")
_FROM_TO = re.compile(rf"\bfrom \$?(?!{_YEAR_NUMBER})\d[\d.,]*\w*(?: [a-z%]+)? to \$?\d")
# Words behind a number that make it no count: versions, grades, addresses, lengths of experience.
_NO_UNIT = word_set(
    "and years year yrs months month jahre jahren ans anos mois bis the for with street floor bit edition level"
    " levels grade certified windows server version am pm jan feb mar apr may jun jul aug sep oct nov dec"
    " january february march april june july august september october november december to in of on at or is"
    " was as by from plus credits gpa old words wpm"
)
_NAME_BEFORE = re.compile(r"\S\s+[A-Z][\w.+#-]*\s$")


@lru_cache(maxsize=4096)
def tells_result(text: str) -> bool:
    """Tell whether a line speaks of a measurable result.

    A share, an amount of money, a factor or a counted thing must stand beside a word for something done. Years,
    telephone numbers, versions and lengths of experience are no results.

    Example:
        >>> tells_result("Cut food waste by 18% within a year")
        True
        >>> tells_result("Worked with Python 3.11 since 2019")
        False
    """
    plain = plain_letters(text)
    if not _DIGIT.search(plain):
        return bool(_WORDED.search(plain) and _VERB.search(plain))
    if not _VERB.search(plain):
        return False
    return bool(_AMOUNT.search(plain) or _FROM_TO.search(plain) or _WORDED.search(plain) or _counts(plain, text))


def _counts(plain: str, text: str) -> bool:
    return any(
        not _NO_UNIT.intersection(match.group().split()[1:]) and not _NAME_BEFORE.search(text[: match.start()])
        for match in _COUNT.finditer(plain)
    )
