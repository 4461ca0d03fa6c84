"""The `video` job: voices, pictures, frames, sound, subtitles and thumbnails of an ad. Params come from `video_request.settle_*`.

What was made for an earlier video is taken from the caches: narrations and rendered scenes by content, pictures by their recipe. So
a job that runs again after an accident goes on where it was, and a changed word costs one chapter.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enfoads.engines.script.markup import Text, pieces
from enfoads.engines.script.reading import unsaid
from enfoads.errors import DiskFull, EnfoadsError, InvalidRequest, UnreadableAudio
from enfoads.library import credentials
from enfoads.library.embedded import Mark
from enfoads.library.files import FULL, ObjectStore, full_disk_named
from enfoads.recipes import video_files
from enfoads.recipes.face_swap import COMPOSITE
from enfoads.recipes.video_plan import Chapter, Heard, chapters, timeline_of
from enfoads.recipes.video_warnings import words_of
from enfoads.video.timeline import Timeline

if TYPE_CHECKING:
    from enfoads.jobs.context import JobContext
    from enfoads.recipes.kept_speech import Narration
    from enfoads.video.motion import View
    from enfoads.video.planes import Pixels, Planes
    from enfoads.video.render import Rendered

# Percent. The owner's: 10 accepted, 30 the avatar is animated, 70 subtitles, 100 completed.
ACCEPTED, MIXING, ANIMATING, SUBTITLES, COMPOSING, SAVING = 10, 28, 30, 70, 75, 95
PREVIEW_S, PREVIEW_SIDE = 1.0, 360
MARK = Mark(COMPOSITE, "The voice and pictures of this video were made with AI (EnfoadsIA).")
# What common tools show of an MP4 and keep; XMP gets lost in most.
COMMENT = f"{MARK.note} IPTC DigitalSourceType: {MARK.source_type}"
_NAME_WORDS = 8
_SCENE = re.compile(r"scenes\[(\d+)\]\.visual")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # a zero byte ends an argument of ffmpeg's


def render(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """Make the video. Returns `api.schemas.videos.VideoResult` as JSON.

    Raises what the voice, the image engine and the files raise, with `param` naming the scene, and DiskFull, having freed what it wrote.
    """
    work = _Work(params, ctx)
    try:
        return work.made()
    except OSError as error:
        if error.errno in FULL:
            work.free()
            raise DiskFull from error
        raise
    except DiskFull:
        work.free()
        raise


class _Work:
    """The job while it runs."""

    def __init__(self, params: dict[str, Any], ctx: JobContext) -> None:
        self.params, self.ctx = video_files.located(params, ctx.settings), ctx
        self.timings: defaultdict[str, float] = defaultdict(float)
        self.warnings: dict[str, None] = dict.fromkeys(params["warnings"])  # in the order they came
        self._shown = float("-inf")
        self._parts: list[int] = []  # of which scene that was asked for each one of the timeline is a part
        self._words: list[str] = []  # that are shown
        self._spoken: list[Path] = []  # narrations that were made for it
        self._drawn: list[tuple[dict[str, Any], dict[str, Any]]] = []  # pictures by what was asked of them
        self._from_cache = False
        self._began = time.time()

    def made(self) -> dict[str, Any]:
        began, ctx = time.perf_counter(), self.ctx
        ctx.progress(ACCEPTED, "voice")
        with self._timed("voice_s"):
            pieces = [chapters(self.params, number) for number in range(len(self.params["scenes"]))]
            heard = self._heard(pieces)
        self._parts = [number for number, scene in enumerate(pieces) for _ in range(len(scene) or 1)]
        timeline = timeline_of(self.params, heard, self._picture)
        self._words = [word.text for scene in timeline.scenes for word in scene.words]
        target, sound = ctx.staging_path(".mp4"), ctx.staging_path(".m4a")
        try:
            with self._timed("sound_s"):
                ctx.progress(MIXING, "mixing")
                self._mix(timeline, sound)
            with self._timed("render_s"), self._scene_named():
                rendered = self._rendered(timeline, sound, target)
            with self._timed("save_s"):
                saved = self._saved(timeline, target)
        finally:
            target.unlink(missing_ok=True)
            sound.unlink(missing_ok=True)
        self.timings["total_s"] = time.perf_counter() - began
        return saved | {
            "job_id": ctx.job_id,
            "duration_s": round(timeline.duration_s, 3),
            "scenes": _scenes(timeline, [len(one) or 1 for one in pieces], rendered.cached),
            "language": self.params["language"],
            "voice": self.params["voice"],
            "timings": {name: round(self.timings[name], 2) for name in ("voice_s", "images_s", "render_s", "sound_s", "save_s", "total_s")},
            "warnings": words_of(self.warnings, self.params["ui_language"]),
            "cached": self._from_cache or any(rendered.cached),  # how long it took says little about the next one
        }

    def free(self) -> None:
        """Remove the narrations and scenes that it made: the disk is full."""
        for path in self._spoken:
            path.unlink(missing_ok=True)
            path.with_suffix(".json").unlink(missing_ok=True)
        for path in self._scenes_dir.glob("*.mp4"):
            if path.stat().st_mtime >= self._began:
                path.unlink(missing_ok=True)

    # Voices

    def _heard(self, pieces: list[list[Chapter]]) -> list[list[Heard]]:
        """What is said in each scene. Progress goes by letters: so long it takes to say them."""
        todo = sum(_letters(one) for scene in pieces for one in scene)
        done, heard = 0, list[list[Heard]]()
        for scene in pieces:
            heard.append([])
            for one in scene:
                self.ctx.check_cancelled()
                narration = self._narrated(one, partial(self._speaking, done / max(1, todo), _letters(one) / max(1, todo)))
                self._from_cache = self._from_cache or narration.cached
                self._spoken += [] if narration.cached else [narration.path]
                file = {"path": str(narration.path), "sha256": narration.sha256}
                heard[-1].append(Heard(file, narration.duration_s, narration.words, narration.phonemes))
                done += _letters(one)
        return heard

    def _narrated(self, one: Chapter, progress: Callable[[float], None]) -> Narration:
        from enfoads.recipes.narration import spoken

        try:
            if one.recording is not None:
                return self._recorded(one, progress)
            assert one.script is not None
            if unsaid(one.script):
                self.warnings["not_said"] = None
            return spoken(one.script, self.params["voice"], self.params["speed"], self.ctx, progress)
        except InvalidRequest as error:
            said = "audio_asset_id" if one.recording else "narration"
            if one.recording and "name" in error.values:  # the held file's own says nothing to anybody
                error.values |= {"name": "The recording", "name_es": "La grabación"}
            is_one = "scenes" not in self.params["request"]
            error.param = ("script" if said == "narration" else said) if is_one else f"scenes[{one.scene}].{said}"
            raise

    def _recorded(self, one: Chapter, progress: Callable[[float], None]) -> Narration:
        """The person's own voice. Without a script it says which language the video is in."""
        from enfoads.recipes.recorded import recorded

        assert one.recording is not None
        path = video_files.found(one.recording, self.ctx.settings)
        recording = recorded(path, one.script, self.params["spoken_language"], self.ctx, progress)
        self.warnings |= dict.fromkeys(recording.warnings)
        if self.params["spoken_language"] is None and recording.language in ("es", "en"):
            self.params["language"] = recording.language
        return recording

    def _speaking(self, done: float, share: float, part: float) -> None:
        self.ctx.progress(ACCEPTED + (MIXING - ACCEPTED) * (done + share * part), "voice")

    # Pictures

    def _picture(self, number: int, visual: dict[str, Any]) -> dict[str, Any]:
        """A scene's picture, drawn by the image engine, or found where it was drawn before."""
        asked = visual["image"]
        drawn = next((picture for known, picture in self._drawn if known == asked), None)
        if drawn is None:
            with self._timed("images_s"):
                self.ctx.progress(None, "drawing", message=str(number + 1))
                result = self.ctx.run("image", asked)
            self.warnings |= dict.fromkeys(code for code in result["warnings"] if code != "negative_prompt_ignored")
            sha256 = result["images"][0]["asset"]["sha256"]
            path = ObjectStore(self.ctx.settings.data_dir / "files").path(sha256)
            drawn = {"kind": "image", "file": {"path": str(path), "sha256": sha256}}
            self._drawn.append((asked, drawn))
        return drawn

    # Frames and sound

    def _mix(self, timeline: Timeline, target: Path) -> None:
        from enfoads.video.sound import mix

        try:
            mix(timeline, target, self.ctx.check_cancelled)
        except UnreadableAudio as error:
            if timeline.music and error.values["name"] == "music":
                error.param = "music_asset_id"
                error.values |= {"name": "The music", "name_es": "La música"}
            raise

    def _rendered(self, timeline: Timeline, sound: Path, target: Path) -> Rendered:
        from enfoads.recipes.result_cache import prune
        from enfoads.video.render import render

        ctx, settings = self.ctx, self.ctx.settings

        def progress(done: int, frames: int) -> None:
            if done < frames:
                ctx.progress(ANIMATING + (SUBTITLES - ANIMATING) * done / frames, "animating", step=done, steps=frames)
            else:
                ctx.progress(SUBTITLES, "subtitles")

        video_files.use_fonts(settings)
        ctx.progress(ANIMATING, "animating")
        rendered = render(
            timeline,
            video_files.rigs(settings),
            target,
            preset=self.params["preset"],
            cache=self._scenes_dir,
            sound=sound,
            check=ctx.check_cancelled,
            progress=progress,
            show=self._show,
            encoder=settings.video_encoder,
            metadata={"comment": COMMENT, "title": self._name()},
        )
        prune(settings.data_dir / "cache", settings.cache_mb << 20)
        return rendered

    def _show(self, frame: Planes) -> None:
        """About once a second, the frame that was just drawn."""
        if time.monotonic() - self._shown >= PREVIEW_S:
            self._shown = time.monotonic()
            self.ctx.preview(video_files.small_jpeg(frame, PREVIEW_SIDE))

    @property
    def _scenes_dir(self) -> Path:
        return self.ctx.settings.data_dir / "cache" / "scenes"

    # Into the library

    def _saved(self, timeline: Timeline, made: Path) -> dict[str, Any]:
        from enfoads.video.captions import caption_warnings
        from enfoads.video.compose import Composer
        from enfoads.video.planes import rgb_of
        from enfoads.video.thumbnails import bare, candidates

        ctx = self.ctx
        ctx.progress(COMPOSING, "composing")
        self.warnings |= dict.fromkeys(caption_warnings(timeline))
        with Composer(bare(timeline), video_files.rigs(ctx.settings)) as composer:

            def frame_at(number: int, view: View | None) -> Pixels:
                ctx.check_cancelled()
                return rgb_of(composer.frame(number, view))

            thumbnails = candidates(timeline, frame_at, composer.awake)
        ctx.progress(SAVING, "saving")
        if not credentials.sign(made, "video/mp4", MARK, ctx.settings):
            self.warnings["c2pa_unavailable"] = None
        ctx.check_cancelled()  # the last time: what is in the library stays there
        still = ctx.staging_path(".png")
        video_files.write_png(thumbnails[0], still)
        video = self._kept(made, timeline, still)
        address = f"/api/assets/{video['id']}/subtitles"
        return {
            "video": video,
            "url": video["url"],
            "thumbnail_assets": self._covers(thumbnails),
            "srt_url": f"{address}.srt",
            "vtt_url": f"{address}.vtt",
        }

    def _kept(self, made: Path, timeline: Timeline, poster: Path) -> dict[str, Any]:
        return self.ctx.save_file(
            made,
            index=0,
            type="video",
            mime="video/mp4",
            prompt=self._said(),
            name=self._name(),
            recipe=self._recipe(),
            duration_s=timeline.duration_s,
            poster=poster,
            words=video_files.words_of(timeline),
            audit=self.params["audit"],
        )

    def _covers(self, thumbnails: list[Pixels]) -> list[dict[str, Any]]:
        """As many as the disk has room for: the video is in the library, and the job has done what it was asked for."""
        saved: list[dict[str, Any]] = []
        try:
            with full_disk_named():
                for number, pixels in enumerate(thumbnails, start=1):
                    saved.append(self._thumbnail(pixels, number))
        except DiskFull:
            self.warnings["thumbnails_missing"] = None
        return saved

    def _thumbnail(self, pixels: Pixels, number: int) -> dict[str, Any]:
        path = self.ctx.staging_path(".jpg")
        recipe = {"kind": "video_thumbnail", "video": f"{self.ctx.job_id}_0"}
        video_files.write_jpeg(pixels, path, recipe, MARK)
        return self.ctx.save_file(path, index=number, type="image", mime="image/jpeg", name=f"{self._name()} {number}", recipe=recipe)

    def _recipe(self) -> dict[str, Any]:
        """The request, from which it can be made again; what was chosen for it beside it."""
        asked: dict[str, Any] = self.params["request"]
        chosen = {"language": self.params["language"]} | ({"voice_id": self.params["voice"]} if self.params["voice"] else {})
        if "scenes" not in asked:
            return {"kind": "video"} | chosen | asked
        settled = (scene["visual"] for scene in self.params["scenes"])
        scenes = [_with_seed(scene, visual) for scene, visual in zip(asked["scenes"], settled, strict=False)]  # a closing card comes last
        return {"kind": "video_scenes"} | chosen | asked | {"scenes": scenes}

    def _said(self) -> str:
        """The script, or what was heard where there is none."""
        script = "\n".join(scene["narration"] for scene in self.params["scenes"] if scene["narration"])
        return script or " ".join(self._words)

    def _name(self) -> str:
        shown = self._words or [word for piece in pieces(self._said()) if isinstance(piece, Text) for word in piece.text.split()]
        first = " ".join(shown[:_NAME_WORDS])
        return " ".join(_CONTROL.sub(" ", self.params["title"] or first or self.params["brand"]["name"]).split())

    @contextmanager
    def _scene_named(self) -> Iterator[None]:
        """Errors name a scene as the request counts them."""
        try:
            yield
        except EnfoadsError as error:
            if found := _SCENE.fullmatch(error.param or ""):
                error.param = f"scenes[{self._parts[int(found[1])]}].visual" if "scenes" in self.params["request"] else "background"
            raise

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.timings[name] += time.perf_counter() - begun


def _letters(one: Chapter) -> int:
    return sum(len(word.spoken) for word in one.script.words) if one.script else 100


def _with_seed(scene: dict[str, Any], visual: dict[str, Any]) -> dict[str, Any]:
    """A scene as it was asked for, with the seed that was drawn for its picture."""
    return scene | {"visual": scene["visual"] | {"seed": visual["image"]["seed"]}} if visual["kind"] == "prompt" else scene


def _scenes(timeline: Timeline, pieces: list[int], cached: tuple[bool, ...]) -> list[dict[str, Any]]:
    """Where the scenes that were asked for came to lie; each is so many of the timeline's."""
    lengths, starts, found, at = [scene.frames for scene in timeline.scenes], timeline.starts(), [], 0
    for count in pieces:
        part = slice(at, at + count)
        found.append(
            {
                "start_s": round(starts[at] / timeline.fps, 3),
                "duration_s": round(sum(lengths[part]) / timeline.fps, 3),
                "chapters": count,
                "rendered": count - sum(cached[part]),
            }
        )
        at += count
    return found
