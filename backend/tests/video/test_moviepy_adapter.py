from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import clips
import numpy as np
import pytest
from moviepy import CompositeVideoClip, VideoClip
from moviepy.video.fx import MirrorX

from enfoads.video.compose import Composer
from enfoads.video.planes import rgb_of
from enfoads.video.render import render
from enfoads.video.timeline import Fill, Picture, PriceTag, Timeline, Word


def no_avatar(_record: Any) -> Any:
    raise AssertionError("there is no avatar")


def ad(timeline: Callable[..., Timeline], scene: Callable[..., Any], picture: Picture) -> Timeline:
    words = (Word(text="¿Ya", start=0.0, end=0.3), Word(text="viste?", start=0.3, end=0.7))
    return timeline(
        scene(picture, 20, motion="zoom_in", words=words),
        scene(Fill(color="#ff5a1f"), 21, comes="slide", words=words, price_tag=PriceTag(price="S/ 49,90")),
        scene(picture, 13, comes="wipe", motion="pan_up"),
        label="Hecho con IA",
    )


def test_moviepy_shows_the_frames_that_the_studio_renders(
    timeline: Callable[..., Timeline], scene: Callable[..., Any], picture: Picture, tmp_path: Path
) -> None:
    """Tolerances: the same composition within 1 of 255 in the mean (edges of letters are cut out and laid on again); within 4 of
    what is decoded from the studio's own file, which x264 changed a little."""
    of = ad(timeline, scene, picture)
    decoded = clips.read(render(of, no_avatar, tmp_path / "video.mp4", preset="final", cache=tmp_path / "scenes").path)[..., ::-1]
    clip = of.to_moviepy(no_avatar)
    assert isinstance(clip, VideoClip)
    assert (clip.duration, clip.fps, tuple(clip.size)) == (of.duration_s, of.fps, (96, 160))
    with Composer(of, no_avatar) as composer:
        for number in (0, 10, 19, 20, 23, 30, 40, 42, 53):
            shown = clip.get_frame(number / of.fps).astype(int)
            assert np.abs(shown - rgb_of(composer.frame(number))).mean() < 1, number
            assert np.abs(shown - decoded[number]).mean() < 4, number
    clip.close()


# MoviePy 2.2.1 lets go of a sound that was read to its end without closing its pipes.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_moviepy_gets_can_be_edited(
    timeline: Callable[..., Timeline], scene: Callable[..., Any], picture: Picture, tmp_path: Path
) -> None:
    """Captions left out of one scene, a scene mirrored, written with MoviePy's own writer, with sound."""
    clips.ffmpeg("-f", "lavfi", "-i", "sine=frequency=440:duration=1.8", "-c:a", "aac", tmp_path / "sound.m4a")
    whole = ad(timeline, scene, picture).to_moviepy(no_avatar, tmp_path / "sound.m4a")
    first, second, third = whole.clips
    bare = CompositeVideoClip(first.clips[:1], size=first.size).with_duration(first.duration)
    edited = CompositeVideoClip([bare, second.with_effects([MirrorX()]), third]).with_audio(whole.audio).with_duration(1.0)
    assert np.abs(edited.get_frame(0.4).astype(int) - whole.get_frame(0.4)).max() > 100  # where the caption was
    assert (edited.get_frame(0.95) == whole.get_frame(0.95)[:, ::-1]).all()
    edited.write_videofile(str(tmp_path / "edited.mp4"), fps=30, preset="ultrafast", logger=None, temp_audiofile_path=str(tmp_path))
    said = clips.described(tmp_path / "edited.mp4")
    assert "Audio:" in said
    edited.close()
    whole.close()
