"""The machine's settings, config/kiosk.yaml: read and checked like a playlist, each with a default that works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from yaml.nodes import Node

from kiosk.playlist.forms import Form, Key
from kiosk.playlist.links import HOST
from kiosk.playlist.many import ListOf, MapOf
from kiosk.playlist.model import Text
from kiosk.playlist.reading import read_form
from kiosk.playlist.shapes import Reading, Schema, Turned
from kiosk.playlist.texts import LANGUAGE, Wording
from kiosk.playlist.values import Id, Line, WholeNumber, Words, YesNo
from kiosk.secret import HASHED, is_hashed, is_pin
from kiosk.station.health import Limits
from kiosk.station.healthread import HEALTH
from kiosk.station.hours import Hours
from kiosk.station.hoursread import HOURS
from kiosk.station.keysettings import KEY_SETTINGS, PLAIN
from kiosk.station.power import PowerSettings
from kiosk.station.powerread import POWER

SceneGraph = Literal["auto", "gpu", "software"]
Turn = Literal[0, 90, 180, 270]
Fit = Literal["crop", "fit", "fill"]

DEFAULT_PIN = "2580"


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """The panel: what a size in pixels means to a hand and an eye."""

    diagonal: int = 32
    """Inches."""
    distance: int = 700
    """Mm from the glass to a visitor's eyes."""
    far: int = 5000
    """Mm from which the attract loop has to be read."""
    bottom: int = 1020
    """Mm from the floor to the glass's lower edge."""
    drawn_by: SceneGraph = "auto"
    turned: Turn = 0
    """Degrees clockwise, for a panel hung on its side that nothing else turns."""
    calm: bool = False
    burn_in: bool = True
    """What stands still moves by a few pixels in minutes, so that it leaves no shadow on the panel."""


@dataclass(frozen=True, slots=True)
class FilmSettings:
    fit: Fit = "crop"
    """How film of another shape than its place on the screen is shown: see footage/placing.py."""
    hardware_decoding: Literal["auto", "off"] = "auto"
    """By the graphics card, for the codecs in which its trial was faster and right; or by the processor alone."""


@dataclass(frozen=True, slots=True)
class SoundSettings:
    volume: int = 3
    """Steps of 0..5 with which every visit begins."""
    loudest: int = 100
    """Percent of the device's loudness that a visitor's fifth step is."""
    touch: Literal["soft", "off"] = "soft"
    """Whether a touch is answered by a soft sound, too."""


@dataclass(frozen=True, slots=True)
class TechnicianSettings:
    pin: str = DEFAULT_PIN
    """Its hash, or the digits themselves."""


@dataclass(frozen=True, slots=True)
class UpdatesSettings:
    sticks: bool = True
    """A pack on a stick that is plugged in is taken up, where `content` is set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`file` is where they were read from; None for the built-in defaults."""

    file: Path | None = None
    playlist: str = "the-defector"
    content: str | None = None
    """The folder that `kiosk update` keeps versions of the exhibition in; None where films are copied by hand."""
    language: str | None = None
    screen: ScreenSettings = field(default_factory=ScreenSettings)
    film: FilmSettings = field(default_factory=FilmSettings)
    sound: SoundSettings = field(default_factory=SoundSettings)
    speech: bool = True
    """Screens can be read aloud, where there is a voice."""
    keys: Mapping[str, str] = field(default_factory=lambda: PLAIN)
    """What each key does, by its name; of none, whatever keyboard is plugged in does nothing."""
    technician: TechnicianSettings = field(default_factory=TechnicianSettings)
    hours: Hours = field(default_factory=Hours)
    power: PowerSettings = field(default_factory=PowerSettings)
    health: Limits = field(default_factory=Limits)
    sources: Mapping[str, str] = field(default_factory=dict)
    """By name: where `update` of the control socket may take new content from, as `kiosk update` takes it."""
    resting: Text | None = None
    """What visitors read while the kiosk rests after a fault; None for words of our own."""
    statistics: bool = True
    """What visitors do is counted here, without anyone's identity, and endings may tell of it."""
    control: bool = True
    """The control socket is open while the kiosk runs."""
    links: tuple[str, ...] | None = None
    """Hosts that QR codes may lead to; None: any that the playlist names, over https."""
    updates: UpdatesSettings = field(default_factory=UpdatesSettings)
    log: Literal["debug", "info", "warning"] = "info"


TURNED = Turned(Words("0", "90", "180", "270"), lambda degrees, *_: int(degrees))

