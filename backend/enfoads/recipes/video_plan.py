"""From settled params and narrations to the timeline: what is seen and heard, frame by frame.

A long narration becomes chapters that end where sentences do, so that a changed word renders one of them anew. They join without a
seam: cuts, in which background and avatar go on. The same function plans a preview, with estimated times in place of a voice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson

from enfoads.engines.script.reading import read_script
from enfoads.engines.voice.base import Language, Pause, Script, ScriptWord, TimedPhoneme, TimedWord
from enfoads.recipes.video_request import SILENT_SCENE_S
from enfoads.video.breaks import ends_clause, ends_sentence
from enfoads.video.timeline import SETTLED_S, File, Timeline

LEAD_S, TAIL_S = 0.15, 0.35  # silence around a narration, so that no player clips it
BETWEEN_S = 0.2  # after a sentence inside a narration; with the next one's lead it is about a breath
_SHORTEST, _LONGEST = 40, 400  # characters of a chapter, about 2.5 and 25 seconds
PLACEHOLDER = {"kind": "color", "color": "#8d93a5", "to": "#5b6172"}  # where a picture will be that is not drawn yet


@dataclass(frozen=True, slots=True)
class Heard:
    """A narration, or what is known of it. `file`: its WAV. Times in seconds from its start."""

    file: dict[str, str] | None
    duration_s: float
    words: Sequence[TimedWord]
    phonemes: Sequence[TimedPhoneme] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A piece of a scene: what is said in it. `script` is None for a recording without a known text."""

    scene: int
    script: Script | None
    recording: dict[str, Any] | None
    last: bool


Hear = Callable[[Chapter], Heard]
Draw = Callable[[int, dict[str, Any]], dict[str, Any]]
"""From a scene's number and {"kind": "prompt", …} to {"kind": "image", …}, or to what stands for it."""


def chapters(params: dict[str, Any], number: int) -> list[Chapter]:
    """What is said in a scene, in pieces; none in a silent one. Raises InvalidRequest for a text that cannot be said."""
    scene = params["scenes"][number]
    script = None
    if scene["narration"]:
        script = _read(scene["narration"], params["spoken_language"] or params["language"], orjson.dumps(params["lexicon"]))
    if scene["recording"] is not None:
        return [Chapter(number, script, scene["recording"], last=True)]
    if script is None:
        return []
    pieces = list(_pieces(script)) if _goes_on(scene) else [script]
    return [Chapter(number, piece, None, last=index == len(pieces) - 1) for index, piece in enumerate(pieces)]


@lru_cache(maxsize=64)
def _read(text: str, language: Language, lexicon: bytes) -> Script:
    """Kept for previews: while somebody types in one scene, the others stay as they are."""
    return read_script(text, language, orjson.loads(lexicon))


def timeline_of(params: dict[str, Any], heard: Sequence[Sequence[Heard]], draw: Draw) -> Timeline:
    """`heard`: by scene, one for each of its chapters."""
    scenes = [one for number in range(len(params["scenes"])) for one in _scenes(params, number, heard[number], draw)]
    for name in ("lower_third", "price_tag"):
        _come_in_once(scenes, name, SETTLED_S * params["fps"])
    plain = {
        name: params[name] for name in ("width", "height", "fps", "aspect", "platform", "captions", "brand", "music", "title", "label")
    }
    return Timeline.model_validate(plain | {"language": params["language"], "scenes": scenes})


