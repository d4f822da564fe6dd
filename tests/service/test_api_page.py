"""docs/api.md: its examples run as they stand, and what it names exists."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx

from pathwise.service.description import _TOLD
from pathwise.settings import PROJECT_ROOT
from tests.service.conftest import ADA

PAGE = (PROJECT_ROOT / "docs" / "api.md").read_text(encoding="utf-8")
MAKES_A_KEY = "pathwise key create"


def json_values(text: str) -> Iterator[dict[str, Any]]:
    """Give the JSON values that follow one another in a text."""
    decoder, place = json.JSONDecoder(), 0
    while place < len(text.rstrip()):
        value, place = decoder.raw_decode(text, place)
        yield value


def test_the_examples_run_one_after_the_other_as_they_stand(
    service: httpx.Client, make_a_key: Callable[[str], str], tmp_path: Path
) -> None:
    examples = [each for each in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL) if MAKES_A_KEY not in each]
    (tmp_path / "resume.txt").write_text("Ada Example, engineer. Python.", encoding="utf-8")
    (tmp_path / "job.md").write_text("Must have:\n- Python\n", encoding="utf-8")
    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(examples)],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "URL": str(service.base_url).rstrip("/"), "KEY": make_a_key(ADA)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    answers = list(json_values(run.stdout))
    taken, analysis, retried, batch, listed, health, ready = answers
    assert retried == taken
    assert analysis["analysis_id"] == taken["analysis_id"]
    assert batch["known"] is False
    assert [each["filename"] for each in listed["uploads"]] == ["resume.txt"]
    assert (health, ready["status"]) == ({"status": "ok"}, "not_ready")


def test_every_address_on_the_page_exists(service: httpx.Client) -> None:
    described = service.get("/openapi.json").json()["paths"]
    named = set(re.findall(r"`(?:GET |POST )?(/(?:api|health)[^`?]*)`", PAGE))
    assert named
    assert named <= set(described)


def test_every_status_that_is_described_is_told_on_the_page() -> None:
    (table,) = re.findall(r"\| status \| what to do \|\n(.*?)\n\n", PAGE, re.DOTALL)
    assert {int(status) for status in re.findall(r"\b[45]\d\d\b", table)} == set(_TOLD)
