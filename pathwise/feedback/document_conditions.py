"""When a rule about the document itself applies. Knows no job."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from pathwise.feedback.sighting import Case, Condition, Sighting
from pathwise.scoring.assessment import Assessment
from pathwise.scoring.quality import Facts
from pathwise.scoring.rubric import Bounds

_LOOK_ALIKES = "look_alike_letters"
_HIDDEN_SHOWN = 80
_OPENING_WORDS = 2
_FEWEST = 4
_HEADINGS = {"experience": "Experience", "education": "Education", "skills": "Skills", "summary": "Summary"}


def _bounds(case: Case, metric: str, measure: str) -> Bounds:
    return case.assessment.rubric.metric(metric).bounds[measure]


def _mended(case: Case, facts: Facts) -> Assessment:
    return replace(case.assessment, facts=facts)


def _missing_contact(detail: str) -> Condition:
    def condition(case: Case) -> Iterator[Sighting]:
        facts = case.assessment.facts
        if facts and not facts.contact[detail]:
            yield Sighting(mended=_mended(case, replace(facts, contact={**facts.contact, detail: True})))

    return condition


def _missing_section(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if facts is None:
        return
    for section, is_there in facts.sections.items():
        if not is_there:
            values = {"section": section, "heading": _HEADINGS[section]}
            yield Sighting(values, None, _mended(case, replace(facts, sections={**facts.sections, section: True})))


def _few_results(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if not facts or not facts.statements:
        return
    total, count = len(facts.statements), len(facts.results)
    wanted = ceil(_bounds(case, "evidence_of_results", "share").full * total - 1e-9) - count
    without = [statement for statement in facts.statements if statement not in facts.results]
    if wanted > 0:
        values = {"count": count, "total": total, "wanted": wanted, "statements": _statements(wanted)}
        mended = replace(facts, results=(*facts.results, *without[:wanted]))
        yield Sighting(values, max(without, key=len), _mended(case, mended))


def _statements(count: int) -> str:
    return "statement" if count == 1 else "statements"


def _no_statements(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if facts and not facts.statements:
        yield Sighting()


def _weak_openings(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if not facts or not facts.weak_openings:
        return
    total, weak = len(facts.statements), facts.weak_openings
    if 1 - len(weak) / total >= _bounds(case, "clarity", "strong_openings").full:
        return
    opening = " ".join(weak[0].split()[:_OPENING_WORDS])
    values = {"count": len(weak), "total": total, "opening": opening}
    yield Sighting(values, weak[0], _mended(case, replace(facts, weak_openings=())))


def _long_statements(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if not facts or not facts.statements:
        return
    most = int(_bounds(case, "clarity", "long_statement").full)
    long = [index for index, words in enumerate(facts.lengths) if words > most]
    if long:
        longest = max(long, key=lambda index: facts.lengths[index])
        values = {"count": len(long), "total": len(facts.lengths), "most_words": most, "words": facts.lengths[longest]}
        lengths = tuple(min(words, most) for words in facts.lengths)
        yield Sighting(values, facts.statements[longest], _mended(case, replace(facts, lengths=lengths)))


def _undated_positions(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if facts and facts.undated:
        values = {"count": len(facts.undated), "total": len(facts.roles)}
        line = case.document.lines[facts.undated[0].first_line].text
        yield Sighting(values, line, _mended(case, replace(facts, undated=())))


def _too_long(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    most = int(_bounds(case, "structure", "too_long_words").full)
    if facts and facts.words > most:
        yield Sighting({"words": facts.words, "wanted": most}, None, _mended(case, replace(facts, words=most)))


def _too_short(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    least = int(_bounds(case, "structure", "too_short_words").full)
    if facts and facts.words < least:
        yield Sighting({"words": facts.words, "wanted": least}, None, _mended(case, replace(facts, words=least)))


def _scanned(case: Case) -> Iterator[Sighting]:
    scanned, pages = len(case.document.scanned_pages), case.document.page_count
    if scanned:
        yield Sighting({"pages": "The text" if scanned == pages else f"The text of {scanned} of {pages} pages"})


def _look_alikes(case: Case) -> Iterator[Sighting]:
    words = [each.text for each in case.document.hidden_text if each.why == _LOOK_ALIKES]
    if words:
        yield Sighting({"words": "1 word" if len(words) == 1 else f"{len(words)} words"}, words[0][:_HIDDEN_SHOWN])


def _hidden_text(case: Case) -> Iterator[Sighting]:
    hidden = [each for each in case.document.hidden_text if each.why != _LOOK_ALIKES]
    if hidden:
        why = ", ".join(dict.fromkeys(part.why.replace("_", " ") for part in hidden))
        yield Sighting({"why": why}, hidden[0].text[:_HIDDEN_SHOWN])


def _strong_results(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if not facts or len(facts.statements) < _FEWEST:
        return
    share = len(facts.results) / len(facts.statements)
    if share >= _bounds(case, "evidence_of_results", "share").full:
        yield Sighting({"count": len(facts.results), "total": len(facts.statements)}, facts.results[0])


def _strong_openings(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if not facts or facts.weak_openings is None or len(facts.statements) < _FEWEST:
        return
    strong = len(facts.statements) - len(facts.weak_openings)
    if strong / len(facts.statements) >= _bounds(case, "clarity", "strong_openings").full:
        yield Sighting({"count": strong, "total": len(facts.statements)})


DOCUMENT_CONDITIONS: dict[str, Condition] = {
    "missing_email": _missing_contact("an e-mail address"),
    "missing_phone": _missing_contact("a phone number"),
    "missing_name": _missing_contact("a name"),
    "missing_place": _missing_contact("a place or a link"),
    "missing_section": _missing_section,
    "few_results": _few_results,
    "no_statements": _no_statements,
    "weak_openings": _weak_openings,
    "long_statements": _long_statements,
    "undated_positions": _undated_positions,
    "too_long": _too_long,
    "too_short": _too_short,
    "hidden_text": _hidden_text,
    "look_alike_letters": _look_alikes,
    "scanned": _scanned,
    "strong_results": _strong_results,
    "strong_openings": _strong_openings,
}
