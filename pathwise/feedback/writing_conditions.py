"""When a rule about what is told of positions, and how, applies. Knows no job."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from pathwise.feedback.document_conditions import bounds_of, with_facts
from pathwise.feedback.sighting import Case, Condition, Sighting
from pathwise.scoring.assessment import Assessment
from pathwise.scoring.openings import Tense
from pathwise.scoring.quality import Facts
from pathwise.scoring.statements import Statement, readability_of

_OPENING_WORDS = 2
_FEWEST = 4
_NEWEST = 6
_STATEMENTS_A_ROLE = 3
_WORDS_A_STATEMENT = 12
_ROUNDING = 1e-9
_GOOD_SHARE = 0.5
_FIGURE = re.compile(r"\d")


def _rewritten(case: Case, facts: Facts, rewrite: Callable[[Statement], Statement]) -> Assessment:
    return with_facts(case, replace(facts, statements=tuple(rewrite(each) for each in facts.statements)))


def _results(case: Case, is_told: Callable[[float], bool]) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if not facts or not facts.statements:
        return
    full = bounds_of(case, "evidence_of_results", "share").full
    total, count = len(facts.statements), len(facts.results)
    wanted = ceil(full * total - _ROUNDING) - count
    if wanted <= 0 or not is_told(count / total / full):
        return
    without = [each for each in facts.statements if not each.has_result]
    chosen = {id(each) for each in without[:wanted]}
    shown = _without_figure(without)
    values: dict[str, object] = {"count": count, "total": total, "wanted": wanted}
    more = "more " if count else ""
    values |= {"statements": f"{more}{_counted(wanted, 'statement')}", "results": f"{more}{_counted(wanted, 'result')}"}
    mended = _rewritten(case, facts, lambda each: replace(each, has_result=True) if id(each) in chosen else each)
    yield Sighting(values, shown.text, shown.line, mended)


def _few_results(case: Case) -> Iterator[Sighting]:
    return _results(case, lambda share: share < _GOOD_SHARE)


def _more_results(case: Case) -> Iterator[Sighting]:
    return _results(case, lambda share: share >= _GOOD_SHARE)


def _without_figure(statements: Sequence[Statement]) -> Statement:
    """Choose the statement to speak of: among the newest, the one with most to say and no figure at all."""
    return max(statements[:_NEWEST], key=lambda each: (not _FIGURE.search(each.text), each.words))


def _counted(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _no_statements(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if facts and not facts.statements:
        count = _STATEMENTS_A_ROLE * max(1, len(facts.roles))
        results = ceil(bounds_of(case, "evidence_of_results", "share").full * count - _ROUNDING)
        told = (
            Statement("", 0, _WORDS_A_STATEMENT, has_result=number < results, opens_weakly=None, tense=None)
            for number in range(count)
        )
        yield Sighting(mended=with_facts(case, replace(facts, statements=tuple(told))))


def _weak_openings(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if not facts or not facts.weak_openings:
        return
    total, weak = len(facts.statements), facts.weak_openings
    if 1 - len(weak) / total >= bounds_of(case, "clarity", "strong_openings").full:
        return
    opening = " ".join(weak[0].text.split()[:_OPENING_WORDS])
    values = {"count": len(weak), "total": total, "opening": opening}
    mended = _rewritten(case, facts, lambda each: replace(each, opens_weakly=False))
    yield Sighting(values, weak[0].text, weak[0].line, mended)


def _present_tense(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if not facts or not facts.past:
        return
    told = facts.past
    present = [each for each in told if each.tense is Tense.PRESENT]
    if 1 - len(present) / len(told) >= bounds_of(case, "clarity", "past_tense").full:
        return
    mended = _rewritten(case, facts, lambda each: replace(each, tense=Tense.PAST) if each.tense else each)
    yield Sighting({"count": len(present), "total": len(told)}, present[0].text, present[0].line, mended)


def _long_statements(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if not facts or not facts.statements:
        return
    most = int(bounds_of(case, "clarity", "long_statement").full)
    long = [each for each in facts.statements if each.words > most]
    if long:
        longest = max(long, key=lambda each: each.words)
        values = {"count": len(long), "total": len(facts.statements), "most_words": most, "words": longest.words}
        mended = _rewritten(case, facts, lambda each: replace(each, words=min(each.words, most)))
        yield Sighting(values, longest.text, longest.line, mended)


def _hard_to_read(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    full = bounds_of(case, "clarity", "readability").full
    if facts and facts.readability is not None and facts.readability > full:
        hardest = max(facts.statements, key=lambda each: (each.words >= _FEWEST, readability_of((each,)) or 0.0))
        values = {"index": round(facts.readability), "wanted": round(full)}
        yield Sighting(values, hardest.text, hardest.line, with_facts(case, replace(facts, readability=full)))


def _strong_results(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if not facts or len(facts.statements) < _FEWEST:
        return
    results = [each for each in facts.statements if each.has_result]
    if len(results) / len(facts.statements) >= bounds_of(case, "evidence_of_results", "share").full:
        values = {"count": len(results), "total": len(facts.statements)}
        yield Sighting(values, results[0].text, results[0].line)


def _strong_openings(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if not facts or facts.weak_openings is None or len(facts.statements) < _FEWEST:
        return
    strong = len(facts.statements) - len(facts.weak_openings)
    if strong / len(facts.statements) >= bounds_of(case, "clarity", "strong_openings").full:
        yield Sighting({"count": strong, "total": len(facts.statements)})


WRITING_CONDITIONS: dict[str, Condition] = {
    "few_results": _few_results,
    "more_results": _more_results,
    "no_statements": _no_statements,
    "weak_openings": _weak_openings,
    "present_tense": _present_tense,
    "long_statements": _long_statements,
    "hard_to_read": _hard_to_read,
    "strong_results": _strong_results,
    "strong_openings": _strong_openings,
}
