"""Brings everything up, keeps it up, and takes it down in order."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import Final

from pathwise.runtime.occupancy import Occupancy, UpReport
from pathwise.runtime.prefect_api import PrefectApi, door_opener
from pathwise.settings import Settings
from pathwise.storage.database import public_address
from pathwise.supervision.crew import Crew
from pathwise.supervision.deployment import check_slots
from pathwise.supervision.doors import check_doors, check_keys, open_doors
from pathwise.supervision.keeper import Keeper, Tell
from pathwise.supervision.launch import Launch
from pathwise.supervision.parts import Part
from pathwise.supervision.program import Leash, end_leftovers
from pathwise.supervision.silence import watch_for_silence

END_SECONDS: Final = {"Worker": 3.5, "Service": 2.0, "Prefect": 2.5, "Postgres": 1.0}
"""In the order in which parts are ended: who uses others before who is used. Together less than ten seconds."""

KEEPER_SECONDS: Final = 0.2


@dataclass(frozen=True, slots=True)
class DatabaseAccess:
    """What the supervisor needs to be done about the database, and does not know how.

    Attributes:
        prepare: Starts it where none is named, brings it to head; returns its address.
        has_key: Tells whether the one at an address holds an API key.
    """

    prepare: Callable[[Settings], str]
    has_key: Callable[[str], bool]


class Supervisor:
    """All that `pathwise up` runs.

    Args:
        settings: Name the home and the addresses.
        database: How the database is prepared and asked.
        tell: Says a line to the person.
    """

    def __init__(self, settings: Settings, database: DatabaseAccess, tell: Tell) -> None:
        self._settings = settings
        self._database = database
        self._tell = tell
        self._occupancy = Occupancy(settings)
        self._leash = Leash.take()
        self._crew = Crew(settings, self._leash)
        self._stopping = Event()
        self._reporting = Lock()
        self._keepers: list[Keeper] = []
        self._watching: list[Thread] = []
        self._is_ready = False

    @property
    def addresses(self) -> dict[str, str]:
        """Where everything is, for people: no password is among them."""
        named = self._settings.database_url
        return {
            "service": self._crew.service_url,
            "prefect": self._crew.api_url.removesuffix("/").removesuffix("/api"),
            "postgres": public_address(named) if named else self._crew.database_url,
        }

    def stop(self) -> None:
        """Have it all end. May be called again, from any thread."""
        self._stopping.set()

    def wait(self) -> None:
        """Wait until `stop` is called."""
        self._stopping.wait()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Have all parts run, and be kept running, while the block runs; then end them in order.

        Raises:
            AlreadyUpError: Another one keeps this home running.
            StoppedError: `stop` was called before all was ready.
            PathwiseError: Something does not come up. What did is ended.
        """
        check_slots(self._settings)
        self._occupancy.take()
        try:
            self._clear()
            check_doors(self._settings)
            os.environ.update(door_opener(os.environ))
            self._bring_up()
            self._keep()
            yield
        finally:
            self._take_down()
            self._occupancy.leave()

    def _clear(self) -> None:
        if left := end_leftovers(self._settings.home):
            self._tell(f"An earlier pathwise up was killed. Ended what it had left: {left} processes.")

    def _bring_up(self) -> None:
        if open_doors(self._settings):
            self._prepare_database()
            check_keys(self._settings, lambda: self._database.has_key(self._crew.database_url))
        launch = Launch(self._crew, self._prepare_database, self._keeper_of, self._stopping)
        launch.run(give_up=self._take_down)
        self._is_ready = True
        self._report()

    def _prepare_database(self) -> None:
        self._crew.database_url = self._database.prepare(self._settings)

    def _keeper_of(self, part: Part) -> Keeper:
        keeper = Keeper(part, self._stopping, self._tell, self._report)
        self._keepers.append(keeper)
        return keeper

    def _keep(self) -> None:
        self._watching = [keeper.watch() for keeper in self._keepers]
        watched = (PrefectApi.at(self._crew.api_url), self._crew.reconciling, self._stopping, self._tell)
        Thread(target=watch_for_silence, args=watched, name="watch for silence", daemon=True).start()

    def _take_down(self) -> None:
        self._stopping.set()
        for thread in self._watching:
            thread.join(KEEPER_SECONDS)
        keepers = {keeper.part.name: keeper for keeper in self._keepers}
        for name in (name for name in END_SECONDS if name in keepers):
            keepers[name].part.end(END_SECONDS[name])
            if name == "Worker":
                # Runs that outlive it: what they had claimed is taken up when their claims have run out.
                end_leftovers(self._settings.home, but={pid for each in self._keepers if (pid := each.part.pid)})
        end_leftovers(self._settings.home)

    def _report(self) -> None:
        parts = {keeper.part.name: keeper.report() for keeper in self._keepers}
        with self._reporting:
            self._occupancy.report(UpReport(os.getpid(), self.addresses, parts, self._is_ready))
