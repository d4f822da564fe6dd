import pytest

from pathwise.job.model import Ground, Importance, Requirement, RequirementKind
from pathwise.job.requirements import JOB_RULES_VERSION, read_requirements
from pathwise.resume.model import EducationLevel

ADVERTISEMENT = """# Bakery Data Analyst

Example Mills is a leading company in the north. Founded in 1911, we love bread.

## What you will do
- Reconcile the invoices of suppliers
- Present sales figures to the shops

## Requirements
- Python or R
- SQL, Docker and Linux
- 3+ years of experience in data analysis
- Bachelor's degree in Statistics
- Fluent English
- Not older than 35 years

## Nice to have
- Kafka

## What we offer
- Free bread, health insurance and Python courses

## How to apply
Send your resume with a photo to jobs@example.com.
"""


def items(text: str) -> tuple[Requirement, ...]:
    return read_requirements(text).items


def only(text: str) -> Requirement:
    (item,) = items(f"Requirements\n- {text}\n")
    return item


def of_kind(text: str, kind: RequirementKind) -> Requirement:
    (item,) = [item for item in items(f"Requirements\n- {text}\n") if item.kind is kind]
    return item


def test_an_advertisement_is_read_in_the_order_of_its_text() -> None:
    job = read_requirements(ADVERTISEMENT)
    assert job.title == "Bakery Data Analyst"
    assert job.rules_version == JOB_RULES_VERSION
    wanted = [
        (RequirementKind.DUTY, Importance.MUST, "Reconcile the invoices of suppliers"),
        (RequirementKind.DUTY, Importance.MUST, "Present sales figures to the shops"),
        (RequirementKind.SKILL, Importance.MUST, "Python or R"),
        (RequirementKind.SKILL, Importance.MUST, "SQL"),
        (RequirementKind.SKILL, Importance.MUST, "Docker"),
        (RequirementKind.SKILL, Importance.MUST, "Linux"),
        (RequirementKind.EDUCATION, Importance.MUST, "Bachelor's degree in Statistics"),
        (RequirementKind.LANGUAGE, Importance.MUST, "English"),
        (RequirementKind.SKILL, Importance.NICE, "Kafka"),
    ]
    read = [(item.kind, item.importance, item.text) for item in job.items]
    assert [entry for entry in read if entry in wanted] == wanted


def test_what_the_law_protects_is_refused_and_never_an_item() -> None:
    job = read_requirements(ADVERTISEMENT)
    assert job.refused == ("- Not older than 35 years", "Send your resume with a photo to jobs@example.com.")
    assert [each.ground for each in job.protected] == [Ground.AGE, Ground.LOOKS]
    assert not [item for item in job.items if "35" in item.quote]


def test_what_the_company_offers_asks_for_nothing() -> None:
    assert not [item for item in items(ADVERTISEMENT) if "courses" in item.quote or "apply" in item.quote]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "About us\nExample Mills bakes bread. We use Python.\n\nBenefits\n- Free lunch\n- Python courses\n",
        "We are an equal opportunity employer and do not discriminate on the basis of age, sex or religion.",
        "How to apply\nSend your resume to jobs@example.com by Friday.\n",
    ],
)
def test_boilerplate_alone_gives_no_items(text: str) -> None:
    job = read_requirements(text)
    assert job.items == ()
    assert job.refused == ()


def test_a_bare_list_is_a_list_of_musts() -> None:
    bare = items("Python\nstock keeping\nforklift driving\n")
    assert len(bare) >= 3
    assert {item.importance for item in bare} == {Importance.MUST}


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Requirements", Importance.MUST),
        ("**What you'll need:**", Importance.MUST),
        ("## Minimum qualifications", Importance.MUST),
        ("Nice to have", Importance.NICE),
        ("Good to have (Additional Skills):", Importance.NICE),
        ("Preferred qualifications:", Importance.NICE),
        ("Anforderungen", Importance.MUST),
        ("Von Vorteil", Importance.NICE),
        ("Votre profil", Importance.MUST),
        ("Serait un plus :", Importance.NICE),
        ("Requisitos", Importance.MUST),
        ("Se valorará:", Importance.NICE),
        ("Functie-eisen", Importance.MUST),
        ("Mooi meegenomen", Importance.NICE),
    ],
)
def test_headings_tell_the_importance(heading: str, part: Importance) -> None:
    (item,) = items(f"Baker\n\n{heading}\n- Python\n")
    assert (item.text, item.importance) == ("Python", part)


@pytest.mark.parametrize("heading", ["Responsibilities", "Ihre Aufgaben", "Vos missions", "Funciones", "Werkzaamheden"])
def test_headings_tell_the_duties(heading: str) -> None:
    (item,) = items(f"{heading}\n- Teach figure skating\n")
    assert item.kind is RequirementKind.DUTY


@pytest.mark.parametrize(
    ("line", "importance"),
    [
        ("Kafka is a plus", Importance.NICE),
        ("Ideally Kafka", Importance.NICE),
        ("Kafka (Preferred)", Importance.NICE),
        ("Kafka wäre von Vorteil", Importance.NICE),
        ("Kafka is required", Importance.MUST),
        ("Kafka", Importance.MUST),
    ],
)
def test_wording_tells_the_importance(line: str, importance: Importance) -> None:
    assert only(line).importance is importance


