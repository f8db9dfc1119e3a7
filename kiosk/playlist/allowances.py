"""What a technician allows against a rule, and why: written in the playlist, so that the next one reads it too."""

from __future__ import annotations

from kiosk.playlist.forms import Form, Key, Record
from kiosk.playlist.many import ListOf
from kiosk.playlist.model import Allowance
from kiosk.playlist.parts import Parts
from kiosk.playlist.shapes import Shape
from kiosk.playlist.values import Line

RULE = r"[EWI]\d+"


def allowances(parts: Parts) -> Shape[tuple[Allowance, ...]]:
    form = Form(
        "an exception",
        [
            Key("rule", Line("the id of a rule such as `W45`", RULE), "the rule", required=True),
            Key("why", Line("the reason, in a line"), "why it may be so here", required=True),
            Key("scene", parts.scene, "only in this scene"),
        ],
        _make,
    )
    return ListOf("exceptions such as `{rule: W45, why: …}`", form)


def _make(record: Record) -> Allowance:
    return Allowance(record["rule"], record["why"], record["scene"], record.where)
