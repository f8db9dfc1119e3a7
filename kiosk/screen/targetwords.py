"""The crossing from QML: what was touched becomes an event."""

from __future__ import annotations

from kiosk.visit import events


def event(kind: str, value: object) -> events.Event:
    """What QML says was touched, as an event. Raises ValueError for a word that no target sends."""
    match kind, value:
        case "door", int() | float():
            return events.DoorTouched(int(value))
        case "begin", _:
            return events.BeginTouched()
        case "begin-relaxed", _:
            return events.BeginTouched(relaxed=True)
        case "choice", str():
            return events.ChoiceTouched(value)
        case "hotspot", int() | float():
            return events.HotspotTouched(int(value))
        case "page", str():
            return events.PageTouched(value)
        case "language", str():
            return events.LanguageTouched(value)
        case "volume", int() | float():
            return events.VolumeTouched(int(value))
        case "text", int() | float():
            return events.TextTouched(int(value))
    plain_events: dict[str, events.Event] = {
        "touched": events.Touched(),
        "gentler": events.GentlerTouched(),
        "time": events.TimeTouched(),
        "clip": events.ClipTouched(),
        "scene": events.SceneTouched(),
        "again": events.AgainTouched(),
        "retry": events.RetryTouched(),
        "home": events.HomeTouched(),
        "back": events.BackTouched(),
        "captions": events.CaptionsTouched(),
        "languages": events.LanguagesTouched(),
        "help": events.HelpTouched(),
        "contrast": events.ContrastTouched(),
        "seated": events.SeatedTouched(),
        "calm": events.CalmTouched(),
        "limits": events.LimitsTouched(),
        "described": events.DescribedTouched(),
        "signed": events.SignedTouched(),
        "spoken": events.SpokenTouched(),
    }
    if kind not in plain_events:
        raise ValueError(f"no target sends {kind!r} with {value!r}")
    return plain_events[kind]
