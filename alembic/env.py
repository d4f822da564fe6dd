"""Runs the migrations on the database of the settings, or on the one that the caller hands in."""

from logging.config import fileConfig

from alembic import context
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from pathwise.settings import load_settings
from pathwise_models import revisions
from pathwise_models.metadata import metadata

# A lock that is not granted within ten seconds is held by work that a migration must not queue up behind: all
# other queries on that table would wait as well. Ten minutes are enough for an index on a few million rows.
LOCK_TIMEOUT = "10s"
STATEMENT_TIMEOUT = "10min"
# Any constant will do: two migrations of one database must not run at once.
MIGRATION_LOCK = 7_284_917


def database_url() -> str:
    """Find the database: the caller's `sqlalchemy.url`, DATABASE_URL, the embedded Postgres, in this order."""
    settings = load_settings()
    given = context.config.get_main_option("sqlalchemy.url") or settings.database_url
    if given:
        return given
    from pathwise.runtime.postgres import database_url as embedded_url  # noqa: PLC0415 - only where it is needed

    return embedded_url(settings)


def run_on(connection: Connection) -> None:
    """Run the migrations on an open connection; a transaction the caller began stays the caller's to end."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transaction_per_migration=True,
        compare_type=True,
        compare_server_default=True,
        render_item=revisions.render_item,
        process_revision_directives=revisions.name_revision,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_alone() -> None:
    """Run the migrations on a connection of their own, one process at a time."""
    engine = create_engine(database_url(), poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        # Held until the connection closes. Waiting for another migration to end is not bound by the limits below.
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
        connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'"))
        connection.commit()
        run_on(connection)


def print_sql() -> None:
    """Write the SQL of the migrations instead of running it (`alembic upgrade head --sql`)."""
    context.configure(dialect_name="postgresql", literal_binds=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()


# Only the command `alembic` speaks to a person; programs that migrate have logs of their own.
if context.config.cmd_opts is not None and context.config.config_file_name is not None:
    fileConfig(context.config.config_file_name, disable_existing_loggers=False)

if context.is_offline_mode():
    print_sql()
elif (handed_in := context.config.attributes.get("connection")) is not None:
    run_on(handed_in)
else:
    run_alone()
