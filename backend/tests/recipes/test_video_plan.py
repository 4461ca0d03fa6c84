"""The plan of a video: chapters that end where sentences do, and where words, pictures and clips come to lie."""

from __future__ import annotations

from typing import Any

import pytest

from enfoads.engines.script.estimate import estimate, seconds
from enfoads.engines.voice.base import Pause, ScriptWord, TimedWord
from enfoads.recipes.video_plan import BETWEEN_S, LEAD_S, TAIL_S, Chapter, Heard, chapters, timeline_of
from enfoads.video.timeline import Clip, Fill, Presenter, Timeline

AD = (
    "¿Sabías que el café recién tostado sabe mejor por la mañana? En Andina lo tostamos cada día, a mano y sin prisas. "
    "Pídelo hoy y te llega mañana a casa. [pause 500ms] ¡Pruébalo ya!"
)
FILL = {"kind": "color", "color": "#102030", "to": None}
AVATAR = {"kind": "avatar", "avatar": {"id": "sofia", "kind": "cartoon"}, "background": FILL}
CLIP = {"kind": "video", "file": {"path": "/x.mp4", "sha256": "0"}, "start_s": 1.0, "volume": 0.0}


def scene(narration: str = "", **changes: Any) -> dict[str, Any]:
    plain = {"narration": narration, "caption": None, "visual": AVATAR, "motion": "none", "duration_s": None, "recording": None}
    rest = {"lower_third": None, "price_tag": None, "end_card": None, "transition": {"kind": "fade", "seconds": 0.4}}
    return plain | rest | changes


def params(*scenes: dict[str, Any]) -> dict[str, Any]:
    plain = {"language": "es", "spoken_language": "es", "lexicon": [], "speed": 1.0, "width": 270, "height": 480, "fps": 30}
    rest: dict[str, Any] = {"aspect": "9:16", "platform": "all", "captions": {}, "brand": {}, "music": None, "title": "", "label": ""}
    return plain | rest | {"scenes": list(scenes)}


def heard(one: Chapter) -> Heard:
    assert one.script is not None
    return Heard({"path": "/voice.wav", "sha256": "1"}, seconds(one.script, 1.0), estimate(one.script))


def planned(asked: dict[str, Any]) -> Timeline:
    pieces = [chapters(asked, number) for number in range(len(asked["scenes"]))]
    return timeline_of(asked, [[heard(one) for one in each] for each in pieces], lambda number, _: FILL | {"color": f"#00000{number}"})


def shown(timeline: Timeline) -> str:
    return " ".join(word.text for scene in timeline.scenes for word in scene.words)


def said(one: Chapter) -> str:
    assert one.script is not None
    return " ".join(word.shown for word in one.script.words)


def test_a_changed_word_changes_one_chapter_so_that_only_it_is_rendered_anew() -> None:
    before, after = (planned(params(scene(text))) for text in (AD, AD.replace("hoy", "ahora")))
    assert len(before.scenes) == len(after.scenes) >= 3
    assert sum(one != other for one, other in zip(before.scenes, after.scenes, strict=True)) == 1


def test_chapters_lose_no_word_and_no_pause_and_end_with_sentences() -> None:
    asked = params(scene(AD))
    pieces = chapters(asked, 0)
    assert " ".join(map(said, pieces)) == AD.replace("[pause 500ms] ", "")
    assert all(said(one)[-1] in ".!?" for one in pieces)
    assert [item.seconds for one in pieces if one.script for item in one.script.items if isinstance(item, Pause)] == [0.5]
    assert shown(planned(asked)) == AD.replace("[pause 500ms] ", "")


@pytest.mark.parametrize("text", ["palabra " * 900, "a" * 4000, "Sí. " * 500, "uno, " * 800, "¡Ya! 🎉 " * 300])
def test_no_chapter_is_so_long_that_memory_or_a_change_would_suffer(text: str) -> None:
    pieces = chapters(params(scene(text)), 0)
    words = [[word for word in one.script.words if word.spoken] for one in pieces if one.script]
    assert all(words)
    assert max(sum(len(word.spoken) + 1 for word in each) for each in words) <= 850 or len(words) == 1
    assert sum(len(one.script.words) for one in pieces if one.script) == len(text.split())


