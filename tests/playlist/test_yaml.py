"""What PyYAML would refuse in its own words, or read differently from what was meant, is told with its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist.yamltext import MAX_CHARACTERS, YamlError, compose
from tests.playlist.writing import MINIMAL, faults, marked

QUOTES = "Put it in quotes: "

# the text with « before the fault, what is wrong, the cure
CASES = [
    # the question mark, the colon and the comma inside braces
    ("a: {ask: Whom do you trust«?, b: 1}", "YAML ends an unquoted text at `?`", QUOTES + '"Whom do you trust?"'),
    ("a: {en: Whom do you trust«?}", "YAML ends an unquoted text at `?`", QUOTES + '"Whom do you trust?"'),
    ("a: [Really«?]", "Inside […], YAML ends an unquoted text at `?`", QUOTES + '"Really?"'),
    ("a: {b: x,\n  c: Who«? Me}", "YAML ends an unquoted text at `?`", QUOTES + '"Who?"'),
    ("a: {en: Note«: this}", "Inside {…}, an unquoted text cannot hold `: `.", QUOTES + '"Note: …"'),
    ("a: [b: c«: d]", "Inside […], an unquoted text cannot hold `: `.", QUOTES + '"c: …"'),
    ("a: [ {b: x} «{c: y}]", "A comma is missing before this.", "Part the entries with `, `."),
    ('a: {b: "x" «c: y}', "Text follows a closing quote.", "Put all of it in quotes"),
    ("a: {b: x«; c: y}", "A `;` does not part entries.", "Write `,` instead."),
    # blanks that are none
    ("a:«\u00a0b\nc: d", "A non-breaking space stands here.", "Replace it by a plain space."),
    ("a: {b:«\u00a0c}", "A non-breaking space stands here.", "Replace it"),
    ("a:\n«\u00a0 b: c", "A non-breaking space stands here.", "Replace it"),
    ("a:\n  b: c\n«\u00a0 d: e\n  f: g", "A non-breaking space stands here.", "Replace it"),
    ("a:«\u00a0b", "A non-breaking space stands here.", "Replace it"),
    # a quote that is closed lines below
    ('a: «"b\nc: "d"\n', "The quote opened here is closed only on line 2.", "close it on this line"),
    ('a: {b: «"c,\n  d: "e"}', "The quote opened here is closed only on line 2.", "close it on this line"),
    ("a: |\n   b\n «c\n", "not indented like its neighbours", "Line it up"),
    # what is never closed
    ("a: «{b: c", "This `{` is never closed.", "Write the `}`."),
    ("a: «[b", "This `[` is never closed.", "Write the `]`."),
    ("a: «{b: c\nd: e\n", "This `{` is not closed before line 2", "Close it."),
    ("a: «'x\nb: c", "This quote is never closed.", "Close it, or double an apostrophe"),
    ('a: «"x', "This quote is never closed.", "Close it"),
    ("a: [x]«]", "This `]` closes nothing.", "Remove it"),
    # colons, tabs, indentation
    ("a: b«: c", "An unquoted text cannot hold `: `.", QUOTES + '"b: …"'),
    ("«a b\n\nc: d", "A colon is missing after `a`.", "Write `a: b`."),
    ("«a b\nc: d", "A colon is missing after `a`.", "Write `a: b`."),
    ("a: b\n  «c: d", "This line is indented too far.", "Line it up"),
    ("a«:b\nc: d", "A space is missing after this colon.", "Write `a: b`."),
    ("a:\n«\tb: c", "A tab stands here.", "replace the tab by spaces"),
    ("a:\n  «b: c\n d: e", "`b:` on line 2 begins in column 3, `d:` on line 3 in column 2.", "both belong in"),
    (" «a: b\nc: d", "`a:` on line 1 begins in column 2, `c:` on line 2 in column 1.", "One of them is wrong"),
    (
        "a:\n  b: c\n«d:\n    e: f\n  g: h",
        "Lines 3 to 5 do not line up.",
        "Either `d:` on line 3 stands too far left, or",
    ),
    (
        "a:\n  b:\n    c: d\n\n  «e: # f\n      g: h\n    i: j",
        "Lines 5 to 7 do not",
        "Either `e:` on line 5 stands too far left, or what is under it",
    ),
    ("- a: b\n- c: d\n «e: f", "not indented like its neighbours", "Line it up"),
    ("- a\n«b: c", "A `name: value` stands among the `-` of a list.", "Indent it under a `-`"),
    ('"a\n b"\n«c\n', "not indented like its neighbours", "Line it up"),
    ("a: b\n«c\n", "A colon is missing after `c`.", "Write `c:`."),
    ('a: b\n«"c"\n', "A colon is missing after this.", "Write `name: value`."),
    ("a:\n  «b c   # d\n  e: f", "A colon is missing after `b`.", "Write `b: c`."),
    ("a:\n  b«:c   # d\n  e: f", "A space is missing after this colon.", "Write `b: c`."),
    ("a:\n  «b {c: d, e: f}\n  g: h", "A colon is missing after `b`.", "Write `b: {…}`."),
    ("«a [b]\nc: d", "A colon is missing after `a`.", "Write `a: […]`."),
    ("a:\n  «b's\n  d: e", "This text stands where a name belongs.", "Write `name: value`."),
    ("a:\n  «b # c\n    d: e", "A colon is missing after `b`.", "Write `b:`."),
    ("«a\n  b: c", "A colon is missing after `a`.", "Write `a:`."),
    ("a:\n    «b: c\n    d: e\n  f: g", "`b:` on line 2 begins in column 5, `f:` on line 4 in", "same column"),
    # the wide signs of a Korean keyboard, and commas at the end of a line
    ("a: {b: c«， d: e}", "A wide comma `，` stands here.", "Type `,` and a space."),
    ("a«： b\nc: d", "A wide colon `：` stands here.", "Type `:` and a space."),
    ("a«： {b: c}\n", "A wide colon `：` stands here.", "Type `:` and a space."),
    ("«a {b: c}\n", "A colon is missing after `a`.", "Write `a: {…}`."),
    ("a: {b: c, d«：e}\n", "A wide colon `：` stands here.", "Type `:` and a space."),
    ('a: b\nc: "d"«,\n', "A comma ends this line.", "Remove the comma at the end."),
    # a name as far in as what belongs under it
    ("a:\n  b: c\n  «d:\n  b: e", "`d:` stands in the same column as `b:`", "Move `d:` two to the left."),
    ("a:\n    b: c\n    «d:\n    b: e", "`d:` stands in the same column as `b:`", "Move `d:` four to the left."),
    ("a: b\nc«:d\n", "A space is missing after this colon.", "Write `c: d`."),
    ("«: b", "A name is missing before this colon.", "Write `name: value`."),
    ("x" * 1030 + "«: b", "A colon stands where none may be.", "Write `name: value`."),
    # texts that begin with a sign, quotes, invisible characters
    ("a: «@x", "A text cannot begin with `@`.", QUOTES + '"@x"'),
    ("a: «%x", "A text cannot begin with `%`.", QUOTES + '"%x"'),
    ("a: «* x", "A text cannot begin with `*`.", QUOTES + '"* x"'),
    ("a: «|x", "A text cannot begin with `|`.", QUOTES + '"|x"'),
    ("a: «>x y", "A text cannot begin with `>`.", QUOTES + '">x y"'),
    ("a: «}", "A value is missing here.", "needs quotes"),
    # what nobody thought of: in PyYAML's own words
    ("a: «- b", "YAML cannot be read here (sequence entries are not allowed here).", "Compare with the lines above."),
    ("a: 'it''s' «x", "Text follows a closing quote.", "Put all of it in quotes"),
    ('a: {en: "x"«y}', "Text follows a closing quote.", "Put all of it in quotes"),
    ('a: "x\\«q"', "A backslash inside double quotes means something else.", "Use single quotes"),
    ("a: «\x07", "An invisible character (U+0007) stands here.", "Delete it."),
    ("a: b\n\n  «\x00", "An invisible character (U+0000) stands here.", "Delete it."),
    ("a: «|0\n x", "A text cannot begin with `|`.", QUOTES),
    ('a: "«\\UFFFFFFFF"', "There is no such character.", "Write the character itself."),
    ('a: «"\\uD800"', "The text holds half a character.", "Write the character itself."),
    ('a: "\\x«ZZ"', "A backslash inside double quotes", "Use single quotes"),
    ("a: «'x\n--- b", "This quote is never closed.", "Close it"),
    ("%YAML 9.1«.1\n---\na", "is a YAML directive.", "Remove the line."),
    ("«%YAML 2.0\n---\na", "is a YAML directive.", "Remove the line."),
    # what YAML can and we do not want
    ("a: «*x", "`*x` is a YAML alias", "put the text in quotes"),
    ("a: «&x 1", "`&x` is a YAML anchor", "Write it out"),
    ("a: «&x {b: c}", "`&x` is a YAML anchor", "Write it out"),
    ("a: «!!int 1", "`!` begins a YAML tag", "Write it out"),
    ("a: «!<x", "`!` begins a YAML tag", "Write it out"),
    ("a: «!x [b]", "`!` begins a YAML tag", "Write it out"),
    ("--- a\n«--- b", "A second document begins here.", "Remove the line `---`."),
    ("[" * 30 + "«[" + "]" * 31, "This is nested more than 30 deep.", "brackets that never close"),
    ("«", "The file is empty.", "Copy an example"),
    ("«# only a comment", "The file is empty.", "Copy an example"),
]


@pytest.mark.parametrize(("text", "what", "cure"), CASES)
def test_one_refusal(text: str, what: str, cure: str) -> None:
    plain, places = marked(text)
    with pytest.raises(YamlError) as caught:
        compose(plain)
    (advice,) = caught.value.advice
    assert [(advice.line + 1, advice.column + 1)] == places
    assert what in advice.what
    assert cure in advice.cure


def test_every_anchor_and_alias_is_told() -> None:
    with pytest.raises(YamlError, match=r"anchor.*alias") as caught:
        compose("a: &x 1\nb: *x\n")
    assert [advice.line for advice in caught.value.advice] == [0, 1]


def test_a_file_that_is_too_long() -> None:
    with pytest.raises(YamlError, match="1,000,001 characters"):
        compose("#" * (MAX_CHARACTERS + 1))


def test_the_refusal_is_a_fault_of_the_file(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, MINIMAL + "title: {en: Who?}\n")
    assert (found.where.line, found.where.column, found.excerpt) == (4, 16, "title: {en: Who?}")
    assert found.cure == 'Put it in quotes: "Who?"'
