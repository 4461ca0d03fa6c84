"""A timeline becomes a file: a segment for each scene, kept for the next time, all joined as they are, with the sound beside them.

The first frames of a segment show the scene before going, so segments meet without overlap. What was rendered before stays when a
render is cancelled or killed: the next one goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2

from enfoads.errors import DiskFull
from enfoads.video import ffmpeg, segments
from enfoads.video.compose import Composer, RigOf
from enfoads.video.encode import DELAY, TICKS, Encoder, SegmentWriter, choose
from enfoads.video.formats import Preset
from enfoads.video.planes import Planes
from enfoads.video.segments import SceneCache
from enfoads.video.timeline import Timeline
from enfoads.video.writer import Output, mp4


def _nothing(*_said: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Rendered:
    """`cached`: for each scene whether it was taken as it was rendered before."""

    path: Path
    frames: int
    cached: tuple[bool, ...]
    encoder: Encoder


def render(
    timeline: Timeline,
    rig_of: RigOf,
    target: Path,
    *,
    preset: Preset,
    cache: Path,
    sound: Path | None = None,
    check: Callable[[], None] = _nothing,
    progress: Callable[[int, int], None] = _nothing,
    show: Callable[[Planes], None] = _nothing,
    encoder: str = "auto",
    metadata: Mapping[str, str] | None = None,
) -> Rendered:
    """Write `target`, an MP4 of exactly the timeline's frames.

    cache: folder of rendered scenes, whose files are touched when they are used. sound: an .m4a of the same length, taken as it is.
    check: called several times a second; may raise, and then neither `target` nor a child is left. progress: frames done and
    frames in all. show: sees each frame that is drawn; the planes change afterwards. encoder: the setting `video_encoder`.
    Raises DiskFull, having removed what it wrote; UnreadableImage, UnreadableVideo and their like with the scene in `param`.
    """
    scenes = SceneCache(cache)
    size = (timeline.width, timeline.height)
    chosen = choose(encoder, size)
    keys = [segments.key(timeline, index, chosen, preset) for index in range(len(timeline.scenes))]
    cached = []
    try:
        with _one_thread(), Composer(timeline, rig_of, check) as composer:
            for index, (key, scene, start) in enumerate(zip(keys, timeline.scenes, timeline.starts(), strict=True)):
                check()
                cached.append(scenes.take(key, scene.frames))
                if not cached[-1]:
                    with SegmentWriter(scenes.scratch(key), size, timeline.fps, chosen, preset) as segment:
                        for number in range(scene.frames):
                            check()
                            composer.draw(index, number, segment.frame)
                            show(segment.frame)
                            segment.write()
                            progress(start + number + 1, timeline.frames)
                        segment.finish(check)
                    scenes.put(key, scene.frames)
                progress(start + scene.frames, timeline.frames)
        check()
        join([scenes.place(key) for key in keys], target, timeline, sound, metadata, check)
    except DiskFull:
        scenes.forget()
        raise
    return Rendered(target, timeline.frames, tuple(cached), chosen)


def join(
    parts: Sequence[Path],
    target: Path,
    timeline: Timeline,
    sound: Path | None,
    metadata: Mapping[str, str] | None,
    check: Callable[[], None],
) -> None:
    """Lay segments end to end and the sound beside them; nothing is encoded."""
    listed = ["-protocol_whitelist", "file,pipe", "-f", "concat", "-safe", "0", "-i", "pipe:0"]
    heard, audio = ([], []) if sound is None else (ffmpeg.source(sound, "mov"), ["-map", "1:a:0"])
    # A segment of a frame or two has no delay of its own: without this its neighbour's frames would be decoded too late.
    clock = ["-bsf:v", f"setts=pts=PTS:dts=(N-{DELAY})*{TICKS}:duration={TICKS}"]
    end = ["-c", "copy", *clock, "-t", f"{timeline.duration_s:.6f}", "-video_track_timescale", str(timeline.fps * TICKS), *mp4(metadata)]
    lines = ["ffconcat version 1.0", *(f"file 'file:{_quoted(path)}'" for path in parts), ""]
    with Output(target, [*listed, *heard, "-map", "0:v:0", *audio, *end]) as output:
        output.pipe("\n".join(lines).encode())
        output.finish(check)


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", r"'\''")


@contextmanager
def _one_thread() -> Iterator[None]:
    """OpenCV's threads would only take turns with the encoder's."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)
