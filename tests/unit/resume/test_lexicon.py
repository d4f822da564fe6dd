"""Skills are found by what words mean, not by their letters."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.resume.lexicon import Lexicon, load_lexicon, parse_family
from pathwise.resume.spellings import aliases_of, words_of_spelling

FEWEST_SKILLS, FEWEST_ALIASES, FEWEST_FAMILIES, FEWEST_IN_FAMILY = 3000, 20_000, 60, 9
DENIAL = re.compile(r"#|[<~]?(?:[^\W_]+|[^\w\s])(?: (?:[^\W_]+|[^\w\s]))*")
# The commonest words of spoken English, those left out that mean a skill in any resume, such as "nursing".
COMMON_WORDS = frozenset(Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split())

SHOWN = [
    ("Languages: C, C++, C#, R, Go", {"C", "C++", "C#", "R", "Go"}),
    ("C/C++ for embedded devices", {"C", "C++"}),
    ("Wrote drivers in C and Rust", {"C", "Rust"}),
    ("Microservices written in Go", {"Go", "Microservices"}),
    ("Golang developer", {"Go"}),
    ("Built statistical models in R with ggplot2", {"R"}),
    (".NET, ASP.NET Core and F#", {".NET", "F#"}),
    ("Node.js, NodeJS and React.js services", {"Node.js", "React"}),
    ("React, Redux and TypeScript", {"React", "Redux", "TypeScript"}),
    ("Spring Boot and Hibernate", {"Spring", "Hibernate"}),
    ("Express, MongoDB, Node", {"Express", "MongoDB", "Node.js"}),
    ("Designed REST APIs", {"REST APIs"}),
    ("REST and SOAP web services", {"REST APIs", "SOAP"}),
    ("RESTful services", {"REST APIs"}),
    ("Word, Excel, PowerPoint, Access and Outlook", {"Word", "Excel", "PowerPoint", "Access", "Outlook"}),
    ("Advanced Excel: pivot tables, VLOOKUP", {"Excel"}),
    ("Kept the roster in Excel", {"Excel"}),
    ("iOS apps in Swift with Xcode", {"iOS", "Swift"}),
    ("Scala and Spark jobs on Hadoop", {"Scala", "Apache Spark", "Hadoop"}),
    ("MySQL", {"MySQL"}),
    ("JavaScript", {"JavaScript"}),
    ("Java", {"Java"}),
    ("Java, JavaScript", {"Java", "JavaScript"}),
    ("AI and machine learning research", {"Artificial intelligence", "Machine learning"}),
    ("Go-to-market strategy for two brands", {"Go-to-market strategy"}),
    ("Problem-solving and time management", {"Problem solving", "Time management"}),
    ("Gestion de projet et comptabilité", {"Project management", "Accounting"}),
    ("Krankenpflege, Erste Hilfe, Führerschein Klasse B", {"Nursing", "First aid", "Driving"}),
    ("Schweißen nach Norm", {"Welding"}),
    ("Atención al cliente y ventas", {"Customer service", "Sales"}),
    ("Medication administration and wound care", {"Medication administration", "Wound care"}),
    ("HACCP, menu planning, line cook", {"HACCP", "Menu planning", "Line cooking"}),
    ("Forklift and reach truck, order picking", {"Forklift operation", "Order picking"}),
    ("Litigation and legal research in Westlaw", {"Litigation", "Legal research"}),
    ("Python-based tooling", {"Python"}),
    ("AWS (EC2, S3), Terraform, CI/CD", {"AWS", "Terraform", "CI/CD"}),
    ("PL/SQL and T-SQL", {"PL/SQL", "T-SQL"}),
    ("Unity, C#", {"C#", "Unity"}),
    ("Lesson plans for year 4", {"Lesson planning"}),
    ("AutoCAD drawings and blueprints", {"AutoCAD", "Blueprint reading"}),
    ("Angular", {"Angular"}),
    ("SAP and QuickBooks", {"SAP", "QuickBooks"}),
]

NOT_SHOWN = [
    "Let it go and move on",
    "Go the extra mile for guests",
    "Ready to go live on Monday",
    "Worked with the rest of the team",
    "Bed rest and recovery",
    "I excel at hard things",
    "Excel at building teams",
    "Excels in a busy kitchen",
    "A swift response to every guest",
    "Swift resolution of tickets",
    "Internship, spring 2020",
    "Spring 2020",
    "Spring semester abroad",
    "Express delivery to the islands",
    "Able to express ideas",
    "React to incidents at night",
    "Quick to react",
    "Access to the archive for readers",
    "Gave access to the building",
    "Won clients by word of mouth",
    "Word of mouth brought guests",
    "Usher at La Scala",
    "Worked at scala",
    "Said that it rained in Spain",
    "The maintenance aid was paid",
    "Vitamin C for patients",
    "Suite C, second floor",
    "Grew lettuce and sage",
    "Cassandra was the captain",
    "A spark of interest",
    "A flask of tea",
    "Served tea and express trains",
    "Julia and I ran the shop",
    "Unity of the community",
    "Go Karts champion",
    "Dart board in the club",
    "Polish the floor",
    "Took notes in class C",
    "R. Example, head of the kitchen",
    "Node of the bus network",
    "Lean on me",
    "Tom Jenkins",
    "Anna Zimmermann",
    "Eva Metzger",
    "Julia Swift",
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(("line", "skills"), SHOWN)
def test_a_line_shows_the_skills_it_means(lexicon: Lexicon, line: str, skills: set[str]) -> None:
    assert skills <= {match.canonical for match in lexicon.find(line)}


@pytest.mark.parametrize("line", NOT_SHOWN)
def test_a_word_in_another_sense_shows_no_skill(lexicon: Lexicon, line: str) -> None:
    assert lexicon.find(line) == []


def test_go_to_market_is_a_strategy_and_not_the_language(lexicon: Lexicon) -> None:
    assert [match.canonical for match in lexicon.find("Go-to-market lead")] == ["Go-to-market strategy"]


def test_the_longest_spelling_wins(lexicon: Lexicon) -> None:
    assert [match.canonical for match in lexicon.find("React Native and Google Cloud Platform")] == [
        "React Native",
        "Google Cloud",
    ]


def test_a_match_tells_the_name_as_written_and_its_place(lexicon: Lexicon) -> None:
    text = "first line\nKnows pythön... and PYTHON 3"
    (match,) = lexicon.find("first line\nKnows PYTHON 3 well")
    assert (match.canonical, match.name, match.start, match.end) == ("Python", "PYTHON 3", 17, 25)
    assert all(text[m.start : m.end] == m.name for m in lexicon.find(text))


def test_a_narrow_skill_shows_the_broad_ones_through_any_number_of_steps(lexicon: Lexicon) -> None:
    assert {"SQL", "Databases"} <= lexicon.broader_of("MySQL")
    assert "JavaScript" in lexicon.broader_of("Next.js")
    assert lexicon.broader_of("no such skill") == frozenset()


def test_no_skill_is_broader_than_itself(lexicon: Lexicon) -> None:
    assert all(name not in lexicon.broader_of(name) for name in lexicon.entries)


def test_the_lexicon_covers_many_occupations(lexicon: Lexicon) -> None:
    sizes = Counter(entry.family for entry in lexicon.entries.values())
    assert len(lexicon.entries) >= FEWEST_SKILLS
    assert sum(len(entry.aliases) for entry in lexicon.entries.values()) >= FEWEST_ALIASES
    assert len(sizes) >= FEWEST_FAMILIES
    assert {family for family, size in sizes.items() if size < FEWEST_IN_FAMILY} == set()


def test_each_skill_is_found_by_its_own_name(lexicon: Lexicon) -> None:
    missed = [
        name
        for name, entry in lexicon.entries.items()
        if name not in {match.canonical for match in lexicon.find(f"{name}, {name}")}
        and ("list" in entry.context or not entry.context)
    ]
    assert missed == []


def test_each_unmarked_alias_means_its_own_skill_alone(lexicon: Lexicon) -> None:
    assert lexicon.clashes() == []


def test_no_skill_shows_itself_through_broader_ones(lexicon: Lexicon) -> None:
    steps = {name: set(entry.broader) for name, entry in lexicon.entries.items()}
    while ready := {name for name, broader in steps.items() if not broader & steps.keys()}:
        steps = {name: broader for name, broader in steps.items() if name not in ready}
    assert steps == {}


def test_contexts_and_denials_are_words_as_a_text_holds_them(lexicon: Lexicon) -> None:
    families = {f"@{entry.family}" for entry in lexicon.entries.values()}
    odd = [
        word
        for entry in lexicon.entries.values()
        for word in entry.context
        if word not in families and words_of_spelling(word) != [word]
    ]
    odd += [word for entry in lexicon.entries.values() for word in entry.deny if not DENIAL.fullmatch(word)]
    assert odd == []


def test_a_context_without_a_marked_alias_would_say_nothing(lexicon: Lexicon) -> None:
    idle = [
        name
        for name, entry in lexicon.entries.items()
        if (entry.context or entry.deny) and not any(alias[0] in "=^?" for alias in entry.aliases)
    ]
    assert idle == []


def test_a_common_word_is_no_bare_alias_unless_it_always_means_the_skill(lexicon: Lexicon) -> None:
    bare = {alias for entry in lexicon.entries.values() for alias in aliases_of(entry) if alias[0] not in "=^?"}
    assert {alias for alias in bare if alias.casefold() in COMMON_WORDS} == set()


def test_a_common_word_in_any_case_has_a_context_or_a_denial(lexicon: Lexicon) -> None:
    loose = [
        name
        for name, entry in lexicon.entries.items()
        if not entry.context
        and not entry.deny
        and any(
            alias[0] in "=^?" and alias[1:] == alias[1:].capitalize() and alias[1:].casefold() in COMMON_WORDS
            for alias in entry.aliases
        )
    ]
    assert loose == []


@pytest.mark.parametrize("content", ["A", "\tskill", "A\tskill\t\t\t\t\tmore"])
def test_a_table_of_another_form_is_named_as_such(content: str) -> None:
    with pytest.raises(ValueError, match="lexicon"):
        parse_family("x", content)


@pytest.mark.parametrize("content", ["A\tskill\nA\tskill", "A\tskill\tB"])
def test_a_repeated_name_and_an_unknown_broader_one_are_refused(content: str) -> None:
    with pytest.raises(ValueError, match=r"lexicon|broader"):
        Lexicon(parse_family("x", content), "1")


def test_a_larger_lexicon_is_made_of_smaller_ones(lexicon: Lexicon) -> None:
    larger = Lexicon([*lexicon.entries.values(), *parse_family("circus", "Unicycling\tskill")], "larger")
    assert [match.canonical for match in larger.find("Unicycling in Python")] == ["Unicycling", "Python"]


def test_a_spelling_that_two_skills_share_is_told_apart_by_what_stands_near() -> None:
    rows = "Chef software\ttool\t\t^Chef\tansible\nHead chef\tskill\t\t^Chef\tkitchen"
    shared = Lexicon(parse_family("x", rows), "1")
    assert [match.canonical for match in shared.find("Chef beside Ansible")] == ["Chef software"]
    assert [match.canonical for match in shared.find("Chef of a small kitchen")] == ["Head chef"]
    assert shared.find("Chef of nothing") == []


def test_a_longer_spelling_that_is_not_meant_gives_way_to_a_shorter_one() -> None:
    rows = "Spring water\tskill\t\t^Spring water\tbottle\nWater\tskill"
    assert [m.canonical for m in Lexicon(parse_family("x", rows), "1").find("Spring water")] == ["Water"]


@given(st.text(max_size=200))
def test_any_text_is_searched_and_matches_never_overlap(lexicon: Lexicon, text: str) -> None:
    matches = lexicon.find(text)
    assert all(text[match.start : match.end] == match.name for match in matches)
    assert all(one.end <= two.start for one, two in pairwise(matches))
