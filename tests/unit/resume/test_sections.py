import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.documents.model import Line
from pathwise.resume.model import SectionKind
from pathwise.resume.sections import heading_kind, sections_of

K = SectionKind
HEADINGS = [
    ("EXPERIENCE:", K.EXPERIENCE),
    ("E X P E R I E N C E", K.EXPERIENCE),
    ("W O R K  E X P E R I E N C E", K.EXPERIENCE),
    ("## Work Experience", K.EXPERIENCE),
    ("**Skills**", K.SKILLS),
    ("2. Education", K.EDUCATION),
    ("IV. Languages", K.LANGUAGES),
    ("Professional Experience & Projects", K.EXPERIENCE),
    ("Education and Training", K.EDUCATION),
    ("Core Technical Skills", K.SKILLS),
    ("Selected Publications", K.PUBLICATIONS),
    ("HONORS/AWARDS", K.AWARDS),
    ("—— Contact ——", K.CONTACT),
    ("Career objective", K.SUMMARY),
    ("Volunteer Experience", K.VOLUNTEERING),
    ("Références", K.REFERENCES),
    ("Expérience professionnelle", K.EXPERIENCE),
    ("Centres d’intérêt", K.INTERESTS),
    ("Formation", K.EDUCATION),
    ("Berufserfahrung", K.EXPERIENCE),
    ("Persönliche Daten", K.CONTACT),
    ("Sprachkenntnisse", K.LANGUAGES),
    ("Formación académica", K.EDUCATION),
    ("Experiencia laboral", K.EXPERIENCE),
    ("Habilitações literárias", K.EDUCATION),
    ("Experiência profissional", K.EXPERIENCE),
    ("Esperienze lavorative", K.EXPERIENCE),
    ("Istruzione e formazione", K.EDUCATION),
    ("Werkervaring", K.EXPERIENCE),
    ("Opleidingen", K.EDUCATION),
    ("Vaardigheden", K.SKILLS),
]
NO_HEADINGS = [
    "Experience with large teams is what I bring.",
    "experience",
    "Sales Manager",
    "Skills Academy Ltd",
    "Education Officer",
    "Project Manager, Example Works",
    "I like reading, hiking and my references are fine",
    "",
    "2015 - 2018",
]


@pytest.mark.parametrize(("text", "kind"), HEADINGS)
def test_a_heading_is_recognised_by_wording_and_shape(text: str, kind: SectionKind) -> None:
    assert heading_kind(text) is kind


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_a_line_that_only_holds_such_words_is_no_heading(text: str) -> None:
    assert heading_kind(text) is None


def cut(*texts: str) -> list[tuple[SectionKind, str]]:
    return [(section.kind, section.text) for section in sections_of([Line(text) for text in texts])]


def test_what_stands_above_the_first_heading_is_contact() -> None:
    assert cut("Ada Example", "Skills", "Welding") == [(K.CONTACT, "Ada Example"), (K.SKILLS, "Welding")]


def test_a_label_within_a_position_starts_no_section() -> None:
    assert [kind for kind, _ in cut("EXPERIENCE", "Cook, Example Inn", "Achievements:", "New menu", "EDUCATION")] == [
        K.EXPERIENCE,
        K.EDUCATION,
    ]


def test_a_section_of_one_line_may_hold_its_heading_in_front() -> None:
    assert cut("Ada Example", "Languages: Dutch, Greek")[1] == (K.LANGUAGES, "Dutch, Greek")


def test_a_list_item_is_no_heading() -> None:
    lines = [Line("Skills"), Line("Education", is_bullet=True)]
    assert [section.kind for section in sections_of(lines)] == [K.SKILLS]


def test_a_heading_in_small_letters_is_one_where_its_type_says_so() -> None:
    lines = [Line("skills", is_heading=True), Line("Baking"), Line("education")]
    assert [section.kind for section in sections_of(lines)] == [K.SKILLS]


def test_no_lines_have_no_sections() -> None:
    assert sections_of([]) == ()


headings = st.sampled_from([text for text, _ in HEADINGS])
line_texts = st.text(min_size=1, max_size=60).filter(str.strip) | headings


@given(st.lists(st.builds(Line, text=line_texts, is_heading=st.booleans(), is_bullet=st.booleans()), max_size=25))
def test_sections_cover_every_line_exactly_once(lines: list[Line]) -> None:
    covered = [index for section in sections_of(lines) for index in range(section.first_line, section.last_line + 1)]
    assert covered == list(range(len(lines)))
