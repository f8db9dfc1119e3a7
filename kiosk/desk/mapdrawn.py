"""A story map as text that others draw: Graphviz's DOT, and Mermaid for documents; and as SVG, drawn by Graphviz."""

from __future__ import annotations

import shutil
import subprocess
import textwrap
from collections.abc import Iterator
from itertools import pairwise

from kiosk.desk.storymap import Edge, Node, StoryMap
from kiosk.visit.shares import Share

INK, NIGHT, PAPER, FOG, EMBER, RED = "#0B0D10", "#14181D", "#EDE8DF", "#8C96A3", "#D9793B", "#E0574B"
BANDS = ("#161B21", "#191F27", "#14191F", "#1A2028")
WIDE = 26
"""Characters of a line in a box."""
PATIENCE = 120.0
"""Seconds for Graphviz; 200 scenes take two."""
THIN, THICK = 1.0, 6.0
"""Points of a line that nobody took, and of one that everybody took."""
BESIDE = "\u00a0" * 2
"""Between a thick line and its words: Graphviz puts them as near to it as to a thin one."""
STYLES = {"choice": "solid", "way": "solid", "silence": "dashed", "detour": "dotted", "gentler": "dotted"}


def can_draw() -> bool:
    """Whether Graphviz is installed here."""
    return shutil.which("dot") is not None


def svg(story: StoryMap) -> str:
    """The map as SVG, each scene in a group with the id `scene-NAME`. Raises RuntimeError where Graphviz fails."""
    try:
        done = subprocess.run(
            ["dot", "-Tsvg"],  # noqa: S607 - from the path, as a technician's shell would
            input=dot(story),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"Graphviz was not done with the map in {PATIENCE:.0f} s.") from None
    if done.returncode != 0:
        raise RuntimeError(f"Graphviz could not draw the map: {done.stderr.strip()}")
    return done.stdout[done.stdout.index("<svg") :]


def dot(story: StoryMap) -> str:
    """The map in Graphviz's language."""
    face = 'fontname="Inter, sans-serif"'
    box = f'shape=box, style="filled,rounded", fillcolor="{NIGHT}", color="{FOG}", fontcolor="{PAPER}"'
    lines = [
        "digraph story {",
        f'  graph [rankdir=TB, bgcolor="{INK}", nodesep=0.35, ranksep=0.55, newrank=true, {face}]',
        f'  node [{box}, {face}, fontsize=13, margin="0.16,0.10"]',
        f'  edge [color="{FOG}", fontcolor="{FOG}", {face}, fontsize=10, arrowsize=0.7]',
    ]
    for number, (chapter, names) in enumerate(_by_chapter(story).items()):
        boxes = [f"    {_box(story.nodes[name])}" for name in names]
        if chapter is None:
            lines += boxes
        else:
            band, title = BANDS[number % len(BANDS)], _quoted(story.chapters.get(chapter, chapter))
            looks = f'labeljust=l; fontsize=18; fontcolor="{PAPER}"; style="filled,rounded"; margin=18'
            lines.append(f"  subgraph {_quoted(f'cluster_{chapter}')} {{")
            lines.append(f'    label={title}; color="{band}"; fillcolor="{band}"; {looks}')
            lines += [*boxes, "  }"]
    for title, scene in story.doors:
        door = _quoted(f"door {title}")
        lines.append(f'  {door} [label={_quoted(title)}, shape=plain, style="", fontcolor="{EMBER}", fontsize=16]')
        lines.append(f'  {door} -> {_quoted(scene)} [color="{EMBER}"]')
    lines += _arrows(story)
    lines += _ties(story)
    return "\n".join([*lines, "}\n"])


def _by_chapter(story: StoryMap) -> dict[str | None, list[str]]:
    groups: dict[str | None, list[str]] = {}
    for name, node in story.nodes.items():
        groups.setdefault(node.scene.chapter, []).append(name)
    return groups


