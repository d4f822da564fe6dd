"""What nobody will ask for goes out of the store, and nothing else: neither fresh files, nor those with a row."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from pathwise.storage.database import Database
from pathwise.storage.endpoints import add_endpoint
from pathwise.storage.files import FileStore, StoredFile
from pathwise.storage.sweeping import PARTS, TURN, Swept, forget_told, sweep, sweep_in_turn
from pathwise.storage.uploads import Arrival, register_uploads
from pathwise_models.enums import WebhookEvent
from pathwise_models.webhooks import OutgoingMessage

NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
DAYS_AGO = NOW - timedelta(days=2)


@pytest.fixture
def place(store: FileStore) -> Path:
    return Path(store.path_of(""))


def age(place: Path, written_at: datetime = DAYS_AGO) -> None:
    """Make all files of the store as old as they may be."""
    for path in place.rglob("*"):
        if path.is_file():
            os.utime(path, (written_at.timestamp(), written_at.timestamp()))


def files(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


def register(database: Database, user_id: UUID, stored: StoredFile) -> None:
    database.run(lambda session: register_uploads(session, user_id, [Arrival("ada.txt", stored)]))


def sweep_all(database: Database, store: FileStore, now: datetime) -> Swept:
    done = [sweep(database, store, now, f"{part:02x}") for part in range(PARTS)]
    return Swept(
        sum(each.set_aside for each in done), sum(each.removed for each in done), sum(each.restored for each in done)
    )


def test_bytes_without_a_row_are_set_aside_after_a_day_and_gone_an_hour_later(
    database: Database, store: FileStore, place: Path
) -> None:
    stored = store.put(b"an orphan")
    age(place)
    assert sweep_all(database, store, NOW) == Swept(set_aside=1)
    assert files(place) == [stored.key + ".orphan"]
    age(place, NOW)
    assert sweep_all(database, store, NOW + timedelta(minutes=59)) == Swept()
    assert sweep_all(database, store, NOW + timedelta(minutes=61)) == Swept(removed=1)
    assert files(place) == []


def test_bytes_with_a_row_stay_whoever_has_it(database: Database, store: FileStore, place: Path, user_id: UUID) -> None:
    stored = store.put(b"a resume")
    register(database, user_id, stored)
    age(place)
    assert sweep_all(database, store, NOW) == Swept()
    assert files(place) == [stored.key]


def test_fresh_bytes_stay_their_row_is_on_its_way(database: Database, store: FileStore, place: Path) -> None:
    stored = store.put(b"just now")
    age(place, NOW - timedelta(hours=23))
    assert sweep_all(database, store, NOW) == Swept()
    assert files(place) == [stored.key]


def test_an_upload_that_had_seen_an_orphan_in_its_place_gets_it_back(
    database: Database, store: FileStore, place: Path, user_id: UUID
) -> None:
    store.put(b"sent again")
    age(place)
    # The second upload finds the bytes there, the sweeper takes them aside, the second upload commits its row.
    stored = store.put(b"sent again")
    sweep_all(database, store, NOW)
    register(database, user_id, stored)
    assert sweep_all(database, store, NOW + timedelta(days=3)) == Swept(restored=1)
    assert store.read(stored.key) == b"sent again"


def test_an_upload_that_comes_after_writes_them_anew(
    database: Database, store: FileStore, place: Path, user_id: UUID
) -> None:
    store.put(b"sent again")
    age(place)
    sweep_all(database, store, NOW)
    stored = store.put(b"sent again")
    register(database, user_id, stored)
    sweep_all(database, store, NOW + timedelta(days=3))
    assert files(place) == [stored.key]
    assert store.read(stored.key) == b"sent again"


def test_what_killed_writers_left_is_gone_after_a_day(database: Database, store: FileStore, place: Path) -> None:
    (place / "ab" / "cd").mkdir(parents=True)
    for name in (".one.part", "ab/cd/.two.part", ".three.probe"):
        (place / name).write_bytes(b"half")
    age(place, NOW - timedelta(hours=23))
    assert sweep_all(database, store, NOW) == Swept()
    age(place)
    assert sweep_all(database, store, NOW) == Swept(removed=3)
    assert files(place) == []


def test_files_of_others_are_left_alone(database: Database, store: FileStore, place: Path) -> None:
    laid = place.parent / "incoming" / "ada.pdf"
    laid.parent.mkdir()
    laid.write_bytes(b"laid here by another system")
    os.utime(laid, (DAYS_AGO.timestamp(), DAYS_AGO.timestamp()))
    assert sweep_all(database, store, NOW) == Swept()
    assert laid.exists()


def test_each_part_has_its_turn_within_a_day(database: Database, store: FileStore, place: Path) -> None:
    for number in range(40):
        store.put(f"orphan {number}".encode())
    age(place)
    swept = [sweep_in_turn(database, store.root, NOW + TURN * turn) for turn in range(PARTS)]
    assert sum(each.set_aside for each in swept) == 40
    assert timedelta(days=1) > PARTS * TURN
    assert sweep_in_turn(database, store.root, NOW + timedelta(minutes=1)) == Swept()


def test_messages_that_were_told_long_ago_are_forgotten(database: Database, user_id: UUID) -> None:
    endpoint_id, _ = database.run(lambda session: add_endpoint(session, user_id, "https://hooks.example.org/", []))
    rows: list[dict[str, object]] = [
        {"delivered_at": DAYS_AGO, "abandoned_at": None},
        {"delivered_at": None, "abandoned_at": DAYS_AGO},
        {"delivered_at": NOW, "abandoned_at": None},
        {"delivered_at": None, "abandoned_at": None},
    ]
    same: dict[str, object] = {"endpoint_id": endpoint_id, "event": WebhookEvent.ANALYSIS_FAILED, "payload": {}}
    database.run(lambda session: session.execute(insert(OutgoingMessage), [same | row for row in rows]))
    database.run(lambda session: forget_told(session, NOW - timedelta(days=1)))
    left = database.run(lambda session: session.scalars(select(OutgoingMessage)).all())
    assert {(each.delivered_at, each.abandoned_at) for each in left} == {(NOW, None), (None, None)}
