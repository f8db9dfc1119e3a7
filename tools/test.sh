#!/bin/sh
# Everything a change has to pass, in the order in which it fails fastest.
set -eu
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=xcb QT_QUICK_BACKEND=software PYTHONDONTWRITEBYTECODE=1 HYPOTHESIS_STORAGE_DIRECTORY=build/hypothesis
bin=.venv/bin
step() { printf '\n== %s\n' "$*"; }

step "style: ruff"
$bin/ruff check . && $bin/ruff format --check .
step "types: mypy --strict"
$bin/mypy
step "rooms: import-linter"
$bin/lint-imports
step "QML: pyside6-qmllint"
tools/qmllint.sh
# What needs no screen of its own runs beside the rest, on what the processors have left: it waits for nobody's eyes.
beside=build/test-beside.log
mkdir -p build
rooms() {
    for room in playlist visit ledger updates; do
        step "the room $room, to 100 % of its branches by its own tests"
        $bin/python -m pytest -q "tests/$room" --cov="kiosk.$room" --cov-branch --cov-fail-under=100 \
            --cov-report=term-missing:skip-covered || return 1
    done
    step "the desk and the commands"
    xvfb-run -a -s "-screen 0 1920x1080x24" $bin/python -m pytest -q tests/desk tests/cli --durations=5 || return 1
}
export COVERAGE_FILE=build/coverage
(renice -n 19 "$(exec sh -c 'echo "$PPID"')" >/dev/null; rooms) >"$beside" 2>&1 &
rooms_run=$!
trap 'kill "$rooms_run" 2>/dev/null || true' INT TERM

step "everything on a screen: real VLC, real QML, real touches"
code=0
xvfb-run -a -s "-screen 0 1920x1080x24" $bin/python -m pytest -q tests --durations=8 \
    --ignore=tests/playlist --ignore=tests/visit --ignore=tests/ledger --ignore=tests/updates \
    --ignore=tests/desk --ignore=tests/cli || code=$?
wait "$rooms_run" || code=$?
cat "$beside"
exit "$code"
