"""The language a text is written in, by py3langid limited to languages that resumes come in."""

from functools import cache
from typing import Protocol, cast

# The European Union's official languages, their neighbours, and Chinese, Japanese and Arabic.
_CODES = (
    "ar bg ca cs da de el en es et fi fr ga hr hu is it ja lt lv mt nb nl nn no pl pt ro ru sk sl sq sr sv tr uk zh"
)
LANGUAGES = frozenset(_CODES.split())
_SHORTEST = 40
_LONGEST = 5_000


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def language_of(text: str) -> str | None:
    """Tell the language of a text. The same text always gives the same answer.

    The first call of a process loads the model.

    Args:
        text: Any text; only its first 5,000 characters are looked at.

    Returns:
        ISO 639-1 code, one of `LANGUAGES`; None where the text has fewer than 40 letters.
    """
    sample = text[:_LONGEST]
    if sum(character.isalpha() for character in sample) < _SHORTEST:
        return None
    language, _ = _identifier().classify(sample)
    return language


@cache
def _identifier() -> _Identifier:
    # Imported here: it brings numpy and a model, which only those who read a document should pay for.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES & set(identifier.labels))
    return cast("_Identifier", identifier)
