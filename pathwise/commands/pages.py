"""What a person reads of a result in the terminal: plain text, made from the same values as the JSON."""

from collections.abc import Iterable
from typing import Any

ITEMS_SHOWN = 5


def inspection_page(shape: dict[str, Any]) -> str:
    """Show what was read in one file."""
    if shape["status"] == "failed":
        return _failure(shape)
    profile = shape["profile"]
    months = profile["months_of_experience"]
    facts = {
        "Name": profile["name"],
        "Contact": ", ".join([*profile["emails"], *profile["phones"], *profile["links"]]),
        "Place": profile["location"],
        "Read as": f"{shape['content_type']}, {shape['pages']} page(s), language {shape['language'] or 'unknown'}",
        "Sections": ", ".join(each["kind"] for each in profile["sections"]),
        "Experience": None if months is None else f"{months} months",
        "Skills": ", ".join(each["canonical"] for each in profile["skills"]),
    }
    lines = [shape["file"], *(f"  {name + ':':12} {value}" for name, value in facts.items() if value)]
    lines += [f"  {_span(each)}  {_joined(each['title'], each['organisation'])}" for each in profile["experience"]]
    lines += [f"  {_span(each)}  {_joined(each['degree'], each['institution'])}" for each in profile["education"]]
    lines += [f"  Hidden ({each['why']}, page {each['page']}): {each['text']}" for each in shape["hidden_text"]]
    return "\n".join(lines) + "\n"


def score_page(shape: dict[str, Any]) -> str:
    """Show scores and feedback of one file."""
    if shape["status"] == "failed":
        return _failure(shape)
    lines = [shape["file"], f"  Document quality: {_points(shape['document_quality'])}"]
    if shape["requirements"]:
        lines.append(f"  Job match: {_points(shape['job_match'])} ({shape['coverage']:.0%} of it could be judged)")
    lines += [f"    {each['label']}: {_points(each['value'])}  {each['explanation']}" for each in shape["metrics"]]
    lines.append("  What to do, best first:")
    lines += _advice(shape["feedback"][:ITEMS_SHOWN])
    return "\n".join(lines) + "\n"


def _advice(items: Iterable[dict[str, Any]]) -> list[str]:
    lines = []
    for number, item in enumerate(items, start=1):
        points = f" (+{item['points_available']:g} points)" if item["points_available"] else ""
        lines.append(f"    {number}. {item['title']}{points}. {item['recommendation'] or item['message']}")
    return lines


def _failure(shape: dict[str, Any]) -> str:
    return f"{shape['file']}\n  Not read ({shape['reason']}). {shape['message']}\n"


def _points(value: float | None) -> str:
    return "not enough to judge" if value is None else f"{value:g} of 100"


def _span(entry: dict[str, Any]) -> str:
    end = "today" if entry.get("is_current") else entry["end"] or "?"
    return f"{entry['start'] or '?':>7} to {end:7}"


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
