import subprocess
import sys
from pathlib import Path

import pytest

from pathwise.documents.model import ReadingLimits
from pathwise.inspection import Inspection, inspect_bytes
from pathwise.lexicon_in_force import write_mirror
from pathwise.orders import JudgeOrder, judge_one
from pathwise.resume.layers import Layer, LayerSkill
from pathwise.resume.months import YearMonth
from pathwise.scoring.model import Way

RESUME = b"Mira Holt\n\nExperience\nBaker, Example Mills\n2019 - 2021\n- Loaf scoring by hand\n\nSkills\nPython\n"


def test_a_layer_below_the_lexicon_is_known_when_a_resume_is_held_against_a_job(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATHWISE_HOME", str(tmp_path))
    write_mirror(tmp_path, [Layer("esco", "1", (LayerSkill("loaf scoring (ESCO)", "skill", ("loaf scoring",)),))])
    inspection = inspect_bytes(RESUME, ReadingLimits(), YearMonth(2026, 11))
    assert isinstance(inspection, Inspection)
    (found,) = judge_one(JudgeOrder(inspection, "Requirements\n- Loaf scoring\n")).scorecard.requirements
    assert (found.requirement.any_of, found.matched_by) == (("loaf scoring (ESCO)",), Way.EXACT)


def test_a_process_made_ready_has_loaded_what_a_job_needs() -> None:
    program = """
from pathwise.job.vocabulary import load_vocabulary
from pathwise.orders import load_all
from pathwise.scoring.semantics import load_semantics
load_all(None)
raise SystemExit(not (load_vocabulary.cache_info().currsize and load_semantics.cache_info().currsize))
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
