"""A timeline as frames: what is seen on any frame of a video, or of one scene of it. The same number is always the same bytes.

From the back: the scene's visual, mixed with the one before while it comes in, its avatar, its graphics, its captions.
"""

from __future__ import annotations

import threading
import zlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import orjson

from enfoads.engines.portrait.base import AvatarRecord, Figure, Head, Performance, Rig
from enfoads.engines.voice.base import TimedPhoneme
from enfoads.errors import InvalidRequest
from enfoads.video import transitions
from enfoads.video.captions import caption_layer
from enfoads.video.graphics import graphic_layers
from enfoads.video.motion import View, look
from enfoads.video.placing import Entering
from enfoads.video.planes import Layer, Planes, frame_buffer
from enfoads.video.sources import source_of
from enfoads.video.timeline import LONGEST_TRANSITION_S, Fill, Presenter, Scene, Timeline

RigOf = Callable[[AvatarRecord], Rig]
_STAGES = 3  # scenes ready to be drawn: this one, the one before, and one more for those who look back
_OPEN = 0.15  # of a blink: eyes are open to anybody who looks
_REST_S = 0.5  # in which an avatar's head comes to rest before the next scene takes it over


class Composer:
    """Draws a timeline. Clips are decoded by children: use it as a context manager, or `close` it."""

    def __init__(self, timeline: Timeline, rig_of: RigOf, check: Callable[[], None] | None = None) -> None:
        """`rig_of`: gives the avatar of a record; asked once for each. `check`: called while files are opened; may raise."""
        self.timeline = timeline
        self._size = (timeline.width, timeline.height)
        self._starts = timeline.starts()
        self._check = check
        self._rig_of, self._rigs = rig_of, dict[bytes, Rig]()
        self._stages: OrderedDict[int, _Stage] = OrderedDict()
        self._outgoing, self._incoming = (frame_buffer(*self._size)[1] for _ in range(2))

    def __enter__(self) -> Composer:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        while self._stages:
            self._stages.popitem()[1].close()

    def frame(self, number: int, view: View | None = None) -> Planes:
        """Frame `number` of the whole video, counted from 0; with a `view`, that part of what captions and graphics are drawn on.

        Raises what reading a file raises, with the scene in `param`.
        """
        index = self._index(number)
        frame = frame_buffer(*self._size)[1]
        if view is None:
            self.draw(index, number - self._starts[index], frame)
            return frame
        whole = frame_buffer(*self._size)[1]
        self.draw_visual(index, number - self._starts[index], whole)
        look(whole, view, frame)
        for layer in self.layers(index):
            layer.draw(frame, number - self._starts[index])
        return frame

    def draw(self, index: int, number: int, frame: Planes) -> None:
        """Draw frame `number` of scene `index`, counted from 0, in place."""
        self.draw_visual(index, number, frame)
        for layer in self.layers(index):
            layer.draw(frame, number)

    def awake(self, number: int) -> bool:
        """Whether the eyes of whoever is drawn on a frame of the whole video are open; True where nobody is known to be."""
        index = self._index(number)
        performance = self._stage(index).performance
        return performance is None or bool(performance.blink[number - self._starts[index]] < _OPEN)

    def layers(self, index: int) -> list[Layer]:
        """What lies over the visual of a scene: graphics, then captions."""
        return self._stage(index).over

    def draw_visual(self, index: int, number: int, frame: Planes) -> None:
        """Draw what `layers` are drawn on: the scene with its avatar, coming in over the one before."""
        stage = self._stage(index)
        coming = transitions.frames_of(stage.scene, self.timeline.fps) if index else 0
        if number >= coming:
            stage.draw(frame, number)
            return
        before = self._stage(index - 1)
        stays = same_presenter(before.scene, stage.scene)
        before.draw(self._outgoing, before.scene.frames + number, alone=stays)
        stage.draw(self._incoming, number, alone=stays)
        share = (number + 1) / (coming + 1)
        transitions.mix(stage.scene.transition.kind, self._outgoing, self._incoming, share, frame)
        if stays and stage.avatar:
            stage.avatar.draw(frame, number)
        for layer in before.over:
            if isinstance(layer, Entering) and layer.goes_for(stage.scene):
                layer.draw(frame, before.scene.frames + number, 1 - share)

    def _index(self, number: int) -> int:
        return bisect_right(self._starts, number) - 1

    def _stage(self, index: int) -> _Stage:
        if index not in self._stages:
            try:
                self._stages[index] = _patiently(partial(self._prepared, index), self._check)
            except InvalidRequest as error:
                error.param = error.param or f"scenes[{index}].visual"
                error.values |= {"name_es": f"escena {index + 1}"}
                raise
            if len(self._stages) > _STAGES:
                self._stages.popitem(last=False)[1].close()
        self._stages.move_to_end(index)
        return self._stages[index]

    def _prepared(self, index: int) -> _Stage:
        scene = self.timeline.scenes[index]
        if not isinstance(scene.visual, Presenter):
            return _Stage(scene, self.timeline, index)
        identity = orjson.dumps(scene.visual.avatar, option=orjson.OPT_SORT_KEYS)
        if identity not in self._rigs:
            self._rigs[identity] = self._rig_of(AvatarRecord.model_validate(scene.visual.avatar))
        performance = self._performance(index, zlib.crc32(identity))
        avatar = self._rigs[identity].layer(performance, self._size, whole=isinstance(scene.visual.background, Fill))
        return _Stage(scene, self.timeline, index, avatar, performance)

    def _performance(self, index: int, seed: int) -> Performance:
        """What the avatar of a scene does, beyond the scene's end too."""
        from enfoads.engines.portrait.acting import perform
        from enfoads.engines.voice.loudness import of_file as loudness_of

        scene, fps = self.timeline.scenes[index], self.timeline.fps
        phonemes = [TimedPhoneme(one.symbol, one.start, one.end) for one in scene.phonemes]
        frames = scene.frames + LONGEST_TRANSITION_S * fps
        loud = loudness_of(Path(scene.speech.path), frames, fps, scene.speech_start_s) if scene.speech else None
        performance = perform(phonemes, frames, fps, zlib.crc32(orjson.dumps(phonemes), seed), loud)
        arrives, leaves = goes_on(self.timeline, index)
        return _at_rest(performance, scene.frames, round(_REST_S * fps), arrives=arrives, leaves=leaves)


