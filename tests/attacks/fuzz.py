"""Reads files changed by chance: `make fuzz`, or `python -m tests.attacks.fuzz SECONDS KIND ...`.

Whatever ends neither read nor refused is written below `.pathwise/fuzz`, to be looked at and kept as a test.
"""

import sys
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from random import Random
from typing import Final

from pathwise.commands.console import say
from pathwise.settings import load_settings
from pathwise.workers.failure import ItemFailure
from pathwise.workers.shared import shared_pool
from tests.attacks.changed import changed, read_changed
from tests.attacks.seeds import PICTURES, RESUMES, SEEDS

KINDS: Final = {**SEEDS, **RESUMES, **PICTURES}


def main(seconds: float, kinds: list[str]) -> int:
    """Read changed files of each kind for so many seconds. Returns 1 where anything was found."""
    settings = load_settings(read_cpu_seconds=5, max_scanned_pages=0)
    folder = settings.home / "fuzz"
    found = 0
    for kind in kinds:
        read = partial(read_changed, is_picture=kind in PICTURES)
        counts: Counter[str] = Counter()
        files, sent = _endless(kind, time.monotonic() + seconds), deque[bytes]()
        for outcome in shared_pool(settings).map(read, _noted(files, sent)):
            data = sent.popleft()
            counts[outcome if isinstance(outcome, str) else outcome.reason.value] += 1
            if isinstance(outcome, ItemFailure):
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{kind.lower().replace(' ', '-')}-{sha256(data).hexdigest()[:12]}").write_bytes(data)
                found += 1
                say(f"{kind}: {outcome.reason.value} {outcome.detail}")
        say(f"{kind}: {counts.total()} files, {dict(counts.most_common())}")
    return 1 if found else 0


def _endless(kind: str, until: float) -> Iterator[bytes]:
    rng = Random()
    whole = KINDS[kind]()
    while time.monotonic() < until:
        yield changed(whole, rng)


def _noted(files: Iterable[bytes], sent: deque[bytes]) -> Iterator[bytes]:
    for data in files:
        sent.append(data)
        yield data


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:] or list(KINDS)))
