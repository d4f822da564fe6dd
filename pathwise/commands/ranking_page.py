"""What a person sees of a ranking: ranks, tiers, bands, why one stands before the next, links, the refusals."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

from pathwise.commands.comparing import Compared
from pathwise.commands.results_page import refused_lines, short_names, shortened
from pathwise.commands.wrapping import wrapped
from pathwise.comparison.bands import band_labels
from pathwise.comparison.model import Difference
from pathwise.comparison.precedence import Precedence
from pathwise.comparison.ranking import TIE_RULE, TIER_RULE
from pathwise.comparison.robustness import tell_robustness
from pathwise.storage.rankings import MemberResult

MOST_TEXTS = 3
MOST_EXPLAINED = 5
"""Neighbours whose order is explained on the page; `--json` and `--csv` tell all."""

LONGEST_TEXT = 40


def ranking_page(compared: Compared) -> str:
    """Show a ranking: a line a resume, what the bands mean, how others differ from the primary, what was not read."""
    names = short_names([entry.label for entry in compared.entries])
    ranked = [(shortened(names[label]), member) for label, member in compared.ranked()]
    failed = [(names[label], refusal) for label, refusal in compared.failed()]
    parts = [
        wrapped(f"{len(ranked)} of {len(compared.entries)} files ranked. Batch {compared.state.batch_id}."),
        _table(ranked),
        _legend(ranked),
        _reasons(compared, names),
        _robustness(compared),
        _links(compared, names),
        _differences(ranked, compared),
        refused_lines(failed),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _table(ranked: Sequence[tuple[str, MemberResult]]) -> list[str]:
    if not ranked:
        return []
    width = max(len(name) for name, _ in ranked)
    head = f"{'Rank':>4}  {'Tier':>4}  {'Match':>5}  {'Quality':>7}  {'Band':10}  {'File':{width}}"
    return [head.rstrip(), *(_row(name, member, width) for name, member in ranked)]


def _row(name: str, member: MemberResult, width: int) -> str:
    match, quality = _points(member.job_match), _points(member.document_quality)
    marks = [text for text in (member.label, "primary" if member.is_primary else None) if text]
    told = f"  ({', '.join(marks)})" if marks else ""
    place = f"{member.rank:>4}  {member.tier or '-':>4}"
    return f"{place}  {match:>5}  {quality:>7}  {member.band or '':10}  {name:{width}}{told}".rstrip()


def _legend(ranked: Sequence[tuple[str, MemberResult]]) -> list[str]:
    """Say what the bands that were given mean, and how ranks come about."""
    if not ranked:
        return []
    given = {member.band for _, member in ranked}
    bands = [f"{key}: {label}" for key, label in band_labels().items() if key in given]
    return wrapped(f"Bands: {'; '.join(bands)}. {TIE_RULE} {TIER_RULE}")


def _reasons(compared: Compared, names: Mapping[str, str]) -> list[str]:
    """Say in a line each why the first ones stand before their neighbours."""
    reasons = list(compared.precedences().values())
    lines = []
    for each in reasons[:MOST_EXPLAINED]:
        upper, lower = (shortened(names[compared.files[member]]) for member in (each.upper_id, each.lower_id))
        lines += wrapped(f"{upper} before {lower}: {_precedence(each)}", "  ", "    ")
    if not lines:
        return []
    last = "--json and --csv quote what shows it"
    more = len(reasons) - MOST_EXPLAINED
    return [
        "Why one stands before the next:",
        *lines,
        *wrapped(f"... and {more} more; {last}." if more > 0 else f"{last}.", "  "),
    ]


def _precedence(precedence: Precedence) -> str:
    if precedence.points is None:
        return "of the latter nothing could be judged"
    points = f"{precedence.points:+.1f} points" if precedence.points else "the same match, given first"
    if precedence.points and not precedence.is_told_apart:
        points += ", less than the evidence can tell"
    return _compared_in_words(
        points,
        stronger=[reason.upper.requirement.text for reason in precedence.because],
        weaker=[reason.upper.requirement.text for reason in precedence.against],
    )


def _robustness(compared: Compared) -> list[str]:
    found = compared.robustness()
    return wrapped(tell_robustness(found)) if found else []


def _links(compared: Compared, names: Mapping[str, str]) -> list[str]:
    """Name the resumes that are not ranked because another of the same person is."""
    lines = [
        line
        for label, _, ranked in compared.linked()
        for line in wrapped(f"{names[label]}: same person as {names[ranked]}", "  ", "    ")
    ]
    return ["Near-identical resumes of one person, ranked once:", *lines] if lines else []


def _differences(ranked: Sequence[tuple[str, MemberResult]], compared: Compared) -> list[str]:
    """Say what each member shows more and less strongly than the primary."""
    differences = compared.differences()
    lines = []
    for name, member in ranked:
        difference = differences.get(member.member_id)
        if difference and not member.is_primary:
            lines += wrapped(f"{name}: {_difference(difference)}", "  ", "    ")
    return ["Beside the primary:", *lines] if lines else []


def _difference(difference: Difference) -> str:
    points = "cannot be compared in points" if difference.points is None else f"{difference.points:+.1f} points"
    return _compared_in_words(points, difference.stronger, difference.weaker)


def _compared_in_words(points: str, stronger: Sequence[str], weaker: Sequence[str]) -> str:
    shown = [
        f"{word}: {', '.join(shorten(text, LONGEST_TEXT, placeholder=' …') for text in texts[:MOST_TEXTS])}"
        + (f" and {len(texts) - MOST_TEXTS} more" if len(texts) > MOST_TEXTS else "")
        for word, texts in (("stronger", stronger), ("weaker", weaker))
        if texts
    ]
    return "; ".join([points, *shown])


def _points(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
