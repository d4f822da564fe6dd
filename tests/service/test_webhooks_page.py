"""docs/webhooks.md and the service say the same; what it shows for curl works."""

import json
import os
import re
import subprocess
from pathlib import Path

import httpx
import pytest

from pathwise.service.delivery import SCHEDULE
from pathwise.service.webhook_shapes import MOST_FILES, BatchMessage, UploadMessage
from pathwise.settings import PROJECT_ROOT
from pathwise_models.enums import WebhookEvent
from tests.service.conftest import Serve
from tests.service.signing import SECRET

PAGE = (PROJECT_ROOT / "docs" / "webhooks.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def hooked(serve: Serve) -> httpx.Client:
    return serve(webhook_secrets=SECRET)


def test_the_messages_shown_are_understood() -> None:
    upload, batch, _ = blocks("json")
    assert UploadMessage.model_validate_json(upload).file.shown_name == "ada-example.pdf"
    assert len(BatchMessage.model_validate_json(batch).members) == 2
    assert f"; {MOST_FILES} at most" in PAGE


def test_curl_sends_what_the_page_shows(hooked: httpx.Client, tmp_path: Path) -> None:
    (tmp_path / "resume.txt").write_text("Ada Example\nada@example.org\n", encoding="utf-8")
    [script] = [block for block in blocks("bash") if "curl" in block]
    run = subprocess.run(
        ["bash", "-euc", script],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "SECRET": SECRET, "SERVICE": str(hooked.base_url).rstrip("/")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert set(json.loads(run.stdout)) == {"upload_id", "analysis_id"}, run.stderr


def test_every_event_is_told() -> None:
    assert set(re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", PAGE, re.MULTILINE)) == {event.value for event in WebhookEvent}


def test_the_waits_are_told() -> None:
    told = "5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h"
    seconds = {"s": 1, "min": 60, "h": 3600}
    waits = [int(number) * seconds[unit] for number, unit in re.findall(r"(\d+) (s|min|h)", told)]
    assert told in " ".join(PAGE.split())
    assert [wait.total_seconds() for wait in SCHEDULE] == waits
