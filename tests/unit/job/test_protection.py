import pytest

from pathwise.job.model import Ground
from pathwise.job.parts import Clause, Part
from pathwise.job.protection import Lawful, lawful_part_of
from pathwise.job.vocabulary import load_vocabulary


def lawful(text: str, part: Part = Part.REQUIRED) -> Lawful:
    return lawful_part_of(Clause(text, part, (text,), True), load_vocabulary())


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("Not older than 35 years", Ground.AGE),
        ("Aged between 25 and 35", Ground.AGE),
        ("Young and dynamic personality", Ground.AGE),
        ("Digital native", Ground.AGE),
        ("Höchstens 35 Jahre alt", Ground.AGE),
        ("Âge maximum : 40 ans", Ground.AGE),
        ("Edad entre 25 y 35 años", Ground.AGE),
        ("Idade até 35 anos", Ground.AGE),
        ("Età massima 35 anni", Ground.AGE),
        ("Niet ouder dan 35 jaar", Ground.AGE),
        ("Male candidates only", Ground.SEX),
        ("Female preferred", Ground.SEX),
        ("Nur Frauen", Ground.SEX),
        ("Sexo femenino", Ground.SEX),
        ("German native speaker", Ground.ORIGIN),
        ("Native English speaker", Ground.ORIGIN),
        ("Deutsch als Muttersprache", Ground.ORIGIN),
        ("Madrelingua inglese", Ground.ORIGIN),
        ("Langue maternelle française", Ground.ORIGIN),
        ("EU citizens only", Ground.ORIGIN),
        ("Deutsche Staatsangehörigkeit", Ground.ORIGIN),
        ("Unmarried", Ground.FAMILY),
        ("Familiär ungebunden", Ground.FAMILY),
        ("Célibataire sans enfants", Ground.FAMILY),
        ("Estado civil: soltero", Ground.FAMILY),
        ("Practising Catholic", Ground.BELIEF),
        ("Zugehörigkeit zu einer christlichen Kirche", Ground.BELIEF),
        ("In good health", Ground.HEALTH),
        ("Non-smoker", Ground.HEALTH),
        ("Körperlich fit", Ground.HEALTH),
        ("Pleasant appearance", Ground.LOOKS),
        ("Gepflegtes Äußeres", Ground.LOOKS),
        ("Excellente présentation", Ground.LOOKS),
        ("Buena presencia", Ground.LOOKS),
        ("Bella presenza", Ground.LOOKS),
        ("Recent photograph", Ground.LOOKS),
    ],
)
def test_what_the_law_protects_is_told_with_its_ground(text: str, ground: Ground) -> None:
    read = lawful(text)
    assert [each.ground for each in read.protected] == [ground]
    assert read.text == ""


@pytest.mark.parametrize(
    "text",
    [
        "We are a young and dynamic team",
        "Wir sind ein junges dynamisches Team",
        "Vous rejoindrez une équipe jeune et dynamique",
        "Somos un equipo joven",
        "Un team giovane",
        "Een jong team",
        "Please apply with a photo",
        "Bewerbung mit Lichtbild",
    ],
)
@pytest.mark.parametrize("part", [Part.IGNORED, Part.PROSE])
def test_it_is_told_wherever_it_stands(text: str, part: Part) -> None:
    assert lawful(text, part).protected


@pytest.mark.parametrize(
    "text",
    [
        "We do not discriminate on the basis of age, sex, religion or disability",
        "Applications are welcome regardless of age, gender or nationality",
        "Wir freuen uns über Bewerbungen unabhängig von Alter und Geschlecht",
        "Schwerbehinderte werden bei gleicher Eignung bevorzugt",
        "Please send no photo",
        "Bitte ohne Foto",
        "Teaching young people",
        "Care for children with disabilities",
        "Work with young offenders",
        "Photo editing for products",
        "Knowledge of health and safety legislation",
        "Work permit for the country",
        "Right to work in the UK",
        "Native app development",
        "Cloud native services",
        "React Native",
        "A mature team with 20 years of history",
        "Software for 30 years of data",
        "Single sign-on",
        "Race conditions and locks",
        "Fitness for high altitudes is trained by us",
        "Union of data sets",
        "Appearance of the shop windows",
    ],
)
def test_the_work_and_the_law_itself_are_no_protected_criterion(text: str) -> None:
    assert lawful(text) == Lawful(text)


def test_the_rest_of_a_clause_is_read_on() -> None:
    read = lawful("Young, reliable baker with 3 years of experience")
    assert [each.text for each in read.protected] == ["Young"]
    assert read.text == "reliable baker with 3 years of experience"


def test_a_wish_for_native_speakers_still_asks_for_the_language() -> None:
    read = lawful("Native German speaker, good with rye")
    assert (read.native, read.text) == ("Native German speaker", "good with rye")
