import pytest

from pathwise.job.parts import Part, clauses_of, title_of
from pathwise.job.rows import rows_of
from pathwise.job.vocabulary import load_vocabulary

WORDS = load_vocabulary()


def parts(text: str) -> list[tuple[str, Part]]:
    return [(clause.text, clause.part) for clause in clauses_of(list(rows_of(text.splitlines(), WORDS)), WORDS)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Baker\nRequirements\n- rye", "Baker"),
        ("# Baker\nrye", "Baker"),
        ("Job title: Head Baker\nrye", "Head Baker"),
        ("rye\nwheat\nspelt", None),
        ("- rye\n- wheat", None),
        ("Requirements\n- rye", None),
    ],
)
def test_a_title_is_taken_only_where_it_stands_out(text: str, title: str | None) -> None:
    assert title_of(text.splitlines(), WORDS)[0] == title


def test_an_empty_text_has_no_title() -> None:
    assert title_of([], WORDS) == (None, -1)


@pytest.mark.parametrize(
    "line", ["Bäcker (m/w/d)", "Bäcker m/w/d", "Bäcker (all genders)", "# Bäcker (w/m/x)", "Stelle: Bäcker (d/m/w)"]
)
def test_a_title_is_freed_of_what_the_law_wants_beside_it(line: str) -> None:
    assert title_of([line, "Anforderungen", "- Roggen"], WORDS) == ("Bäcker", 0)


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("What you'll need", Part.REQUIRED),
        ("Essential criteria", Part.REQUIRED),
        ("Das bringst du mit", Part.REQUIRED),
        ("Profil recherché", Part.REQUIRED),
        ("Requisitos mínimos", Part.REQUIRED),
        ("O que procuramos", Part.REQUIRED),
        ("Cosa cerchiamo", Part.REQUIRED),
        ("Wat wij vragen", Part.REQUIRED),
        ("Desirable", Part.NICE),
        ("Das wäre schön", Part.NICE),
        ("Les plus", Part.NICE),
        ("Requisitos deseados", Part.NICE),
        ("Será valorizado", Part.NICE),
        ("Requisiti preferenziali", Part.NICE),
        ("Pluspunten", Part.NICE),
        ("What you'll do", Part.DUTIES),
        ("Deine Aufgaben", Part.DUTIES),
        ("Tes missions", Part.DUTIES),
        ("Qué harás", Part.DUTIES),
        ("Principais atividades", Part.DUTIES),
        ("Di cosa ti occuperai", Part.DUTIES),
        ("Dit ga je doen", Part.DUTIES),
        ("About Example Foods", Part.IGNORED),
        ("What's in it for you?", Part.IGNORED),
        ("Was wir bieten", Part.IGNORED),
        ("Qui sommes-nous ?", Part.IGNORED),
        ("Qué ofrecemos", Part.IGNORED),
        ("Quem somos", Part.IGNORED),
        ("Chi siamo", Part.IGNORED),
        ("Wij bieden", Part.IGNORED),
        ("How to apply", Part.IGNORED),
        ("Privacy notice", Part.IGNORED),
    ],
)
def test_headings_are_known_in_seven_languages(heading: str, part: Part) -> None:
    assert parts(f"{heading}\n- rye")[0][1] is part
    assert parts(f"## {heading}\n- rye")[0][1] is part
    assert parts(f"**{heading}:**\n- rye")[0][1] is part


@pytest.mark.parametrize("line", ["Passionate about bread", "Over 5 years of baking", "Ervaring over de grens"])
def test_a_line_about_something_is_no_heading_about_somebody(line: str) -> None:
    assert parts(f"Requirements\n{line}") == [(line, Part.REQUIRED)]


def test_a_heading_below_a_known_one_parts_its_list() -> None:
    assert parts("# Requirements\n## In the bakery\n- rye") == [("rye", Part.REQUIRED)]


def test_a_label_that_says_something_itself_stays_with_its_item() -> None:
    text = "Requirements\n- Communication skills: you write well"
    assert parts(text) == [("Communication skills: you write well", Part.REQUIRED)]


def test_what_tells_about_the_job_has_duties_in_its_list_and_prose_around_it() -> None:
    text = "The role\nA bakery in town\n- Bake the bread of the day\nRequirements\n- rye"
    assert [part for _, part in parts(text)] == [Part.PROSE, Part.DUTIES, Part.REQUIRED]


def test_each_clause_knows_its_part() -> None:
    text = "Requirements\n- rye\nBenefits\n- free bread\nNice to have\n- spelt\nTasks\n- bake"
    assert parts(text) == [
        ("rye", Part.REQUIRED),
        ("free bread", Part.IGNORED),
        ("spelt", Part.NICE),
        ("bake", Part.DUTIES),
    ]


def test_an_unknown_markdown_heading_ends_a_part() -> None:
    assert parts("# Requirements\n- rye\n# Our town\n- a river") == [("rye", Part.REQUIRED), ("a river", Part.PROSE)]


def test_sentences_are_parted_but_not_at_abbreviations() -> None:
    assert parts("Requirements\n- Grains, e.g. Rye. Old ovens") == [
        ("Grains, e.g. Rye", Part.REQUIRED),
        ("Old ovens", Part.REQUIRED),
    ]


def test_skills_of_something_are_an_item_and_skills_alone_a_heading() -> None:
    assert parts("Skills\nSQL skills") == [("SQL skills", Part.REQUIRED)]


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Essential Duties and Responsibilities", Part.DUTIES),
        ("Essential Job Functions:", Part.DUTIES),
        ("Required duties", Part.DUTIES),
        ("Essential skills", Part.REQUIRED),
        ("Duties and requirements", Part.REQUIRED),
    ],
)
def test_duties_that_are_essential_are_duties(heading: str, part: Part) -> None:
    assert parts(f"Baker\n{heading}\n- Bake rye bread")[-1] == ("Bake rye bread", part)
