#!/usr/bin/env bash
# Runs the project's own Poetry against the package index that pip uses on this machine.
# Poetry alone asks for a JSON API that company mirrors often lack; the mirror plugin does without.
set -euo pipefail
cd "$(dirname "$0")/.."

tool=$PWD/.tools/poetry/bin

index_address() {
    printf '%s\n' "${PIP_INDEX_URL:-}" | grep . ||
        "$tool/python" -m pip config get global.index-url 2>/dev/null ||
        "$tool/python" -c 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)'
}

# What a person's shell has active, or Poetry's own settings say, must not send the packages elsewhere.
unset VIRTUAL_ENV CONDA_PREFIX CONDA_DEFAULT_ENV PYTHONHOME PYTHONPATH
export POETRY_VIRTUALENVS_CREATE=true
export POETRY_VIRTUALENVS_IN_PROJECT=true
export POETRY_VIRTUALENVS_USE_POETRY_PYTHON=true
export POETRY_KEYRING_ENABLED=false # waits for ever where a desktop's keyring is locked
POETRY_PYPI_MIRROR_URL=${POETRY_PYPI_MIRROR_URL:-$(index_address)}
export POETRY_PYPI_MIRROR_URL
exec "$tool/python" -m poetry "$@"
