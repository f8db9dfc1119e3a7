"""The story map as one HTML page that needs nothing else: to zoom, to search, and to look a scene up by a click."""

from __future__ import annotations

import base64
import html
import json
import subprocess
from pathlib import Path

from kiosk.desk.storymap import Node, StoryMap
from kiosk.visit.shares import Share

WIDTH = 320
"""Pixels of a still on the page: 35 of them take a third of a megabyte."""
PATIENCE = 30.0


def page(story: StoryMap, svg: str) -> str:
    """The whole page."""
    text = (Path(__file__).with_name("map.html")).read_text(encoding="utf-8")
    facts = json.dumps([_facts(story, node) for node in story.nodes.values()], ensure_ascii=False)
    title = html.escape(story.playlist.title.say(story.language))
    faults = sum(len(node.faults) for node in story.nodes.values())
    said = f"{len(story.nodes)} scenes, {sum(node.scene.ending is not None for node in story.nodes.values())} endings"
    said += f", {faults} to look at" if faults else ""
    return (
        text.replace("<!--TITLE-->", title)
        .replace("<!--COUNT-->", said)
        .replace("/*FACTS*/[]", facts.replace("</", "<\\/"))
        .replace("<!--SVG-->", svg)
    )


def _facts(story: StoryMap, node: Node) -> dict[str, object]:
    scene, language = node.scene, story.language
    said = "" if scene.ending is None or scene.ending.text is None else scene.ending.text.say(language)
    ways = [
        {"label": edge.label, "to": edge.to, "guard": edge.guard, "kind": edge.kind, "share": _told(edge.share)}
        for edge in story.edges
        if edge.scene == scene.id
    ]
    return {
        "id": scene.id,
        "line": scene.where.line if scene.where is not None else 0,
        "chapter": story.chapters.get(scene.chapter or "", ""),
        "evidence": scene.evidence or "",
        "ending": scene.ending is not None,
        "title": node.title,
        "text": said,
        "clips": [variant.clip.name for variant in scene.variants],
        "length": f"{node.minutes / 1000:.1f} s" if node.minutes is not None else "",
        "gentler": scene.gentler or "",
        "reached": node.reached,
        "faults": node.faults,
        "entered": _told(node.entered),
        "ended": _told(node.ended),
        "ways": ways,
        "still": _still(node),
    }


def _told(share: Share | None) -> str:
    return f"{share.same} of {share.whole} ({share.percent})" if share is not None else ""


def _still(node: Node) -> str:
    """The scene's picture as a data address, small; empty where there is none, or no ffmpeg."""
    still = node.scene.still.path if node.scene.still is not None else node.scene.variants[0].clip.path
    words = ["ffmpeg", "-v", "error", "-i", str(still), "-frames:v", "1", "-vf", f"scale={WIDTH}:-2", "-q:v", "5",
             "-f", "mjpeg", "-"]  # fmt: skip
    try:
        done = subprocess.run(words, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own words
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(done.stdout).decode()}" if done.stdout else ""
