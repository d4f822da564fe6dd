"""The skills a clause names: which are all wanted, and which are a choice."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pathwise.job.vocabulary import Vocabulary
from pathwise.resume.lexicon import Lexicon, Match

_COMMA = re.compile(r"\s*,\s*")
_OR = re.compile(
    r"\s*,?\s*(?:/|\||\band/or\b|\bund/oder\b|\bor\b|\boder\b|\bbzw\.?|\bou\b|\bo\b|\bof\b)\s*", re.IGNORECASE
)
_AND = re.compile(r"\s*,?\s*(?:&|\+|\band\b|\bund\b|\bsowie\b|\bet\b|\by\b|\be\b|\ben\b)\s*", re.IGNORECASE)
# A name the lexicon does not know, between two that it does.
_UNKNOWN = re.compile(r"\s*,\s*[\w.+# -]{1,25}?(?:,\s*|,?\s+(?:or|and|oder|und|ou|et|o|y|e|of|en)\s+)", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:experience|knowledge|proficien\w+|skills?|familiar\w*|fluen\w+|expertise|background|years|erfahrung|kenntnisse|expérience|connaissances?|"
    r"experiencia|conocimientos?|experiência|conhecimentos?|esperienza|conoscenza|ervaring|kennis)"
    r"(?: programming| working)? (?:with|in|of|using|mit|von|en|de|em|com|con|di|met|van) "
    r"(?P<name>\S+(?: \S+)?)$",
    re.IGNORECASE,
)
_EXAMPLE_REACH = 30
# The rest of what stands in brackets: "(Salesforce, HubSpot or similar)".
_CLOSING = re.compile(r"[^(),;]{0,20}\)")


@dataclass(frozen=True, slots=True)
class SkillChoice:
    """Skills of which one is enough, with the words of the clause that name them, `[start:end]` of it."""

    text: str
    any_of: tuple[str, ...]
    start: int
    end: int


def skill_choices(text: str, lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[SkillChoice, ...]:
    """Find the skills a clause names.

    Returns:
        In the order of the clause; several skills in one choice where the clause leaves the choice,
        as in "Python or Java" and "a database such as MySQL, MariaDB".
    """
    matches = _found(text, lexicon)
    groups = list(_grouped(matches, text, vocabulary))
    named: dict[tuple[str, ...], SkillChoice] = {}
    choices = sorted((_choice(group, text) for group in groups), key=lambda choice: choice.start)
    for choice in _with_examples(choices, text, lexicon, vocabulary):
        named.setdefault(choice.any_of, choice)
    return tuple(named.values())


def alternatives_of(text: str) -> list[str]:
    """Cut a name at each "or".

    Example:
        >>> alternatives_of("head chef or sous chef")
        ['head chef', 'sous chef']
    """
    return [piece for piece in _OR.split(text) if piece.strip()] or [text]


def _with_examples(
    choices: list[SkillChoice], text: str, lexicon: Lexicon, vocabulary: Vocabulary
) -> list[SkillChoice]:
    """Take the examples of a thing for it: "WMS (e.g. SAP EWM)", and "Microsoft Office (Word, Excel)" for its parts."""
    kept: list[SkillChoice] = []
    for choice in choices:
        joint = text[kept[-1].end : choice.start] if kept else ""
        # "Python (pandas)" asks for both.
        is_language = kept and lexicon.entries[kept[-1].any_of[0]].kind == "language"
        is_of_it = (
            kept and not is_language and all(kept[-1].any_of[0] in lexicon.broader_of(name) for name in choice.any_of)
        )
        is_inside = "(" in text[kept[-1].start : choice.start] if kept else False
        are_parts = is_of_it and (joint.strip() == "(" or (is_inside and _is_joint(joint)))
        are_examples = joint and vocabulary.wording["examples"].fullmatch(joint.strip(" (,.:"))
        if kept and ")" not in joint and (are_parts or are_examples):
            first = kept.pop()
            names = tuple(dict.fromkeys((*first.any_of, *choice.any_of)))
            closing = _CLOSING.match(text, choice.end)
            end = closing.end() if closing else choice.end
            kept.append(SkillChoice(text[first.start : end], names, first.start, end))
        else:
            kept.append(choice)
    return kept


def _found(text: str, lexicon: Lexicon) -> list[Match]:
    matches = sorted(lexicon.find(text), key=lambda match: match.start)
    tail = _TAIL.search(text)
    if matches or not tail:
        return matches
    # "Experience with Go": a name that is a plain word as well is told by standing alone.
    alone = lexicon.find(tail["name"])
    return [
        replace(match, start=match.start + tail.start("name"), end=match.end + tail.start("name")) for match in alone
    ]


def _grouped(matches: list[Match], text: str, vocabulary: Vocabulary) -> Iterator[list[Match]]:
    for run in _runs(matches, lambda joint: _is_joint(joint) or _UNKNOWN.fullmatch(joint) is not None, text):
        before = text[max(0, run[0].start - _EXAMPLE_REACH) : run[0].start]
        if vocabulary.says("examples", before):
            yield run
            continue
        for part in _runs(run, lambda joint: bool(_COMMA.fullmatch(joint) or _OR.fullmatch(joint)), text):
            # "Python, Java or Go" leaves the choice by its last joint.
            is_choice = len(part) > 1 and _OR.fullmatch(text[part[-2].end : part[-1].start])
            yield from [part] if is_choice else _runs(part, lambda joint: _OR.fullmatch(joint) is not None, text)


def _is_joint(joint: str) -> bool:
    return bool(_COMMA.fullmatch(joint) or _OR.fullmatch(joint) or _AND.fullmatch(joint))


def _runs(matches: list[Match], holds: Callable[[str], bool], text: str) -> Iterator[list[Match]]:
    run: list[Match] = []
    for match in matches:
        if run and not holds(text[run[-1].end : match.start]):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _choice(group: list[Match], text: str) -> SkillChoice:
    start, end = group[0].start, group[-1].end
    return SkillChoice(text[start:end], tuple(dict.fromkeys(match.canonical for match in group)), start, end)