def _box(node: Node) -> str:
    scene = node.scene
    words = [scene.id, *textwrap.wrap(node.title, WIDE)]
    if node.minutes is not None:
        words[0] += f"   {node.minutes // 60_000}:{node.minutes // 1000 % 60:02}"
    if node.ended is not None:
        words.append(node.ended.percent)
    looks = [f"label={_quoted(chr(10).join(words))}", f"id={_quoted(f'scene-{scene.id}')}"]
    if scene.ending is not None:
        looks.append(f'color="{EMBER}", penwidth=2')
    if not node.reached:
        looks.append('style="filled,rounded,dashed", fontcolor="#6B7480"')
    if node.faults:
        looks.append(f'color="{RED}", penwidth=3, tooltip={_quoted(chr(10).join(node.faults))}')
    return f"{_quoted(scene.id)} [{', '.join(looks)}]"


def _arrows(story: StoryMap) -> Iterator[str]:
    for number, edge in enumerate(story.edges):
        end = _quoted(edge.to)
        if edge.to not in story.nodes:  # home and back are many small ends: one of each would pull all lines together
            end = _quoted(f"{edge.to} {number}")
            yield f'  {end} [label={_quoted(edge.to)}, shape=plain, style="", fontcolor="{FOG}", fontsize=11]'
        beside = BESIDE if edge.share is not None else ""
        label = "\n".join(f"{beside}{line}{beside}" for line in textwrap.wrap(_label(edge), WIDE))
        looks = f'label={_quoted(label)}, style="{STYLES[edge.kind]}"'
        if edge.share is not None:
            looks += f', color="{PAPER}", fontcolor="{PAPER}", penwidth={_width(edge.share):.1f}'
        yield f"  {_quoted(edge.scene)} -> {end} [{looks}]"


def _ties(story: StoryMap) -> Iterator[str]:
    """Lines that are not seen, to what no line leads to: else it would stand at the top, and pull its band up there."""
    led_to = {edge.to for edge in story.edges} | {scene for _, scene in story.doors}
    for names in _by_chapter(story).values():
        for before, name in pairwise(names):
            if name not in led_to:
                yield f"  {_quoted(before)} -> {_quoted(name)} [style=invis]"


def _label(edge: Edge) -> str:
    said = f"{edge.label} if {edge.guard}".strip() if edge.guard else edge.label
    return f"{edge.share.percent} {said}" if edge.share is not None else said


def _width(share: Share) -> float:
    return THIN + (THICK - THIN) * share.same / share.whole


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def mermaid(story: StoryMap) -> str:
    """The map in Mermaid's language, which GitHub and GitLab draw in a document."""
    numbers = {name: f"s{number}" for number, name in enumerate(story.nodes)}
    lines, widths = ["flowchart LR"], list[str]()
    for number, (chapter, names) in enumerate(_by_chapter(story).items()):
        inner = [f"    {numbers[name]}{_shape(story.nodes[name])}" for name in names]
        if chapter is None:
            lines += inner
        else:
            lines += [f'  subgraph c{number}["{_plain(story.chapters.get(chapter, chapter))}"]', *inner, "  end"]
    for number, (title, scene) in enumerate(story.doors):
        lines.append(f'  d{number}(("{_plain(title)}")) --> {numbers[scene]}')
    for number, edge in enumerate(story.edges):
        end = numbers.get(edge.to, f'e{number}(["{edge.to}"])')
        arrow = "-.->" if edge.kind in ("silence", "detour", "gentler") else "-->"
        label = _plain(_label(edge))
        said = f'|"{label}"|' if label else ""
        lines.append(f"  {numbers[edge.scene]} {arrow}{said} {end}")
        if edge.share is not None:  # lines are numbered as they were written, the doors' first
            widths.append(f"  linkStyle {len(story.doors) + number} stroke-width:{_width(edge.share):.1f}px")
    lines += widths
    return "\n".join(lines) + "\n"


def _shape(node: Node) -> str:
    words = _plain(f"{node.scene.id}: {node.title}" if node.title else node.scene.id)
    return f'(["{words}"])' if node.scene.ending is not None else f'["{words}"]'


def _plain(text: str) -> str:
    """Without what Mermaid reads as its own."""
    return text.replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
