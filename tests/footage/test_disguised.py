"""What is called a film and is a list of other files: nothing else is opened, and it fails in plain words."""

from __future__ import annotations

import ctypes
import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.footage import UnplayableError
from kiosk.footage.container import reader
from kiosk.footage.pattern import PATTERNS
from kiosk.footage.probe import probe
from kiosk.playlist.model import Media

from .conftest import House
from .studio import ffmpeg

pytestmark = [pytest.mark.vlc, pytest.mark.window]

M3U = "#EXTM3U\n#EXTINF:10,x\n{0}\n"
HLS = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{0}\n#EXT-X-ENDLIST\n"
XSPF = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList>'
    "<track><location>{0}</location></track></trackList></playlist>"
)
DASH = (
    '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S" '
    'profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period><AdaptationSet mimeType="video/mp4"><Representation '
    'id="1" bandwidth="100000" width="1920" height="1080" codecs="avc1.640028"><BaseURL>{0}</BaseURL></Representation>'
    "</AdaptationSet></Period></MPD>"
)
"""It ends a program in which libvlc 3.0.24 chooses the reader by itself."""
LISTS = {
    "m3u": M3U,
    "hls": HLS,
    "xspf": XSPF,
    "dash": DASH,
    "pls": "[playlist]\nFile1={0}\nNumberOfEntries=1\nVersion=2\n",
    "asx": '<asx version="3.0"><entry><ref href="{0}"/></entry></asx>',
    "ffconcat": "ffconcat version 1.0\nfile '{0}'\n",
    "strm": "{0}\n",
    "smil": '<smil><body><video src="{0}"/></body></smil>',
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video {1} RTP/AVP 96\n",
}


class Targets:
    """A server and a film that nobody may ask for."""

    def __init__(self, film: Path) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setblocking(False)
        self.port = self._server.getsockname()[1]
        self.addresses = {
            "file": film.as_uri(),
            "name": film.name,
            "http": f"http://127.0.0.1:{self.port}/film.mp4",
            "rtsp": f"rtsp://127.0.0.1:{self.port}/film",
        }
        libc = ctypes.CDLL(None, use_errno=True)
        self._watch = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(self._watch, os.fsencode(film), 0x20) > 0  # IN_OPEN

    def asked(self) -> list[str]:
        said = []
        try:
            os.read(self._watch, 4096)
            said.append("the file was opened")
        except BlockingIOError:
            pass
        try:
            self._server.accept()[0].close()
            said.append("the network was asked")
        except BlockingIOError:
            pass
        return said

    def close(self) -> None:
        self._server.close()
        os.close(self._watch)


@pytest.fixture
def targets(tmp_path: Path, clips: Path) -> Iterator[Targets]:
    film = tmp_path / "other.mp4"
    film.write_bytes((clips / "short.mp4").read_bytes())
    found = Targets(film)
    yield found
    found.close()


def test_the_watch_sees_what_it_is_there_for(targets: Targets, tmp_path: Path) -> None:
    (tmp_path / "other.mp4").read_bytes()
    socket.create_connection(("127.0.0.1", targets.port)).close()
    assert targets.asked() == ["the file was opened", "the network was asked"]
    assert targets.asked() == []


def test_a_list_that_is_called_a_film_opens_nothing(house: House, targets: Targets, tmp_path: Path) -> None:
    play = 0
    for kind, text in LISTS.items():
        for where, address in targets.addresses.items():
            play += 1
            file = tmp_path / f"{kind}-{where}.{('mp4', 'mkv', 'ts')[play % 3]}"
            file.write_text(text.format(address, targets.port))
            house.footage.arm(play, Media(file.name, file))
            house.footage.play(play)
            assert house.wait("failed", play)[2].startswith("not a film: by its first bytes"), file.name
            assert targets.asked() == [], file.name
    house.start(play + 1, "short.mp4")


def atom(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def test_a_quicktime_reference_opens_nothing(house: House, targets: Targets, tmp_path: Path) -> None:
    """It begins as films do; so VLC's own reader for those has to leave it alone."""
    for play, address in enumerate(targets.addresses.values(), 1):
        named = address.encode() + b"\0"
        data = atom(b"rdrf", struct.pack(">I4sI", 0, b"url ", len(named)) + named)
        file = tmp_path / f"{play}.mov"
        file.write_bytes(atom(b"ftyp", b"qt  \0\0\0\0qt  ") + atom(b"moov", atom(b"rmra", atom(b"rmda", data))))
        assert reader(file) == "mp4"
        house.footage.arm(play, Media(file.name, file))
        house.footage.play(play)
        assert house.wait("failed", play)[2].startswith("not a film")
        house.qtbot.wait(200)
        assert targets.asked() == []


def test_an_mkv_opens_no_other_in_its_folder(house: House, tmp_path: Path, clips: Path) -> None:
    for name in ("one.mkv", "other.mkv"):
        ffmpeg("-i", clips / "short.mp4", "-c", "copy", tmp_path / name)
    found = Targets(tmp_path / "other.mkv")
    house.footage.arm(1, Media("one.mkv", tmp_path / "one.mkv"))
    house.footage.play(1)
    house.wait("shown", 1)
    assert found.asked() == []
    found.close()


def test_a_sound_that_is_a_list_is_not_heard(house: House, targets: Targets, tmp_path: Path) -> None:
    for play, kind in enumerate(("m3u", "hls", "ffconcat"), 1):
        sound = tmp_path / f"{kind}.mp3"
        sound.write_text(LISTS[kind].format(targets.addresses["http"], targets.port))
        house.footage.arm(play, house.media("a.mp4", sounds={"": sound}))
        assert "not a film: by its first bytes" in house.wait("failed", play)[2]
        assert targets.asked() == []


@pytest.mark.parametrize("suffix", ["mp4", "mov", "m4v", "mkv", "webm", "avi", "mpg", "ts", "m2ts"])
def test_every_kind_of_film_is_known_by_its_first_bytes(tmp_path: Path, clips: Path, suffix: str) -> None:
    codec = {"webm": ["-c:v", "libvpx", "-c:a", "libvorbis"], "mpg": ["-c:v", "mpeg2video", "-r", "25"], "avi": []}
    ffmpeg("-i", clips / "a.mp4", *codec.get(suffix, ["-c", "copy"]), tmp_path / f"film.{suffix}")
    known = reader(tmp_path / f"film.{suffix}")
    assert known is not None
    # libvlc 3's reader of program streams tells no tracks before it plays; whoever asks it, and however.
    assert known == "ps" or probe(tmp_path / f"film.{suffix}").kind == "film"


@pytest.mark.parametrize("suffix", ["m4a", "mp3", "ogg", "opus", "wav", "flac", "aac"])
def test_every_kind_of_sound_is_known_by_its_first_bytes(tmp_path: Path, suffix: str) -> None:
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1:sample_rate=48000", tmp_path / f"sound.{suffix}")
    assert probe(tmp_path / f"sound.{suffix}").kind == "sound"


def test_patterns_are_known(tmp_path: Path) -> None:
    for pattern in PATTERNS:
        assert probe(pattern.path).kind == "film"


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "tag.mp3").write_bytes(b"ID3\x04\0\0\x7f\x7f\x7f\x7f")
    with pytest.raises(UnplayableError, match="not a film"):
        probe(tmp_path / "tag.mp3")
