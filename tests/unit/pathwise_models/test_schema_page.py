from pathlib import Path

from pathwise_models.metadata import metadata
from pathwise_models.schema_page import render_page

PAGE = Path(__file__).parents[3] / "docs" / "schema.md"


def test_the_page_in_docs_is_the_one_the_models_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_page(), (
        "run: python -m pathwise_models.schema_page > docs/schema.md"
    )


def test_every_column_says_what_it_is() -> None:
    silent = [str(column) for table in metadata.tables.values() for column in table.columns if not column.doc]

    assert silent == []


def test_every_table_has_its_section() -> None:
    headings = [line.removeprefix("## ") for line in render_page().splitlines() if line.startswith("## ")]

    assert headings[:-1] == [table.name for table in metadata.sorted_tables]
