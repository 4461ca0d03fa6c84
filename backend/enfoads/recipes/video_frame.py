"""The `video_frame` job: one frame as the video would show it, with estimated times. The answer removes its file."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from enfoads.engines.script.estimate import estimate, seconds
from enfoads.engines.script.reading import NO_BREAK
from enfoads.engines.voice.base import Script, TimedWord
from enfoads.errors import InvalidRequest
from enfoads.recipes import video_files
from enfoads.recipes.image_recipe import identity_of
from enfoads.recipes.image_request import seed_of
from enfoads.recipes.result_cache import ResultCache
from enfoads.recipes.video_plan import PLACEHOLDER, Chapter, Heard, chapters, timeline_of
from enfoads.video.formats import frame_size
from enfoads.video.timeline import Scene, Timeline

if TYPE_CHECKING:
    from enfoads.engines.portrait.base import AvatarRecord, Rig
    from enfoads.jobs.context import JobContext
    from enfoads.settings import Settings
    from enfoads.video.planes import Pixels

QUALITY = 80  # of the WebP: what is looked at for a second while somebody types
_COVERED = 0.55  # brightness left of what a platform covers
_RIGS = 4
_LOOKED_THROUGH = 500  # characters of markup that may stand between two words
_STILL_S = 1.0  # into a scene without words: what came in is there


def draw(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """Params: `path` of a file with those of a video and `view`: `t`, or `scene` and `caret`; `width`, `safe_zone`.

    Returns `{"path", "t"}`: a WebP of the frame and its second. Raises what reading the scene's files raises.
    """
    asked = orjson.loads(Path(params["path"]).read_bytes())
    view = asked["view"]
    asked["width"], asked["height"] = frame_size(asked["aspect"], view["width"])
    pieces = [_chapters(asked, number) for number in range(len(asked["scenes"]))]
    timeline = timeline_of(asked, [[_estimated(one, asked["speed"]) for one in scene] for scene in pieces], lambda _, it: _drawn(it, ctx))
    ctx.check_cancelled()
    timeline = _settled(timeline, alone=view["t"] is None)
    number = min(timeline.frames - 1, max(0, round(_second(timeline, pieces, asked) * timeline.fps)))
    video_files.use_fonts(ctx.settings)
    pixels = _pixels(timeline, number, ctx.settings)
    if view["safe_zone"]:
        pixels = _shaded(pixels, timeline)
    return {"path": str(_written(pixels, ctx)), "t": number / timeline.fps}


def _settled(timeline: Timeline, *, alone: bool) -> Timeline:
    """With name and price in place from the first frame on: half faded in they would look broken to somebody who types.

    `alone`: so would a scene's first word over the scene before it.
    """
    came = round(_STILL_S * timeline.fps)

    def there(scene: Scene) -> Scene:
        third, tag = scene.lower_third, scene.price_tag
        return scene.model_copy(
            update={
                "lower_third": third and third.model_copy(update={"shown": max(third.shown, came)}),
                "price_tag": tag and tag.model_copy(update={"shown": max(tag.shown, came)}),
                "transition": scene.transition.model_copy(update={"kind": "cut"}) if alone else scene.transition,
            }
        )

    return timeline.model_copy(update={"scenes": tuple(there(scene) for scene in timeline.scenes)})


def _chapters(asked: dict[str, Any], number: int) -> list[Chapter]:
    """None where the text cannot be said yet: somebody is still typing."""
    try:
        return chapters(asked, number)
    except InvalidRequest:
        return []


def _estimated(one: Chapter, speed: float) -> Heard:
    """When its words will be heard, about. A recording's are spread over its length."""
    words = _words(one.script, speed) if one.script else ()
    length = seconds(one.script, speed) if one.script else 0.0
    if one.recording is None:
        return Heard(None, length, words)
    whole = float(one.recording["duration_s"])
    stretch = whole / length if length else 1.0
    return Heard(None, whole, tuple(TimedWord(word.text, word.start * stretch, word.end * stretch) for word in words))


@lru_cache(maxsize=256)
def _words(script: Script, speed: float) -> tuple[TimedWord, ...]:
    return estimate(script, speed)


def _drawn(visual: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """A prompt's picture when it was drawn before, else what stands for it."""
    image = visual["image"]
    if image is None or not ctx.settings.result_cache:
        return PLACEHOLDER
    cache = ResultCache(ctx.settings)
    key = cache.key(identity_of(image, seed_of(image, 0)))
    path = cache.folder / f"{key}.png"
    return {"kind": "image", "file": {"path": str(path), "sha256": key}} if path.is_file() else PLACEHOLDER


def _second(timeline: Timeline, pieces: list[list[Chapter]], asked: dict[str, Any]) -> float:
    """The second that is wanted."""
    view, starts, fps = asked["view"], timeline.starts(), timeline.fps
    if view["t"] is not None:
        return float(view["t"])
    wanted = min(view["scene"] or 0, len(pieces) - 1)
    first = sum(len(one) or 1 for one in pieces[:wanted])
    indexes = range(first, first + (len(pieces[wanted]) or 1))
    words = [(word, starts[index] / fps) for index in indexes for word in timeline.scenes[index].words]
    if not words:
        scene = timeline.scenes[first]
        return starts[first] / fps + min(max(_STILL_S, scene.transition.seconds), scene.frames / fps / 2)
    word, at = words[_before(asked, wanted, [word.text for word, _ in words])]
    return at + (word.start + word.end) / 2


def _before(asked: dict[str, Any], scene: int, words: Sequence[str]) -> int:
    """How many words stand before the one that the caret is in, or behind. Each is looked for behind the one before it."""
    text, caret = asked["scenes"][scene]["narration"], asked["view"]["caret"] or 0
    at = count = 0
    for word in words:
        found = text.find(word.partition(NO_BREAK)[0], at, at + _LOOKED_THROUGH)
        if max(found, at) >= caret:
            break
        count, at = count + 1, at if found < 0 else found + len(word)
    return max(0, count - 1)


def _pixels(timeline: Timeline, number: int, settings: Settings) -> Pixels:
    from enfoads.video.compose import Composer
    from enfoads.video.planes import rgb_of

    with Composer(timeline, lambda record: _rig(record, settings)) as composer:
        return rgb_of(composer.frame(number))


_rigs: OrderedDict[str, Rig] = OrderedDict()  # ready for the next letter that is typed


def _rig(record: AvatarRecord, settings: Settings) -> Rig:
    key = record.model_dump_json()
    rig = _rigs.pop(key, None) or video_files.rigs(settings)(record)
    _rigs[key] = rig
    if len(_rigs) > _RIGS:
        _rigs.popitem(last=False)
    return rig


def _shaded(pixels: Pixels, timeline: Timeline) -> Pixels:
    """Darker where the platform's own buttons and titles will be."""
    from enfoads.video.safe import safe_box

    left, top, right, bottom = safe_box(timeline.aspect, timeline.platform).pixels(timeline.width, timeline.height)
    shaded = (pixels * _COVERED).astype(pixels.dtype)
    shaded[top:bottom, left:right] = pixels[top:bottom, left:right]
    return shaded


def _written(pixels: Pixels, ctx: JobContext) -> Path:
    from PIL import Image

    path = ctx.settings.staging_dir / f"preview-{ctx.job_id}.webp"  # not swept with the job: the answer takes it
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path, "WEBP", quality=QUALITY, method=1)
    return path
