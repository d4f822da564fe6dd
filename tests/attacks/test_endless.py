"""A decoder that never ends, within the pool."""

from functools import partial
from pathlib import Path

import pytest

from pathwise.candidates import CandidateOrder
from pathwise.commands.arguments import candidates_of
from pathwise.settings import Settings
from pathwise.workers.failure import ItemFailure
from pathwise.workers.shared import shared_pool
from pathwise_models.enums import ReasonCode
from tests.attacks.endless import inspect_with
from tests.attacks.endurance import AS_OF, endure


@pytest.mark.parametrize(
    ("decoder", "limit", "reason"),
    [
        ("loop", {"read_cpu_seconds": 3}, ReasonCode.TIMED_OUT),
        ("backtrack", {"read_cpu_seconds": 3}, ReasonCode.TIMED_OUT),
        ("sleep", {"read_seconds": 15}, ReasonCode.TIMED_OUT),
        ("grow", {}, ReasonCode.OUT_OF_MEMORY),
    ],
)
def test_a_decoder_that_never_ends_is_ended(
    decoder: str, limit: dict[str, int], reason: ReasonCode, limited: Settings, resume: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ada.rtf"
    path.write_bytes(b"{\\rtf1 Ada Example}")
    settings = limited.model_copy(update=limit)
    (candidate,) = candidates_of([path], settings)
    outcome = shared_pool(settings).submit(partial(inspect_with, decoder), CandidateOrder(candidate, AS_OF)).result()
    assert isinstance(outcome, ItemFailure)
    assert outcome.reason is reason
    assert endure([path], resume, settings).is_next_read
