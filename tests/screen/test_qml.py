"""The QML by itself: Qt's own linter, and the rules it does not know."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

QML = Path(__file__).parents[2] / "kiosk/screen/qml"
FILES = sorted(QML.glob("*.qml"))


def test_qmllint_finds_nothing() -> None:
    linter = Path(sys.executable).with_name("pyside6-qmllint")
    done = subprocess.run([linter, *FILES], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_every_file_is_in_the_module() -> None:
    listed = set(re.findall(r" (\w+)\.qml$", (QML / "qmldir").read_text(), re.MULTILINE))
    assert listed == {file.stem for file in FILES}


def test_nothing_the_software_renderer_cannot_draw_and_nothing_that_hides_words() -> None:
    for file in FILES:
        code = re.sub(r"//.*", "", file.read_text())
        for forbidden in (
            r"\blayer\.(?!enabled: GraphicsInfo.api === GraphicsInfo.Software)",
            "ShaderEffect",
            "MultiEffect",
            "elide",
            "fontSizeMode",
            "StyledText",
            "RichText",
        ):
            assert not re.search(forbidden, code), f"{forbidden} in {file.name}"


def test_colours_stand_in_the_theme_alone() -> None:
    for file in FILES:
        if file.stem != "Theme":
            assert not re.search(r'"#[0-9A-Fa-f]{3,8}"', file.read_text()), file.name