def test_a_must_stays_a_must_where_it_is_named_again_as_nice() -> None:
    (item,) = items("Nice to have\n- Kafka\n\nRequirements\n- Kafka\n")
    assert item.importance is Importance.MUST


@pytest.mark.parametrize(
    ("line", "choices"),
    [
        ("Python or Java", [("Python", "Java")]),
        ("Python, Java or Kafka", [("Python", "Java", "Kafka")]),
        ("Python/Java", [("Python", "Java")]),
        ("Python and Java", [("Python",), ("Java",)]),
        ("Python, Java and Kafka", [("Python",), ("Java",), ("Kafka",)]),
        ("A broker such as Kafka, RabbitMQ", [("Kafka", "RabbitMQ")]),
    ],
)
def test_either_or_is_one_requirement_and_a_list_is_several(line: str, choices: list[tuple[str, ...]]) -> None:
    read = [item.any_of for item in items(f"Requirements\n- {line}\n") if item.kind is RequirementKind.SKILL]
    assert [set(choice) for choice in read] == [set(choice) for choice in choices]


@pytest.mark.parametrize(
    ("line", "months"),
    [
        ("5+ years of experience", 60),
        ("At least 2 years' experience in retail", 24),
        ("three to five years of experience", 36),
        ("2-4 years of experience", 24),
        ("18 months of experience", 18),
        ("mindestens 3 Jahre Berufserfahrung", 36),
        ("deux ans d'expérience", 24),
        ("cinco años de experiencia", 60),
        ("drie jaar ervaring", 36),
    ],
)
def test_years_are_read_in_months(line: str, months: int) -> None:
    assert of_kind(line, RequirementKind.YEARS).months == months


def test_years_of_a_skill_name_the_skill() -> None:
    years = of_kind("5+ years of experience with Java", RequirementKind.YEARS)
    assert (years.months, years.any_of) == (60, ("Java",))


@pytest.mark.parametrize("line", ["Contract for 2 years", "Up to 3 years of experience", "Our 30 years of history"])
def test_other_spans_of_time_are_no_experience_asked_for(line: str) -> None:
    assert not [item for item in items(f"Requirements\n- {line}\n") if item.kind is RequirementKind.YEARS]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Bachelor's degree in Accounting", EducationLevel.BACHELOR),
        ("Bachelor's or Master's degree", EducationLevel.BACHELOR),
        ("Master's degree in Chemistry", EducationLevel.MASTER),
        ("A university degree", EducationLevel.BACHELOR),
        ("PhD in Biology", EducationLevel.DOCTORATE),
        ("Abgeschlossene Berufsausbildung", EducationLevel.VOCATIONAL),
        ("High school diploma", EducationLevel.SECONDARY),
    ],
)
def test_education_is_read_as_the_lowest_level_named(line: str, level: EducationLevel) -> None:
    assert of_kind(line, RequirementKind.EDUCATION).level is level


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Fluent English and German", ["English", "German"]),
        ("German or French, spoken and written", ["German or French"]),
        ("Sehr gute Deutschkenntnisse", ["German"]),
    ],
)
def test_spoken_languages_are_read(line: str, names: list[str]) -> None:
    read = [item.text for item in items(f"Requirements\n- {line}\n") if item.kind is RequirementKind.LANGUAGE]
    assert read == names


def test_a_certificate_is_read() -> None:
    assert only("Forklift licence").kind is RequirementKind.CERTIFICATION


@pytest.mark.parametrize(
    "line",
    [
        "Male candidates only",
        "Age between 25 and 30",
        "Unmarried",
        "Please be a Christian",
        "Native-born",
        "In good health",
    ],
)
def test_protected_criteria_are_refused(line: str) -> None:
    job = read_requirements(f"Requirements\n- {line}\n- Python\n")
    assert job.refused == (f"- {line}",)
    assert [item.text for item in job.items] == ["Python"]


@pytest.mark.parametrize("line", ["Teaching young people", "Care for children", "Photo editing for products"])
def test_work_with_people_or_pictures_is_no_protected_criterion(line: str) -> None:
    assert read_requirements(f"Requirements\n- {line}\n").refused == ()


def test_running_text_asks_for_what_it_says_it_asks_for() -> None:
    text = (
        "Example Mills has baked for a century and is proud of its ovens and its people in every town.\n"
        "We are looking for a developer with 4 years of experience in Python, who must know Docker as well."
    )
    read = items(text)
    assert ("Docker",) in [item.any_of for item in read]
    assert [item.months for item in read if item.kind is RequirementKind.YEARS] == [48]
    assert not [item for item in read if "century" in item.quote]


def test_a_label_with_its_content_on_one_line_is_a_heading() -> None:
    assert [item.text for item in items("Baker\nRequirements: Python, Docker\n")] == ["Python", "Docker"]


