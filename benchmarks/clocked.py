"""Work for a process of the pool that tells its own clock."""

import time

from pathwise.candidates import CandidateOrder, Timed, inspect_candidate
from pathwise.documents.model import Refusal
from pathwise.inspection import Inspection


def inspect_and_tell_time(order: CandidateOrder) -> tuple[Timed[Inspection | Refusal], float]:
    """Inspect a file.

    Returns:
        What `inspect` gets, and the CPU time that this process has spent since its start. The difference of two is all
        that the process spent between: handing over the last answer, taking the next order, its limits, and reading.
    """
    return inspect_candidate(order), time.process_time()
