import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.resume.layers import LayerSkill
from pathwise.settings import PROJECT_ROOT
from pathwise.taxonomies import TaxonomyError, read_taxonomy, safe_spelling

ESCO_HEAD = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,"
    "definition,inScheme,description\n"
)
ESCO = ESCO_HEAD + (
    "KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/1,skill/competence,cross-sector,shear sheep,"
    '"clip wool of sheep\nshearing sheep",,released,2024-01-01T00:00:00Z,,,http://x,"Use shears, well."\n'
    "KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/2,knowledge,sector-specific,sales,,,released,,,,,\n"
)
ONET = (
    "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"
    "45-2093.00\tFlockWatch\t43232605\tAnalytical software\tN\tN\n"
    "45-2093.00\tHerd Ledger Pro\t43231601\tAccounting software\tN\tN\n"
    "45-2094.00\tFlockWatch\t43232605\tAnalytical software\tN\tN\n"
    "45-2093.00\tWord\t43232104\tWord processing software\tY\tY\n"
)
TAXONOMY = PROJECT_ROOT.parent / "shared" / "data" / "taxonomy"


def test_the_official_table_of_esco_gives_labels_with_their_alternatives() -> None:
    found = read_taxonomy(ESCO.encode("utf-8-sig"))
    assert (found.source, found.left_out) == ("ESCO", 1)
    assert found.skills == (
        LayerSkill("shear sheep (ESCO)", "skill", ("shear sheep", "clip wool of sheep", "shearing sheep")),
    )


def test_json_lines_of_the_same_are_read_by_either_names_of_keys() -> None:
    lines = [
        {"conceptUri": "http://data.europa.eu/esco/skill/1", "preferredLabel": "shear sheep", "altLabels": "clip wool"},
        {"uri": "http://data.europa.eu/esco/skill/3", "label": "mend stone walls", "alt": ["build stone walls"]},
    ]
    found = read_taxonomy("\n".join(map(json.dumps, lines)).encode())
    assert [(each.canonical, each.spellings) for each in found.skills] == [
        ("mend stone walls (ESCO)", ("mend stone walls", "build stone walls")),
        ("shear sheep (ESCO)", ("shear sheep", "clip wool")),
    ]


@pytest.mark.parametrize("text", [ONET, ONET.replace("\t", ",")])
def test_the_technology_skills_of_onet_are_tools_each_once(text: str) -> None:
    found = read_taxonomy(text.encode())
    assert (found.source, found.left_out) == ("O*NET", 1)
    assert [(each.canonical, each.kind, each.spellings) for each in found.skills] == [
        ("FlockWatch (O*NET)", "tool", ("=FlockWatch",)),
        ("Herd Ledger Pro (O*NET)", "tool", ("Herd Ledger Pro",)),
    ]


def test_the_version_names_the_skills_and_not_the_file() -> None:
    packed, shuffled = gzip.compress(ESCO.encode()), ESCO.replace("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z")
    versions = {read_taxonomy(data).version for data in (ESCO.encode(), packed, shuffled.encode())}
    assert len(versions) == 1
    assert read_taxonomy(ESCO.replace("shear sheep", "shear goats").encode()).version not in versions


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "neither a list of skills of ESCO nor"),
        (b"\x1f\x8bbroken", "compressed, and broken"),
        (gzip.compress(ESCO.encode())[:-20], "compressed, and broken"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b'{"label": "shear sheep"\n', "line 1 is no JSON"),
        (b'{"label": "sales"}\n', "no skill of more than one plain word"),
        (b"O*NET-SOC Code,Title,Alternate Title,Short Title\n11-1011.00,Shepherd,Herder,\n", "titles of occupations"),
        (
            b"conceptUri,preferredLabel,code\nhttp://data.europa.eu/esco/occupation/1,sheep shearer,1\n",
            "occupations, not skills",
        ),
    ],
)
def test_other_files_are_refused_with_what_they_are(data: bytes, problem: str) -> None:
    with pytest.raises(TaxonomyError, match=problem):
        read_taxonomy(data)


@pytest.mark.parametrize(
    "label",
    ["Word", "access", "sales", "SAP", "excel at", "use the", "Java (computer programming)", "R", "", "go to", "=x"],
)
def test_what_is_plain_english_or_a_single_word_is_not_safe(label: str) -> None:
    assert safe_spelling(label) is None


@pytest.mark.parametrize(
    ("label", "spelling"),
    [
        ("prepare bread dough", "prepare bread dough"),
        ("tax law (business)", "tax law"),
        ("^wool | fleece grading", "wool fleece grading"),
        ("AutoCAD", "=AutoCAD"),
        ("log4j", "=log4j"),
    ],
)
def test_what_says_enough_by_itself_is_safe(label: str, spelling: str) -> None:
    safe = safe_spelling(label)
    assert safe is not None
    assert " ".join(safe.split()) == spelling


@given(st.text(max_size=60))
def test_any_label_gives_a_spelling_that_a_lexicon_takes_or_none(label: str) -> None:
    safe = safe_spelling(label)
    assert safe is None or (safe.strip("=^? ") and "|" not in safe)


@pytest.mark.parametrize(
    ("name", "source", "least"),
    [("esco_skills_en.jsonl.gz", "ESCO", 10_000), ("onet_technology_skills_29_2.csv", "O*NET", 4_000)],
)
def test_the_given_samples_are_read(name: str, source: str, least: int) -> None:
    if not (TAXONOMY / name).exists():
        pytest.skip("the shared data are not there")
    found = read_taxonomy((TAXONOMY / name).read_bytes())
    assert found.source == source
    assert len(found.skills) > least


@pytest.mark.parametrize("name", ["esco_occupations_en.csv", "onet_titles.csv.gz"])
def test_the_given_lists_of_occupations_are_refused(name: str) -> None:
    if not (TAXONOMY / name).exists():
        pytest.skip("the shared data are not there")
    with pytest.raises(TaxonomyError, match="occupations"):
        read_taxonomy((TAXONOMY / name).read_bytes())
