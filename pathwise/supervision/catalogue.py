"""The deployments that prefect.yaml names, and what they are made of."""

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import yaml

from pathwise.settings import PROJECT_ROOT

DEPLOYMENTS: Final = PROJECT_ROOT / "prefect.yaml"
MADE_OF: Final = ("flows", "pathwise_models")
"""Packages whose code shows in a deployment: its form and its words."""


def deployment_names(file: Path = DEPLOYMENTS) -> list[str]:
    """List them as Prefect does, `flow/deployment`. A flow is named as its function."""
    return sorted(f"{_flow(each)}/{each['name']}" for each in _deployments(file))


def flow_modules(file: Path = DEPLOYMENTS) -> list[str]:
    """List the modules of the flows that are deployed."""
    return sorted({str(each["entrypoint"]).rsplit(".", 1)[0] for each in _deployments(file)})


def _deployments(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))["deployments"]
    return found


def _flow(deployment: dict[str, Any]) -> str:
    function = str(deployment["entrypoint"]).rsplit(".", 1)[-1]
    return function.replace("_", "-")


def deployments_digest(folder: Path = PROJECT_ROOT) -> str:
    """Tell the deployments of one version of the project from those of another."""
    files = [folder / "prefect.yaml", *(file for each in MADE_OF for file in sorted((folder / each).rglob("*.py")))]
    digest = sha256(version("prefect").encode())
    for file in files:
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
