"""Writes `docs/schema.md` from the metadata: `python -m pathwise_models.schema_page > docs/schema.md`."""

import sys
from collections.abc import Iterable, Iterator

from sqlalchemy import CheckConstraint, Column, Enum, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex

from pathwise_models.base import Base
from pathwise_models.metadata import metadata

INTRODUCTION = """\
# The tables

Made from the models by `python -m pathwise_models.schema_page > docs/schema.md`; a test holds it to them.

Every table has a trigger that keeps `updated_at`. Times carry their zone. Points are 0 to 100."""

_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy gives its dialects no types


def render_page() -> str:
    """Write the whole page as Markdown, tables first, each after those it refers to."""
    purposes = {mapper.local_table: mapper.class_.__doc__ or "" for mapper in Base.registry.mappers}
    parts = [INTRODUCTION]
    parts += [render_table(table, purposes[table]) for table in metadata.sorted_tables]
    parts.append(_render_enums(metadata.sorted_tables))
    return "\n\n".join(parts) + "\n"


def render_table(table: Table, purpose: str) -> str:
    """Write the section of one table.

    Args:
        table: The table.
        purpose: A sentence on what its rows are.
    """
    rules = "\n".join(f"* {rule}" for rule in _rules(table))
    sections = [
        f"## {table.name}",
        purpose.strip(),
        _markdown_table(("column", "type", "null", "default", "what it is"), map(_column_cells, table.columns)),
        rules,
    ]
    return "\n\n".join(section for section in sections if section)


def _column_cells(column: Column[object]) -> tuple[str, ...]:
    return (
        f"`{column.name}`",
        column.type.compile(_DIALECT).lower(),
        "yes" if column.nullable else "no",
        f"`{_default(column)}`" if column.server_default is not None else "",
        " ".join([column.doc or "", *map(_target, column.foreign_keys)]).strip(),
    )


def _default(column: Column[object]) -> str:
    value = getattr(column.server_default, "arg", "")
    return value if isinstance(value, str) else str(value.compile(dialect=_DIALECT))


def _target(key: ForeignKey) -> str:
    ends = {"CASCADE": "deleted with it", "SET NULL": "null once it is deleted"}
    return f"Key of `{key.column.table.name}`, {ends[key.ondelete or '']}."


def _rules(table: Table) -> Iterator[str]:
    for constraint in sorted(table.constraints, key=lambda constraint: str(constraint.name)):
        if isinstance(constraint, UniqueConstraint):
            yield f"unique: {', '.join(f'`{column.name}`' for column in constraint.columns)}"
        elif isinstance(constraint, CheckConstraint):
            yield f"check: `{constraint.sqltext}`"
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        yield _index_rule(index)


def _index_rule(index: Index) -> str:
    kind = "unique" if index.unique else "index"
    # The text after the table's name holds the expressions and the condition as Postgres will read them.
    definition = str(CreateIndex(index).compile(dialect=_DIALECT)).partition(f" ON {index.table}")[2].strip()
    return f"{kind}: `{definition}`"


def _render_enums(tables: Iterable[Table]) -> str:
    kinds = {
        str(column.type.name): column.type
        for table in tables
        for column in table.columns
        if isinstance(column.type, Enum)
    }
    rows = [(f"`{name}`", ", ".join(f"`{label}`" for label in kinds[name].enums)) for name in sorted(kinds)]
    return "## Words\n\nEnum types, stored by value, in their order.\n\n" + _markdown_table(("type", "labels"), rows)


def _markdown_table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |" for cells in lines)


if __name__ == "__main__":
    sys.stdout.write(render_page())
