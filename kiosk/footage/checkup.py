"""What a technician has to know of film and sound on this machine, and what of it is to be mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kiosk.findings import Finding, Mark
from kiosk.footage import engine, sound, swscale
from kiosk.footage.hardware import CODECS, DEVICES, Hardware, render_nodes, usable_nodes
from kiosk.footage.measuring import Measured
from kiosk.footage.memory import va_drivers, va_filters
from kiosk.footage.pattern import PLAIN, Pattern
from kiosk.footage.scenegraph import SceneGraph, choose_scene_graph, is_software, renderer

_CARDS: Final = Path("/proc/asound/cards")
_SMALLER: Final = "ffmpeg -i FILM -vf scale=1920:1080,fps=30 -c:v libx264 -crf 22 -pix_fmt yuv420p -c:a aac NEW.mp4"
_STRONGER: Final = (
    "Close all other programs and run `kiosk doctor` again. If it stays so, a stronger machine is needed."
)
_ALONE: Final = "Close all other programs, also a kiosk that runs, and run `kiosk doctor` again."
_DRIVERS: Final = "apt-get install va-driver-all vlc-plugin-video-output (Intel, AMD; NVIDIA has none for VLC 3)"
_PLUGINS: Final = Path("/usr/lib")
_DECODERS: Final = {
    "libavcodec_plugin.so": "H.264, HEVC, VP9, MPEG-2, ProRes, Motion JPEG",
    "libdav1d_plugin.so": "AV1",
}
"""VLC's plugins, and what each decodes."""


def check_film(pattern: Pattern, found: Measured | str) -> Finding:
    """What measuring `pattern` says; a text is why it could not be measured."""
    bad: Mark = "missing" if pattern is PLAIN else "warning"
    if isinstance(found, str):
        return Finding(bad, pattern.label, f"cannot be played: {found}", "apt-get install vlc-plugin-base")
    cost = f"{100 * found.processor:.0f} % of the processor"
    if found.on_card:
        cost += ", decoded by the graphics card"
    if found.fits:
        return Finding("ok", pattern.label, f"smooth ({cost})")
    if found.disturbed:
        cost += f"; other programs took {100 * found.others:.0f} %"
        return Finding("warning", pattern.label, f"not judged: {found.shown} of {found.due} came ({cost})", _ALONE)
    if found.smooth:
        says, what = f"only just smooth ({cost})", "It will stutter when anything else happens."
    elif found.due - found.shown > 1:
        says, what = f"not smooth: {found.shown} of {found.due} pictures came ({cost})", ""
    else:
        says, what = f"not smooth: it stood still for {found.longest:.0f} ms ({cost})", ""
    cure = _STRONGER if pattern is PLAIN else f"Do not use such films here. Make smaller ones of them: {_SMALLER}"
    return Finding(bad, pattern.label, says, f"{what} {cure}".strip())


def check_libraries(plugins: Path = _PLUGINS) -> Iterator[Finding]:
    """VLC, its decoders, and what brings their pictures into the screen's colours."""
    version = engine.version()
    if version.startswith("3."):
        yield Finding("ok", "VLC", version)
    else:
        yield Finding("missing", "VLC", f"{version}: the kiosk knows VLC 3 only", "apt-get install libvlc5")
    there = {file.name for file in plugins.glob("*/vlc/plugins/codec/*.so")}
    lost = [formats for plugin, formats in _DECODERS.items() if plugin not in there]
    if lost:
        cure = "apt-get install vlc-plugin-base"
        yield Finding("missing", "Decoded by the processor", f"no {'; no '.join(lost)}", cure)
    else:
        yield Finding("ok", "Decoded by the processor", ", ".join(_DECODERS.values()))
    trouble = swscale.missing()
    if trouble:
        yield Finding(
            "missing", "libswscale", trouble, "apt-get install libswscale6 (Debian 12; Debian 13: libswscale8)"
        )
    else:
        yield Finding("ok", "libswscale", "there")


def draws(drawn_by: str, devices: Path = DEVICES) -> SceneGraph:
    """What will draw, where the settings say `drawn_by`."""
    if drawn_by == "auto":
        return choose_scene_graph(devices)
    return "gpu" if drawn_by == "gpu" else "software"


def check_drawing(drawn_by: str, devices: Path = DEVICES) -> Iterator[Finding]:
    """What draws the picture: a graphics card, or the processor."""
    chosen, name = draws(drawn_by, devices), renderer()
    real = bool(name) and not is_software(name)
    called = f"the graphics card ({name})"
    if chosen == "gpu" and real:
        yield Finding("ok", "Drawn by", called)
    elif chosen == "gpu":
        cure = "In config/kiosk.yaml: screen: {drawn-by: auto}"
        says = f"a graphics card, the settings say, but {name or 'nothing'} is there: film will be slow"
        yield Finding("missing", "Drawn by", says, cure)
    elif real:
        yield Finding("warning", "Drawn by", f"the processor, though there is {called}", "See the next lines.")
    else:
        yield Finding("ok", "Drawn by", "the processor (Qt's software scene graph): no graphics card draws here")
    yield from _card(devices)


def _card(devices: Path) -> Iterator[Finding]:
    nodes, usable = render_nodes(devices), usable_nodes(devices)
    closed = [str(node) for node in nodes if node not in usable]
    if closed:
        cure = 'usermod -aG render,video "$USER" (as root, with the name of the kiosk\'s user), then log in anew.'
        yield Finding("missing", "Graphics card", f"this user may not use it ({', '.join(closed)})", cure)
    elif nodes:
        yield Finding("ok", "Graphics card", f"this user may use it ({', '.join(map(str, usable))})")


def check_decoders(hardware: Hardware | None, *, wanted: bool, devices: Path = DEVICES) -> Iterator[Finding]:
    """What decodes film. `wanted`: the settings do not forbid the card to; `hardware`: what its trials said."""
    what = "Decoded by a graphics card"
    if not wanted:
        yield Finding("ok", what, "no: switched off by the settings (film: {hardware-decoding: off})")
    elif not usable_nodes(devices):
        yield Finding("ok", what, "no: there is none that could; the processor decodes everything")
    elif not va_drivers() or not va_filters():
        yield Finding("warning", what, "no: its driver for film, or VLC's, is not installed", _DRIVERS)
    elif hardware is not None:
        for codec in CODECS:
            verdict = hardware.verdicts.get(codec.name)
            if verdict is None:
                says = "not tried yet: `kiosk doctor` without --quick does"
            else:
                says = f"{'yes' if verdict.used else 'no'}: {verdict.reason}"
            yield Finding("ok", f"{codec.label} by the graphics card", says)


def check_sound(cards: Path = _CARDS) -> Finding:
    """Which way sound leaves the machine."""
    outlet = sound.find_outlet()
    try:
        lines = cards.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    names = ", ".join(line.partition("]: ")[2] for line in lines if "]: " in line) or "no sound card"
    if outlet == "pulse":
        return Finding("ok", "Sound", f"through the sound server (PipeWire or PulseAudio); {names}")
    if outlet == "alsa":
        cure = "apt-get install pipewire-pulse wireplumber, then log in anew: cuts click without it."
        return Finding("warning", "Sound", f"straight to the card, without a sound server; {names}", cure)
    cure = "Plug in a sound card or a display with loudspeakers; apt-get install pipewire-pulse wireplumber"
    return Finding("warning", "Sound", f"none: neither a sound server nor a card ({names}); films stay silent", cure)
