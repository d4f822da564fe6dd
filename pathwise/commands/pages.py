"""What a person reads of a result in the terminal: plain text, made from the same values as the JSON."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from pathwise.commands.wrapping import wrapped
from pathwise.scoring.model import ScoreCategory

ITEMS_SHOWN = 5
MONTHS_A_YEAR = 12

FORMATS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
    "application/rtf": "rich text",
    "application/msword": "Word document of the old kind",
    "text/html": "web page",
    "text/markdown": "Markdown",
    "text/plain": "plain text",
    "image/png": "picture",
    "image/jpeg": "picture",
    "image/tiff": "picture",
    "image/webp": "picture",
}


def inspection_page(shape: Mapping[str, Any]) -> str:
    """Show what was read in one file."""
    if shape["status"] == "failed":
        return _failure(shape)
    profile = shape["profile"]
    facts = {
        "Name": profile["name"],
        "Contact": ", ".join([*profile["emails"], *profile["phones"], *profile["links"]]),
        "Place": profile["location"],
        "Read as": _form(shape),
        "Sections": ", ".join(dict.fromkeys(each["kind"] for each in profile["sections"])),
        "Experience": _duration(profile["months_of_experience"]),
        "Skills": ", ".join(each["canonical"] for each in profile["skills"]),
    }
    lines = [shape["file"]]
    for name, value in facts.items():
        lines += wrapped(value or "not found", f"  {name + ':':12}")
    lines += _entries("Positions", profile["experience"], ("title", "organisation"))
    lines += _entries("Education", profile["education"], ("degree", "institution"))
    for each in shape["hidden_text"]:
        lines += wrapped(each["text"], f"  Hidden ({each['why']}, page {each['page']}): ", "    ")
    return "\n".join(lines) + "\n"


def score_page(shape: Mapping[str, Any]) -> str:
    """Show scores and feedback of one file."""
    if shape["status"] == "failed":
        return _failure(shape)
    lines = [shape["file"], *_score("Document quality", shape, ScoreCategory.DOCUMENT_QUALITY)]
    if shape["requirements"]:
        lines += _score("Job match", shape, ScoreCategory.JOB_MATCH)
    to_do = [item for item in shape["feedback"] if item["recommendation"]]
    lines += _items("Your next step:", to_do[:1])
    lines += _items("Then, best first:", to_do[1:ITEMS_SHOWN], first=2)
    if len(to_do) > ITEMS_SHOWN:
        lines.append(f"    ... and {len(to_do) - ITEMS_SHOWN} more: --jsonl lists all.")
    lines += _items("What is good already:", [item for item in shape["feedback"] if not item["recommendation"]])
    return "\n".join(lines) + "\n"


def advice(head: str, item: Mapping[str, Any], indent: str) -> list[str]:
    """Show a piece of advice: what it is about, what was seen, what to do.

    Args:
        head: What its first line begins with.
        item: As in the JSON.
        indent: What every other line begins with.
    """
    points = f" (+{item['points_available']:g} points)" if item["points_available"] else ""
    place = f" in line {item['line']}" if item["line"] else ""
    quote = f'Seen{place}: "{item["quote"]}"' if item["quote"] else ""
    lines = wrapped(f"{item['title']}{points}", head, indent)
    for text in (item["message"], quote, item["recommendation"]):
        lines += wrapped(text or "", indent)
    return lines


def _score(name: str, shape: Mapping[str, Any], category: ScoreCategory) -> list[str]:
    coverage = shape["coverage"] if category is ScoreCategory.JOB_MATCH else None
    share = "" if coverage is None else f" ({coverage:.0%} of what the job asks for could be judged)"
    points = shape[category.value]
    total = "not enough to judge" if points is None else f"{points:.1f} of 100"
    lines = ["", f"  {name}: {total}{share}"]
    width = max((len(each["label"]) for each in shape["metrics"]), default=0) + 2
    for each in shape["metrics"]:
        if each["category"] == category.value:
            lines += wrapped(each["explanation"], f"  {_figure(each['value']):>7}  {each['label']:{width}}")
    return lines


def _items(heading: str, items: Sequence[Mapping[str, Any]], first: int = 1) -> list[str]:
    told = [advice(f"    {number}. ", item, " " * 7) for number, item in enumerate(items, start=first)]
    return ["", f"  {heading}", *chain.from_iterable(told)] if items else []


def _failure(shape: Mapping[str, Any]) -> str:
    return "\n".join([shape["file"], *wrapped(f"Not read: {shape['message']} ({shape['reason']})", "  ")]) + "\n"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _form(shape: Mapping[str, Any]) -> str:
    form = FORMATS.get(shape["content_type"], shape["content_type"])
    scans = f", {_counted(len(shape['scanned_pages']), 'page')} from a picture" if shape["scanned_pages"] else ""
    return f"{form}, {_counted(shape['pages'], 'page')}{scans}, language {shape['language'] or 'unknown'}"


def _duration(months: int | None) -> str | None:
    """Tell months in years and months.

    Example:
        >>> _duration(25)
        '2 years 1 month'
    """
    if months is None:
        return None
    years, rest = divmod(months, MONTHS_A_YEAR)
    parts = [_counted(years, "year") if years else "", _counted(rest, "month") if rest or not years else ""]
    return " ".join(part for part in parts if part)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _entries(heading: str, entries: Sequence[Mapping[str, Any]], keys: tuple[str, str]) -> list[str]:
    told = [
        wrapped(", ".join(each[key] for key in keys if each[key]) or "not found", f"    {_span(each):18}  ")
        for each in entries
    ]
    return [f"  {heading}:", *chain.from_iterable(told)] if told else []


def _span(entry: Mapping[str, Any]) -> str:
    end = "today" if entry.get("is_current") else entry["end"]
    if not entry["start"] and not end:
        return "no dates"
    return f"{entry['start'] or '?':>7} to {end or '?'}"
