"""PyYAML's complaints, said so that the writer of a playlist knows what to do."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

import yaml


@dataclass(frozen=True, slots=True)
class Advice:
    """A place (counted from 0), what is wrong there and how to mend it."""

    line: int
    column: int
    what: str
    cure: str


MISTAKEN_BLANK = re.compile("^[ \u00a0]*\u00a0|[:-][ ]*\u00a0")
"""A non-breaking space in the indent, or after a colon or a dash."""
WRITE_IT_OUT = "Write it out; if the sign belongs to a text, put the text in quotes."
TAG = ("`!` begins a YAML tag, which is not read here.", WRITE_IT_OUT)


def impossible_character(text: str) -> Advice:
    """For an escape of a character that does not exist, on which PyYAML itself breaks."""
    escape = re.search(r"\\U(?!000|0010)[0-9A-Fa-f]{8}", text)
    at = escape.start() if escape else 0
    line, column = text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)
    return Advice(line, column, "There is no such character.", "Write the character itself.")


def advise(error: yaml.YAMLError, text: str) -> Advice:
    """What `error`, raised on reading `text`, means to the writer of the file."""
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        line, column = before.count("\n"), len(before) - (before.rfind("\n") + 1)
        code = error.character if isinstance(error.character, int) else ord(error.character)
        return Advice(line, column, f"An invisible character (U+{code:04X}) stands here.", "Delete it.")
    assert isinstance(error, yaml.MarkedYAMLError)  # PyYAML raises nothing else
    complaint = _Complaint(error, text)
    return complaint.blank() or complaint.quote_closed_late(text) or complaint.advice()


def no_blank(line: int, column: int) -> Advice:
    """For a blank that looks like one and is none to YAML."""
    return Advice(line, column, "A non-breaking space stands here.", "Replace it by a plain space.")


def wide_colon(line: int, column: int) -> Advice:
    """For the colon of a Korean or Chinese keyboard, which is none to YAML."""
    return Advice(line, column, "A wide colon `：` stands here.", "Type `:` and a space.")


def sunken(name: str, after: str, columns: int) -> tuple[str, str]:
    """What is wrong and its cure: `name`, without a value, is as far in as `after`, which belongs under it. It is
    `columns` too far right; or, with 0, `after` is too far left."""
    what = f"`{name}:` stands in the same column as `{after}:`, which belongs under it."
    number = {2: "two", 4: "four"}.get(columns, str(columns))
    if columns:
        return what, f"Move `{name}:` {number} to the left."
    return what, f"Move `{after}:`, and what follows under `{name}:`, two to the right."


def code(line: str) -> str:
    """`line` without a comment after it, and the blanks before that."""
    return re.split(r"(?:^|(?<=\s))#", line)[0].rstrip()


def colonless(lines: list[str], at: int) -> Advice | None:
    """A line that begins with a name and lacks its colon, or the blank after it; None where it has both."""
    written = code(lines[at])
    found = re.match(r"\s*(?:- +)*(?P<name>[\w-]+)(?P<colon> *[:：])?(?P<gap>\s*)(?P<value>.*)", written)
    if found is None:
        return None
    name, colon, value = found["name"], (found["colon"] or "").strip(), found["value"]
    if colon == ":" and (found["gap"] or not value):
        return None
    if colon == "：":
        return wide_colon(at, found.end("colon") - 1)
    short = f"{value[0]}…{'}' if value[0] == '{' else ']'}" if value[:1] in ("{", "[") else value
    cure = f"Write `{name}: {short}`." if value else f"Write `{name}:`."
    if colon:
        return Advice(at, found.end("colon") - 1, "A space is missing after this colon.", cure)
    if (value and not found["gap"]) or (short == value and re.search(r":\s", value)):
        return None  # no name: a text, or a name of several words
    return Advice(at, found.start("name"), f"A colon is missing after `{name}`.", cure)


class _Complaint:
    def __init__(self, error: yaml.MarkedYAMLError, text: str) -> None:
        self.problem = error.problem or ""
        self.context = error.context or ""
        mark = error.problem_mark or error.context_mark
        self.line, self.column = (mark.line, mark.column) if mark else (0, 0)
        began = error.context_mark or mark
        self.began_line, self.began_column = (began.line, began.column) if began else (0, 0)
        lines = text.splitlines()
        self.lines = lines
        self.text = lines[self.line] if self.line < len(lines) else ""
        self.before = self.text[: self.column]

    def advice(self) -> Advice:
        if "'\\t'" in self.problem:
            return self.here("A tab stands here.", "YAML allows only spaces for indenting: replace the tab by spaces.")
        if "expected ',' or" in self.problem:
            return self.inside_braces()
        if "mapping values are not allowed" in self.problem:
            return self.colon()
        if "quoted scalar" in self.context and "unexpected" in self.problem:
            return self.there("This quote is never closed.", "Close it, or double an apostrophe inside: 'it''s'.")
        if "escape" in self.problem:
            return self.here("A backslash inside double quotes means something else.", "Use single quotes, or `\\\\`.")
        if "cannot start any token" in self.problem or "alphabetic or numeric" in self.problem:
            return self.special()
        if "indentation indicator" in self.problem or "comment or a line break" in self.problem:
            return self.special()
        if "tag" in self.context:
            return self.there(*TAG)
        if "directive" in self.context or "directive" in self.problem or "incompatible" in self.problem:
            return self.here("A `%` at the beginning of a line is a YAML directive.", "Remove the line.")
        if "could not find expected ':'" in self.problem:
            missing = colonless(self.lines, self.began_line)
            return missing or self.there("A colon is missing after this.", "Write `name: value`.")
        if "expected the node content" in self.problem:
            return self.here("A value is missing here.", "Write one; a text that begins with a sign needs quotes.")
        if "expected <block end>" in self.problem or "expected '<document start>'" in self.problem:
            return self.indentation()
        return self.here(f"YAML cannot be read here ({self.problem}).", "Compare with the lines above.")

    def blank(self) -> Advice | None:
        """A non-breaking space where YAML wants a plain one, on the line of the complaint or one that led to it."""
        for line in range(max(0, min(self.began_line, self.line - 1)), min(self.line + 1, len(self.lines))):
            found = MISTAKEN_BLANK.search(self.lines[line])
            if found:
                return no_blank(line, found.end() - 1)
        return None

    def quote_closed_late(self, text: str) -> Advice | None:
        """Text after a closing quote whose opening one is lines above: that one was meant to end on its own line."""
        before: yaml.Token | None = None
        with suppress(yaml.YAMLError):
            for token in yaml.scan(text, Loader=yaml.SafeLoader):
                if (token.start_mark.line, token.start_mark.column) >= (self.line, self.column):
                    break
                before = token
        if (
            not isinstance(before, yaml.ScalarToken)
            or before.style not in ("'", '"')
            or before.end_mark.line != self.line
        ):
            return None
        opened = before.start_mark
        if opened.line == self.line:
            return None
        what = f"The quote opened here is closed only on line {self.line + 1}."
        return Advice(opened.line, opened.column, what, "Probably its closing quote is missing: close it on this line.")

    def here(self, what: str, cure: str) -> Advice:
        return Advice(self.line, self.column, what, cure)

    def there(self, what: str, cure: str) -> Advice:
        """About where the thing began that went wrong later."""
        return Advice(self.began_line, self.began_column, what, cure)

    def inside_braces(self) -> Advice:
        """Something other than a comma inside {…} or […]."""
        opening = "{" if "'}'" in self.problem else "["
        closing = "}" if opening == "{" else "]"
        found = self.problem.rpartition("got ")[2]
        if found == "'<stream end>'":
            return self.there(f"This `{opening}` is never closed.", f"Write the `{closing}`.")
        if self.text[self.column : self.column + 1] == "?":
            what = f"Inside {opening}…{closing}, YAML ends an unquoted text at `?`."
            return self.here(what, self.quote(self.unquoted() + "?"))
        wide = re.search(r"，(?=\s*[\w-]+$)", self.before) if found == "':'" else None
        if wide:
            return Advice(self.line, wide.start(), "A wide comma `，` stands here.", "Type `,` and a space.")
        if found == "':'" and (semicolon := re.search(r";(?=\s*[\w-]+$)", self.before)):
            return Advice(self.line, semicolon.start(), "A `;` does not part entries.", "Write `,` instead.")
        if found == "':'" and self.line == self.began_line:
            what = f"Inside {opening}…{closing}, an unquoted text cannot hold `: `."
            return self.here(what, self.quote(self.unquoted() + ": …"))
        if self.line != self.began_line:
            place = f"line {self.line + 1}"
            return self.there(f"This `{opening}` is not closed before {place}, which does not fit in.", "Close it.")
        if found == "'<scalar>'" and self.before.rstrip().endswith(("'", '"')):
            return self.here("Text follows a closing quote.", "Put all of it in quotes, or none.")
        return self.here("A comma is missing before this.", "Part the entries with `, `.")

    def unquoted(self) -> str:
        """The text that was being written when the line was cut off."""
        return re.split(r"[{\[,]\s*|:\s+", self.before)[-1].strip()

    def quote(self, text: str) -> str:
        return f'Put it in quotes: "{text}"'

    def colon(self) -> Advice:
        """A colon where no value may come: one too many on this line, or one missing on the line before."""
        braced = re.match(r"\s*(?:- )?[\w-]+(?:\s+(?=[{\[])|\s*：\s*)", self.before)
        missing = colonless(self.lines, self.line) if braced else None
        if missing:
            return missing
        inside = re.search(r":\s+(?P<text>\S.*)$", self.before)
        if inside:
            return self.here("An unquoted text cannot hold `: `.", self.quote(inside["text"] + ": …"))
        above = self.line - 1
        while above >= 0 and not self.lines[above].partition("#")[0].strip():
            above -= 1
        if above < 0:
            return self.here("A colon stands where none may be.", "Write `name: value`.")
        missing = colonless(self.lines, above)
        if missing:
            return missing
        if _indent_of(self.lines[above]) == self._indent():  # the one above is a text, not a name
            return Advice(above, self._indent(), "This text stands where a name belongs.", "Write `name: value`.")
        return Advice(self.line, self._indent(), "This line is indented too far.", "Line it up with its neighbours.")

    def special(self) -> Advice:
        """A text that begins with a sign YAML keeps for itself."""
        rest = self.lines[self.began_line][self.began_column :]
        return self.there(f"A text cannot begin with `{rest[:1]}`.", self.quote(rest.strip()))

    def indentation(self) -> Advice:
        found = self.problem.rpartition("found ")[2]
        if found == "'<scalar>'" and self.before.rstrip().endswith(("'", '"')):
            return self.here("Text follows a closing quote.", "Put all of it in quotes, or none.")
        if found == "':'":
            return self.here("A name is missing before this colon.", "Write `name: value`.")
        if found in ("']'", "'}'"):
            return self.here(f"This `{found.strip(chr(39))}` closes nothing.", "Remove it, or open it before.")
        if found == "'?'" and "collection" in self.context:
            return self.here(
                "A `name: value` stands among the `-` of a list.", "Indent it under a `-`, or end the list."
            )
        if found == "','" and not code(self.text)[self.column + 1 :].strip():
            return self.here("A comma ends this line.", "Remove the comma at the end.")
        missing = self._colonless_above() if found == "'<block mapping start>'" else None
        if missing:
            return missing
        stray = self._stray()
        if stray is not None:
            written, line = self.lines[stray].partition("#")[0].strip(), self.lines[stray]
            what = f"Lines {stray + 1} to {self.line + 1} do not line up."
            cure = f"Either `{written}` on line {stray + 1} stands too far left, or what is under it too far right."
            return Advice(stray, _indent_of(line), what, cure)
        return self._askew() or self.here(
            "This line is not indented like its neighbours.", "Line it up with them, using spaces."
        )

    def _colonless_above(self) -> Advice | None:
        """A line right above this one, and no further in, that YAML took for a text: its colon is missing."""
        above = [at for at in range(self.line) if _says(self.lines[at])][-1:]
        held = (at for at in above if _indent_of(self.lines[at]) <= self._indent())
        return next((colonless(self.lines, at) for at in held), None)

    def _askew(self) -> Advice | None:
        """The first line of those above that are indented further than this one, though nothing holds them."""
        indent = self._indent()
        deeper: list[int] = []
        for at in (at for at in range(self.line - 1, -1, -1) if _says(self.lines[at])):
            if _indent_of(self.lines[at]) <= indent:
                break
            deeper.append(at)
        names = [_name(self.lines[at]) for at in (*deeper[-1:], self.line)]
        if len(names) < 2 or not all(names):
            return None
        first = _indent_of(self.lines[deeper[-1]])
        what = f"`{names[0]}` on line {deeper[-1] + 1} begins in column {first + 1}, "
        what += f"`{names[1]}` on line {self.line + 1} in column {indent + 1}."
        return Advice(deeper[-1], first, what, "One of them is wrong: both belong in the same column.")

    def _stray(self) -> int | None:
        """The line above that is less indented than this one, where others before it are indented like this one: it
        cuts them off from each other, unless only what is under it is indented too far."""
        if not self.problem.endswith("'<block mapping start>'"):
            return None
        indent = self._indent()
        written = [(at, _indent_of(line)) for at, line in enumerate(self.lines[: self.line]) if _says(line)]
        left = next((at for at, its in reversed(written) if its < indent), None)
        return left if left is not None and any(its == indent for at, its in written if at < left) else None

    def _indent(self) -> int:
        return _indent_of(self.text)


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip())


def _says(line: str) -> bool:
    """It is neither empty nor a comment."""
    return bool(code(line).strip())


def _name(line: str) -> str:
    """`clip:` of `  clip: film.mp4`; empty where the line does not begin with a name."""
    found = re.match(r"\s*([\w-]+:)(?=\s|$)", line)
    return found[1] if found else ""