SCREEN = Form(
    "the screen's settings",
    [
        Key("diagonal", WholeNumber(5, 120, "the panel's diagonal in inches, such as `32`"), "the panel, in inches"),
        Key("distance", WholeNumber(200, 5000, "millimetres, such as `700`"), "from the glass to a visitor's eyes, mm"),
        Key("far", WholeNumber(1000, 30000, "millimetres, such as `5000`"), "from where attract has to be read, mm"),
        Key("bottom", WholeNumber(0, 3000, "millimetres, such as `700`"), "from the floor to the glass, mm"),
        Key("drawn-by", Words("auto", "gpu", "software"), "what draws the picture; auto looks at the machine"),
        Key("turned", TURNED, "degrees clockwise, for a panel hung on its side"),
        Key("calm", YesNo(switch=True), "no motion in the interface: cuts instead of fades"),
        Key("burn-in", YesNo(switch=True), "what stands still moves by a few pixels in minutes: no shadow stays"),
    ],
    lambda record: ScreenSettings(**{name.replace("-", "_"): value for name, value in record.read.items()}),
)

FILM = Form(
    "the film's settings",
    [
        Key("fit", Words("crop", "fit", "fill"), "how film of another shape than its place on the screen is shown"),
        Key("hardware-decoding", Words("auto", "off"), "whether the graphics card may decode film; auto tries it once"),
    ],
    lambda record: FilmSettings(**{name.replace("-", "_"): value for name, value in record.read.items()}),
)

SOUND = Form(
    "the sound's settings",
    [
        Key("volume", WholeNumber(0, 5), "steps of 0 to 5 with which every visit begins"),
        Key("touch", Words("soft", "off"), "whether a touch is answered by a soft sound, too"),
        Key("loudest", WholeNumber(1, 100, "a percentage from 1 to 100"), "what a visitor's fifth step is, in percent"),
    ],
    lambda record: SoundSettings(**record.read),
)


class Pin(Line):
    """The line that `kiosk pin` prints, or plain digits."""

    def __init__(self) -> None:
        super().__init__("what `kiosk pin` prints, or four to eight digits in quotes")

    def read(self, node: Node, reading: Reading) -> str:
        text = super().read(node, reading)
        if not is_pin(text) and not is_hashed(text):
            shown = "what stands here" if text.startswith("$") else f"`{text}`"
            reading.refuse(node, f"{shown[0].upper()}{shown[1:]} is no PIN.", f"Write {self.wanted}.")
        return text

    def describe(self) -> Schema:
        return {"type": "string", "pattern": rf"^(\d{{4,8}}|{HASHED})$"}


TECHNICIAN = Form(
    "the technician's settings",
    [Key("pin", Pin(), "opens the technician's panel")],
    lambda record: TechnicianSettings(**record.read),
)

UPDATES = Form(
    "the updates' settings",
    [Key("sticks", YesNo(switch=True), "a pack on a stick is taken up when that is plugged in")],
    lambda record: UpdatesSettings(**record.read),
)

SOURCES = MapOf(
    "`name: folder` lines, such as `stick: /media/stick/our-town`",
    Id("source"),
    Line("a folder from the root on, or rclone:REMOTE:PATH", r"(/|rclone:).+"),
    most=20,
)

SETTINGS = Form(
    "the settings",
    [
        Key("playlist", Line("a folder in playlists/, or a path"), "what is shown when `kiosk run` names nothing"),
        Key("content", Line("a folder, such as `/var/lib/kiosk/content`"), "where `kiosk update` keeps its versions"),
        Key("language", Line("a language's code, such as `en`", LANGUAGE), "the language every visit begins in"),
        Key("screen", SCREEN, "the panel"),
        Key("film", FILM, "how film is played"),
        Key("sound", SOUND, "how loud"),
        Key("speech", YesNo(switch=True), "screens can be read aloud to whom wants it, where there is a voice"),
        Key("keys", KEY_SETTINGS, "which key does what, for keypads; `off`: no key does anything"),
        Key("technician", TECHNICIAN, "the hidden panel"),
        Key("hours", HOURS, "when visitors come; always, where nothing is said"),
        Key("power", POWER, "how the panel itself is switched off outside the hours"),
        Key("health", HEALTH, "from when the machine's temperature, disk or memory is an incident"),
        Key("sources", SOURCES, "where `kiosk say update` may take new content from, by name"),
        Key("resting", Wording(()), "what visitors read while the kiosk rests after a fault"),
        Key("statistics", YesNo(switch=True), "what visitors do is counted, without anyone's identity"),
        Key("control", YesNo(switch=True), "the control socket, for `kiosk status` and others of this machine"),
        Key("links", ListOf("hosts, such as `[museum.example]`", HOST), "where QR codes may lead"),
        Key("updates", UPDATES, "how new content comes in"),
        Key("log", Words("debug", "info", "warning"), "how much is written to the journal"),
    ],
    lambda record: Settings(**record.read),
)


def read_settings(file: Path | None) -> Settings:
    """The settings in `file`; the defaults where it is None.

    Raises FaultyFile with every fault in it, each with its place and its cure.
    """
    if file is None:
        return Settings()
    return replace(read_form(file, SETTINGS), file=file)
