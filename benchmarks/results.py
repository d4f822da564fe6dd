"""The page of results: each benchmark writes its own section, and leaves those of others alone."""

import re
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
HEADER = "# Benchmarks\n\nEach section is written by the command it names; figures belong to the machine they name.\n"


def write_section(key: str, markdown: str, page: Path = RESULTS) -> None:
    """Put a section into the page, in place of the one of the same key.

    Args:
        key: Names the section, in a mark that no reader sees.
        markdown: Its text, heading included.
        page: Made where missing.
    """
    before = page.read_text(encoding="utf-8") if page.exists() else HEADER
    begin, end = f"<!-- {key}: begin -->", f"<!-- {key}: end -->"
    section = f"{begin}\n{markdown.strip()}\n{end}"
    known = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    after = known.sub(lambda _: section, before) if known.search(before) else f"{before.rstrip()}\n\n{section}\n"
    page.write_text(after, encoding="utf-8")


def table(head: list[str], rows: list[list[str]]) -> str:
    """Write a Markdown table; all columns but the first are figures."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, rule, *rows])
