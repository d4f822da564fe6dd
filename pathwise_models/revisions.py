"""What Alembic cannot do by itself when it makes a revision: its name, enum types, triggers of new tables."""

import re
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Any, Literal

from alembic.autogenerate import comparators, renderers
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import (
    CreateTableOp,
    DropTableOp,
    ExecuteSQLOp,
    MigrateOperation,
    MigrationScript,
    UpgradeOps,
)
from alembic.runtime.migration import MigrationContext
from alembic.script import write_hooks
from alembic.util import CommandError, DispatchPriority
from sqlalchemy import Connection, Enum, MetaData, text

from pathwise_models.base import UPDATED_AT_TRIGGER

LONGEST_REVISION_ID = 32

Labels = dict[str, tuple[str, ...]]
"""Labels of each enum type, in their order."""


class ReversibleSQLOp(ExecuteSQLOp):
    """A statement with the one that undoes it."""

    def __init__(self, statement: str, undo: str) -> None:
        super().__init__(statement)
        self.statement = statement
        self.undo = undo

    def reverse(self) -> "ReversibleSQLOp":
        """Return the undoing statement, as Alembic asks when it writes the downgrade."""
        return ReversibleSQLOp(self.undo, self.statement)


@renderers.dispatch_for(ReversibleSQLOp)
def render_sql(_context: AutogenContext, op: ReversibleSQLOp) -> str:
    """Write the statement into the file, over several lines where it is long."""
    lines = textwrap.wrap(op.statement, 100, break_long_words=False, break_on_hyphens=False)
    literals = [repr(line) if line is lines[-1] else repr(line + " ") for line in lines]
    return "op.execute(\n    " + "\n    ".join(literals) + "\n)"


def name_revision(context: MigrationContext, _revision: Any, directives: list[MigrationScript]) -> None:
    """Give a new revision its id; for `process_revision_directives`."""
    assert context.script is not None  # noqa: S101 - Alembic sets it whenever a revision is made
    taken = [known.revision for known in context.script.walk_revisions()]
    for script in directives:
        script.rev_id = revision_id(script.message or "", datetime.now(UTC).strftime("%Y%m%d"), taken)


def revision_id(message: str, day: str, taken: Iterable[str]) -> str:
    """Make the id of a revision, which is the name of its file as well.

    Args:
        message: What it does, in words; cut at a word where it is long. May be empty.
        day: As `YYYYMMDD`.
        taken: Ids that exist.

    Returns:
        `YYYYMMDD_NN_what_it_does`, 32 characters at most.

    Example:
        >>> revision_id("Add the reviewer of each analysis", "20270103", ["20270103_01_retention"])
        '20270103_02_add_the_reviewer_of'
    """
    numbers = [int(known[9:11]) for known in taken if re.match(rf"{day}_\d\d_", known)]
    prefix = f"{day}_{max(numbers, default=0) + 1:02}_"
    slug = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_") or "change"
    room = LONGEST_REVISION_ID - len(prefix)
    if len(slug) > room:
        # One character more than fits tells whether the cut falls on the end of a word.
        whole_words = slug[: room + 1].rpartition("_")[0]
        slug = whole_words or slug[:room]
    return prefix + slug


@comparators.dispatch_for("schema", priority=DispatchPriority.LAST)
def add_triggers(_context: AutogenContext, upgrade: UpgradeOps, _schemas: Iterable[str | None]) -> None:
    """Give each new table the trigger that keeps `updated_at`; take it from each dropped one."""
    upgrade.ops[:] = [step for op in upgrade.ops for step in _with_trigger(op)]


def _with_trigger(op: MigrateOperation) -> Iterator[MigrateOperation]:
    if not isinstance(op, CreateTableOp | DropTableOp):
        yield op
        return
    create = (
        f"CREATE TRIGGER {UPDATED_AT_TRIGGER} BEFORE UPDATE ON {op.table_name} "
        f"FOR EACH ROW EXECUTE FUNCTION {UPDATED_AT_TRIGGER}()"
    )
    drop = f"DROP TRIGGER IF EXISTS {UPDATED_AT_TRIGGER} ON {op.table_name}"
    if isinstance(op, CreateTableOp):
        yield op
        yield ReversibleSQLOp(create, undo=drop)
    else:
        yield ReversibleSQLOp(drop, undo=create)
        yield op