def _scenes(params: dict[str, Any], number: int, heard: Sequence[Heard], draw: Draw) -> Iterator[dict[str, Any]]:
    """A settled scene as scenes of the timeline."""
    scene, fps = params["scenes"][number], params["fps"]
    visual = draw(number, scene["visual"]) if scene["visual"]["kind"] == "prompt" else scene["visual"]
    plain = {name: scene[name] for name in ("motion", "lower_third", "price_tag", "end_card")}
    transition, wanted = scene["transition"], round((scene["duration_s"] or 0.0) * fps)
    if not heard:
        frames = wanted or round(SILENT_SCENE_S * fps)
        words = _spread(scene["caption"] or "", 0.0, frames / fps)
        yield plain | {"visual": visual, "frames": frames, "transition": transition, "words": words}
        return
    shown = 0
    for index, one in enumerate(heard):
        last = index == len(heard) - 1
        frames = math.ceil((LEAD_S + one.duration_s + (TAIL_S if last else BETWEEN_S)) * fps)
        frames = max(frames, wanted - shown) if last else frames
        yield plain | {
            "visual": _later(visual, shown),
            "frames": frames,
            "transition": transition if index == 0 else {"kind": "cut", "seconds": 0.0},
            "speech": one.file,
            "speech_start_s": LEAD_S,
            "words": _captions(scene["caption"], one),
            "phonemes": [{"symbol": sound.symbol, "start": sound.start + LEAD_S, "end": sound.end + LEAD_S} for sound in one.phonemes],
        }
        shown += frames


def _goes_on(scene: dict[str, Any]) -> bool:
    """Whether cuts inside it would not be seen: nothing in it depends on how far it is."""
    return scene["motion"] == "none" and scene["caption"] is None


def _later(visual: dict[str, Any], shown: int) -> dict[str, Any]:
    """The visual of a later chapter: a clip goes on where it was."""
    if visual["kind"] == "avatar":
        return visual | {"background": _later(visual["background"], shown)}
    return visual | {"shown": shown} if visual["kind"] == "video" else visual


def _come_in_once(scenes: Sequence[dict[str, Any]], name: str, settled: int) -> None:
    """What lies over one scene and over the next as well, goes on. Scenes of a timeline, changed in place."""
    last, shown = None, 0
    for scene in scenes:
        graphic = scene[name]
        shown = shown if graphic == last else 0
        if graphic and shown:
            scene[name] = graphic | {"shown": min(shown, settled)}
        last, shown = graphic, shown + scene["frames"]


def _pieces(script: Script) -> Iterator[Script]:
    """A script in pieces that end where sentences do; a sentence without end is parted at a comma, or where it must be."""
    piece: list[ScriptWord | Pause] = []
    length = 0
    for index, item in enumerate(script.items):
        piece.append(item)
        length += _letters(item)
        following = script.items[index + 1] if index + 1 < len(script.items) else None
        if following is not None and not _letters(following):  # silence, or an emoji, belongs to what was said before
            continue
        said = next((one.spoken for one in reversed(piece) if isinstance(one, ScriptWord) and one.spoken), "")
        # As it is said: the dot of an abbreviation is no longer there.
        full = length >= _LONGEST and (ends_clause(said) or length >= 2 * _LONGEST)
        if full or (length >= _SHORTEST and ends_sentence(said) and _left(script, index) >= _SHORTEST):
            yield Script(script.language, tuple(piece))
            piece, length = [], 0
    if piece:
        yield Script(script.language, tuple(piece))


def _letters(item: ScriptWord | Pause) -> int:
    return len(item.spoken) + 1 if isinstance(item, ScriptWord) and item.spoken else 0


def _left(script: Script, index: int) -> int:
    """Characters after an item, counted no further than needed."""
    length = 0
    for item in script.items[index + 1 :]:
        length += _letters(item)
        if length >= _SHORTEST:
            break
    return length


def _captions(caption: str | None, heard: Heard) -> list[dict[str, Any]]:
    """What is shown of a narration: its own words, or the caption's over the time in which it is heard."""
    if caption is None:
        return [{"text": word.text, "start": word.start + LEAD_S, "end": word.end + LEAD_S} for word in heard.words]
    start, end = (heard.words[0].start, heard.words[-1].end) if heard.words else (0.0, heard.duration_s)
    return _spread(caption, start + LEAD_S, end + LEAD_S)


def _spread(text: str, start: float, end: float) -> list[dict[str, Any]]:
    """Words over a time, longer ones for longer."""
    words = text.split()
    letters = [len(word) + 1 for word in words]
    pace, at, spread = (end - start) / max(1, sum(letters)), start, []
    for word, count in zip(words, letters, strict=True):
        spread.append({"text": word, "start": at, "end": at + count * pace})
        at += count * pace
    return spread


def file_of(found: dict[str, Any]) -> File:
    return File(path=found["path"], sha256=found["sha256"])