def test_reading_keeps_all_lines_and_the_quote_of_each_item() -> None:
    job = read_requirements(ADVERTISEMENT)
    assert {item.quote for item in job.items} <= set(job.lines)


@pytest.mark.parametrize("note", ["(m/w/d)", "(w/m/div.)", "(gn*)"])
def test_what_the_law_wants_beside_a_title_asks_for_nothing(note: str) -> None:
    (found,) = read_requirements(f"Anforderungen\n- Wir suchen einen Bäcker {note} mit Erfahrung\n").items
    assert found.normalised == "bäck"


def test_headings_of_spanish_questions_are_headings() -> None:
    job = "Puesto: Panadero\n¿Qué buscamos?\n- Manejo de Docker\n¿Qué ofrecemos?\n- Clases de Kafka\n"
    assert [item.text for item in items(job)] == ["Docker"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Rye ovens are a bonus", [("Rye ovens", Importance.NICE)]),
        ("Familiarity with Kafka is nice to have", [("Kafka", Importance.NICE)]),
        ("Very good English (C1); German is not required", [("English", Importance.MUST)]),
        ("Gute Deutschkenntnisse, Englisch von Vorteil", [("German", Importance.MUST), ("English", Importance.NICE)]),
        ("Bilingual English/Spanish", [("English", Importance.MUST), ("Spanish", Importance.MUST)]),
        ("Deutsch in Wort und Schrift (mind. C1)", [("German", Importance.MUST)]),
    ],
)
def test_each_wish_speaks_of_its_own_piece(text: str, asked: list[tuple[str, Importance]]) -> None:
    assert [(item.text, item.importance) for item in items(f"Requirements\n- {text}\n")] == asked


def test_a_wish_behind_years_leaves_the_years_a_must() -> None:
    found = items("Requirements\n- Minimum of 2 years of baking experience, sourdough preferred\n")
    assert [item.importance for item in found if item.kind is RequirementKind.YEARS] == [Importance.MUST]
    assert [item.importance for item in found if item.text == "sourdough"] == [Importance.NICE]


def test_several_years_and_their_number_are_one_span() -> None:
    found = items("Requirements\n- Mehrjährige Berufserfahrung in der Tiefbauplanung, mindestens 5 Jahre\n")
    assert [item.months for item in found if item.months] == [60]
    assert all("5 Jahre" not in item.text for item in found if item.kind is RequirementKind.SKILL)


def test_violations_in_three_years_are_no_experience() -> None:
    found = items("Requirements\n- Clean MVR: no more than 2 moving violations in 3 years\n")
    assert [item.kind for item in found] == [RequirementKind.DOMAIN]


def test_experience_stands_for_a_degree_where_a_sentence_behind_says_so() -> None:
    found = only("Bachelor's degree in Law; 4 additional years of experience may substitute for the degree")
    assert found.or_experience


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        (
            "Stone & Example LLP, a mid-sized firm, seeks an experienced welder to support our yard in Hull (3 days).",
            "welder",
        ),
        ("We are seeking to appoint an enthusiastic Year 5 teacher who will:", "Year 5 teacher"),
    ],
)
def test_of_whom_an_employer_looks_for_only_the_person_is_asked(sentence: str, asked: str) -> None:
    (item,) = items(f"# A title\n\n{sentence}\n")
    assert asked in item.text
    assert "Stone" not in item.text


@pytest.mark.parametrize(
    ("text", "any_of"),
    [
        ("Microsoft Office (Word, Excel, Outlook)", {"Microsoft Office", "Word", "Excel", "Outlook"}),
        ("Ervaring met een WMS (bijv. SAP EWM)", {"Warehouse management systems", "SAP WM"}),
        ("Relational databases (PostgreSQL, MySQL)", {"Relational databases", "PostgreSQL", "MySQL"}),
    ],
)
def test_examples_of_a_thing_stand_for_it(text: str, any_of: set[str]) -> None:
    assert set(only(text).any_of) == any_of


def test_what_stands_in_brackets_is_no_item_of_the_list() -> None:
    found = items("Votre profil\n- Maîtrise d'Excel (TCD, recherche V) et de Sage 100\n")
    assert [item.text for item in found] == ["Excel", "Sage 100"]


def test_a_tool_of_a_duty_is_no_must_where_a_choice_of_it_is_left() -> None:
    job = "Duties\n- Keep the pipeline in Salesforce\n\nRequirements\n- A CRM such as Salesforce or HubSpot\n"
    named = [item.any_of for item in items(job) if item.kind is RequirementKind.SKILL]
    assert named == [("CRM", "Salesforce", "HubSpot")]


def test_a_language_and_its_libraries_are_each_asked_for() -> None:
    assert [item.text for item in items("Requirements\n- Python (pandas, scikit-learn)\n")] == [
        "Python",
        "pandas",
        "scikit-learn",
    ]


def test_the_elision_of_what_only_leads_is_left_out() -> None:
    found = items("Profil\n- Vous justifiez d'une expérience de 3 ans en boulangerie\n")
    assert found[0].text.startswith("une expérience")
