"""What every request may use: the settings, the database, the file store, the Prefect server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request

from pathwise.runtime.postgres import database_url
from pathwise.runtime.prefect_api import PrefectApi
from pathwise.service.starter import Starter
from pathwise.settings import Settings
from pathwise.storage.database import Database, ServingDatabase, make_engine
from pathwise.storage.files import FileStore

PATIENCE = timedelta(seconds=3)
"""How long a request waits for a database that is away: longer than a lost connection takes, shorter than a caller
waits."""

PREFECT_SECONDS = 3.0
"""Longest wait for one answer of the Prefect server. What it misses, the reconciler makes good."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a running service rests on.

    Attributes:
        settings: As the service was started with.
        database: Raises `DatabaseUnusableError` where it is away.
        store: The uploaded files.
        prefect: The server that runs are given to; None where PREFECT_API_URL names none: then promises wait.
        starter: Gives promised runs to it, after the commit.
    """

    settings: Settings
    database: Database
    store: FileStore
    prefect: PrefectApi | None
    starter: Starter


@contextmanager
def surroundings(settings: Settings) -> Iterator[Surroundings]:
    """Open what a service rests on, for as long as the block runs."""
    database = ServingDatabase(make_engine(database_url(settings)), PATIENCE)
    prefect = PrefectApi.from_environment(PREFECT_SECONDS)
    starter = Starter(database, prefect)
    try:
        yield Surroundings(settings, database, FileStore(settings.file_store_url), prefect, starter)
    finally:
        starter.close()
        database.close()
        if prefect:
            prefect.close()


def _around(request: Request) -> Surroundings:
    around: Surroundings = request.app.state.around
    return around


Around = Annotated[Surroundings, Depends(_around)]
"""What a route asks for by its type."""
