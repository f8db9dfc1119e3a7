"""What a technician has to know of reading aloud on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.findings import Finding
from kiosk.speech.espeak import PACKAGE, Espeak

_WHAT = "Reading aloud"


def check_speech(wanted: bool, languages: Iterable[str], engine: Espeak | None = None) -> Iterator[Finding]:
    """`languages`: the exhibition's."""
    engine = engine or Espeak()
    languages = tuple(languages)
    lost = [language for language in languages if engine.voice(language) is None]
    if not wanted:
        yield Finding("ok", _WHAT, "switched off by the settings (speech: off)")
    elif not engine.there:
        says = "espeak-ng is not installed: visitors who cannot see are not offered it"
        yield Finding("missing", _WHAT, says, f"apt-get install {PACKAGE}")
    elif lost:
        says = f"espeak-ng has no voice for {', '.join(lost)}: nobody is offered it"
        cure = "`espeak-ng --voices` lists what it has. Leave the language out, or set `speech: off`."
        yield Finding("warning", _WHAT, says, cure)
    else:
        yield Finding("ok", _WHAT, f"espeak-ng reads {', '.join(languages) or 'every language there is a voice for'}")


def can_read(wanted: bool, languages: Iterable[str], engine: Espeak) -> bool:
    """Whether visitors are offered it: in every language of theirs, or not at all."""
    return wanted and engine.there and all(engine.voice(language) is not None for language in languages)
