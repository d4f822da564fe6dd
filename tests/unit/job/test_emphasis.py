import pytest

from pathwise.job.emphasis import importance_said, parted_by_emphasis
from pathwise.job.model import Importance
from pathwise.job.vocabulary import load_vocabulary

WORDS = load_vocabulary()
MUST, NICE = Importance.MUST, Importance.NICE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rye is required", MUST),
        ("Rye is essential", MUST),
        ("You must know rye", MUST),
        ("Rye is a plus", NICE),
        ("Rye would be an advantage", NICE),
        ("Ideally rye", NICE),
        ("Rye desirable", NICE),
        ("Rye preferred, not required", NICE),
        ("Roggen ist zwingend erforderlich", MUST),
        ("Roggen von Vorteil", NICE),
        ("Roggen wünschenswert", NICE),
        ("Idealerweise Roggen", NICE),
        ("Seigle exigé", MUST),
        ("Seigle indispensable", MUST),
        ("Seigle souhaité", NICE),
        ("Le seigle serait un plus", NICE),
        ("Centeno imprescindible", MUST),
        ("Centeno deseable", NICE),
        ("Se valorará centeno", NICE),
        ("Centeio obrigatório", MUST),
        ("Centeio desejável", NICE),
        ("Será um diferencial", NICE),
        ("Segale obbligatoria", MUST),
        ("Segale preferibile", NICE),
        ("Costituisce titolo preferenziale", NICE),
        ("Rogge vereist", MUST),
        ("Rogge is een pré", NICE),
        ("Rogge gewenst", NICE),
        ("Rye", None),
        ("Welcome guests at the door", None),
        ("Clean as required", None),
    ],
)
def test_words_tell_whether_a_job_insists(text: str, said: Importance | None) -> None:
    assert importance_said(text, WORDS) is said


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Rye required, spelt a plus", [("Rye required", MUST), ("spelt a plus", NICE)]),
        ("Rye (spelt is a plus)", [("Rye", None), ("spelt is a plus)", NICE)]),
        ("Rye, spelt is a plus", [("Rye", None), ("spelt is a plus", NICE)]),
        ("Rye, spelt a plus", [("Rye, spelt a plus", NICE)]),
        ("Rye (preferred)", [("Rye (preferred)", NICE)]),
        ("Baking, ideally in a mill", [("Baking", None), ("ideally in a mill", NICE)]),
        ("Backen, idealerweise in einer Mühle", [("Backen", None), ("idealerweise in einer Mühle", NICE)]),
        ("Rye", [("Rye", None)]),
    ],
)
def test_a_clause_is_cut_where_its_words_change(text: str, pieces: list[tuple[str, Importance | None]]) -> None:
    assert list(parted_by_emphasis(text, WORDS)) == pieces
