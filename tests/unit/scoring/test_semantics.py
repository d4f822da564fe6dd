import subprocess
import sys
from importlib.util import find_spec

import pytest

from pathwise.manifest import current_versions
from pathwise.scoring import semantics
from pathwise.scoring.semantics import NO_SEMANTICS, load_semantics, semantics_version

needs_layer = pytest.mark.skipif(semantics_version() == NO_SEMANTICS, reason="no semantic layer for this machine")


@needs_layer
def test_the_installed_layer_is_named_with_its_version() -> None:
    assert semantics_version().startswith("wordllama-0.4.")
    assert current_versions().semantics == semantics_version()


def test_without_the_layer_words_are_compared_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantics, "find_spec", lambda name: None if name == "wordllama" else find_spec(name))
    semantics_version.cache_clear()
    load_semantics.cache_clear()
    try:
        assert semantics_version() == NO_SEMANTICS
        assert load_semantics() is None
    finally:
        semantics_version.cache_clear()
        load_semantics.cache_clear()


def test_naming_the_layer_and_scoring_without_a_job_load_nothing_of_it() -> None:
    program = (
        "import sys; import pathwise.manifest as m; import pathwise.judgement; m.current_versions();"
        "sys.exit(bool({'tokenizers', 'wordllama'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