def test_nothing_is_clipped_silence_stands_before_and_behind() -> None:
    timeline = planned(params(scene(AD)))
    first, last = timeline.scenes[0], timeline.scenes[-1]
    pieces = chapters(params(scene(AD)), 0)
    assert first.words[0].start >= LEAD_S
    assert first.frames / 30 >= LEAD_S + heard(pieces[0]).duration_s + BETWEEN_S
    assert last.frames / 30 >= LEAD_S + heard(pieces[-1]).duration_s + TAIL_S


def test_a_scene_is_as_long_as_asked_and_never_shorter_than_its_narration() -> None:
    timeline = planned(params(scene(duration_s=1.5), scene("Hola a todos.", duration_s=9.0), scene(AD, duration_s=0.5), scene()))
    lengths = [scene.frames / 30 for scene in timeline.scenes]
    assert (lengths[0], lengths[1], lengths[-1]) == (1.5, 9.0, 3.0)
    assert sum(lengths[2:-1]) > seconds(chapters(params(scene(AD)), 0)[0].script, 1.0)  # type: ignore[arg-type]


def test_a_scene_in_motion_is_one_piece_or_it_would_be_seen_to_jump() -> None:
    timeline = planned(params(scene(AD, visual=FILL, motion="zoom_in")))
    assert len(timeline.scenes) == 1
    assert isinstance(timeline.scenes[0].visual, Fill)


def test_a_clip_behind_an_avatar_goes_on_from_chapter_to_chapter() -> None:
    timeline = planned(params(scene(AD, visual=AVATAR | {"background": CLIP})))
    behind = [one.visual.background for one in timeline.scenes if isinstance(one.visual, Presenter)]
    assert len(behind) >= 3
    assert [one.shown for one in behind if isinstance(one, Clip)] == timeline.starts()
    assert {one.transition.kind for one in timeline.scenes[1:]} == {"cut"}


def test_a_price_over_scene_after_scene_comes_in_once_and_another_one_anew() -> None:
    tag, other = ({"price": price, "before": ""} for price in ("S/ 49,90", "S/ 39,90"))
    scenes = [scene(price_tag=one, duration_s=2.0) for one in (tag, tag, other, None, other)]
    tags = [one.price_tag for one in planned(params(*scenes)).scenes]
    assert [one and one.shown for one in tags] == [0, 60, 0, None, 0]


def test_a_caption_of_its_own_is_shown_in_place_of_the_words_while_they_are_heard() -> None:
    timeline = planned(params(scene("Hola a todos, bienvenidos.", caption="Oferta de hoy"), scene(AD, caption="")))
    words = timeline.scenes[0].words
    assert [word.text for word in words] == ["Oferta", "de", "hoy"]
    spoken = heard(chapters(params(scene("Hola a todos, bienvenidos.")), 0)[0])
    assert words[0].start == pytest.approx(spoken.words[0].start + LEAD_S)
    assert words[-1].end == pytest.approx(spoken.words[-1].end + LEAD_S)
    assert not timeline.scenes[1].words


def test_a_recording_is_one_piece_with_its_own_words() -> None:
    recording = {"path": "/me.m4a", "sha256": "2", "type": "audio", "duration_s": 20.0}
    pieces = chapters(params(scene(AD, recording=recording), scene("", recording=recording)), 0)
    assert len(pieces) == 1
    assert chapters(params(scene("", recording=recording)), 0)[0].script is None


def test_words_of_a_silent_scene_are_its_caption() -> None:
    timeline = planned(params(scene("", caption="Solo hoy", duration_s=2.0)))
    assert [(word.text, round(word.start, 2)) for word in timeline.scenes[0].words] == [("Solo", 0.0), ("hoy", 1.11)]


def test_a_word_that_cannot_be_said_is_still_shown() -> None:
    piece = chapters(params(scene("Hola 🎉 mundo")), 0)[0]
    assert piece.script is not None
    assert [word.shown for word in piece.script.words] == ["Hola", "🎉", "mundo"]
    assert isinstance(piece.script.items[1], ScriptWord)
    made = timeline_of(params(scene("Hola 🎉 mundo")), [[Heard(None, 1.0, [TimedWord("Hola", 0, 0.4)])]], lambda _, it: it)
    assert made.scenes[0].speech is None
