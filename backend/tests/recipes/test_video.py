"""The video job in this process, with eSpeak and small frames: what is made, what is kept for the next time, and what accidents leave."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import clips
import numpy as np
import psutil
import pytest
from numpy.typing import NDArray
from PIL import Image

from enfoads.api.schemas.videos import CaptionRequest
from enfoads.engines.portrait.create import built_in
from enfoads.errors import DiskFull, InvalidRequest, JobCancelled
from enfoads.gpu.manager import GpuManager
from enfoads.library.brands import Brand
from enfoads.models.catalog import Catalog
from enfoads.recipes import video
from enfoads.recipes.video_request import Asked, settle_scenes, settle_video
from enfoads.settings import Settings
from enfoads.video.probe import probe
from enfoads.video.subtitles import srt
from enfoads.video.timeline import Word

SCRIPT = "Buenos días, ¡qué rico es nuestro café! ☕ Cuesta S/ 9,90 en toda la tienda. Pídelo hoy mismo."
PLAIN: dict[str, Any] = {
    "script": SCRIPT, "avatar_id": "", "background": {"color": None, "to": None, "asset_id": None}, "audio_asset_id": None,
    "lower_third": None, "price_tag": None, "voice_id": "espeak:es-419", "language": None, "speed": 1.5, "aspect": "9:16",
    "captions": CaptionRequest().model_dump(),
    "music_asset_id": None, "music": "", "music_volume": 1.0, "brand": False, "cta": None, "preset": "preview", "platform": "all",
    "title": "", "label": False, "model": "", "project": "",
}  # fmt: skip


class Sources:
    """Files of the test in place of a library's."""

    def __init__(self, files: dict[str, tuple[str, Path]]) -> None:
        self.files = files

    def asset(self, id: str, field: str, types: Sequence[str]) -> Any:
        type, path = self.files[id]
        assert type in types, field
        return {"path": str(path), "sha256": f"{id:0>64}", "type": type, "duration_s": 2.0}

    def avatar(self, id: str, field: str) -> dict[str, Any]:
        return built_in()[0].record.model_dump()

    def consent(self, avatar_id: str) -> dict[str, Any]:
        raise AssertionError("drawn avatars need none")

    def brand(self, wanted: str | bool) -> Brand | None:
        return None


class Context:
    """A running job that keeps what it is told."""

    job_id, attempt = "vid_test", 1

    def __init__(self, settings: Settings, gpu: GpuManager) -> None:
        self.settings, self.gpu = settings, gpu
        self.told: list[tuple[float | None, str]] = []
        self.previews: list[bytes] = []
        self.saved: dict[int, dict[str, Any]] = {}
        self.cancel_at = ""
        self.children: list[tuple[str, dict[str, Any]]] = []
        self.drawn: Callable[[dict[str, Any]], str] = lambda _: ""

    def progress(self, percent: float | None, stage: str, *, step: int | None = None, steps: int | None = None, message: str = "") -> None:
        self.told.append((percent, stage))

    def preview(self, jpeg: bytes) -> None:
        self.previews.append(jpeg)

    def check_cancelled(self) -> None:
        if self.cancel_at and any(stage == self.cancel_at for _, stage in self.told):
            raise JobCancelled

    def staging_path(self, suffix: str) -> Path:
        self.settings.staging_dir.mkdir(parents=True, exist_ok=True)
        return self.settings.staging_dir / f"{self.job_id}-{time.monotonic_ns()}{suffix}"

    def save_file(self, path: Path, *, index: int, poster: Path | None = None, **said: Any) -> dict[str, Any]:
        kept = path.rename(self.settings.data_dir / f"asset-{index}-{time.monotonic_ns()}{path.suffix}")
        if poster is not None:
            with Image.open(poster) as image:
                said["poster"] = image.size
            poster.unlink()
        self.saved[index] = said | {"path": kept}
        return {"id": f"{self.job_id}_{index}", "url": f"/api/assets/{self.job_id}_{index}/file"}

    def run(self, kind: str, params: dict[str, Any]) -> dict[str, Any]:
        self.children.append((kind, params))
        return {"images": [{"asset": {"sha256": self.drawn(params)}}], "warnings": []}

    # What tests call

    def asked(self, files: dict[str, tuple[str, Path]] | None = None, **fields: Any) -> dict[str, Any]:
        """Settled, with frames a quarter as large as a preview's."""
        asked = Asked(Sources(files or {}), Catalog(self.settings), self.settings, "es")
        params = (settle_scenes if "scenes" in fields else settle_video)(PLAIN | fields, asked)
        return params | {"width": 270, "height": 480, "request": {"script": SCRIPT} | fields}

    def made(self, files: dict[str, tuple[str, Path]] | None = None, **fields: Any) -> dict[str, Any]:
        return video.render(self.asked(files, **fields), self)  # type: ignore[arg-type]

    @property
    def path(self) -> Path:
        path: Path = self.saved[0]["path"]
        return path

    def left(self) -> list[str]:
        """Files that are no asset and no finished part of a cache."""
        return [path.name for path in self.settings.data_dir.rglob("*")
                if path.is_file() and not path.name.startswith("asset-") and path.suffix not in (".wav", ".json", ".mp4")]  # fmt: skip


