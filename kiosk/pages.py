"""The look of the HTML pages that commands write: the house's colours, in light and dark, on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

STYLE: Final = """
  :root { color-scheme: dark light;
          --ink: #0B0D10; --paper: #EDE8DF; --fog: #8C96A3; --ember: #D9793B; --red: #E0574B; }
  @media (prefers-color-scheme: light) {
    :root { --ink: #FAF8F4; --paper: #14181D; --fog: #59626D; --ember: #A34E17; --red: #B3261E; }
  }
  @media print { :root { --ink: #FFF; --paper: #000; --fog: #444; --ember: #A34E17; --red: #B3261E; } }
  body { margin: 0 auto; max-width: 1240px; padding: 32px 24px; background: var(--ink); color: var(--paper);
         font: 16px/1.45 Inter, "Noto Sans CJK KR", system-ui, sans-serif; }
  h1, h2 { font-family: "EB Garamond", Georgia, serif; font-weight: 400; margin: 40px 0 12px; }
  h1 { font-size: 38px; margin: 0 0 4px; } h2 { font-size: 27px; }
  p, td, th { margin: 0; } .fog, th { color: var(--fog); font-weight: 400; } .bad { color: var(--red); }
  table { border-collapse: collapse; } th, td:nth-child(2):not(:last-child) { white-space: nowrap; }
  td, th { text-align: left; vertical-align: top; padding: 4px 24px 4px 0; }
  .plots p, h2 + div p { margin-bottom: 8px; } p + .plots { margin-top: 28px; }
  .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(560px, 100%), 1fr)); gap: 28px; }
  h3 { font-size: 16px; font-weight: 600; margin: 0 0 8px; }
  svg { max-width: 100%; height: auto; font-size: 13px; } svg text { fill: var(--fog); }
  svg rect { fill: var(--ember); } svg rect.faint { fill: var(--fog); opacity: .45; }
  svg polyline { fill: none; stroke: var(--ember); stroke-width: 2; } svg line { stroke: var(--fog); }
  .stills { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 18px; }
  figure { margin: 0; } img { width: 100%; display: block; } figcaption { color: var(--fog); font-size: 14px; }
"""


def page(title: str, parts: Iterable[str], language: str = "en", style: str = "") -> str:
    """A whole page that needs no other file. `parts` are HTML; `style` is what it has beyond the house's."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}{style}</style>\n" + "\n".join(parts) + "\n</html>\n"
    )
