"""When a rule about what the document holds, or lacks, applies. Knows no job."""

from collections.abc import Iterator
from dataclasses import replace

from pathwise.feedback.rules import load_rules
from pathwise.feedback.sighting import Case, Condition, Sighting
from pathwise.scoring.assessment import Assessment
from pathwise.scoring.quality import Facts
from pathwise.scoring.rubric import Bounds

_LOOK_ALIKES = "look_alike_letters"
_HIDDEN_SHOWN = 80
_HEADINGS = {"experience": "Experience", "education": "Education", "skills": "Skills", "summary": "Summary"}


def bounds_of(case: Case, metric: str, measure: str) -> Bounds:
    """Give the bounds of a measure in the rubric that judged the resume."""
    return case.assessment.rubric.metric(metric).bounds[measure]


def with_facts(case: Case, facts: Facts) -> Assessment:
    """Give the judged resume with other facts about the document."""
    return replace(case.assessment, facts=facts)


def _missing_contact(detail: str) -> Condition:
    def condition(case: Case) -> Iterator[Sighting]:
        facts = case.assessment.facts
        if facts and not facts.contact[detail]:
            yield Sighting(mended=with_facts(case, replace(facts, contact={**facts.contact, detail: True})))

    return condition


def _missing_section(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if facts is None:
        return
    for section, is_there in facts.sections.items():
        if not is_there:
            values = {"section": section, "heading": _HEADINGS[section]}
            mended = with_facts(case, replace(facts, sections={**facts.sections, section: True}))
            yield Sighting(values, mended=mended)


def _undated_positions(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if facts and facts.undated:
        values = {"count": len(facts.undated), "total": len(facts.roles)}
        line = facts.undated[0].first_line
        # With dates beside all of them there is a form to be kept, and it is kept.
        stray = () if facts.stray_dates is None and len(facts.roles) > 1 else facts.stray_dates
        mended = with_facts(case, replace(facts, undated=(), stray_dates=stray))
        yield Sighting(values, case.document.lines[line].text, line, mended)


def _stray_dates(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if facts and facts.stray_dates:
        dated = len(facts.roles) - len(facts.undated)
        values = {"count": len(facts.stray_dates), "total": dated}
        line = facts.stray_dates[0]
        yield Sighting(values, case.document.lines[line].text, line, with_facts(case, replace(facts, stray_dates=())))


def _misspellings(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    if not facts or not facts.misspellings:
        return
    told = [f"“{each.word}”" + (f" ({each.meant}?)" if each.meant else "") for each in facts.misspellings]
    most = load_rules().words_shown
    more = f" and {len(told) - most} more" if len(told) > most else ""
    values = {
        "words": ", ".join(told[:most]) + more,
        "these": "This word looks" if len(told) == 1 else "These words look",
    }
    line = facts.misspellings[0].line
    yield Sighting(values, case.document.lines[line].text, line, with_facts(case, replace(facts, misspellings=())))


def _too_long(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    most = int(bounds_of(case, "structure", "too_long_words").full)
    if facts and facts.words > most:
        yield Sighting({"words": facts.words, "wanted": most}, mended=with_facts(case, replace(facts, words=most)))


def _too_short(case: Case) -> Iterator[Sighting]:
    facts = case.assessment.facts
    least = int(bounds_of(case, "structure", "too_short_words").full)
    if facts and facts.words < least:
        yield Sighting({"words": facts.words, "wanted": least}, mended=with_facts(case, replace(facts, words=least)))


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
        names = load_rules().ways_of_hiding
        why = ", ".join(dict.fromkeys(names.get(part.why, part.why.replace("_", " ")) for part in hidden))
        text = hidden[0].text
        yield Sighting({"why": why}, text if len(text) <= _HIDDEN_SHOWN else f"{text[:_HIDDEN_SHOWN].rstrip()} …")


DOCUMENT_CONDITIONS: dict[str, Condition] = {
    "missing_email": _missing_contact("an e-mail address"),
    "missing_phone": _missing_contact("a phone number"),
    "missing_name": _missing_contact("a name"),
    "missing_place": _missing_contact("a place or a link"),
    "missing_section": _missing_section,
    "undated_positions": _undated_positions,
    "stray_dates": _stray_dates,
    "misspellings": _misspellings,
    "too_long": _too_long,
    "too_short": _too_short,
    "hidden_text": _hidden_text,
    "look_alike_letters": _look_alikes,
    "scanned": _scanned,
}
