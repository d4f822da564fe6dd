"""The words of dates in English, French, German, Spanish, Portuguese, Italian and Dutch: data only.

Folded spellings (no accents, lower case). An entry stands for itself and, from `_ABBREVIATED` on, for its
usual short forms.
"""

MONTH_NAMES: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january janvier januar janner enero janeiro gennaio januari jan janv ene gen",
            "february fevrier februar feber febrero fevereiro febbraio februari feb fev fevr febr",
            "march mars marz maerz marzo marco maart mar mrz mrt",
            "april avril abril aprile apr avr abr",
            "may mai mayo maio maggio mei mag",
            "june juin juni junio junho giugno jun giu",
            "july juillet juli julio julho luglio jul juil lug",
            "august aout agosto augustus aug ago",
            "september septembre septiembre setiembre setembro settembre sept sep set sett",
            "october octobre oktober octubre outubro ottobre oct okt out ott",
            "november novembre noviembre novembro nov",
            "december decembre dezember diciembre dezembro dicembre dec dez dic",
        ),
        start=1,
    )
    for name in names.split()
}

# Northern seasons as their usual terms: first and last month of the same year.
SEASONS: dict[str, tuple[int, int]] = {
    name: span
    for span, names in (
        ((3, 5), "spring printemps fruhling fruhjahr primavera lente voorjaar"),
        ((6, 8), "summer ete sommer verano verao estate zomer"),
        ((9, 11), "fall autumn automne herbst otono outono autunno herfst najaar"),
        ((1, 3), "winter hiver invierno inverno"),
    )
    for name in names.split()
}

STILL_GOING_ON = (
    "present time|the present time|till now|until present|till present|to date|till date|until now|present day"
    "|the present|present|presently|currently|current|now|today|ongoing|date|aujourd'hui|a ce jour|ce jour|actuellement"
    "|actuel|en cours|maintenant|bis heute|heute|jetzt|laufend|andauernd|gegenwart|la actualidad|actualidad|actualmente"
    "|actual|la fecha|presente|hoy|en curso|o momento|atualmente|atual|hoje|data atual|oggi|in corso|attualmente"
    "|attuale|ad oggi|heden|nu|huidig"
)

BETWEEN = (
    r"-{1,3}|->|=>|→|~|to|until|till|up to|through|thru|bis(?: zum)?|jusqu'a|au|a|al|hasta(?: la)?|ate|fino(?: a| ad)?"
    r"|ad|tot|t/m"
)

SINCE = "since|from|as of|depuis(?: le)?|des|seit|ab|desde|dal|da|sinds|vanaf"

# These stand before a range as well and say nothing by themselves.
FROM = f"{SINCE}|de|du|von|vom|van|del|entre|between"

BETWEEN_MONTH_AND_YEAR = r"de |del |do |di |of "
