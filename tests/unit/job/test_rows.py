from pathwise.job.rows import rows_of
from pathwise.job.vocabulary import load_vocabulary

WORDS = load_vocabulary()


def rows(text: str) -> list[tuple[str, bool, str | None]]:
    return [(row.text, row.is_bullet, row.heading) for row in rows_of(text.splitlines(), WORDS)]


def test_a_list_item_that_runs_over_two_lines_is_one() -> None:
    text = "- Knowledge of rye, spelt and of all the\nother grains\n- ovens"
    assert rows(text) == [
        ("Knowledge of rye, spelt and of all the other grains", True, None),
        ("ovens", True, None),
    ]


def test_a_joined_row_keeps_the_lines_it_was_made_of() -> None:
    (row,) = rows_of(["- Knowledge of rye, spelt and of", "grains of all kinds"], WORDS)
    assert row.quotes == ("- Knowledge of rye, spelt and of", "grains of all kinds")


def test_a_paragraph_cut_at_the_edge_of_the_page_is_one() -> None:
    text = "You have worked in a bakery for some years and you are glad to\nlearn how we bake.\nCome."
    assert [row[0] for row in rows(text)] == [text.replace("to\n", "to ").splitlines()[0], "Come."]


def test_short_lines_of_a_bare_list_stay_apart() -> None:
    assert [row[0] for row in rows("rye,\nspelt,\nstone ovens and\nbread")] == [
        "rye,",
        "spelt,",
        "stone ovens and",
        "bread",
    ]


def test_a_capital_after_a_joining_word_goes_on() -> None:
    assert len(rows("- Mehrjährige Erfahrung in der Leitung von\nBackstuben")) == 1


FLAT = (
    "Example Mills is hiring a baker in the north of the land. Responsibilities: Bake the bread of the day Clean the "
    "ovens every evening Requirements: Experience with rye Knowledge of ovens Strong arms Nice To Haves - Experience "
    "with spelt About Example Mills: Example Mills has baked for a century."
)


def test_a_text_without_line_breaks_is_taken_apart_at_its_labels_and_openings() -> None:
    assert [text for text, _, heading in rows(FLAT) if not heading] == [
        "Example Mills is hiring a baker in the north of the land.",
        "Bake the bread of the day",
        "Clean the ovens every evening",
        "Experience with rye",
        "Knowledge of ovens",
        "Strong arms",
        "Experience with spelt",
        "Example Mills has baked for a century.",
    ]
    assert [heading for _, _, heading in rows(FLAT) if heading] == [
        "Responsibilities",
        "Requirements",
        "Nice To Haves",
        "About Example Mills",
    ]


def test_bullets_within_a_line_are_items() -> None:
    text = "Requirements: " + " - ".join(
        ["", *(f"Grain number {number} from the mill by the river" for number in range(6))]
    )
    assert [row[1] for row in rows(text)].count(True) == 6
