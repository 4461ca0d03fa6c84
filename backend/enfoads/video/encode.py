"""H.264 from planes: raw frames through a pipe to an ffmpeg child. What one encoder writes with one preset can be joined as it is.

libx264 anywhere; NVENC where it really encodes a frame, since many a driver names it and has none.
"""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path
from typing import Literal

from enfoads.errors import NotSupported
from enfoads.video import ffmpeg
from enfoads.video.formats import Preset
from enfoads.video.planes import frame_buffer
from enfoads.video.writer import BT709, Output

Encoder = Literal["libx264", "h264_nvenc"]
# Preset, and the quality that it is set to. x264's by time and size (scripts/bench/video); NVENC's presets go from p1 to p7, the best.
_X264: dict[Preset, tuple[str, int]] = {"preview": ("ultrafast", 28), "draft": ("superfast", 23), "final": ("veryfast", 19)}
_NVENC: dict[Preset, tuple[str, int]] = {"preview": ("p1", 30), "draft": ("p3", 26), "final": ("p5", 21)}
_PROBE_S = 20.0  # a driver that hangs is as good as none
DELAY = 2  # frames that are decoded before the first is shown: two where B-frames refer to B-frames (x264's b-pyramid), else fewer
TICKS = 512  # of a track's clock, a frame: what the MP4 muxer takes itself for the usual rates


def choose(wanted: str, size: tuple[int, int]) -> Encoder:
    """`wanted`: the setting `video_encoder`. Raises NotSupported when NVENC is asked for by name and encodes nothing here."""
    if wanted == "libx264":
        return "libx264"
    if nvenc_works(size):
        return "h264_nvenc"
    if wanted == "h264_nvenc":
        raise NotSupported(
            model="NVENC",
            detail="ENFOADS_VIDEO_ENCODER is h264_nvenc, and this machine's GPU encodes no video",
            detail_es="ENFOADS_VIDEO_ENCODER es h264_nvenc y la GPU de esta máquina no codifica vídeo",
        )
    return "libx264"


@lru_cache(maxsize=8)
def nvenc_works(size: tuple[int, int]) -> bool:
    """Whether a frame of this size comes out of it. Asked once in a worker's life."""
    frame = ["-f", "lavfi", "-i", f"color=gray:size={size[0]}x{size[1]}:rate=30", "-frames:v", "1"]
    quality = arguments("h264_nvenc", "final")
    started = time.monotonic()

    def lasts() -> None:
        if time.monotonic() - started > _PROBE_S:
            raise TimeoutError

    try:
        status, _ = ffmpeg.run([*ffmpeg.QUIET, *frame, "-pix_fmt", "yuv420p", *quality, "-f", "null", "-"], lasts)
    except TimeoutError:
        return False
    return status == 0


def arguments(encoder: Encoder, preset: Preset) -> list[str]:
    """The encoder and how it is set. Headers do not depend on what is seen, and every run of pictures stands for itself."""
    if encoder == "h264_nvenc":
        speed, quality = _NVENC[preset]
        rate = ["-rc", "vbr", "-cq", str(quality), "-b:v", "0"]
        pictures = ["-profile:v", "high", "-g", "250", "-bf", "2", "-b_ref_mode", "0", "-strict_gop", "1"]
        return ["-c:v", encoder, "-preset", speed, *rate, *pictures, *BT709]
    speed, quality = _X264[preset]
    return ["-c:v", encoder, "-preset", speed, "-crf", str(quality), "-x264-params", "stitchable=1:open-gop=0", *BT709]


class SegmentWriter(Output):
    """A part of a video without sound, to be joined with others. Draw on `frame`, then `write` it."""

    def __init__(self, path: Path, size: tuple[int, int], fps: int, encoder: Encoder, preset: Preset) -> None:
        self._bytes, self.frame = frame_buffer(*size)
        raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", *BT709, "-s", f"{size[0]}x{size[1]}", "-framerate", str(fps), "-i", "pipe:0"]
        clock = ["-fps_mode", "passthrough", "-video_track_timescale", str(fps * TICKS)]
        plain = ["-map_metadata", "-1", "-flags", "+bitexact", "-fflags", "+bitexact", "-f", "mp4"]
        super().__init__(path, [*raw, *arguments(encoder, preset), *clock, *plain])

    def write(self) -> None:
        """Raises DiskFull, OSError when the encoder has given up."""
        self.pipe(self._bytes.data)
