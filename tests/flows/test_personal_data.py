"""An invented person goes through success and every failure; nothing of them is left in Prefect or in a log."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest
from prefect import flow
from prefect.logging.handlers import APILogWorker
from prefect.settings import PREFECT_API_URL, temporary_settings

from pathwise.demo.layouts import make_file
from pathwise.demo.model import Layout, Special
from pathwise.demo.people import Wish, invent_person
from pathwise.storage.database import Database
from pathwise.storage.files import StoredFile, key_of
from pathwise.storage.uploads import Arrival, ensure_user, register_uploads
from pathwise_models.enums import Stage
from tasks.stages import run_stage

NAME = "Quillon Zebrowskivance"
EMAIL = "quillon.zebrowskivance@example.org"
STEM = "quillon-zebrowskivance"
FILES = {
    f"{STEM}.pdf": (Layout.PDF_ONE_COLUMN, Special.NOTHING),
    f"{STEM}.docx": (Layout.DOCX_TABLES, Special.NOTHING),
    f"{STEM}.txt": (Layout.TEXT, Special.NOTHING),
    f"{STEM}-locked.pdf": (Layout.PDF_ONE_COLUMN, Special.ENCRYPTED),
    f"{STEM}-scanned.pdf": (Layout.PDF_ONE_COLUMN, Special.SCANNED),
    f"{STEM}-damaged.docx": (Layout.DOCX_PLAIN, Special.CORRUPT),
    f"{STEM}-empty.pdf": (Layout.PDF_ONE_COLUMN, Special.EMPTY),
    f"{STEM}-hidden.pdf": (Layout.PDF_ONE_COLUMN, Special.HIDDEN_TEXT),
}
NO_RESUMES = {
    f"{STEM}.gif": b"GIF89a" + NAME.encode() * 20,
    f"{STEM}-large.txt": f"{NAME}\n{EMAIL}\n".encode() * 40_000,
    f"{STEM}-prices.txt": f"Price list of {NAME}\n".encode() + b"Screw 4x40  0.10 EUR\n" * 60,
}


@pytest.fixture
def resumes(tmp_path: Path) -> Path:
    """Write the person's resumes, good and bad."""
    person = invent_person(7, 7, Wish(name=NAME))
    folder = tmp_path / "resumes"
    folder.mkdir()
    for name, (layout, special) in FILES.items():
        (folder / name).write_bytes(make_file(person, layout, special, Random(7)))
    for name, data in NO_RESUMES.items():
        (folder / name).write_bytes(data)
    return folder


def traces(home: Path) -> dict[str, list[str]]:
    """Tell in which files below Prefect's home and the logs something of the person stands."""
    tokens = ["quillon", "zebrowski"]
    files = [path for part in ("prefect", "logs") for path in (home / part).rglob("*") if path.is_file()]
    assert any(path.suffix == ".db" for path in files)
    assert any(path.name == "flows.log" for path in files)
    found = {
        path.name: [token for token in tokens if token in path.read_bytes().decode("latin-1").lower()] for path in files
    }
    return {name: seen for name, seen in found.items() if seen}


def pathwise(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "pathwise", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def test_prefect_and_the_logs_learn_no_name_address_or_file_name(
    database: Database, prefect_home: Path, resumes: Path, tmp_path: Path, api_url: str
) -> None:
    job = tmp_path / "job.md"
    job.write_text("# Requirements\n- Python\n- PostgreSQL\n")
    each = pathwise("process", str(resumes / f"{STEM}.pdf"), "--user", EMAIL, "--json")
    assert each.returncode == 0, each.stderr
    many = pathwise(
        "process", str(resumes), "--user", EMAIL, "--job", str(job), "--json", PATHWISE_MAX_FILE_BYTES="1000000"
    )
    assert many.returncode == 1, many.stderr
    reasons = {"encrypted", "no_text", "corrupt", "empty_file", "unsupported_type", "too_large", "not_a_resume"}
    assert {reason for reason in reasons if f'"{reason}"' in many.stdout} == reasons
    late = pathwise("process", str(resumes), "--user", f"x{EMAIL}", PATHWISE_READ_SECONDS="0.001")
    assert "timed_out" in late.stdout
    break_a_stage(api_url, database)
    assert traces(prefect_home) == {}


def break_a_stage(api_url: str, database: Database) -> None:
    """Let a stage fail on an error whose message quotes the person, within a flow run of the same server."""
    user_id, _ = database.run(lambda session: ensure_user(session, EMAIL))
    sha256 = "f" * 64
    arrival = Arrival(f"{STEM}.pdf", StoredFile(key_of(sha256), sha256, 1))
    [upload_id] = database.run(lambda session: register_uploads(session, user_id, [arrival]))

    def compute() -> str:
        raise KeyError(f"{NAME} <{EMAIL}>")

    @flow(name="broken", flow_run_name=f"broken-{uuid4()}")
    def broken() -> None:
        run_stage(Stage.EXTRACT, upload_id, compute, lambda _session, _result: None)

    with temporary_settings({PREFECT_API_URL: api_url}):
        state = broken(return_state=True)
        APILogWorker.drain_all(timeout=30)
    assert state.is_failed()
    assert "KeyError" in str(state.message)
