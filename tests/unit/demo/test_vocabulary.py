import re

import pytest

from pathwise.demo.vocabulary import Trade, load_trades, load_vocabulary

TRADES = load_trades()


@pytest.mark.parametrize("trade", TRADES.values(), ids=TRADES)
def test_every_slot_of_a_trade_can_be_filled_whatever_the_stack(trade: Trade) -> None:
    titles = [title for rank in trade.titles.values() for title in rank]
    sentences = (*trade.results, *trade.duties, *trade.vague, *trade.summaries, *trade.certificates, *titles)
    slots = {slot for sentence in sentences for slot in re.findall(r"\{([a-z_]+)\}", sentence)}
    for stack in trade.stacks.values():
        assert slots <= {*trade.lists, *stack, "years", "title", "closing", "year"}


@pytest.mark.parametrize("trade", TRADES.values(), ids=TRADES)
def test_every_trade_has_enough_to_say(trade: Trade) -> None:
    assert set(trade.titles) == {"junior", "middle", "senior"}
    assert len(trade.results) >= 7
    assert len(trade.duties) >= 7
    assert len(trade.vague) >= 5


@pytest.mark.parametrize("trade", TRADES.values(), ids=TRADES)
def test_a_result_carries_a_number_and_a_vague_bullet_none(trade: Trade) -> None:
    assert all(re.search(r"\d", result) for result in trade.results)
    assert not any(re.search(r"\d", bullet) for bullet in trade.vague)


def test_there_are_many_trades() -> None:
    assert len(TRADES) >= 16


def test_degrees_come_from_a_known_kind_of_institution() -> None:
    kinds = {kind for trade in TRADES.values() for _, kind in trade.degrees}
    assert kinds <= set(load_vocabulary().institutions)


def test_words_are_not_listed_twice() -> None:
    words = load_vocabulary()
    for listed in (words.first_names, words.surnames, words.organisations, words.interests):
        assert len(listed) == len(set(listed))


def test_all_words_can_be_set_in_the_standard_faces_of_pdf() -> None:
    words = load_vocabulary()
    for word in (*words.first_names, *words.surnames, *words.organisations, *(place.name for place in words.places)):
        word.encode("cp1252")
