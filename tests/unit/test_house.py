"""The rules of the house that no linter has. Each rule is a function that finds what breaks it."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from prefect import Task
from prefect.flows import Flow, load_flow_from_entrypoint

import flows.forms
import tasks
from flows.forms import Form
from pathwise.settings import PROJECT_ROOT
from tasks.tags import TAGS

FLOORS = ("pathwise_models", "pathwise", "tasks", "flows")
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "misc", "types", "logging"}
LONGEST_FILE = 300
CATCHES_EVERYTHING = {"tasks/stages.py"}
"""The recorder of stages puts on record whatever broke, and raises it again. Nothing else may."""

needs_git = pytest.mark.skipif(not (PROJECT_ROOT / ".git").exists(), reason="not a checkout of git")


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (PROJECT_ROOT / folder).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(PROJECT_ROOT).as_posix()


def broad_excepts(source: str) -> list[int]:
    """Lines that catch, or suppress, every exception there is."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ExceptHandler(type=None):
                lines.append(node.lineno)
            case ast.ExceptHandler(type=caught) if caught and names_all(caught):
                lines.append(node.lineno)
            case ast.Call(func=ast.Name("suppress") | ast.Attribute(attr="suppress")) if any(map(names_all, node.args)):
                lines.append(node.lineno)
    return lines


def names_all(caught: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) and node.id in {"Exception", "BaseException"} for node in ast.walk(caught))


def tries(source: str) -> list[int]:
    return [node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Try | ast.TryStar)]


def postponed_annotations(source: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
    ]


def foreign_addresses(text: str) -> list[str]:
    """Addresses of package indexes and paths of somebody's home, by the pattern of the commit hook."""
    config = yaml.safe_load((PROJECT_ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (pattern,) = (
        hook["entry"] for repo in config["repos"] for hook in repo["hooks"] if hook["id"] == "foreign-addresses"
    )
    return [match.group().strip() for match in re.finditer(pattern, text)]


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT_ROOT, check=True, capture_output=True, text=True)
    files = [PROJECT_ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in files if path.is_file()]


class TestModules:
    @pytest.mark.parametrize("floor", FLOORS)
    def test_every_floor_has_modules(self, floor: str) -> None:
        assert modules(floor)

    def test_every_module_is_named_by_a_noun_of_the_field(self) -> None:
        assert [named(path) for path in modules(*FLOORS, "tests") if path.stem in NAMES_THAT_SAY_NOTHING] == []

    def test_no_module_is_longer_than_a_reader_wants_in_one_piece(self) -> None:
        lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*FLOORS)}
        assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}

    def test_the_folder_of_migrations_is_no_package(self) -> None:
        assert list((PROJECT_ROOT / "alembic").rglob("*.py"))
        assert list((PROJECT_ROOT / "alembic").rglob("__init__.py")) == []


class TestExceptions:
    def test_only_the_recorder_of_stages_catches_everything(self) -> None:
        found = {named(path): broad_excepts(path.read_text(encoding="utf-8")) for path in modules(*FLOORS, "alembic")}
        assert {name: lines for name, lines in found.items() if lines and name not in CATCHES_EVERYTHING} == {}

    @pytest.mark.parametrize(
        "caught", ["except:", "except Exception:", "except BaseException as e:", "except (OSError, Exception):"]
    )
    def test_a_broad_except_is_seen(self, caught: str) -> None:
        assert broad_excepts(f"try:\n    pass\n{caught}\n    pass\n") == [3]

    def test_a_broad_suppress_is_seen(self) -> None:
        assert broad_excepts("with contextlib.suppress(Exception):\n    pass\n") == [1]

    def test_a_narrow_except_is_no_offence(self) -> None:
        assert broad_excepts("try:\n    pass\nexcept (OSError, ValueError):\n    pass\n") == []