class _Stage:
    """A scene ready to be drawn."""

    def __init__(
        self, scene: Scene, timeline: Timeline, index: int, avatar: Figure | None = None, performance: Performance | None = None
    ) -> None:
        self.scene, self.avatar, self.performance = scene, avatar, performance
        visual = scene.visual.background if isinstance(scene.visual, Presenter) else scene.visual
        self._source = source_of(visual, scene, timeline, f"scene {index + 1}")
        self.over = overlays(scene, timeline, avatar.head if avatar else None)

    def draw(self, frame: Planes, number: int, *, alone: bool = False) -> None:
        """The visual, with its avatar unless it is wanted `alone`."""
        self._source.draw(frame, number)
        if self.avatar and not alone:
            self.avatar.draw(frame, number)

    def close(self) -> None:
        close = getattr(self._source, "close", None)
        if close:
            close()


def goes_on(timeline: Timeline, index: int) -> tuple[bool, bool]:
    """Whether a scene's avatar was there in the scene before, and will be in the next."""
    scenes = timeline.scenes
    before = index > 0 and same_presenter(scenes[index - 1], scenes[index])
    return before, index + 1 < len(scenes) and same_presenter(scenes[index], scenes[index + 1])


def _at_rest(performance: Performance, frames: int, ramp: int, *, arrives: bool, leaves: bool) -> Performance:
    """The same, with the head at rest at those ends where the next scene takes it over: each scene still depends on itself alone."""
    number = np.arange(len(performance.blink))
    since = (number + 0.5) / ramp if arrives else np.ones(len(number))
    until = (frames - number - 0.5) / ramp if leaves else np.ones(len(number))
    x = np.clip(np.minimum(since, until), 0, 1)
    free = x * x * (3 - 2 * x)
    return replace(performance, blink=performance.blink * free, sway=performance.sway * free[:, None], breath=performance.breath * free)


def same_presenter(before: Scene, scene: Scene) -> bool:
    """Whether one avatar goes on from scene to scene: it then stays in front while what is behind it changes."""
    one, other = before.visual, scene.visual
    return isinstance(one, Presenter) and isinstance(other, Presenter) and one.avatar == other.avatar


def overlays(scene: Scene, timeline: Timeline, head: Head | None) -> list[Layer]:
    """What is drawn over a scene: graphics, clear of its avatar's head, then captions."""
    captions = caption_layer(scene, timeline)
    return [*graphic_layers(scene, timeline, head), *([captions] if captions else [])]


def _patiently(work: Callable[[], _Stage], check: Callable[[], None] | None) -> _Stage:
    """Do it, calling `check` ten times a second. When that raises, the work ends by itself: it opens files and keeps none."""
    if check is None:
        return work()
    done: Future[_Stage] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    threading.Thread(target=run, name="stage", daemon=True).start()
    while not wait([done], timeout=0.1).done:
        check()
    return done.result()
