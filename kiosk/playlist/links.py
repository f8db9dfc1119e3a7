"""Where a QR code may lead: the hosts that the machine's settings name, over https. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from kiosk.playlist.faults import Fault
from kiosk.playlist.files import UnreadableError, load
from kiosk.playlist.model import Playlist, Where
from kiosk.playlist.values import Line

_LABEL: Final = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
HOST: Final = Line("a host such as `museum.example`, or `*.museum.example`", rf"(\*\.)?{_LABEL}(\.{_LABEL})+")


def allowed(address: str, hosts: Sequence[str] | None) -> bool:
    """Whether a code may be made of `address`. None for `hosts` is any of them, but over https only."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or not host or "@" in parts.netloc or "\\" in address or not address.isprintable():
        return False  # what stands before an @ is read as the host by people, and not by telephones
    if hosts is None:
        return True
    return any(host.endswith(one[1:]) if one.startswith("*.") else host == one for one in hosts)


def foreign(playlist: Playlist, hosts: Sequence[str] | None) -> tuple[Fault, ...]:
    """A fault for every place with an address that no code may be made of."""
    found = [(where, address) for where, address in _links(playlist) if not allowed(address, hosts)]
    if not found:
        return ()
    try:
        lines = load(playlist.file).splitlines()
    except UnreadableError:
        lines = []
    return tuple(_fault(where or Where(str(playlist.file), 1, 1), address, lines) for where, address in found)


def without_foreign(playlist: Playlist, hosts: Sequence[str] | None) -> Playlist:
    """The playlist as it may be shown: without the addresses that no code may be made of, all else as it is."""

    def keep(address: str | None) -> str | None:
        return address if address is not None and allowed(address, hosts) else None

    if all(allowed(address, hosts) for _, address in _links(playlist)):
        return playlist
    pages = {id_: replace(page, link=keep(page.link)) for id_, page in playlist.pages.items()}
    scenes = {
        id_: scene
        if scene.ending is None
        else replace(scene, ending=replace(scene.ending, link=keep(scene.ending.link)))
        for id_, scene in playlist.scenes.items()
    }
    return replace(playlist, pages=MappingProxyType(pages), scenes=MappingProxyType(scenes))


def _links(playlist: Playlist) -> Iterator[tuple[Where | None, str]]:
    """Every address, with the place of what it belongs to."""
    for page in playlist.pages.values():
        if page.link is not None:
            yield page.where, page.link
    for scene in playlist.scenes.values():
        if scene.ending is not None and scene.ending.link is not None:
            yield scene.where, scene.ending.link


def _fault(where: Where, address: str, lines: Sequence[str]) -> Fault:
    """At the line that the address itself stands in, where it can be found below what it belongs to."""
    excerpt = ""
    for number in range(where.line, len(lines) + 1):
        column = lines[number - 1].find(address)
        if column >= 0:
            where, excerpt = replace(where, line=number, column=column + 1), lines[number - 1]
            break
    if allowed(address, None):
        what = f"`{address}` may not be shown as a code: `links` in this kiosk's settings does not name its host."
        cure = f"Write another address, or add `{_host(address)}` to `links` in the settings."
    else:
        what = f"`{address}` may not be shown as a code: it is no plain address over https."
        cure = "Write one such as `https://museum.example/film`."
    return Fault(where, what, cure, excerpt)


def _host(address: str) -> str:
    return urlsplit(address).hostname or address