class TestFlows:
    @pytest.mark.parametrize("path", modules("flows"), ids=named)
    def test_a_flow_tries_nothing_and_keeps_its_annotations(self, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        assert tries(source) == []
        assert postponed_annotations(source) == []

    def test_both_offences_are_seen(self) -> None:
        source = "from __future__ import annotations\ntry:\n    pass\nfinally:\n    pass\n"
        assert (postponed_annotations(source), tries(source)) == ([1], [2])


class TestDeployments:
    FILE = PROJECT_ROOT / "prefect.yaml"

    @pytest.mark.skipif(not FILE.exists(), reason="no deployments yet")
    def test_every_entrypoint_loads(self) -> None:
        deployments = yaml.safe_load(self.FILE.read_text(encoding="utf-8"))["deployments"]
        for entrypoint in {deployment["entrypoint"] for deployment in deployments}:
            flow: Flow[..., object] = load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False)
            assert flow.name.replace("-", "_") == entrypoint.rsplit(".", 1)[1]

    def test_every_form_says_what_each_of_its_fields_means(self) -> None:
        forms = [form for form in vars(flows.forms).values() if isinstance(form, type) and issubclass(form, Form)]
        assert len(forms) > 3
        for form in forms:
            schema = form.model_json_schema()
            assert schema.get("additionalProperties") is False
            fields = schema.get("properties", {})
            assert [
                name for name, field in fields.items() if not (field.get("title") and field.get("description"))
            ] == []

    def test_every_deployment_says_how_it_is_run(self) -> None:
        deployed = yaml.safe_load(self.FILE.read_text(encoding="utf-8"))["deployments"]
        assert {f"{each['entrypoint'].rsplit('.', 1)[1].replace('_', '-')}/{each['name']}" for each in deployed} >= {
            "process-upload/on-event",
            "process-upload/by-hand",
            "compare-batch/on-event",
            "compare-batch/by-hand",
            "process-chunk/fan-out",
            "import-resumes/by-hand",
            "reprocess-uploads/nightly",
            "reprocess-uploads/by-hand",
        }
        for each in deployed:
            assert "**" in each["description"], "Markdown, with what it works on in bold"
            assert each["work_pool"]["name"] == "pathwise"
            assert each["work_pool"]["work_queue_name"] in {"system", "live", "bulk"}
            assert each["work_pool"]["job_variables"]["env"]["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"] == "30"
            assert {tag.partition(":")[0] for tag in each["tags"]} == {"area", "trigger"}

    def test_what_waits_for_other_runs_holds_no_slot_of_their_queue(self) -> None:
        deployed = yaml.safe_load(self.FILE.read_text(encoding="utf-8"))["deployments"]
        bulk = [each for each in deployed if each["work_pool"]["work_queue_name"] == "bulk"]
        assert bulk
        assert {each["work_pool"]["job_variables"]["env"]["PATHWISE_FAN_OUT"] for each in bulk} == {"threads"}


@needs_git
class TestTrackedFiles:
    def test_none_names_a_package_index_or_somebodys_home(self) -> None:
        found = {
            named(path): foreign_addresses(path.read_text(encoding="utf-8", errors="replace"))
            for path in tracked_files()
        }
        assert {name: addresses for name, addresses in found.items() if addresses} == {}

    @pytest.mark.parametrize(
        "parts",
        [
            ("https://mirror.example.org", "/simple/"),
            ("https://mirror.example.org/root", "/packages/a/b.whl"),
            ("py", "pi.org"),
            ("/home", "/ada/resumes"),
            ("/Users", "/ada/resumes"),
            ("/root", "/.cache"),
        ],
    )
    def test_such_an_address_is_seen(self, parts: tuple[str, str]) -> None:
        assert foreign_addresses("see " + "".join(parts))

    def test_nothing_that_is_written_while_running_is_tracked(self) -> None:
        names = {named(path).split("/")[0] for path in tracked_files()}
        assert names & {".env", ".env.local", ".pathwise", ".tools", ".venv"} == set()


def test_the_readme_begins_with_its_two_commands() -> None:
    readme = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert blocks[:1] == ["make demo\nmake test\n"]


def test_the_processes_that_read_resumes_load_neither_prefect_nor_sqlalchemy() -> None:
    script = """
import importlib, pkgutil, sys
for name in ("documents", "resume", "job", "scoring", "feedback", "comparison", "workers"):
    package = importlib.import_module(f"pathwise.{name}")
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
print(*sorted({"prefect", "sqlalchemy", "pandas"} & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", script], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.stdout.strip() == ""


def test_every_tag_is_from_the_closed_set() -> None:
    deployed = yaml.safe_load((PROJECT_ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    used = {tag for deployment in deployed for tag in deployment["tags"]}
    for module in pkgutil.iter_modules(tasks.__path__, "tasks."):
        members = vars(importlib.import_module(module.name)).values()
        used |= {tag for member in members if isinstance(member, Task) for tag in member.tags}
    assert {"stage:extract", "stage:compare", "area:batch", "trigger:ui"} <= used
    assert used <= TAGS