@pytest.fixture
def job(tmp_path: Path, gpu: GpuManager) -> Context:
    return Context(Settings(data_dir=tmp_path, device="cpu"), gpu)


@pytest.fixture(scope="module")
def ad(tmp_path_factory: pytest.TempPathFactory, gpu: GpuManager) -> tuple[Context, dict[str, Any]]:
    """An ad with a closing card, for the tests that look at it, and its result."""
    context = Context(Settings(data_dir=tmp_path_factory.mktemp("ad"), device="cpu"), gpu)
    return context, context.made(title="Café\x00 Andino\n", cta={"text": "Compra ya", "headline": "", "detail": "", "seconds": 1.0})


def scene(**changes: Any) -> dict[str, Any]:
    visual = {
        "asset_id": None,
        "prompt": None,
        "color": None,
        "avatar_id": None,
        "background": None,
        "seed": 7,
        "start_s": 0.0,
        "volume": 0.0,
    }
    plain = {"narration": "", "caption": None, "motion": "auto", "transition": "fade", "transition_s": 0.2, "duration_s": 0.5,
             "audio_asset_id": None, "lower_third": None, "price_tag": None}  # fmt: skip
    return plain | changes | {"visual": visual | changes["visual"]}


def encoders() -> list[psutil.Process]:
    return [one for one in psutil.Process().children(recursive=True) if "ffmpeg" in one.name() and one.status() != psutil.STATUS_ZOMBIE]


def test_the_owners_milestones_are_passed_in_order(ad: Any) -> None:
    context, _ = ad
    told = [(percent, stage) for percent, stage in context.told if percent is not None]
    assert [percent for percent, _ in told] == sorted(percent for percent, _ in told)
    assert told[0] == (10, "voice")
    assert {(30, "animating"), (70, "subtitles")} <= set(told)
    stages = list(dict.fromkeys(stage for _, stage in told))
    assert stages == ["voice", "mixing", "animating", "subtitles", "composing", "saving"]
    assert context.previews
    assert all(len(jpeg) <= 16 * 1024 for jpeg in context.previews)


def test_the_video_plays_in_a_browser_and_is_as_long_as_it_says_to_a_frame(ad: Any) -> None:
    context, result = ad
    info, said = probe(context.path, "ad"), clips.described(context.path)
    frames = clips.read(context.path)
    assert frames.shape[1:] == (480, 270, 3)
    assert len(frames) == round(result["duration_s"] * 30)
    assert abs(info.duration_s - result["duration_s"]) < 1 / 30
    assert "yuv420p(tv, bt709" in said
    assert "Audio: aac" in said
    assert context.path.read_bytes()[:4096].find(b"moov") > 0  # begins to play before it is all there
    scenes = result["scenes"]
    assert [one["chapters"] for one in scenes] == [scenes[0]["rendered"], 1]
    assert scenes[1]["start_s"] + scenes[1]["duration_s"] == pytest.approx(result["duration_s"], abs=0.001)


