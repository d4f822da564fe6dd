import pytest

from pathwise.resume.layers import Layer, LayeredLexicon, LayerSkill, TooManyLayersError, version_with
from pathwise.resume.lexicon import load_lexicon

SHEARING = LayerSkill("shear sheep (ESCO)", "skill", ("shear sheep", "python sheep tagging"))
TOOL = LayerSkill("FlockWatch (O*NET)", "tool", ("=FlockWatch",))
KNOWN = LayerSkill("python (ESCO)", "skill", ("Python", "SQL"))
LAYER = Layer("esco", "0f1e2d3c", (SHEARING, TOOL, KNOWN))


@pytest.fixture(scope="module")
def lexicon() -> LayeredLexicon:
    return LayeredLexicon(load_lexicon(), [LAYER])


def found(lexicon: LayeredLexicon, text: str) -> list[str]:
    return [match.canonical for match in lexicon.find(text)]


def test_a_skill_that_only_the_layer_knows_is_found(lexicon: LayeredLexicon) -> None:
    text = "Could shear sheep, and wrote Python"
    assert found(lexicon, text) == ["shear sheep (ESCO)", "Python"]
    assert [text[match.start : match.end] for match in lexicon.find(text)] == ["shear sheep", "Python"]


def test_where_the_lexicon_finds_a_skill_the_layer_finds_none(lexicon: LayeredLexicon) -> None:
    assert found(lexicon, "Wrote python sheep tagging for farms") == ["Python"]


def test_a_spelling_that_the_lexicon_knows_is_its_own(lexicon: LayeredLexicon) -> None:
    assert found(lexicon, "Python, SQL") == ["Python", "SQL"]
    # What the lexicon takes for plain English stays so, whatever the layer says of the word.
    doubtful = Layer("onet", "00000000", (LayerSkill("Go (O*NET)", "tool", ("=Go",)),))
    assert found(LayeredLexicon(load_lexicon(), [doubtful]), "Go, and see") == load_find("Go, and see")


def load_find(text: str) -> list[str]:
    return [match.canonical for match in load_lexicon().find(text)]


def test_a_single_word_counts_as_an_item_of_a_list_alone(lexicon: LayeredLexicon) -> None:
    assert found(lexicon, "Tools: FlockWatch, shears") == ["FlockWatch (O*NET)"]
    assert found(lexicon, "Our FlockWatch told us nothing") == []
    assert found(lexicon, "tools: flockwatch, shears") == []


def test_texts_without_a_skill_of_the_layer_are_read_as_before(lexicon: LayeredLexicon) -> None:
    text = "R&D on C++ and Node.js\nExcel at sales\nKubernetes, Docker"
    assert lexicon.find(text) == load_lexicon().find(text)


def test_the_version_names_the_layers(lexicon: LayeredLexicon) -> None:
    assert lexicon.version == f"{load_lexicon().version}+esco.0f1e2d3c"
    with pytest.raises(TooManyLayersError, match="too many layers"):
        version_with("2026.2-ab12cd34", {f"layer-{number:08}": "0f1e2d3c" for number in range(5)})


def test_two_layers_may_share_spellings_and_the_first_has_them() -> None:
    other = Layer("mine", "11111111", (LayerSkill("sheep (mine)", "skill", ("shear sheep", "dip sheep")), SHEARING))
    both = LayeredLexicon(load_lexicon(), [LAYER, other])
    assert found(both, "shear sheep and dip sheep") == ["shear sheep (ESCO)", "sheep (mine)"]


def test_nothing_is_broader_than_a_skill_of_a_layer(lexicon: LayeredLexicon) -> None:
    assert lexicon.broader_of("shear sheep (ESCO)") == frozenset()
    assert lexicon.broader_of("PostgreSQL") == load_lexicon().broader_of("PostgreSQL")


def test_every_skill_that_is_found_has_an_entry(lexicon: LayeredLexicon) -> None:
    names = found(lexicon, "shear sheep, Python, FlockWatch")
    assert {lexicon.entries[name].kind for name in names} == {"skill", "language", "tool"}
    assert load_lexicon().entries.items() <= lexicon.entries.items()
