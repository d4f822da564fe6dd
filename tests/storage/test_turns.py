"""Turns on a real Postgres: one at a time, and never kept by one who is gone."""

from pathwise.storage.database import Database
from pathwise.storage.turns import sole_turn


def test_one_at_a_time_has_the_turn_and_the_other_does_not_wait(database: Database) -> None:
    with sole_turn(database, "sweep") as first, sole_turn(database, "sweep") as second:
        assert (first, second) == (True, False)
    with sole_turn(database, "sweep") as third:
        assert third


def test_different_work_has_turns_of_its_own(database: Database) -> None:
    with sole_turn(database, "sweep") as first, sole_turn(database, "count") as second:
        assert (first, second) == (True, True)


def test_a_turn_ends_with_the_connection_of_who_had_it(database: Database) -> None:
    with sole_turn(database, "sweep"):
        database.run(
            lambda session: session.connection().exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            )
        )
        with sole_turn(database, "sweep") as is_mine:
            assert is_mine
