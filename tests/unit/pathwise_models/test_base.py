import subprocess
import sys

import pytest
from sqlalchemy import DateTime, Enum
from sqlalchemy.dialects.postgresql import JSONB

from pathwise_models.metadata import metadata

COLUMNS = [column for table in metadata.tables.values() for column in table.columns]


def test_the_words_come_without_sqlalchemy() -> None:
    code = "import sys, pathwise_models.enums; sys.exit('sqlalchemy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("kind", [column.type for column in COLUMNS if isinstance(column.type, Enum)], ids=str)
def test_enums_are_stored_by_value(kind: Enum) -> None:
    assert kind.enum_class is not None
    assert kind.enums == [member.value for member in kind.enum_class]


def test_times_carry_their_zone() -> None:
    naive = [str(column) for column in COLUMNS if isinstance(column.type, DateTime) and not column.type.timezone]

    assert naive == []


def test_no_json_column_stores_the_word_null() -> None:
    wordy = [str(column) for column in COLUMNS if isinstance(column.type, JSONB) and not column.type.none_as_null]

    assert wordy == []


def test_names_fit_into_postgres() -> None:
    tables = metadata.tables.values()
    names = [str(index.name) for table in tables for index in table.indexes]
    names += [str(constraint.name) for table in tables for constraint in table.constraints]

    assert [name for name in names if len(name) > 63] == []


def test_every_table_has_a_key_and_its_two_times() -> None:
    for table in metadata.tables.values():
        assert [column.name for column in table.columns][:3] == ["id", "created_at", "updated_at"]
