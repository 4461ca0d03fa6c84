"""Videos from strangers, made harmless: known by their bytes, measured, decoded in part, and written anew as a browser plays them.

What comes out has one picture stream and one sound and nothing else of the file: no place, date, device, chapters, subtitles or data
streams. Streams that browsers play are copied as they are. Runs in a worker.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from enfoads import errors
from enfoads.video import ffmpeg
from enfoads.video.audio_intake import check_length, write_png
from enfoads.video.probe import VideoInfo, probe
from enfoads.video.reader import VideoReader

MAX_PIXELS = 4096 * 2304  # of a frame: 4K in all its widths
SMALLEST = 16  # pixels of a side
CODECS = frozenset({"h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "mjpeg", "prores", "h263", "mpeg2video"})
_PLAYED = ("yuv420p", "yuvj420p")  # pixel formats that every browser's decoder knows
_MP4_VIDEO, _MP4_AUDIO = ("h264", "av1", "vp9"), ("aac", "mp3", None)
_WEBM_VIDEO, _WEBM_AUDIO = ("vp8", "vp9", "av1"), ("opus", "vorbis", None)
_BROKEN = ("partial file", "ended prematurely", "Invalid NAL", "moov atom not found", "Truncat")
_SHORTER = 0.9  # of the length that the file declares: with less a part is missing
_POSTER_AT = 0.1  # of the length: the first frame is black in many


class Form(NamedTuple):
    """How a video is kept."""

    mime: str
    ending: str
    arguments: tuple[str, ...]


class Kept(NamedTuple):
    """A video fit for the library: what is in it, and how its file is called."""

    info: VideoInfo
    form: Form


def check(path: Path, name: str, max_bytes: int, max_s: float, between: Callable[[], None]) -> VideoInfo:
    """Measure a file. Raises UnsupportedVideo, PayloadTooLarge (bytes, length, pixels), UnreadableVideo."""
    size = path.stat().st_size
    if size > max_bytes:
        raise errors.PayloadTooLarge(limit=f"{max_bytes / 2**20:g} MB")
    info = probe(path, name, between)
    if info.codec not in CODECS:
        raise errors.UnsupportedVideo(name=name, detail=info.codec)
    if info.width * info.height > MAX_PIXELS:
        raise errors.PayloadTooLarge(limit="4096 × 2304")
    if min(info.width, info.height) < SMALLEST:
        raise errors.UnreadableVideo(name=name, detail="smaller than 16 pixels", detail_es="menos de 16 píxeles")
    check_length(info.duration_s, max_s)
    return info


def write(
    path: Path, info: VideoInfo, clean: Callable[[str], Path], name: str, max_s: float, between: Callable[[], None]
) -> tuple[Path, Kept]:
    """Write the clean copy to `clean(ending)`. Raises UnreadableVideo, DiskFull, PayloadTooLarge; then nothing is left of it."""
    form = _form(info)
    target = clean(form.ending)
    try:
        kept = _write(path, info, form, target, name, max_s, between)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target, Kept(kept, form)


def _write(path: Path, info: VideoInfo, form: Form, target: Path, name: str, max_s: float, between: Callable[[], None]) -> VideoInfo:
    streams = ["-map", "0:v:0", "-map", "0:a:0?", "-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn", "-fflags", "+bitexact"]
    # A second beyond the limit is enough to see that it is exceeded by a file that does not say how long it is.
    until = ["-t", f"{max_s + 1:g}"]
    said_by = ["-hide_banner", "-nostdin", "-loglevel", "error", "-y", *ffmpeg.source(path, info.container)]
    status, said = ffmpeg.run([*said_by, *streams, *until, *form.arguments, str(target)], between)
    if ffmpeg.disk_full(said):
        raise errors.DiskFull()
    if status != 0 or any(sign in said for sign in _BROKEN):
        raise ffmpeg.unreadable(name, said)
    kept = probe(target, name, between)
    check_length(kept.duration_s, max_s)
    if kept.duration_s < _SHORTER * info.duration_s:
        raise ffmpeg.unreadable(name, "shorter than declared")
    return kept


def poster(path: Path, info: VideoInfo, target: Path, name: str) -> None:
    """Write one frame as a PNG, from a little after the start. Raises UnreadableVideo when nothing can be decoded, DiskFull."""
    for start in (_POSTER_AT * info.duration_s, 0.0):
        try:
            with VideoReader(path, info, name, start_s=start) as frames:
                write_png(next(iter(frames)), target)
                return
        except errors.UnreadableVideo:
            if not start:
                raise


def _form(info: VideoInfo) -> Form:
    bright = any(curve in info.colour for curve in _HDR)
    plain = info.pixel_format in _PLAYED and info.square and not bright
    if info.codec in _WEBM_VIDEO and info.audio in _WEBM_AUDIO and plain:
        return Form("video/webm", ".webm", ("-c", "copy", "-f", "webm"))
    encode = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-vf", _TO_SDR + _SQUARE if bright else _SQUARE]
    video = ["-c:v", "copy"] if info.codec in _MP4_VIDEO and plain else encode
    audio = ["-c:a", "copy"] if info.audio in _MP4_AUDIO else ["-c:a", "aac", "-b:a", "160k"]
    return Form("video/mp4", ".mp4", (*video, *audio, "-movflags", "+faststart", "-f", "mp4"))


_HDR = ("smpte2084", "arib-std-b67")  # PQ, and HLG: what phones record in
# White of an ordinary screen is 203 nits there (ITU-R BT.2408); what is brighter is pressed together above it.
_TO_SDR = "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p,"
_SQUARE = "scale=trunc(iw*sar/2)*2:trunc(ih/2)*2,setsar=1,format=yuv420p"
