"""Whole resumes of invented people, in several layouts and languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText, Line
from pathwise.resume.lexicon import Lexicon, load_lexicon, parse_family
from pathwise.resume.model import EducationLevel, ResumeProfile
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import PROFILE_VERSION, build_profile

AS_OF = YearMonth(2025, 6)
BULLETS = ("* ", "• ", "- ")


def document(text: str) -> DocumentText:
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    lines = [Line(row[2:] if row.startswith(BULLETS) else row, is_bullet=row.startswith(BULLETS)) for row in rows]
    return DocumentText("text/plain", 1, tuple(lines))


def read(text: str) -> ResumeProfile:
    return build_profile(document(text), AS_OF)


def positions(profile: ResumeProfile) -> list[tuple[str | None, ...]]:
    return [(each.title, each.organisation, each.start, each.end) for each in profile.experience]


def courses(profile: ResumeProfile) -> list[tuple[str | None, str | None, EducationLevel | None]]:
    return [(each.institution, each.degree, each.level) for each in profile.education]


def test_an_english_resume_with_dates_below_is_read() -> None:
    profile = read("""
        Resume of Mr. Otto van der Probe, PMP
        Phone: (555) 010-2030 Email: otto@example.com
        Address: 12 Nowhere Lane, Springfield, IL 62701
        SUMMARY
        Warehouse supervisor who keeps people safe.
        WORK HISTORY
        Warehouse Supervisor
        Northwind Storage, Inc., Springfield, IL
        June 2019 - Present
        * Led a team of 14 pickers over two shifts
        Forklift Operator
        Acme Pallets LLC
        Aug. 2015 – May 2019
        * Moved 400 pallets a day
        EDUCATION
        High School Diploma, Lincoln High School, 2014
        SKILLS
        Forklift, inventory, OSHA 10, Excel
    """)
    assert profile.name == "Otto van der Probe"
    assert profile.phones == ("(555) 010-2030",)
    assert profile.location == "12 Nowhere Lane, Springfield, IL 62701"
    assert positions(profile) == [
        ("Warehouse Supervisor", "Northwind Storage, Inc.", "2019-06", None),
        ("Forklift Operator", "Acme Pallets LLC", "2015-08", "2019-05"),
    ]
    assert courses(profile) == [("Lincoln High School", "High School Diploma", EducationLevel.SECONDARY)]
    assert profile.months_of_experience == 119
    assert {"Forklift operation", "Excel", "Occupational safety"} <= {skill.canonical for skill in profile.skills}


def test_a_german_resume_with_dates_above_is_read() -> None:
    profile = read("""
        Lebenslauf
        Persönliche Daten
        Name: Änne Beispiel
        Anschrift: Musterweg 4, 50667 Köln
        Telefon: +49 221 1234567
        E-Mail: aenne.beispiel@example.org
        Berufserfahrung
        03/2018 – heute
        Pflegefachkraft, Klinikum Musterstadt, Köln
        - Betreuung von 24 Patienten pro Schicht
        09/2014 – 02/2018
        Altenpflegerin
        Seniorenheim Sonnenhof
        - Medikamentengabe
        Ausbildung
        2011 – 2014 Ausbildung zur Altenpflegerin, Berufsfachschule Beispielstadt
        2010 Abitur, Gymnasium am Rhein
        Kenntnisse
        Erste Hilfe, Führerschein Klasse B
    """)
    assert (profile.name, profile.location) == ("Änne Beispiel", "Musterweg 4, 50667 Köln")
    assert positions(profile) == [
        ("Pflegefachkraft", "Klinikum Musterstadt", "2018-03", None),
        ("Altenpflegerin", "Seniorenheim Sonnenhof", "2014-09", "2018-02"),
    ]
    assert [level for _, _, level in courses(profile)] == [EducationLevel.VOCATIONAL, EducationLevel.SECONDARY]
    assert {"First aid", "Driving"} <= {skill.canonical for skill in profile.skills}


def test_a_french_resume_with_dates_in_front_is_read() -> None:
    profile = read("""
        Camille EXEMPLE
        12 rue des Lilas, 69003 Lyon
        camille.exemple@example.com – 06 12 34 56 78
        EXPÉRIENCE PROFESSIONNELLE
        Depuis septembre 2019 : Comptable générale – Société Durand SARL
        • Réduction du délai de clôture de 8 à 4 jours
        De mars 2015 à août 2019 : Assistante comptable – Cabinet Leroy
        • Saisie et lettrage
        FORMATION
        2014 : Licence professionnelle Comptabilité, Université Exemple
        2012 : BTS Comptabilité et Gestion, Lycée Exemple
    """)
    assert profile.name == "Camille EXEMPLE"
    assert positions(profile) == [
        ("Comptable générale", "Société Durand SARL", "2019-09", None),
        ("Assistante comptable", "Cabinet Leroy", "2015-03", "2019-08"),
    ]
    assert courses(profile) == [
        ("Université Exemple", "Licence professionnelle Comptabilité", EducationLevel.BACHELOR),
        ("Lycée Exemple", "BTS Comptabilité et Gestion", EducationLevel.ASSOCIATE),
    ]


def test_a_spanish_resume_with_the_organisation_first_is_read() -> None:
    profile = read("""
        LUCÍA EJEMPLO PRUEBA
        Sevilla, España | lucia.ejemplo@example.org
        EXPERIENCIA LABORAL
        Restaurante La Marea — Sevilla, España
        Jefa de cocina
        enero de 2020 - actualidad
        • Reduje el desperdicio de alimentos un 22 %
        Hotel Ejemplo — Cádiz, España
        Cocinera
        junio de 2016 - diciembre de 2019
        FORMACIÓN ACADÉMICA
        Escuela de Hostelería de Sevilla
        Técnico Superior en Dirección de Cocina
        2014 - 2016
    """)
    assert positions(profile) == [
        ("Jefa de cocina", "Restaurante La Marea", "2020-01", None),
        ("Cocinera", "Hotel Ejemplo", "2016-06", "2019-12"),
    ]
    assert courses(profile)[0][0] == "Escuela de Hostelería de Sevilla"


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (
            "Giulia Prova\nESPERIENZA\nMarzo 2021 – Presente\nResponsabile vendite presso Esempio S.r.l.",
            ("Responsabile vendite", "Esempio S.r.l.", "2021-03", None),
        ),
        (
            "João Exemplo\nExperiência Profissional\nEngenheiro Civil — Modelo Ltda\nmarço de 2016 até o momento",
            ("Engenheiro Civil", "Modelo Ltda", "2016-03", None),
        ),
        (
            "Sanne Voorbeeld\nWerkervaring\nokt 2019 - heden Magazijnmedewerker, Proefbedrijf B.V.",
            ("Magazijnmedewerker", "Proefbedrijf B.V.", "2019-10", None),
        ),
    ],
)
def test_italian_portuguese_and_dutch_are_read(text: str, position: tuple[str | None, ...]) -> None:
    assert positions(read(text)) == [position]


def test_a_sidebar_that_comes_first_hides_nothing() -> None:
    profile = read("""
        Contact
        +44 20 7946 0018
        nils.sample@example.com
        Skills
        SQL
        Excel
        Nils Sample
        Data Analyst
        Experience
        Data Analyst | Sample Bank plc | 2021-04 – Present
        - Built dashboards in Tableau used by 40 branch managers
        Education
        MSc Statistics | University of Testing | 2018
    """)
    assert profile.name == "Nils Sample"
    assert positions(profile) == [("Data Analyst", "Sample Bank plc", "2021-04", None)]
    assert courses(profile) == [("University of Testing", "MSc Statistics", EducationLevel.MASTER)]


def test_letter_spaced_headings_and_dates_behind_organisations_are_read() -> None:
    profile = read("""
        J A N E   E X A M P L E
        123 Example Street, Austin, TX 78701 · jane@example.com
        E X P E R I E N C E
        SAMPLE HOSPITAL, Austin, TX 2018 - Present
        Registered Nurse
        • Cared for 6 patients a shift
        E D U C A T I O N
        Bachelor of Science in Nursing, Example State University, May 2018
    """)
    assert profile.name == "JANE EXAMPLE"
    assert positions(profile) == [("Registered Nurse", "SAMPLE HOSPITAL", None, None)]
    assert profile.education[0].end == "2018-05"


def test_a_document_that_is_no_resume_gives_an_empty_profile() -> None:
    profile = read("it was a dark night\nand the wind blew from the sea")
    assert (profile.name, profile.experience, profile.education, profile.skills) == (None, (), (), ())
    assert profile.months_of_experience is None


def test_a_profile_names_what_made_it() -> None:
    profile = read("Ada Example")
    assert profile.profile_version == PROFILE_VERSION
    assert profile.lexicon_version == load_lexicon().version
    assert profile.as_of == "2025-06"


def test_another_lexicon_finds_other_skills() -> None:
    lexicon = Lexicon(parse_family("circus", "Juggling\tskill"), "x")
    profile = build_profile(document("Skills\nJuggling, Python"), AS_OF, lexicon)
    assert [skill.canonical for skill in profile.skills] == ["Juggling"]


FRAGMENTS = """
Experience
Education
E D U C A T I O N
Cook, Example Inn
2015 - 2018
Mai 2019 – heute
BSc
Example University
a@example.org
+1 512 474 5171
Ghent, Belgium
Python
(
* Cut waste by 5%
Name:
https://example.org
"""
fragments = st.sampled_from(FRAGMENTS.split("\n")[1:-1])
texts = st.lists(fragments | st.text(min_size=1, max_size=40), min_size=1, max_size=20).map("\n".join)


@settings(deadline=None)
@given(texts)
def test_any_text_gives_a_profile_whose_parts_agree(text: str) -> None:
    lines = tuple(Line(row) for row in text.splitlines() if row.strip()) or (Line("x"),)
    profile = build_profile(DocumentText("text/plain", 1, lines), AS_OF)
    covered = [i for section in profile.sections for i in range(section.first_line, section.last_line + 1)]
    assert covered == list(range(len(lines)))
    mentions = [mention for skill in profile.skills for mention in skill.mentions]
    said = " ".join(line.text for line in lines)
    for mention in mentions:
        # The line itself, or the whole statement that it is part of.
        assert lines[mention.line].text.strip() in mention.quote
        assert mention.quote in said
    assert (profile.months_of_experience or 0) <= sum(position.months or 0 for position in profile.experience)