def test_subtitles_are_the_scripts_own_words_in_the_time_of_the_voice(ad: Any) -> None:
    context, result = ad
    words = context.saved[0]["words"]
    assert " ".join(text for text, _, _ in words).replace("\u00a0", " ") == SCRIPT
    starts = [start for _, start, _ in words]
    assert starts == sorted(starts)
    assert 0.1 < starts[0] < 0.6
    assert words[-1][2] < result["scenes"][1]["start_s"]
    read = [line for line in srt([Word(text=text, start=start, end=end) for text, start, end in words]).split("\n") if line]
    assert " ".join(line for line in read if "-->" not in line and not line.isdigit()).replace("\u00a0", " ") == SCRIPT


def test_the_library_knows_what_it_is_and_how_to_make_it_again(ad: Any) -> None:
    context, result = ad
    kept = context.saved[0]
    assert (kept["name"], kept["type"], kept["mime"], kept["prompt"]) == ("Café Andino", "video", "video/mp4", SCRIPT)
    assert kept["recipe"] | {"kind": "video", "script": SCRIPT, "language": "es", "voice_id": "espeak:es-419"} == kept["recipe"]
    assert kept["poster"] == (270, 480)
    assert b"trainedalgorithmicmedia" in context.path.read_bytes().lower()
    assert [asset["id"] for asset in result["thumbnail_assets"]] == ["vid_test_1", "vid_test_2", "vid_test_3"]
    for number in (1, 2, 3):
        with Image.open(context.saved[number]["path"]) as picture:
            assert picture.size == (270, 480)
    assert not context.left()


def test_sound_and_picture_begin_together_and_nothing_is_said_on_the_closing_card(ad: Any) -> None:
    context, result = ad
    samples = heard(context.path)
    assert len(samples) / 16000 == pytest.approx(result["duration_s"], abs=0.05)
    loud = np.flatnonzero(np.abs(samples) > 0.05) / 16000
    words = context.saved[0]["words"]
    assert loud[0] == pytest.approx(words[0][1], abs=0.12)
    assert loud[-1] < result["scenes"][1]["start_s"] + 0.1


def heard(path: Path) -> NDArray[np.float32]:
    from enfoads.video.audio_reader import read

    samples: NDArray[np.float32] = read(path, "mov", path.name, 16000, lambda: None, max_s=60)
    return samples


def test_a_changed_word_renders_one_chapter_and_says_one_sentence(job: Context) -> None:
    first = job.made()
    assert (first["cached"], first["scenes"][0]["rendered"]) == (False, first["scenes"][0]["chapters"])
    changed = job.made(script=SCRIPT.replace("Buenos", "Lindos"))
    assert changed["scenes"][0] | {"rendered": 1} == changed["scenes"][0]
    assert changed["scenes"][0]["chapters"] == first["scenes"][0]["chapters"] >= 2
    again = job.made()
    assert (again["cached"], again["scenes"][0]["rendered"]) == (True, 0)


@pytest.mark.parametrize("stage", ["voice", "mixing", "animating", "subtitles", "composing", "saving"])
def test_a_cancel_at_any_stage_leaves_neither_file_nor_encoder(job: Context, stage: str) -> None:
    job.cancel_at = stage
    with pytest.raises(JobCancelled):
        job.made(script="Hola a todos.")
    assert (job.saved, job.left(), encoders()) == ({}, [], [])
    assert not list(job.settings.staging_dir.glob("*"))


