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
# Three at once: film; walks through whole exhibitions, which mostly wait for film; and, on what the processors have left,
# what needs nobody's eyes, and then the screens. 25 minutes are what .ci/run has, one after the other they take longer.
mkdir -p build
export COVERAGE_FILE=build/coverage
# What a shell runs beside itself ignores Ctrl-C, and all that it starts does, too: some tests send one.
screen() { xvfb-run -a -s "-screen 0 1920x1080x24" env --default-signal=INT "$@"; }
rooms() {
    for room in playlist visit speech ledger updates; do
        step "the room $room, to 100 % of its branches by its own tests"
        $bin/python -m pytest -q "tests/$room" --cov="kiosk.$room" --cov-branch --cov-fail-under=100 \
            --cov-report=term-missing:skip-covered || return 1
    done
    step "alive or not, and the ladder, to 100 % of their branches by their own tests"
    $bin/python -m pytest -q tests/station/test_pulse.py tests/station/test_ladder.py --cov=kiosk.station.pulse \
        --cov=kiosk.station.ladder --cov-branch --cov-fail-under=100 --cov-report=term-missing:skip-covered || return 1
    step "the desk, the audit and the commands"
    screen $bin/python -m pytest -q tests/desk tests/audit tests/cli --durations=5
}
walks() {
    step "whole exhibitions: real VLC, real windows, a robot's touches"
    screen $bin/python -m pytest -q tests/e2e --durations=8 --ignore=tests/e2e/test_first_afternoon.py
}
screens() {
    step "screens: real QML"
    screen $bin/python -m pytest -q tests/screen --durations=5
}
manual() {
    step "a technician's first afternoon, as the manual tells it"
    screen $bin/python -m pytest -q tests/e2e/test_first_afternoon.py
}
(
    code=0
    (renice -n 19 "$(exec sh -c 'echo "$PPID"')" >/dev/null; rooms) || code=$?
    screens || code=$?
    manual || code=$?
    exit "$code"
) >build/test-rooms.log 2>&1 &
rooms_run=$!
(walks) >build/test-walks.log 2>&1 &
walks_run=$!
trap 'kill "$rooms_run" "$walks_run" 2>/dev/null || true' INT TERM

step "footage, the station and what connects them: real VLC"
code=0
screen $bin/python -m pytest -q tests --durations=8 --ignore=tests/playlist --ignore=tests/visit --ignore=tests/ledger \
    --ignore=tests/updates --ignore=tests/desk --ignore=tests/audit --ignore=tests/cli --ignore=tests/e2e \
    --ignore=tests/screen || code=$?
wait "$walks_run" || code=$?
cat build/test-walks.log
wait "$rooms_run" || code=$?
cat build/test-rooms.log
exit "$code"
