"""What gives kinds of documents away that are no resumes: words of their lines, and phrases anywhere in them.

Tables of data with one function that applies them. Phrases are folded (see `pathwise.resume.wording.fold`), in English,
French, German, Spanish, Portuguese, Italian and Dutch.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pathwise.resume.wording import fold

MOST_LINES = 400
_LONGEST_LINE = 4000


@dataclass(frozen=True, slots=True)
class LineSign:
    """A kind of document whose lines look alike.

    Attributes:
        kind: What a person calls it, with its article.
        pattern: Looked for in each line.
        share: Least share of the lines that must match, 0.0 to 1.0.
        lines: Fewest lines that must match.
        is_folded: The pattern speaks of folded text.
    """

    kind: str
    pattern: re.Pattern[str]
    share: float
    lines: int
    is_folded: bool = False

    def shows(self, lines: Sequence[str]) -> bool:
        """Tell whether enough lines match."""
        shown = sum(bool(self.pattern.search(fold(line) if self.is_folded else line.strip())) for line in lines)
        return shown >= self.lines and shown >= self.share * len(lines)


@dataclass(frozen=True, slots=True)
class PhraseSign:
    """A kind of document that says certain things.

    Attributes:
        kind: What a person calls it, with its article.
        groups: Phrases parted by `|`; each group counts once, however many of its phrases are found.
        fewest: Groups of which a phrase must be found.
    """

    kind: str
    groups: tuple[str, ...]
    fewest: int

    def shows(self, lines: Sequence[str]) -> bool:
        """Tell whether phrases of enough groups are found."""
        text = f" {' '.join(fold(line[:_LONGEST_LINE]) for line in lines)} "
        shown = sum(any(f" {phrase} " in text for phrase in group.split("|")) for group in self.groups)
        return shown >= self.fewest


_PRICE = re.compile(r"(?:[$€£¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£¥]|EUR|USD|GBP|CHF))(?:\s*(?:/|per)\s*\w+)?\s*$")
_CODE = re.compile(
    r"^(?:import \w|from \S+ import |#include\b|def \w+\(|class \w+[:({]|function\b.*\{|return\b|if\s*\("
    r"|if .+:$|for\s*\(|(?:const|let|var|int|void|public|private|static) .*[=;({]|[})\]]+[;,]?$|</?\w+[^>]*>$"
    r"|(?://|/\*|\*/))|[{};]$|^\w+(?:\.\w+)* = "
)
_INVOICE = re.compile(
    r"^(?:invoice|receipt|rechnung|quittung|facture|factura|fattura|fatura|factuur)(?: (?:no|number|nr|date|n|numero"
    r"|nummer|datum)\b.*| \d.*|$)|^(?:bill to|ship to|amount due|balance due|sub ?total|total due|grand total"
    r"|payment terms|due date|vat|iban|zahlbar|zwischensumme|nettobetrag|gesamtbetrag|rechnungsnummer|rechnungsdatum"
    r"|mwst|montant|total ht|total ttc|tva|importe total|base imponible|iva|totale|imponibile|subtotaal|te betalen"
    r"|btw|totaal|valor total)\b"
)
_MANUAL = re.compile(
    r"^(?:\d+(?:\.\d+)* )?(?:safety instructions|table of contents|installation instructions|getting started"
    r"|package contents|warning|caution|warranty|technical specifications|before you begin"
    r"|maintenance and cleaning|user manual|operating instructions|owner s manual|bedienungsanleitung"
    r"|sicherheitshinweise|lieferumfang|warnung|achtung|inbetriebnahme|reinigung|mode d emploi|consignes de securite"
    r"|avertissement|attention|mise en service|entretien|manual de usuario|manual de instrucciones|advertencia"
    r"|instrucciones de seguridad|istruzioni per l uso|avvertenze|gebruiksaanwijzing|waarschuwing"
    r"|veiligheidsvoorschriften)\b|^(?:\d+ )?(?:step \d+|press the|turn the|insert the|connect the|remove the|make sure"
    r"|do not|drucken sie|schalten sie|stecken sie|entfernen sie|appuyez|branchez|retirez|ne pas|pulse|conecte|retire"
    r"|no utilice|premere|collegare|druk op|sluit)\b"
)
LINE_SIGNS = (
    LineSign("source code", _CODE, share=0.4, lines=5),
    LineSign("a price list", _PRICE, share=0.4, lines=5),
    LineSign("an invoice", _INVOICE, share=0.1, lines=3, is_folded=True),
    LineSign("a manual", _MANUAL, share=0.08, lines=4, is_folded=True),
)

_BLANK = re.compile(
    r"_{3,}|\.{4,}|…{2,}|[☐□❑]|\[ ?\]|\[(?:your|company|job|position|date|city|degree|school|name|title|phone|email"
    r"|e-mail|address|insert)[^\]]*\]|^[^:]{2,60}:$",
    re.IGNORECASE,
)
FORM_SIGN = LineSign("an empty form", _BLANK, share=0.4, lines=5)

_ADVERT = (
    (
        "we are looking for|we re looking for|we are seeking|we seek|is looking for|is seeking|are looking to bring"
        "|urgent"
        " requirement|we are hiring|now hiring|seeking an experienced|seeking a talented|looking to hire|vacancy"
        "|wir suchen"
        "|suchen wir|nous recherchons|recherche un|recrute|buscamos|se busca|procuramos|cerchiamo|si ricerca|wij zoeken"
        "|zoeken wij|we zoeken|stellenangebot|stellenanzeige|offre d emploi|oferta de empleo|oferta de trabajo|vaga"
        "|vacature|offerta di lavoro"
    ),
    (
        "you will|you ll|your responsibilities|your role|your tasks|what you ll do|what you will do"
        "|what you will be doing"
        "|duties and responsibilities|responsibilities and duties|key responsibilities|essential functions|job duties"
        "|job summary|job description|about the job|about the role|in this role|ihre aufgaben|deine aufgaben"
        "|aufgabengebiet|vos missions|tes missions|vous serez|missions principales|funciones|tus funciones"
        "|responsabilidades da vaga|suas responsabilidades|atividades|mansioni|attivita principali|ti occuperai"
        "|jouw taken|je taken|uw taken|taken en verantwoordelijkheden|je gaat"
    ),
    (
        "ideal candidate|successful candidate|the candidate|candidates must|required skills|minimum qualifications"
        "|preferred qualifications|required qualifications|basic qualifications|qualifications required"
        "|required experience|preferred skills|what you need|what we re looking for|you have|you are|must have"
        "|nice to have|years of experience required|ihr profil|dein profil|wir erwarten|sie verfugen|anforderungen"
        "|profil recherche|votre profil|vous avez|requisitos|se requiere|perfil buscado|se valorara|o que procuramos"
        "|profilo ricercato|requisiti|sei in possesso|functie eisen|functieeisen|wij vragen|jouw profiel|je hebt"
        "|wat wij"
        " vragen"
    ),
    (
        "we offer|what we offer|benefits|job type|job types|salary range|pay range|per annum|a year|per month"
        "|competitive salary|employment type|contract length|perks|we provide|wir bieten|was wir bieten|das bieten wir"
        "|unser angebot|nous offrons|nous proposons|nous vous proposons|avantages|remuneration|ofrecemos|se ofrece"
        "|oferecemos|o que oferecemos|beneficios|offriamo|si offre|cosa offriamo|ral|wij bieden|we bieden|ons aanbod"
        "|wat wij bieden"
    ),
    (
        "apply now|how to apply|to apply|please apply|apply online|send your resume|send your cv|submit your resume"
        "|submit your application|send us your|your application|applicants|equal opportunity|equal opportunities"
        "|regard to race|without regard to|bewerben sie sich|ihre bewerbung|bewirb dich|deine bewerbung|postulez"
        "|postuler"
        "|candidature a|envoyez votre cv|votre candidature|envia tu cv|enviar cv|inscribete|envie o seu cv"
        "|candidate se|invia il tuo cv|candidati|inviare cv|solliciteer|je sollicitatie|stuur je cv|(m/w/d)|m/w/d|h/f"
        "|m/f/d"
    ),
    (
        "our team|our company|our client|our customers|our mission|join us|join our|about us|about the company"
        "|company profile|company overview|who we are|unser team|unser unternehmen|uber uns|wir sind ein|notre equipe"
        "|notre entreprise|qui sommes nous|rejoignez|nuestro equipo|nuestra empresa|sobre nosotros|unete|nossa equipa"
        "|nossa equipe|nossa empresa|sobre nos|junte se|il nostro team|la nostra azienda|chi siamo|unisciti|ons team"
        "|ons bedrijf|over ons"
    ),
)
ADVERT_SIGN = PhraseSign("a job advertisement", _ADVERT, fewest=3)

_SALUTATION = (
    "dear|to whom it may concern|sehr geehrte|sehr geehrter|liebe frau|lieber herr|madame monsieur|monsieur|madame"
    "|cher|chere|estimado|estimada|estimados|muy senor mio|muy senores mios|prezado|prezada|prezados|caro|cara"
    "|exmo senhor|exmos senhores|egregio|gentile|spettabile|geachte|beste"
)
_CLOSING = (
    "yours sincerely|yours faithfully|sincerely|sincerely yours|kind regards|best regards|warm regards|yours truly"
    "|with best wishes|mit freundlichen grussen|mit freundlichem gruss|freundliche grusse|herzliche grusse"
    "|hochachtungsvoll|salutations distinguees|sinceres salutations|cordialement|bien cordialement"
    "|sentiments distingues|atentamente"
    "|un cordial saludo|cordialmente|saludos cordiales|le saluda|atenciosamente|com os melhores cumprimentos"
    "|melhores cumprimentos|distinti saluti|cordiali saluti|met vriendelijke groet|vriendelijke groeten|hoogachtend"
)
PHRASE_SIGNS = (
    PhraseSign("a letter", (_SALUTATION, _CLOSING), fewest=2),
    PhraseSign(
        "a contract",
        (
            (
                "this agreement|der vertrag|dieser vertrag|dieses vertrages|le present contrat|el presente contrato"
                "|o presente contrato|il presente contratto|deze overeenkomst|terms and conditions"
            ),
            "hereinafter|hereby|herein|nachfolgend|im folgenden|ci apres|en adelante|doravante|di seguito|hierna",
            (
                "the parties|both parties|either party|die parteien|vertragsparteien|les parties|las partes|as partes"
                "|le parti|de partijen|the employer shall|the tenant|the landlord"
            ),
            (
                "governing law|jurisdiction|in witness whereof|gerichtsstand|droit applicable|legislacion aplicable"
                "|foro competente|toepasselijk recht|termination|liability"
            ),
        ),
        fewest=3,
    ),
    PhraseSign(
        "a recipe",
        (
            "ingredients|zutaten|ingredientes|ingredienti|ingredienten",
            (
                "tablespoon|tablespoons|teaspoon|tbsp|tsp|cups|el|tl|cuillere a soupe|cuilleres a soupe|cucharada"
                "|cucharadas|colher de sopa|colheres de sopa|cucchiai|cucchiaio|eetlepel|eetlepels|grams|200 g"
                "|100 g|250 g"
                "|500 g"
            ),
            (
                "preheat|simmer|stir in|whisk|backofen|verruhren|prechauffer|prechauffez|melanger|melangez|precalentar"
                "|mezclar|misturar|preaqueca|mescolare|preriscaldare|verwarm de oven|meng"
            ),
        ),
        fewest=3,
    ),
    PhraseSign(
        "minutes of a meeting",
        (
            (
                "minutes of|meeting minutes|protokoll der|sitzungsprotokoll|compte rendu de la reunion|proces verbal"
                "|acta de la reunion|ata da reuniao|verbale della riunione|notulen"
            ),
            "attendees|present|apologies|teilnehmer|anwesend|presents|absents|asistentes|presentes|presenti|aanwezig",
            (
                "agenda|action items|next meeting|any other business|tagesordnung|nachste sitzung|ordre du jour"
                "|prochaine reunion|orden del dia|proxima reunion|ordem do dia|ordine del giorno|volgende vergadering"
            ),
        ),
        fewest=3,
    ),
    PhraseSign(
        "a certificate",
        (
            (
                "this is to certify that|is hereby awarded|hiermit wird bescheinigt|hiermit bescheinigen wir"
                "|nous certifions que|certifie que|se certifica que|certificamos que|certifica se que|si certifica che"
                "|hierbij verklaren wij"
            ),
        ),
        fewest=1,
    ),
)

_HIS_OR_HER = re.compile(
    r"\b(?:he|she|they|him|her|his|er|sie|ihm|ihn|il|elle|lui|ella|ele|ela|egli|lei|hij|zij|hem|haar)\b", re.IGNORECASE
)
_OWN = re.compile(
    r"\b(?:I|my|me|ich|mein\w*|je|j|mon|ma|mes|yo|mi|mis|eu|meu|minha|io|mio|mia|ik|mijn)\b(?!\.)", re.IGNORECASE
)
_SPOKEN = re.compile(r"[“„«»”]|(?<!\w)[\"‘—–]\s?\w|\w[.,!?][\"’]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FEWEST_STORY_WORDS = 120
_FEWEST_STORY_MARKS = 8


def is_story(text: str) -> bool:
    """Tell whether a text tells of others at length, as a novel does.

    Args:
        text: Without contact details, sections, positions and courses; whoever asks has looked.

    Returns:
        True for a long text without any year whose people are spoken of, or speak, rather than the writer.
    """
    if len(text.split()) < _FEWEST_STORY_WORDS or _YEAR.search(text):
        return False
    others = len(_HIS_OR_HER.findall(text)) + len(_SPOKEN.findall(text))
    return others >= _FEWEST_STORY_MARKS and others > len(_OWN.findall(text))
