"""docs/cli.md and the commands say the same."""

import json
import re
from pathlib import Path

import pytest
import typer.main

from pathwise.cli import commands
from pathwise.demo.samples import DemoSet
from pathwise_models.enums import ReasonCode
from tests.commands.conftest import CLI_PAGE, Home, documented, key_paths

GROUP = typer.main.get_command(commands)
NAMES = sorted(GROUP.commands)  # type: ignore[attr-defined]  # typer does not export the class of groups


def options_of(name: str) -> set[str]:
    command = GROUP.commands[name]  # type: ignore[attr-defined]  # as above
    parts = [command, *getattr(command, "commands", {}).values()]
    return {option for part in parts for each in part.params for option in each.opts if option.startswith("--")}


def test_every_command_has_a_section_and_every_section_a_command() -> None:
    assert sorted(re.findall(r"^## pathwise (\w+)$", CLI_PAGE, re.MULTILINE)) == NAMES


def test_every_command_is_in_the_list_at_the_top() -> None:
    assert sorted(re.findall(r"^\| \[`pathwise (\w+)`\]", CLI_PAGE, re.MULTILINE)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_options_of_a_command_are_those_of_its_section(name: str) -> None:
    assert {row for row in documented(f"pathwise {name}") if row.startswith("--")} == options_of(name)


def test_the_options_of_all_commands_are_told() -> None:
    told = {row for row in documented("What holds for all of them") if row.startswith("--")}
    assert told == {option for each in GROUP.params for option in each.opts} | {"--help"}


def test_every_reason_is_told() -> None:
    section = CLI_PAGE[CLI_PAGE.index("**Why a file failed.**") : CLI_PAGE.index("## pathwise inspect")]
    assert set(re.findall(r"`(\w+)`", section)) - {"reason", "message"} == {each.value for each in ReasonCode}


def test_the_examples_are_no_wider_than_the_page() -> None:
    examples = re.findall(r"```console\n(.*?)```", CLI_PAGE, re.DOTALL)
    assert max(len(line) for example in examples for line in example.splitlines()) <= 100


@pytest.mark.parametrize(
    ("command", "sections"),
    [("inspect", ["pathwise inspect"]), ("score", ["pathwise inspect", "pathwise score"])],
)
def test_each_json_key_of_a_file_is_told_and_no_other(
    command: str, sections: list[str], home: Home, samples: DemoSet, tmp_path: Path
) -> None:
    wanted = tmp_path / "job.md"
    wanted.write_text(f"{samples.job.read_text('utf-8')}\n## Requirements\n\n- Not older than 35 years\n", "utf-8")
    job = ["--job", wanted] if command == "score" else []
    run = home.run(command, samples.folder, *job, "--jsonl")
    shapes = [json.loads(line) for line in run.stdout.splitlines()]
    keys = {row for section in sections for row in documented(section) if not row.startswith("--")}
    found = set().union(*map(key_paths, shapes))
    # No sample of the small set holds hidden text.
    assert found | {"hidden_text[].text", "hidden_text[].why", "hidden_text[].page"} == keys
    assert len({frozenset(shape) for shape in shapes}) == 1
