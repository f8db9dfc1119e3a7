"""Audio descriptions of the shipped films, spoken by espeak-ng: stand-ins, so that the switch can be tried.

    python3 media/making/described.py            # those that are missing
    python3 media/making/described.py --all

A museum has them read by a person and puts those files in their place: river-bank.en.ad.m4a. Words and times stand in
described.yaml. Needs espeak-ng, ffmpeg and PyYAML.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

HERE = Path(__file__).parent
FOLDER = HERE.parent / "the-defector"
VOICES = {"en": ("en-gb", 140), "fr": ("fr-fr", 140), "ko": ("ko", 140)}  # espeak-ng's voice; words a minute
LOUDNESS = -23.0  # LUFS, as the films; the player lowers those meanwhile, see kiosk/footage/aside.py
APART = 0.15  # s between two sentences, and before the film's end


def run(program, *words):
    """What it printed. Raises CalledProcessError."""
    command = [shutil.which(program) or program, *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  # no shell, our words


def seconds(file):
    return float(run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file))


def speak(said, language, folder, lasts):
    """Each sentence as a WAV, and when it begins, ms; none may run into the next one, or past the film's end."""
    voice, pace = VOICES[language]
    made = []
    for number, (at, words) in enumerate(said):
        until = said[number + 1][0] if number + 1 < len(said) else lasts
        wav = folder / f"{number}.wav"
        for faster in range(0, 90, 10):
            run("espeak-ng", "-v", voice, "-s", pace + faster, "-w", wav, words)
            if at + seconds(wav) + APART <= until:
                break
        else:
            raise SystemExit(f"{language}: “{words}” has no room in {until - at:.1f} s")
        made.append((wav, round(at * 1000)))
    return made


def describe(clip, language, said):
    out = FOLDER / f"{clip}.{language}.ad.m4a"
    with tempfile.TemporaryDirectory() as temporary:
        spoken = speak(said, language, Path(temporary), seconds(FOLDER / f"{clip}.mp4"))
        inputs = [word for wav, _ in spoken for word in ("-i", wav)]
        late = "".join(f"[{n}]adelay={at}:all=1[s{n}];" for n, (_, at) in enumerate(spoken))
        every = "".join(f"[s{n}]" for n in range(len(spoken)))
        mix = f"{late}{every}amix=inputs={len(spoken)}:normalize=0:duration=longest"
        filters = f"{mix},highpass=f=90,loudnorm=I={LOUDNESS}:TP=-6:LRA=7,aresample=24000"
        plain = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
        coded = ("-ac", "1", "-c:a", "aac", "-b:a", "24k", "-movflags", "+faststart")
        run("ffmpeg", "-v", "error", "-y", *inputs, "-filter_complex", filters, *coded, *plain, out)


def main():
    texts = yaml.safe_load((HERE / "described.yaml").read_text(encoding="utf-8"))
    for clip, languages in texts.items():
        for language, said in languages.items():
            if "--all" in sys.argv or not (FOLDER / f"{clip}.{language}.ad.m4a").exists():
                describe(clip, language, said)


if __name__ == "__main__":
    main()
