"""espeak-ng: text in, a sound file out. A process of its own for each, so that nothing of it can hang or fall here.

Chosen over speech-dispatcher and Qt TextToSpeech, which speaks through that: they play by themselves, to a device of
their own, by a daemon of each user's session; a kiosk's service has none. A file is played where the film is heard.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

PROGRAM: Final = "espeak-ng"
PACKAGE: Final = "espeak-ng"
RATE: Final = 160
"""Words a minute: slower than its own 175, for halls that echo, and who hears the exhibition for the first time."""
_WITHIN: Final = 20.0
"""Seconds; 500 words take 0.2."""


class SpeechError(Exception):
    """Why there is nothing to be heard."""


class Espeak:
    def __init__(self, program: str = PROGRAM) -> None:
        self._program = shutil.which(program)
        self._known: dict[str, str | None] = {}

    @property
    def there(self) -> bool:
        return self._program is not None

    def voice(self, language: str) -> str | None:
        """Its voice for a language tag (`pt-BR`: Brazil's, else Portugal's); None where it has none."""
        if language not in self._known:
            tries = dict.fromkeys((language.lower(), language.lower().partition("-")[0]))
            self._known[language] = next((one for one in tries if self._has(one)), None)
        return self._known[language]

    def write(self, text: str, language: str, file: Path) -> None:
        """Say it into `file`, a WAV of 22.05 kHz. Raises SpeechError."""
        voice = self.voice(language)
        if voice is None:
            raise SpeechError(f"{PROGRAM} has no voice for {language}")
        plain = text.replace("[[", "[ [")  # else it would take what follows for phonemes
        file.unlink(missing_ok=True)
        self._run(["-v", voice, "-s", str(RATE), "-b", "1", "-w", str(file), "--stdin"], plain)
        if not file.is_file():  # it says so, but not by its exit code
            raise SpeechError(f"{PROGRAM} wrote no sound: is the disk full?")

    def _has(self, voice: str) -> bool:
        try:
            self._run(["-v", voice, "-q", "--stdin"], "")
        except SpeechError:
            return False
        return True

    def _run(self, words: list[str], text: str) -> None:
        if self._program is None:
            raise SpeechError(f"{PROGRAM} is not installed")
        try:
            done = subprocess.run(  # noqa: S603  a list: no shell
                [self._program, *words], input=text.encode(), capture_output=True, timeout=_WITHIN, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SpeechError(f"{PROGRAM}: {error}") from error
        if done.returncode != 0:
            raise SpeechError(f"{PROGRAM}: {done.stderr.decode(errors='replace').strip() or done.returncode}")
