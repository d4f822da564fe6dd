import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.scoring.semantics import Semantics, load_semantics

WORDS = (
    "nurse",
    "ward",
    "patients",
    "sourdough",
    "python",
    "invoices",
    "manage",
    "lathe",
    "budget",
    "kubernetes",
    "zqx",
)


@pytest.fixture(scope="module")
def layer() -> Semantics:
    loaded = load_semantics()
    if loaded is None:
        pytest.skip("no semantic layer for this machine")
    return loaded


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("vehicles", "cars"), ("vehicles", "sourdough")),
        (("lawyer", "attorney"), ("lawyer", "accountant")),
        (
            ("teach mathematics to children", "taught maths"),
            ("teach mathematics to children", "baked bread for children"),
        ),
    ],
)
def test_what_means_nearly_the_same_lies_nearer(layer: Semantics, near: tuple[str, str], far: tuple[str, str]) -> None:
    (close,), (distant,) = (layer.nearness([a], [b])[0] for a, b in (near, far))
    assert close >= 0.6
    assert distant < 0.4


def test_names_of_other_languages_and_tools_are_no_synonyms(layer: Semantics) -> None:
    for one, other in (("java", "javascript"), ("python", "perl"), ("english", "german"), ("oracle", "mysql")):
        assert layer.nearness([one], [other])[0][0] < 0.5


def test_years_and_words_that_say_nothing_make_no_difference(layer: Semantics) -> None:
    plain, dressed = layer.nearness(["rye bread"], ["baked rye bread", "From 2019 to 2024 I have baked the rye bread"])[
        0
    ]
    assert plain == dressed


def test_texts_that_say_nothing_are_near_to_nothing(layer: Semantics) -> None:
    assert layer.nearness(["", "2019"], ["bread", ""]) == [[0.0, 0.0], [0.0, 0.0]]
    assert layer.nearness([], ["bread"]) == []


@given(seed=st.integers(), texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=9), min_size=1, max_size=9))
def test_order_of_words_and_company_of_texts_change_no_digit(
    layer: Semantics, seed: int, texts: list[list[str]]
) -> None:
    alone = [layer.nearness(["manage the budget of a ward"], [" ".join(words)])[0][0] for words in texts]
    for words in texts:
        random.Random(seed).shuffle(words)
    together = layer.nearness(["manage the budget of a ward", "python"], [" ".join(words) for words in texts])[0]
    assert list(together) == alone
