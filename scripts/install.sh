#!/usr/bin/env bash
# Brings Poetry into .tools/poetry and, with it, everything that poetry.lock names into .venv.
# Run by `make install`; safe to run again, to interrupt, and to run twice at once.
set -euo pipefail
cd -P "$(dirname "$0")/.."

log=.tools/install.log
half_done=.tools/half-done
stamp=.venv/.installed

fits() { # of the versions that pyproject.toml allows, and able to make a virtual environment
    "$1" -c 'import sys, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14) or not ensurepip.version())' \
        >/dev/null 2>&1
}

find_python() {
    local candidate candidates=(python3 python3.13 python3.12 python3.11)
    [ -z "${PYTHON:-}" ] || candidates=("$PYTHON")
    for candidate in "${candidates[@]}"; do
        if fits "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

python_package() { # of Debian and its kin; one of a named version only where plain python3 is of another
    local found version
    found=$(apt-cache policy python3 2>/dev/null | sed -n 's/^  Candidate: \([0-9]*\.[0-9]*\).*/\1/p')
    case $found in
        "" | 3.11 | 3.12 | 3.13) echo python3-venv && return ;;
    esac
    for version in 3.13 3.12 3.11; do
        if apt-cache show "python$version-venv" >/dev/null 2>&1; then
            echo "python$version-venv" && return
        fi
    done
    echo python3-venv
}

remedy() {
    local as_root="sudo "
    [ "$(id -u)" != 0 ] || command -v sudo >/dev/null || as_root=""
    if command -v apt-get >/dev/null; then
        echo "${as_root}apt-get install $(python_package)"
    elif command -v dnf >/dev/null; then
        echo "${as_root}dnf install python3.13"
    else
        echo "brew install python@3.13"
    fi
}

fail() {
    echo "The installation failed. The end of $log:" >&2
    tail -n 20 "$log" | sed 's/^/    /' >&2
    echo "Once that is put right, run again: make install" >&2
    exit 1
}

bring_poetry() {
    local wanted=scripts/poetry-requirements.txt
    if cmp -s "$wanted" .tools/poetry/ready && .tools/poetry/bin/python -c '' 2>/dev/null; then
        return
    fi
    echo "Bringing Poetry into .tools/poetry ..."
    rm -rf .tools/poetry
    "$python" -m venv .tools/poetry >>"$log" 2>&1 || fail
    PIP_USER=0 .tools/poetry/bin/python -m pip install --no-input --requirement "$wanted" >>"$log" 2>&1 || fail
    cp "$wanted" .tools/poetry/ready
}

bring_packages() {
    echo "Bringing the packages of poetry.lock into .venv ..."
    # Killed in the middle of writing packages, or moved with programs that name the old folder: begin afresh.
    if [ -e "$half_done" ] || { [ -e "$stamp" ] && [ "$(cat "$stamp")" != "$PWD" ]; }; then
        rm -rf .venv
    fi
    touch "$half_done"
    if ! scripts/poetry.sh install --no-interaction --no-ansi </dev/null >>"$log" 2>&1; then
        rm -f "$half_done" # Poetry ended by itself, and takes back what it could not finish
        fail
    fi
    rm -f "$half_done"
}

mend_first_lines() { # the kernel takes no interpreter whose path holds a blank, and Poetry writes such lines
    local script body
    case $PWD in *[[:space:]]*) ;; *) return 0 ;; esac
    for script in .venv/bin/*; do
        if [ "$(head -n 1 "$script" | tr -d '\0')" = "#!$PWD/.venv/bin/python" ]; then
            body=$(tail -n +2 "$script")
            # Read by sh, the second line starts Python; read by Python, it is a string.
            printf '%s\n' '#!/bin/sh' "'''exec' '$PWD/.venv/bin/python' \"\$0\" \"\$@\"" "' '''" "$body" >"$script"
        fi
    done
}

if ! python=$(find_python); then
    if [ -n "${PYTHON:-}" ]; then
        echo "PYTHON=$PYTHON is no Python 3.11, 3.12 or 3.13 with its venv module: name another, or leave it unset." >&2
        exit 1
    fi
    echo "Pathwise needs Python 3.11, 3.12 or 3.13 with its venv module; this brings it: $(remedy)" >&2
    exit 1
fi
# Without this, bash would go on when Ctrl-C has ended only the program it waits for.
trap 'echo "Interrupted. To go on: make install" >&2; exit 130' INT TERM HUP

mkdir -p .tools
exec 9>.tools/lock
if command -v flock >/dev/null; then
    flock 9
fi
started=$SECONDS
: >"$log"
bring_poetry
bring_packages
mend_first_lines
printf '%s\n' "$PWD" >"$stamp"
echo "Installed in $((SECONDS - started)) s."
