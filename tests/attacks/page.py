"""Runs every attack with the limits that are set, and writes the table of docs/security.md: `make attacks`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.results import table, write_section
from pathwise.commands.console import say
from pathwise.demo.generator import make_resume
from pathwise.settings import PROJECT_ROOT, load_settings
from pathwise_models.enums import ReasonCode
from tests.attacks.catalogue import ATTACKS, Attack
from tests.attacks.endurance import Endured, endure

MEBIBYTE = 1024 * 1024
NO_RESUME = f"read; `{ReasonCode.NOT_A_RESUME.value}`"


def main() -> int:
    """Run them. Returns 1 where one did not end as it should, and then writes nothing."""
    settings = load_settings(workers=1, read_seconds=600, max_scanned_pages=0)
    rows: list[list[str]] = []
    wrong: list[str] = []
    for attack in ATTACKS:
        with TemporaryDirectory() as folder:
            path, resume = Path(folder, attack.file), Path(folder, "resume.pdf")
            path.write_bytes(attack.build())
            resume.write_bytes(make_resume(3, seed=7).data)
            endured = endure([path], resume, settings)
        rows.append(_row(attack, endured))
        say(" | ".join(rows[-1]))
        if not (endured.is_next_read and endured.reasons <= attack.reasons):
            wrong.append(attack.what)
    if wrong:
        say(f"Ended otherwise than expected: {'; '.join(wrong)}.")
        return 1
    head = ["Attack", "What ends it", "Reason", "CPU, s", "Memory, MiB", "Parent, MiB"]
    write_section("attacks", table(head, rows), PROJECT_ROOT / "docs" / "security.md")
    return 0


def _row(attack: Attack, endured: Endured) -> list[str]:
    reasons = sorted(reason.value for reason in endured.reasons if reason)
    told = NO_RESUME if reasons == [ReasonCode.NOT_A_RESUME.value] else ", ".join(f"`{reason}`" for reason in reasons)
    cpu, memory = endured.watched.cpu_seconds, endured.watched.memory_bytes / MEBIBYTE
    growth = endured.growth_bytes / MEBIBYTE
    return [attack.what, attack.ended_by, told, f"{cpu:.1f}", f"{memory:.0f}", f"{growth:+.1f}"]


if __name__ == "__main__":
    sys.exit(main())
