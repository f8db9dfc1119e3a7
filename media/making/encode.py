"""From a scene to files: the film with its sound, and the still."""

import tempfile
from pathlib import Path

from . import ffmpeg, sound
from .film import FPS, HEIGHT, WIDTH
from .noise import f32, smooth

# One group of pictures a clip: a keyframe inside a dark clip is seen as a pop. aq-mode 3 spends bits in the dark, where
# bands would show. One thread, so that the same seeds make the same file.
X264 = (
    "aq-mode=3:aq-strength=0.8:deblock=-1,-1:psy-rd=1.0,0.05:qcomp=0.7:rc-lookahead=40:threads=1:keyint=900:scenecut=0:"
    "ipratio=1.25"
)
COLOUR = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv"]
RAW = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FPS),
       "-color_range", "tv", "-colorspace", "bt709"]  # fmt: skip
SOUND = ["-c:a", "aac", "-b:a", "96k", "-ar", "48000"]
WHOLE = ["-fflags", "+bitexact", "-map_metadata", "-1", "-movflags", "+faststart"]
LAP = 1.0  # s over which a loop's end is cross-faded into its beginning
STILL_BYTES = 170_000


def video(preset, crf, *, loop=False):
    """x264's arguments. In a loop every frame is as good as the first: macroblock trees starve the end of a clip."""
    params = f"{X264}:mbtree=0" if loop else X264
    return ["-c:v", "libx264", "-preset", preset, "-crf", crf, "-profile:v", "high", "-x264-params", params,
            "-pix_fmt", "yuv420p", *COLOUR]  # fmt: skip


def clip(make, path, width=WIDTH):
    """Render the scene `make()` to `path`, whole or not at all."""
    scene = make()
    tail = make() if scene.loop else None
    part = path.with_suffix(".part.mp4")
    with tempfile.TemporaryDirectory() as room:
        wav = Path(room) / "sound.wav"
        sound.write(sound.render(scene.bed, scene.seconds, scene.loop), wav)
        with ffmpeg.feed(
            *RAW,
            "-i",
            "-",
            "-i",
            wav,
            "-map",
            "0:v",
            "-map",
            "1:a",
            "-vf",
            f"scale={width}:-2:flags=lanczos",
            *video("medium", scene.crf - 4 * scene.loop, loop=scene.loop),
            *SOUND,
            *WHOLE,
            part,
        ) as sink:
            for i in range(round(scene.seconds * FPS)):
                sink.stdin.write(frame(scene, tail, i))
            sink.stdin.close()
        if sink.returncode:
            raise RuntimeError(f"ffmpeg failed on {path.name}")
    part.replace(path)


def frame(scene, tail, index):
    """Frame `index` as bytes. A loop's first second is mixed with what follows its end, in linear light."""
    t = index / FPS
    scene.draw(t)
    if tail is not None and t < LAP:
        tail.draw(t + scene.seconds)
        w = f32(smooth(0, LAP, t))
        scene.img *= w
        scene.img += tail.img * (1 - w)
    return scene.planes(index, t)


def still(scene, t, path, *, width=WIDTH, budget=STILL_BYTES):
    """One frame as JPEG, as good as `budget` bytes allow."""
    scene.draw(t)
    data = scene.planes(round(t * FPS), t)
    for quality in range(3, 16):
        fit = f"scale={width}:-2:flags=lanczos:in_color_matrix=bt709:in_range=tv:out_color_matrix=bt601:out_range=pc"
        ffmpeg.run(*RAW, "-i", "-", "-vf", f"{fit},format=yuvj420p", "-q:v", quality, "-frames:v", 1, "-fflags",
                   "+bitexact", path, data=data)  # fmt: skip
        if path.stat().st_size <= budget:
            return


def smaller(source, path, *, start, seconds, width=1280, loop=False):
    """A small piece of a finished clip, for the example playlists; its sound is faded at both cuts."""
    fade = f"afade=t=in:d=0.02:curve=hsin,afade=t=out:st={seconds - 0.02}:d=0.02:curve=hsin"
    ffmpeg.run("-ss", start, "-t", seconds, "-i", source, "-vf", f"scale={width}:-2:flags=lanczos", "-af", fade,
               *video("slow", 25 if loop else 30, loop=loop), *SOUND, *WHOLE, path)  # fmt: skip
