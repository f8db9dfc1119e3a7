"""Writes the half of docs/control.md that is made of the table of commands:

python -m kiosk.station.control.manual docs/control.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from pathlib import Path
from types import NoneType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from kiosk.station.control.commands import COMMANDS, Command
from kiosk.station.control.told import EVENTS

BEGIN: Final = "<!-- made from kiosk/station/control/commands.py -->\n"
END: Final = "<!-- made until here -->\n"


def commands() -> str:
    """Every command with what it takes and what it answers, and every event."""
    return "\n".join(line for name, command in COMMANDS.items() for line in _command(name, command)) + "\n".join(
        ["", "## Events", "", "| event | what the line says |", "|---|---|"]
        + [f"| `{name}` | {says} |" for name, says in EVENTS.items()]
        + [""]
    )


def _command(name: str, command: Command) -> Iterator[str]:
    yield f"### `{name}`"
    yield ""
    yield " ".join((command.asks.__doc__ or "").split())
    yield ""
    if fields(command.asks):
        yield from _table(command.asks, "takes")
    if command.answers is not None:
        yield from _table(command.answers, "answers")


def _table(kind: type[Any], heading: str) -> Iterator[str]:
    yield f"| {heading} | | |"
    yield "|---|---|---|"
    yield from _rows(kind, "", takes=heading == "takes")
    yield ""


def _rows(kind: type[Any], above: str, *, takes: bool) -> Iterator[str]:
    hints = get_type_hints(kind, include_extras=True)
    for field in fields(kind):
        form, says = get_args(hints[field.name])
        yield f"| `{above}{field.name}` | {_form(form)}{_usual(field) if takes else ''} | {says} |"
        inner = next((one for one in (form, *get_args(form)) if hasattr(one, "__dataclass_fields__")), None)
        if inner is not None:
            yield from _rows(inner, f"{above}{field.name}.", takes=takes)


def _usual(field: Field[Any]) -> str:
    if field.default is MISSING:
        return ", needed"
    return "" if field.default is None else f", `{field.default}` without it"


def _form(form: Any) -> str:
    """A type in words."""
    if get_origin(form) is Literal:
        return " or ".join(f"`{word}`" for word in get_args(form))
    if get_origin(form) is tuple:
        return f"list of {_form(get_args(form)[0])}s"
    named = {int: "number", str: "text", bool: "true or false", NoneType: "null"}
    return " or ".join(named.get(one, "object") for one in get_args(form) or (form,))


def renewed(document: str) -> str:
    """The document with its made half as it is now."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{commands()}\n{END}{after}"


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(renewed(file.read_text(encoding="utf-8")), encoding="utf-8")
