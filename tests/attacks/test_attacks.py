"""Every hostile file of the catalogue ends within its limit with its reason, and costs nobody else anything."""

import re
from pathlib import Path

import pytest

from pathwise.settings import PROJECT_ROOT, Settings
from tests.attacks.catalogue import ATTACKS, TIMED_OUT, Attack
from tests.attacks.endurance import endure

MOST_GROWTH = 24 * 1024 * 1024
"""Bytes of this process: the list of an archive, the thread that watches, the noise of the allocator."""
BESIDES = 8
"""Seconds of CPU: a process that is replaced, the resume behind."""


@pytest.mark.faults
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.what)
def test_an_attack_ends_with_its_reason_and_the_next_file_is_read(
    attack: Attack, limited: Settings, resume: Path, tmp_path: Path
) -> None:
    path = tmp_path / attack.file
    path.write_bytes(attack.build())
    endured = endure([path], resume, limited)
    # On a slow machine the time may be over before another limit is met.
    assert endured.reasons <= attack.reasons | TIMED_OUT, (endured.reasons, endured.details)
    assert endured.is_next_read
    assert endured.watched.cpu_seconds < limited.read_cpu_seconds + BESIDES
    assert endured.watched.memory_bytes < 1.25 * limited.read_memory_bytes
    assert endured.growth_bytes < MOST_GROWTH


def test_the_page_of_security_names_every_attack_with_its_reasons() -> None:
    page = (PROJECT_ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([^|]+) \| [^|]+ \| ([^|]+) \|", page.partition("## Hostile files")[2], re.MULTILINE))
    for attack in ATTACKS:
        told = set(re.findall(r"`(\w+)`", rows[attack.what]))
        assert told, attack.what
        assert told <= {reason.value for reason in attack.reasons}, attack.what
