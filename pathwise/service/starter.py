"""Promised runs are given to Prefect beside the requests: nobody waits for it, and nothing is lost where it fails."""

import logging
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from uuid import UUID

from pathwise.errors import PathwiseError
from pathwise.runtime.prefect_api import PrefectApi
from pathwise.starting import start_promised
from pathwise.storage.database import Database
from pathwise.storage.run_requests import promises_for

THREADS = 2
MOST_WAITING = 1000
"""Promises beyond these are left to the reconciler, which starts them within a minute."""

_logger = logging.getLogger(__name__)


class Starter:
    """Gives promised runs to Prefect, in threads of its own.

    Args:
        database: Where the promises are.
        prefect: Whom they are given to; None where no server is named: then they wait.
    """

    def __init__(self, database: Database, prefect: PrefectApi | None) -> None:
        self._database = database
        self._prefect = prefect
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="starter")
        self._places = BoundedSemaphore(MOST_WAITING)

    def start(self, subject_ids: Collection[UUID]) -> None:
        """Have the promised runs of analyses or batches started soon. Call it after the commit."""
        if self._prefect and self._places.acquire(blocking=False):
            self._threads.submit(self._start, self._prefect, subject_ids)

    def close(self) -> None:
        """Finish what is being started; what waits is left to the reconciler."""
        self._threads.shutdown(cancel_futures=True)

    def _start(self, prefect: PrefectApi, subject_ids: Collection[UUID]) -> None:
        try:
            promises = self._database.run(lambda session: promises_for(session, subject_ids))
            start_promised([each for each in promises if each.flow_run_id is None], prefect, self._database)
        except PathwiseError as error:
            # The promise stands: the reconciler gives it to Prefect later, under the same key.
            _logger.warning("%s for %s: left to the reconciler", type(error).__name__, ", ".join(map(str, subject_ids)))
        finally:
            self._places.release()
