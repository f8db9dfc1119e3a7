"""A screen for a container: an X server without a screen (Xvfb), which the compositor draws upon.

Not weston's own headless backend: that has no seat, and weston 10's kiosk shell shows no window where there is none (it
stays in the hidden layer until a seat can be given the focus). The player then waits for a picture's turn for ever.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage

PACKAGES: Final = ("xvfb", "xdotool")
NUMBER: Final = ":7"
FOLDER: Final = "/run/pane"
"""Inside. Xvfb keeps its picture there, as a file that can be read from outside."""
FILE: Final = "Xvfb_screen0"

UNIT: Final = f"""\
[Unit]
Description=A screen for the container
Before=kiosk-display.service

[Service]
ExecStart=/usr/bin/Xvfb {NUMBER} -screen 0 {{width}}x{{height}}x24 -ac -noreset -nolisten tcp -fbdir {FOLDER}
# X servers have no other way to say that they are ready than a signal to who started them.
ExecStartPost=/bin/sh -c 'while ! test -S /tmp/.X11-unix/X{NUMBER[1:]}; do sleep 0.05; done'

[Install]
WantedBy=graphical.target
"""

DISPLAY_UNIT: Final = f"""\
# In a container there is no graphics card, no terminal and no udev: weston draws upon an X server.
[Unit]
Requires=pane.service
After=pane.service

[Service]
PAMName=
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
StandardInput=null
UtmpIdentifier=
Environment=XDG_RUNTIME_DIR=/run/kiosk-display DISPLAY={NUMBER}
ExecStart=
ExecStart=/usr/bin/weston --backend=x11-backend.so --use-pixman --width={{width}} --height={{height}} \
--shell=kiosk-shell.so --modules=systemd-notify.so --socket=/run/kiosk-display/wayland --idle-time=0 --no-config
"""


def photograph(file: Path) -> QImage | None:
    """What Xvfb shows, from its file: an X Window Dump (XWDFile.h), 32 bits a pixel. With the cursor, if there is one:
    there must not be. None where there is no picture yet."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    if len(data) < 100:
        return None
    head = struct.unpack(">25I", data[:100])
    size, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
    begins = size + 12 * colours
    if len(data) < begins + line * height:
        return None
    return QImage(data[begins:], width, height, line, QImage.Format.Format_RGB32).copy()
