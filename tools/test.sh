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
step "the rooms without a screen, to 100 % of their branches by their own tests"
for room in playlist visit ledger updates; do
    $bin/python -m pytest -q "tests/$room" --cov="kiosk.$room" --cov-branch --cov-fail-under=100 \
        --cov-report=term-missing:skip-covered
done
step "everything on a screen: real VLC, real QML, real touches"
exec xvfb-run -a -s "-screen 0 1920x1080x24" $bin/python -m pytest -q tests \
    --ignore=tests/playlist --ignore=tests/visit --ignore=tests/ledger --ignore=tests/updates --durations=8
