"""Scenes that were rendered before, by what is seen in them: `<folder>/<key>.mp4`. A scene that stays as it was is not drawn again.

Where a scene lies in its video is no part of its key, so scenes may be moved. Behind the video, in a box that players skip, stand
its number of frames and its digest: a file that was cut or changed is a miss.
"""

from __future__ import annotations

import hashlib
import os
import struct
from pathlib import Path
from typing import Any

import orjson

from enfoads.errors import InvalidRequest
from enfoads.library.files import full_disk_named
from enfoads.video import ffmpeg, fonts, transitions
from enfoads.video.compose import goes_on
from enfoads.video.encode import Encoder, arguments
from enfoads.video.formats import Preset
from enfoads.video.graphics import logo_plate, steady_room
from enfoads.video.timeline import Presenter, Scene, Timeline

RENDERER = 6  # raise it when the same timeline begins to be drawn differently
_MOUTH = {"phonemes", "speech", "speech_start_s"}  # a mouth opens wider where its voice is louder
_UNSEEN = {"version", "scenes", "music", "loudness_lufs", "peak_dbtp", "title"}
_BOX = struct.Struct(">I4s8sI32s")  # an MP4 box: length, kind; our mark, frames, digest
_MARK = b"EnfoAds1"
_CHUNK = 1 << 20
_SUFFIX = ".mp4"


def key(timeline: Timeline, index: int, encoder: Encoder, preset: Preset) -> str:
    """What decides every byte of scene `index`, hashed: files by content, never by place."""
    scene = timeline.scenes[index]
    comes_in = index > 0 and transitions.frames_of(scene, timeline.fps) > 0
    logo_enters = index == 0 and timeline.brand.logo is not None
    identity = [
        RENDERER,
        Path(ffmpeg.executable()).name,
        [path.name for path in fonts.fallbacks()]
        + [fonts.fetched(name) is not None for name in (fonts.EMOJI, fonts.EMOJI_NAMES, fonts.FLAGS)],
        arguments(encoder, preset),
        _seen(timeline.model_dump(mode="json", exclude=_UNSEEN)),
        _scene(scene, comes_in),
        goes_on(timeline, index),
        [_behind(timeline.scenes[index - 1]), goes_on(timeline, index - 1)[0]] if comes_in else None,
        logo_enters,
        _steady(timeline),
        timeline.title if scene.end_card else "",
    ]
    return hashlib.sha256(orjson.dumps(identity, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _steady(timeline: Timeline) -> Any:
    """What one scene shows because of the others: where logo and mark stand, and on what."""
    if not timeline.brand.logo and not timeline.label:
        return None
    try:
        return steady_room(timeline).captions_low, logo_plate(timeline)
    except (InvalidRequest, OSError):  # whoever draws it says so
        return None


def _scene(scene: Scene, comes_in: bool) -> Any:
    unseen = (set() if isinstance(scene.visual, Presenter) else _MOUTH) | (set() if comes_in else {"transition"})
    return _seen(scene.model_dump(mode="json", exclude=unseen))


def _behind(before: Scene) -> Any:
    """What is seen of the scene before while this one comes in."""
    fields = {"visual", "frames", "motion", "lower_third", "price_tag"} | (_MOUTH if isinstance(before.visual, Presenter) else set())
    return _seen(before.model_dump(mode="json", include=fields)), bool(before.words)  # graphics make room for captions


def _seen(value: Any) -> Any:
    """Data without the places of files, which are named by their content, and without what is only heard."""
    if isinstance(value, dict):
        unseen = {"path"} if value.get("sha256") else {"volume"} if value.get("kind") == "video" else set()
        return {name: _seen(part) for name, part in value.items() if name not in unseen}
    return [_seen(part) for part in value] if isinstance(value, list) else value


class SceneCache:
    """Scenes as files that appear whole. A file that vanishes is a miss. Who renders keeps the folder within its limit, by last use."""

    def __init__(self, folder: Path) -> None:
        """Removes what a worker that was killed left half written."""
        self._folder = folder
        self._written: list[Path] = []
        with full_disk_named():
            folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if path.suffix != _SUFFIX and not _runs(path.name.split(".")[1:2]):
                path.unlink(missing_ok=True)

    def place(self, key: str) -> Path:
        return self._folder / f"{key}{_SUFFIX}"

    def scratch(self, key: str) -> Path:
        """Where this process writes the scene, for `put`."""
        return self._folder / f"{key}.{os.getpid()}"

    def take(self, key: str, frames: int) -> bool:
        """Whether the scene is there, whole, with so many frames. A damaged file is removed."""
        path = self.place(key)
        try:
            if _seal_of(path) == _seal(path, path.stat().st_size - _BOX.size, frames):
                os.utime(path)  # used now
                return True
            path.unlink()
        except OSError:
            pass
        return False

    def put(self, key: str, frames: int) -> None:
        """Keep what was written to `scratch`. Raises DiskFull."""
        path = self.scratch(key)
        try:
            with full_disk_named():
                seal = _seal(path, path.stat().st_size, frames)
                with path.open("ab") as file:
                    file.write(seal)
                path.replace(self.place(key))
        finally:
            path.unlink(missing_ok=True)
        self._written.append(self.place(key))

    def forget(self) -> None:
        """Remove what was put here since this was made: the disk is full."""
        for path in self._written:
            path.unlink(missing_ok=True)


def _seal(path: Path, size: int, frames: int) -> bytes:
    """The box that says what the first `size` bytes of a file are."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while size > 0 and (data := file.read(min(size, _CHUNK))):
            digest.update(data)
            size -= len(data)
    return _BOX.pack(_BOX.size, b"free", _MARK, frames, digest.digest())


def _seal_of(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _BOX.size))
        return file.read()


def _runs(pid: list[str]) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(int(pid[0]), 0)
    except PermissionError:
        return True
    except (IndexError, ValueError, OSError):
        return False
    return True
