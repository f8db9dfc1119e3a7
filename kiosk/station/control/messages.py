"""What is said over the control socket: one JSON object a line."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from types import NoneType
from typing import Any, Final, Literal, cast, get_args, get_origin, get_type_hints

from kiosk.station.control.commands import BETWEEN, COMMANDS, Answer, Asked
from kiosk.station.control.refused import RefusedError

PROTOCOL: Final = 1
"""Within one number, words and fields are only added. Who finds one that they do not know passes over it."""
LONGEST: Final = 4_096
"""Bytes of a request, with the end of its line."""
_LONGEST_ID: Final = 64
_GREATEST_ID: Final = 2**53
"""Whole numbers beyond it are not the same in every program that reads JSON."""


Id = int | str | None


@dataclass(frozen=True, slots=True)
class Request:
    id: Id
    do: str
    asked: Asked


def written(**said: object) -> bytes:
    """One line."""
    # half a surrogate, which JSON can name and UTF-8 cannot, goes back as it was named
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def answered(to: Id, answer: Answer | None = None) -> bytes:
    """`to`: the request's id. `answer`: one of the table's, whose fields stand beside `ok`."""
    return written(id=to, ok=True, **({} if answer is None else asdict(answer)))


def refused(to: Id, error: RefusedError) -> bytes:
    return written(id=to, ok=False, error=error.what, cure=error.cure)


def id_of(line: bytes) -> Id:
    """The id in a line, also of one that is refused; None where there is none."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    told = found.get("id") if isinstance(found, dict) else None
    return told if _is_id(told) else None


def _is_id(told: object) -> bool:
    if isinstance(told, str):
        return len(told) <= _LONGEST_ID
    return told is None or (type(told) is int and abs(told) <= _GREATEST_ID)


def read_request(line: bytes) -> Request:
    """What a line asks. Raises RefusedError for everything that is not in the table."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise RefusedError("This is not JSON.", 'One object a line, such as {"id": 1, "do": "status"}.') from None
    if not isinstance(found, dict):
        raise RefusedError("This is not an object.", 'One object a line, such as {"id": 1, "do": "status"}.')
    if not _is_id(found.get("id")):
        raise RefusedError("`id` is not one.", f"A whole number, or a text of at most {_LONGEST_ID} letters.")
    do = found.get("do")
    if not isinstance(do, str) or do not in COMMANDS:
        named = f"`{do[:_LONGEST_ID]}` is no command." if isinstance(do, str) else "`do` names no command."
        raise RefusedError(named, near(do, COMMANDS) + f"There are: {', '.join(COMMANDS)}.")
    arguments = {name: value for name, value in found.items() if name not in ("id", "do")}
    return Request(found.get("id"), do, asked(do, arguments))


def asked(do: str, arguments: Mapping[str, object]) -> Asked:
    """The command `do` of the table with its `arguments`. Raises RefusedError for those it does not take."""
    kind = COMMANDS[do].asks
    known = {field.name: field for field in fields(kind)}
    for name in arguments:
        if name not in known:
            takes = f"It takes: {', '.join(known)}." if known else "It takes nothing."
            raise RefusedError(f"`{do}` does not take `{name[:_LONGEST_ID]}`.", near(name, known) + takes)
    hints = get_type_hints(kind, include_extras=True)
    for name, field in known.items():
        form, says = get_args(hints[name])
        if name not in arguments:
            if field.default is MISSING:
                raise RefusedError(f"`{do}` needs `{name}`.", f"{_first(says)}.")
        elif not _fits(arguments[name], form, BETWEEN.get((kind, name))):
            raise _unfit(do, name, arguments[name], form, BETWEEN.get((kind, name)), says)
    return cast(Asked, cast(Any, kind)(**arguments))  # they fit: each was asked


def _unfit(do: str, name: str, value: object, form: Any, between: tuple[int, int] | None, says: str) -> RefusedError:
    """Why `value` does not fit."""
    cure = f"{_first(says)}."
    if between is not None and type(value) is int:
        far = "small" if value < between[0] else "loud" if name == "volume" else "large"
        return RefusedError(f"`{str(value)[:_LONGEST_ID]}` is too {far}: {between[0]} to {between[1]}.", cure)
    if isinstance(value, str):
        guess = near(value, get_args(form)) if get_origin(form) is Literal else ""
        return RefusedError(f"`{value[:_LONGEST_ID]}` is not what `{do}` takes.", guess + cure)
    return RefusedError(f"`{name}` is not what `{do}` takes.", cure)


def _fits(value: object, form: Any, between: tuple[int, int] | None) -> bool:
    if get_origin(form) is Literal:
        return value in get_args(form)
    if form is int:
        assert between is not None
        return type(value) is int and between[0] <= value <= between[1]
    if form is str:
        return isinstance(value, str)
    return any(value is None if one is NoneType else _fits(value, one, between) for one in get_args(form))


def near(name: object, known: Iterable[str]) -> str:
    """ "Did you mean …? " where one of the `known` names is like `name`; else empty."""
    found = difflib.get_close_matches(str(name)[:_LONGEST_ID], list(known), n=1)
    return f"Did you mean `{found[0]}`? " if found else ""


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]