def test_a_full_disk_is_named_and_gets_back_what_was_written(job: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """/dev/full is a file on a full disk."""
    if not Path("/dev/full").exists():
        pytest.skip("Linux only")
    folder = job.settings.staging_dir
    folder.mkdir(parents=True)
    (folder / "full.mp4.part").symlink_to("/dev/full")
    monkeypatch.setattr(job, "staging_path", lambda suffix: folder / f"full{suffix}")
    with pytest.raises(DiskFull):
        job.made(script="Hola a todos.")
    cache = job.settings.data_dir / "cache"
    assert [path.name for path in (*cache.rglob("*"), *folder.iterdir()) if path.is_file()] == []
    assert encoders() == []


def test_a_disk_that_is_full_in_the_end_gets_back_what_was_written(job: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise DiskFull

    monkeypatch.setattr(job, "save_file", refuse)
    with pytest.raises(DiskFull):
        job.made(script="Hola a todos.")
    assert [path.suffix for path in job.settings.data_dir.rglob("*") if path.is_file()] == [".png"]  # the queue sweeps the staging folder


def test_a_disk_that_is_full_after_the_video_costs_thumbnails_and_not_the_video(job: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    save = job.save_file

    def refuse(path: Path, *, index: int, **said: Any) -> dict[str, Any]:
        if index > 1:
            raise DiskFull
        return save(path, index=index, **said)

    monkeypatch.setattr(job, "save_file", refuse)
    made = job.made(script="Hola a todos.")
    assert (made["video"]["id"], len(made["thumbnail_assets"])) == ("vid_test_0", 1)
    assert "thumbnails_missing" in [warning["code"] for warning in made["warnings"]]


def test_scenes_of_every_kind_become_one_video(job: Context, tmp_path: Path) -> None:
    clip = clips.write(tmp_path / "clip.mp4", clips.pattern(12), sound=True)
    picture = tmp_path / "picture.png"
    Image.fromarray(clips.astronaut()[..., ::-1]).save(picture)
    kept = job.settings.data_dir / "files" / "ab" / ("ab" * 32)
    kept.parent.mkdir(parents=True)
    Image.new("RGB", (90, 160), (200, 30, 30)).save(kept, "PNG")
    job.drawn = lambda _: "ab" * 32
    files = {"clip": ("video", clip), "photo": ("image", picture)}
    result = job.made(
        files,
        scenes=[
            scene(visual={"asset_id": "photo"}, caption="Solo hoy"),
            scene(visual={"asset_id": "clip", "volume": 1.0}, transition="slide"),
            scene(visual={"prompt": "a red wall", "seed": None}, transition="zoom", motion="none"),
            scene(visual={"color": "#00AA00"}, transition="cut"),
            scene(visual={"avatar_id": "x", "background": {"color": "#000000", "to": None, "asset_id": None}}, narration="Hola."),
        ],
        music_asset_id="clip",
        captions=PLAIN["captions"] | {"style": "none"},
    )
    assert [kind for kind, _ in job.children] == ["image"]
    assert job.saved[0]["recipe"]["scenes"][2]["visual"]["seed"] == job.children[0][1]["seed"]  # the same picture, made again
    assert len(result["scenes"]) == 5
    frames = clips.read(job.path)
    red, green = frames[40], frames[55]  # the last frames of the third and the fourth scene
    assert red[240, 135].argmax() == 2
    assert green[240, 135].argmax() == 1
    assert np.abs(heard(job.path)[3200:]).max() > 0.01


def test_a_video_without_captions_is_named_by_its_words_and_not_by_its_pauses(job: Context) -> None:
    job.made({}, scenes=[scene(visual={"color": "#00AA00"}, narration="Pan a 4,90 €. [pause 100ms] Hoy.", caption="")])
    assert job.saved[0]["name"] == "Pan a 4,90 €. Hoy."


def test_an_input_that_is_gone_is_named_and_not_a_crash(job: Context, tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="no longer here"):
        job.made({"photo": ("image", tmp_path / "gone.png")}, scenes=[scene(visual={"asset_id": "photo"})])


@pytest.mark.parametrize(("field", "said"), [("music_asset_id", "La música no es"), ("audio_asset_id", "La grabación no es")])
def test_a_sound_that_cannot_be_heard_is_named_as_the_request_calls_it(job: Context, tmp_path: Path, field: str, said: str) -> None:
    (tmp_path / "asset-broken.wav").write_bytes(b"RIFF\xff\xff\xff\xffWAVEfmt " + bytes(500))
    with pytest.raises(InvalidRequest) as refused:
        job.made({"sound": ("audio", tmp_path / "asset-broken.wav")}, **{field: "sound"})
    assert refused.value.param == field
    assert refused.value.message("es").startswith(said)
    assert not job.left()


def test_a_picture_that_cannot_be_read_names_its_scene(job: Context, tmp_path: Path) -> None:
    (tmp_path / "asset-broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    with pytest.raises(InvalidRequest) as refused:
        job.made(
            {"photo": ("image", tmp_path / "asset-broken.png")},
            scenes=[scene(visual={"color": "#000000"}), scene(visual={"asset_id": "photo"})],
        )
    assert refused.value.param == "scenes[1].visual"
    assert not job.left()
