"""A whole playlist to break in one place, and the way to say where the fault is: `«` stands just before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist.faults import Fault
from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import PlaylistError, read

MINIMAL = """\
format: 1
attract: a.mp4
scenes: {film: film.mp4}
"""

STORY = """\
format: 1
title: {en: The Defector, ko: "탈북자"}
languages: [en, ko]
attract:
  clips: [river.mp4, city.mp4]
  invite: {en: Touch to begin, ko: "화면을 터치하세요"}
home:
  - {open: border-night, title: {en: The escape}, picture: escape.jpg, lasts: 8min, before: {text: It is cold.}}
  - {open: people, title: {en: The people}}
  - {open: about, title: {en: About}}
before: {title: The escape}
timing: {window: 10s, tail: 4s, ask_idle_after: 60s, reset_after: 20s}
captions: off
variables:
  papers: {type: flag, start: false}
  trust: {type: one of, values: [nobody, broker, cousin], start: nobody}
  risk: {type: number, from: 0, to: 5, start: 1}
guards:
  noticed: risk >= 3 and not papers
chapters:
  river: {title: {en: The river}, warning: {en: Shows violence}}
scenes:
  border-night:
    chapter: river
    clip: border.mp4
    evidence: reenactment
    gentler: border-told
    focus: 40%
    still: border.jpg
    enter: {risk: +1}
    hotspots:
      - {at: 12s, for: 8s, area: [60%, 0.3, 20%, 25%], open: sook-ja, label: Her}
    decision:
      opens: -14s
      ask: {en: "Whom do you trust?"}
      choices:
        broker: {label: {en: The broker}, when: trust == nobody, set: {trust: broker, risk: +1}, to: truck}
        cousin: {label: {en: My cousin}, when: visited(letter), otherwise: dimmed, set: {papers: true}, to: farm}
        hide: {label: {en: Hide in the reeds}, told: You hid, to: reeds}
      default: hide
  reeds:
    variants:
      - {when: noticed, clip: reeds-caught.mp4, to: turned-back}
      - {clip: reeds-safe.mp4, to: farm}
  truck: {clip: truck.mp4, to: {farm: 3, turned-back: 1}}
  farm:
    clip: farm.mp4
    hold: farm-waiting.mp4
    decision:
      ask: {en: "What now?"}
      choices:
        read: {label: {en: Read the letter}, once: true, detour: letter}
        go: {label: {en: Go on}, set: {risk: 2}, to: turned-back}
  letter: {clip: letter.mp4, to: back}
  border-told:
    clip: told.mp4
    decision:
      opens: 500ms
      window: 8s
      after: play out
      ask: Go?
      choices: {go: {label: Go, to: reeds}}
      silence: {set: {risk: -1}, told: You waited, to: reeds}
  turned-back:
    clip: turned-back.mp4
    ending:
      title: {en: Turned back}
      retry_from: last decision
      show: [path, people]
      people: [sook-ja]
      link: "https://example.org"
  film: film.mp4
pages:
  sook-ja: {kind: person, title: Sook-ja, role: a witness, text: "She left.", picture: sook-ja.jpg, clip: sook-ja.mp4}
  about: {title: {en: About}, text: "All of it is true.", link: "https://example.org/film"}
collections:
  people: [sook-ja]
  more: {title: More, pages: [sook-ja, about]}
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "playlist.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def reading(folder: Path, text: str) -> Playlist:
    return read(write(folder, text), [])


def faults(folder: Path, text: str) -> tuple[Fault, ...]:
    with pytest.raises(PlaylistError) as caught:
        reading(folder, text)
    return caught.value.faults


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` without its marks, and the lines and columns (from 1) they stood at."""
    plain, *rest = text.split("«")
    places: list[tuple[int, int]] = []
    for part in rest:
        places.append((plain.count("\n") + 1, len(plain) - plain.rfind("\n")))
        plain += part
    return plain, places


def one_fault(folder: Path, old: str, new: str, what: str, cure: str) -> None:
    """Reading STORY with `old` replaced by `new` finds one fault, where `«` stands in `new`."""
    assert STORY.count(old) >= 1
    text, places = marked(STORY.replace(old, new, 1))
    found = faults(folder, text)
    assert [(fault.where.line, fault.where.column) for fault in found] == places, found
    (fault,) = found
    assert what in fault.what
    assert cure in fault.cure
    assert fault.excerpt == text.splitlines()[fault.where.line - 1]
