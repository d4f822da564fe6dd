"""All that one resume may show, gathered once for all requirements."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pathwise.documents.model import DocumentText
from pathwise.resume.lexicon import Lexicon
from pathwise.resume.model import ResumeProfile
from pathwise.resume.quotes import joined, summary_quotes_of
from pathwise.scoring.evidence import Trace, best, rung_of
from pathwise.scoring.model import Way
from pathwise.scoring.passages import Passage, passages_of


@dataclass(frozen=True, slots=True)
class ResumeEvidence:
    """All that a resume may show, lines copied from the job left out.

    Attributes:
        profile: What the resume says.
        language: Language it is written in, ISO 639-1; None where unknown.
        copied: Indices of lines that repeat the job's own.
        passages: Positions first, then the other sections, each in the order of the document.
        roles: The passages of each position.
        skills: Best place of each skill, by canonical name; broader skills are shown by narrower ones.
        skill_lines: Lines that show each skill.
        sentences: By index of a line of a summary: the sentences that it has a part in.
        lexicon: Knows the names of skills.
    """

    profile: ResumeProfile
    language: str | None
    copied: frozenset[int]
    passages: tuple[Passage, ...]
    roles: tuple[tuple[Passage, ...], ...]
    skills: Mapping[str, Trace]
    skill_lines: Mapping[str, frozenset[int]]
    sentences: Mapping[int, str]
    lexicon: Lexicon

    def lines_of(self, names: tuple[str, ...]) -> frozenset[int]:
        """Give the lines that show any of some skills."""
        return frozenset().union(*(self.skill_lines.get(name, frozenset()) for name in names))

    def quote_of(self, text: str, line: int) -> str:
        """Give what to quote of a place: whole sentences, where the place is one or two lines of a summary."""
        own, below = self.sentences.get(line), self.sentences.get(line + 1)
        if own is None or text in own:
            return own or text
        return joined(own, below) if below else text


def gather_evidence(
    document: DocumentText, profile: ResumeProfile, copied: frozenset[int], results: Collection[str], lexicon: Lexicon
) -> ResumeEvidence:
    """Collect what a resume may show.

    Args:
        document: The text.
        profile: What was read from it.
        copied: Indices of lines that repeat the job's own: they show nothing.
        results: Statements that tell a measurable result.
        lexicon: Knows the names of skills, and which are broader than which; the job was read by the same.
    """
    traces = _traces(profile, copied, lexicon)
    passages = tuple(passages_of(document, profile, results, copied))
    return ResumeEvidence(
        profile=profile,
        language=document.language,
        copied=copied,
        passages=passages,
        roles=tuple(_by_role(passages, profile)),
        skills={name: trace for name, places in traces.items() if (trace := best(places))},
        skill_lines={name: frozenset(trace.line for trace in places) for name, places in traces.items()},
        sentences=summary_quotes_of(document.lines, profile.sections),
        lexicon=lexicon,
    )


def _by_role(passages: tuple[Passage, ...], profile: ResumeProfile) -> Iterator[tuple[Passage, ...]]:
    for role in profile.experience:
        own = tuple(passage for passage in passages if role.first_line <= passage.trace.line <= role.last_line)
        if own:
            yield own


def _traces(profile: ResumeProfile, copied: frozenset[int], lexicon: Lexicon) -> dict[str, list[Trace]]:
    places: dict[str, list[Trace]] = {}
    for skill in profile.skills:
        own = [
            mention
            for mention in skill.mentions
            if mention.line not in copied and not _is_in_a_link(mention.quote, skill.canonical, profile, lexicon)
        ]
        traces = [Trace(rung_of(mention), mention.quote, mention.line) for mention in own]
        places.setdefault(skill.canonical, []).extend(traces)
        for name in lexicon.broader_of(skill.canonical):
            shown = (Trace(each.rung, each.quote, each.line, Way.NARROWER, skill.canonical) for each in traces)
            places.setdefault(name, []).extend(shown)
    return places


def _is_in_a_link(quote: str, canonical: str, profile: ResumeProfile, lexicon: Lexicon) -> bool:
    """Tell whether a line names a skill in somebody's address alone: it shows what a person calls a page."""
    rest = quote
    for detail in (*profile.links, *profile.emails):
        rest = rest.replace(detail, " ")
    return rest != quote and all(match.canonical != canonical for match in lexicon.find(rest))
