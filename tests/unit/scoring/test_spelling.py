from collections.abc import Callable, Iterable

import pytest

from pathwise.documents.model import DocumentText, Line
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.spelling import misspellings_in

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]


def written(language: str | None, *lines: str) -> DocumentText:
    return DocumentText("text/plain", 1, tuple(Line(text) for text in lines), language=language)


def wrong(language: str | None, *lines: str, openings: Iterable[int] = ()) -> list[str] | None:
    found = misspellings_in(written(language, *lines), frozenset(openings))
    return None if found is None else [each.word for each in found]


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("the managment of a bakery", "managment", "management"),
        ("I recieved a prize", "recieved", "received"),
        ("gained experiance with ovens", "experiance", "experience"),
        ("the develpoment of bread", "develpoment", "development"),
        ("the maintainance of ovens", "maintainance", "maintenance"),
        ("was a successfull baker", "successfull", "successful"),
        ("the responsability for bread", "responsability", "responsibility"),
    ],
)
def test_a_slip_is_found_with_what_was_meant(text: str, word: str, meant: str) -> None:
    found = misspellings_in(written("en", text))
    assert found is not None
    assert [(each.word, each.line, each.meant) for each in found] == [(word, 0, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "organised the catalogue and the labour of a centre, travelled, analysed, honoured",
        "organized the catalog and the labor of a center, traveled, analyzed, honored",
        "kubernetes, terraform and postgresql on microservices",
        "onboarding, backend, dashboards, workstreams and a hackathon",
        "for Managment Consultants Ltd in Developement Street, IMPLIMENTATION",
        "read 3rd-party e-mails, mp3s and qty2 of them",
        "bakers, orderings, reorderings, untrained, timelines, mediations, depts",
    ],
)
def test_right_words_names_and_terms_are_no_slips(text: str) -> None:
    assert wrong("en", text) == []


def test_a_word_with_a_capital_counts_only_where_a_sentence_opens() -> None:
    lines = ("Managment Consultants Ltd", "Managment of a bakery")
    assert wrong("en", *lines) == []
    assert wrong("en", *lines, openings=[1]) == ["managment"]


def test_a_word_cut_at_the_end_of_a_line_is_not_looked_at() -> None:
    assert wrong("en", "we had many require-", "rements and a long list of other things to bake") == []


def test_a_slip_counts_once_however_often_it_stands_there() -> None:
    assert wrong("en", "the managment of bread", "the managment of cake") == ["managment"]


def test_several_near_words_are_not_guessed_between() -> None:
    found = misspellings_in(written("en", "we had the suport of all"))
    assert found is not None
    assert [(each.word, each.meant) for each in found] == [("suport", None)]


RIGHT = {
    "de": "leitete die nachtschicht, betreute kundinnen und entwickelte neue rezepte, organisierte schulungen, erhöhte"
    " den umsatz, optimierte abläufe, steuerte mehrere projekte, verantwortlich für einkauf und lagerhaltung",
    "fr": "gestion des stocks, encadrement d'une équipe, amélioration des processus, accueil des clients, développement"
    " de nouvelles recettes, formation des apprentis, réalisation de tableaux de bord, suivi des commandes",
    "es": "gestión de pedidos, atención a clientes, desarrollo de nuevas recetas, formación de aprendices, mejora de"
    " los procesos, elaboración de informes, coordinación de equipos, responsable de compras",
    "it": "gestione degli ordini, assistenza ai clienti, sviluppo di nuove ricette, formazione degli apprendisti,"
    " miglioramento dei processi, redazione di relazioni, coordinamento di squadre, responsabile degli acquisti",
    "nl": "leiding van de nachtploeg, begeleiding van leerlingen, ontwikkeling van nieuwe recepten, verbetering van de"
    " processen, verantwoordelijk voor inkoop en voorraad, opstellen van rapporten, contact met klanten",
    "pt": "gestão de encomendas, atendimento a clientes, desenvolvimento de novas receitas, formação de aprendizes,"
    " melhoria dos processos, elaboração de relatórios, coordenação de equipas, responsável pelas compras",
}
SLIPS = {
    "de": "entwikelte",
    "fr": "développment",
    "es": "desarollo",
    "it": "svilupo",
    "nl": "ontwikeling",
    "pt": "desenvolvimeto",
}


@pytest.mark.parametrize("language", RIGHT)
def test_other_languages_have_their_own_dictionary(language: str) -> None:
    right = RIGHT[language]
    assert wrong(language, right) == []
    assert wrong(language, right, SLIPS[language]) == [SLIPS[language]]


@pytest.mark.parametrize("language", ["fi", "xx", None])
def test_without_a_dictionary_nothing_is_said(language: str | None) -> None:
    assert wrong(language, "the managment of a bakery") is None


def test_a_text_that_is_not_written_in_the_language_is_not_judged() -> None:
    filler = "lorem ipsum dolor consectetur adipiscing vestibulum ullamcorper suscipit lobortis aliquam"
    assert wrong("en", "worked as a baker", filler) is None


def test_a_resume_without_slips_has_none(read: Read, resume: str) -> None:
    document, _ = read(resume)
    assert misspellings_in(document) == ()


def test_the_words_of_a_dutch_warehouse_are_right() -> None:
    assert wrong("nl", "ervaring met orders picken en het lossen met de reachtruck") == []