@comparators.dispatch_for("schema", priority=DispatchPriority.LAST)
def add_enum_types(context: AutogenContext, upgrade: UpgradeOps, _schemas: Iterable[str | None]) -> None:
    """Create enum types before and drop them after everything that uses them; add new labels.

    Raises:
        CommandError: If a label vanished or moved, which Postgres cannot do to a type in use.
    """
    assert context.connection is not None  # noqa: S101 - autogenerate always has one
    assert isinstance(context.metadata, MetaData)  # noqa: S101 - env.py hands in one
    stored, wanted = stored_enums(context.connection), declared_enums(context.metadata)
    upgrade.ops[:0] = [
        *(_create_type(name, wanted[name]) for name in sorted(wanted.keys() - stored.keys())),
        *(op for name in sorted(wanted.keys() & stored.keys()) for op in _new_labels(name, stored[name], wanted[name])),
    ]
    upgrade.ops += [_create_type(name, stored[name]).reverse() for name in sorted(stored.keys() - wanted.keys())]


def _create_type(name: str, labels: tuple[str, ...]) -> ReversibleSQLOp:
    listed = ", ".join(f"'{label}'" for label in labels)
    return ReversibleSQLOp(f"CREATE TYPE {name} AS ENUM ({listed})", undo=f"DROP TYPE {name}")


def _new_labels(name: str, stored: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[ReversibleSQLOp]:
    if tuple(label for label in wanted if label in stored) != stored:
        raise CommandError(
            f"Labels of the enum {name} were removed, renamed or moved. Write that migration by hand: make the new "
            "type under another name, move the columns over, drop the old type, rename the new one."
        )
    for index, label in enumerate(wanted):
        if label not in stored:
            place = f"AFTER '{wanted[index - 1]}'" if index else f"BEFORE '{stored[0]}'"
            yield ReversibleSQLOp(
                f"ALTER TYPE {name} ADD VALUE IF NOT EXISTS '{label}' {place}",
                undo=f"-- '{label}' stays in {name}: Postgres cannot take a label out of an enum.",
            )


def declared_enums(metadata: MetaData) -> Labels:
    """List the enum types that the models use."""
    types = [column.type for table in metadata.tables.values() for column in table.columns]
    return {str(kind.name): tuple(kind.enums) for kind in types if isinstance(kind, Enum)}


def stored_enums(connection: Connection) -> Labels:
    """List the enum types of the database's current schema."""
    rows = connection.execute(
        text(
            "SELECT typname, array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum "
            "JOIN pg_type ON pg_type.oid = enumtypid WHERE typnamespace = current_schema()::regnamespace "
            "GROUP BY typname"
        )
    )
    return {name: tuple(labels) for name, labels in rows}


def render_item(kind: str, item: Any, context: AutogenContext) -> str | Literal[False]:
    """Write an enum column so that it uses the type and does not make it; for `render_item`."""
    if kind != "type" or not isinstance(item, Enum):
        return False
    context.imports.add("from sqlalchemy.dialects import postgresql")
    labels = ", ".join(repr(label) for label in item.enums)
    return f"postgresql.ENUM({labels}, name={item.name!r}, create_type=False)"


@write_hooks.register("ruff_if_installed")
def tidy_with_ruff(path: str, _options: dict[str, str | None]) -> None:
    """Sort the imports and format a new revision, where ruff is installed."""
    if find_spec("ruff") is None:
        return
    # What is left after this is for the person who reads the revision, and no reason to stop.
    for arguments in (["check", "--fix", "--exit-zero", "--silent"], ["format", "--silent"]):
        subprocess.run([sys.executable, "-m", "ruff", *arguments, path], check=False)  # noqa: S603 - fixed arguments
