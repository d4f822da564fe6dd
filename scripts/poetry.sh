#!/usr/bin/env bash
# Runs the project's own Poetry against the package index that pip uses on this machine.
# Poetry alone asks for a JSON API that company mirrors often lack; the mirror plugin does without.
set -euo pipefail
cd "$(dirname "$0")/.."

python=$PWD/.tools/poetry/bin/python

# `pip config get` reads the user's file only; what an install would use is known to the install command itself.
pip_option() {
    "$python" -c '
import sys
from pip._internal.commands import create_command
options, _ = create_command("install").parse_args([])
print(getattr(options, sys.argv[1]) or "")' "$1"
}

# What a person's shell has active, or Poetry's own settings say, must not send the packages elsewhere.
unset VIRTUAL_ENV CONDA_PREFIX CONDA_DEFAULT_ENV PYTHONHOME PYTHONPATH
export POETRY_VIRTUALENVS_CREATE=true
export POETRY_VIRTUALENVS_IN_PROJECT=true
export POETRY_VIRTUALENVS_USE_POETRY_PYTHON=true
export POETRY_KEYRING_ENABLED=false # waits for ever where a desktop's keyring is locked

: "${POETRY_PYPI_MIRROR_URL:=$(pip_option index_url)}"
: "${REQUESTS_CA_BUNDLE:=$(pip_option cert)}"
export POETRY_PYPI_MIRROR_URL REQUESTS_CA_BUNDLE
exec "$python" -m poetry "$@"
