"""Faces in clips: whose they become, what stays as it was, and what is left when it ends early. Real engine, small real clips."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import clips
import cv2
import insightface
import numpy as np
import psutil
import pytest
from numpy.typing import NDArray
from PIL import Image

from enfoads import errors
from enfoads.engines.faces.base import Face, FaceEngine
from enfoads.gpu.manager import GpuManager
from enfoads.recipes import video_swap
from enfoads.video.probe import probe

SIZE = (320, 240)
Swap = Callable[..., tuple[dict[str, Any], NDArray[np.uint8], Path]]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory, gpu: GpuManager) -> list[Path]:
    """Photos of three people who look at the camera, cut out of the group picture that comes with insightface."""
    folder = tmp_path_factory.mktemp("people")
    group = Image.open(Path(insightface.__file__).parent / "data/images/t1.jpg").convert("RGB")
    with gpu.lease("faces") as engine:
        faces = [face for face in engine.find(group) if abs(face.pose.yaw) < 20]  # type: ignore[attr-defined]
    paths = []
    for number, face in enumerate(faces[:3]):
        box, around = face.box, face.box.width
        path = folder / f"{number}.png"
        group.crop((int(box.x0 - around), int(box.y0 - around), int(box.x1 + around), int(box.y1 + around))).save(path)
        paths.append(path)
    return paths


@pytest.fixture
def swap(job: Any) -> Swap:
    """Runs the job: its result, the frames that came out, the file. Nothing else may stay behind."""

    def run(sources: list[Path], target: Path, **options: Any) -> tuple[dict[str, Any], NDArray[np.uint8], Path]:
        try:
            result = video_swap.swap(params(sources, target, **options), job)
        finally:
            assert not ffmpegs(), "an encoder was left running"
            assert not list(job.settings.staging_dir.glob("*.mp4*")), "somebody's face was left behind"
        return result, clips.read(job.saved[0]["path"]), job.saved[0]["path"]

    return run


def params(sources: list[Path], target: Path, **options: Any) -> dict[str, Any]:
    plain = {
        "mapping": None,
        "all_faces": False,
        "keep_mouth": False,
        "keep_eyes": False,
        "strength": 1.0,
        "enhance": False,
        "force": False,
    }
    consent = {"given_at": "2026-01-01T00:00:00+00:00", "owner": "local", "text": "yes"}
    return plain | {
        **{"engine": "faces", "label": "", "target_time_s": 0.0, "consent": consent},
        "sources": [picture(one) for one in sources],
        "target": picture(target),
        **options,
    }


def picture(path: Path) -> dict[str, Any]:
    return {"path": str(path), "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "name": path.name}


def ffmpegs() -> list[psutil.Process]:
    return [child for child in psutil.Process().children(recursive=True) if "ffmpeg" in child.name()]


def faces(gpu: GpuManager, image: NDArray[np.uint8] | Path) -> list[Face]:
    pixels = Image.open(image).convert("RGB") if isinstance(image, Path) else Image.fromarray(image[:, :, ::-1].copy())
    with gpu.lease("faces") as engine:
        found: FaceEngine = engine  # type: ignore[assignment]
        return found.find(pixels)


def nearer(gpu: GpuManager, frame: NDArray[np.uint8], source: Path, original: NDArray[np.uint8]) -> bool:
    """Whether the identity network puts the frame's largest face nearer to the source than to the original's."""
    (now, *_), (then, *_), (wanted, *_) = (faces(gpu, one) for one in (frame, original, source))
    return bool(np.linalg.norm(now.identity - wanted.identity) < np.linalg.norm(now.identity - then.identity))


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifteen frames of the astronaut, swaying and growing, with a sine."""
    frames = clips.moving(clips.astronaut(), 15, SIZE)
    return clips.write(tmp_path_factory.mktemp("clip") / "ana.mp4", frames, sound=True)


def test_the_face_becomes_the_sources_in_most_frames_and_the_sound_stays(
    swap: Swap, gpu: GpuManager, people: list[Path], clip: Path
) -> None:
    result, frames, path = swap([people[0]], clip)
    before = clips.read(clip)
    assert len(frames) == len(before) == result["frames"] == 15
    assert result["frames_changed"] == 15
    assert sum(nearer(gpu, frames[at], people[0], before[at]) for at in range(0, 15, 3)) >= 4
    assert clips.packets(path) == clips.packets(clip)
    (report,) = result["faces"]
    assert report["frames_swapped"] == 15
    assert report["identity_distance"] < report["identity_distance_before"]
    corner = np.abs(frames[:, :40, :40].astype(int) - before[:, :40, :40])
    assert corner.mean() < 2, "what is no face is encoded anew and nothing else"


def test_the_film_says_that_it_was_altered_and_the_asset_who_agreed(swap: Swap, job: Any, people: list[Path], clip: Path) -> None:
    _, _, path = swap([people[0]], clip)
    assert "compositeWithTrainedAlgorithmicMedia" in clips.described(path)
    saved = job.saved[0]
    assert (saved["type"], saved["mime"], saved["duration_s"], saved["name"]) == ("video", "video/mp4", pytest.approx(0.6, abs=0.05), "ana")
    assert saved["audit"]["consent"]["owner"] == "local"
    assert saved["audit"]["sources"] == [hashlib.sha256(people[0].read_bytes()).hexdigest()]
    assert str(people[0]) not in str(saved["recipe"])
    stages = [stage for _, stage, *_ in job.told]
    assert sorted(set(stages), key=stages.index) == ["loading", "detecting", "swapping", "saving"]
    assert job.previews
    assert max(len(one) for one in job.previews) <= 16 * 1024


def test_a_film_held_upright_is_swapped_upright(swap: Swap, gpu: GpuManager, people: list[Path], clip: Path, tmp_path: Path) -> None:
    lying = [cv2.rotate(frame, cv2.ROTATE_90_COUNTERCLOCKWISE).astype(np.uint8) for frame in clips.read(clip)[:5]]
    stored, turned = clips.write(tmp_path / "stored.mp4", lying), tmp_path / "turned.mp4"
    clips.ffmpeg("-display_rotation", "-90", "-i", stored, "-c", "copy", turned)
    assert clips.read(turned).shape[1:3] == (240, 320)
    result, frames, path = swap([people[0]], turned)
    assert frames.shape == (5, 240, 320, 3)
    assert (result["frames_changed"], probe(path, "out").rotation) == (5, 0)
    assert nearer(gpu, frames[2], people[0], clips.read(turned)[2])


def test_an_odd_size_loses_one_column_and_not_the_job(swap: Swap, people: list[Path], tmp_path: Path) -> None:
    codec = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv444p")
    odd = clips.write(tmp_path / "odd.mp4", clips.moving(clips.astronaut(), 3, (321, 241)), codec=codec)
    result, frames, _ = swap([people[0]], odd)
    assert (frames.shape, result["frames_changed"]) == ((3, 240, 320, 3), 3)


def test_a_film_whose_frames_come_irregularly_keeps_its_length(swap: Swap, people: list[Path], clip: Path, tmp_path: Path) -> None:
    uneven = tmp_path / "uneven.mkv"
    codec = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac")
    clips.ffmpeg("-i", clip, "-vf", r"select=not(eq(n\,4)+eq(n\,5)+eq(n\,9))", "-fps_mode", "vfr", *codec, uneven)
    _, frames, path = swap([people[0]], uneven)
    after = probe(path, "out")
    assert len(frames) / after.fps == pytest.approx(0.6, abs=0.1)
    assert after.audio == "aac"


def test_sound_that_an_mp4_cannot_hold_is_converted(swap: Swap, people: list[Path], tmp_path: Path) -> None:
    codec = ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus")
    film = clips.write(tmp_path / "a.webm", clips.moving(clips.astronaut(), 6, SIZE), sound=True, codec=codec)
    _, frames, path = swap([people[0]], film)
    assert (len(frames), probe(path, "out").audio) == (6, "aac")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, people: list[Path]) -> tuple[Path, NDArray[np.uint8]]:
    """Two people side by side: the astronaut, larger, and the third of the group; the film and its first frame."""
    other = cv2.imread(str(people[2]))
    assert other is not None
    frame = np.full((240, 480, 3), 90, np.uint8)
    frame[:, :240] = clips.moving(clips.astronaut(), 1, (240, 240), zoom=(1.2, 1.2))[0]
    frame[:, 260:480] = cv2.resize(other, (220, 240))
    return clips.write(tmp_path_factory.mktemp("pair") / "pair.mp4", [frame] * 5), frame


def changes(frames: NDArray[np.uint8], before: Path) -> tuple[bool, bool]:
    """Whether the left and the right half were painted on, in the last frame."""
    away = np.abs(frames[-1].astype(int) - clips.read(before)[-1]).max(2)
    return bool((away[:, :240] > 40).sum() > 30), bool((away[:, 260:] > 40).sum() > 30)


def test_of_two_people_only_the_chosen_one_changes(swap: Swap, gpu: GpuManager, people: list[Path], pair: tuple[Path, Any]) -> None:
    film, frame = pair
    order = sorted(range(2), key=lambda at: faces(gpu, frame)[at].box.x0)  # indices, from left to right
    _, frames, _ = swap([people[0]], film)
    assert sum(changes(frames, film)) == 1, "one person goes onto one"
    for at, changed in zip(order, ((True, False), (False, True)), strict=True):
        _, frames, _ = swap([people[0]], film, mapping=[{"source_face": 0, "target_face": at, "source": 0}])
        assert changes(frames, film) == changed
    _, frames, _ = swap([people[0]], film, all_faces=True)
    assert changes(frames, film) == (True, True)


def test_two_sources_go_to_two_people(swap: Swap, people: list[Path], pair: tuple[Path, Any]) -> None:
    result, frames, _ = swap(people[:2], pair[0])
    assert changes(frames, pair[0]) == (True, True)
    assert [one["frames_swapped"] for one in result["faces"]] == [5, 5]


def test_somebody_who_enters_is_never_seen_with_their_own_face(swap: Swap, people: list[Path], tmp_path: Path) -> None:
    empty = np.full((240, 320, 3), 90, np.uint8)
    film = clips.write(tmp_path / "in.mp4", [empty] * 7 + clips.moving(clips.astronaut(), 8, SIZE))
    result, _, _ = swap([people[0]], film)
    assert (result["frames"], result["frames_changed"]) == (15, 8)


def test_somebody_who_returns_after_another_scene_is_known_again(swap: Swap, people: list[Path], tmp_path: Path) -> None:
    shots = clips.moving(clips.astronaut(), 6, SIZE)
    mirrored = [np.ascontiguousarray(frame[:, ::-1]) for frame in shots]
    film = clips.write(tmp_path / "cut.mp4", shots + [np.zeros((240, 320, 3), np.uint8)] * 4 + mirrored)
    result, _, _ = swap([people[0]], film)
    assert result["frames_changed"] == 12


def test_a_film_without_a_face_says_so(swap: Swap, people: list[Path], tmp_path: Path) -> None:
    film = clips.write(tmp_path / "none.mp4", clips.pattern(6, 160, 120))
    with pytest.raises(errors.NoFaceDetected, match=r"target.*none\.mp4") as refused:
        swap([people[0]], film)
    assert refused.value.param == "target"


def test_a_visible_label_is_on_every_frame(swap: Swap, people: list[Path], clip: Path) -> None:
    _, plain, _ = swap([people[0]], clip)
    _, labelled, _ = swap([people[0]], clip, label="AI")
    away = np.abs(labelled.astype(int) - plain).max(3)
    assert (away[:, -40:, -60:].max((1, 2)) > 60).all()
    assert (away[:, :100, :100] < 40).all()


@pytest.mark.parametrize("stage", ["loading", "detecting", "swapping", "saving"])
def test_a_cancel_at_any_stage_leaves_neither_file_nor_encoder(swap: Swap, job: Any, people: list[Path], clip: Path, stage: str) -> None:
    job.cancel_when = lambda: any(told == stage for _, told, *_ in job.told)
    if stage == "saving":
        job.save_file = lambda *_a, **_k: job.check_cancelled()
    with pytest.raises(errors.JobCancelled):
        swap([people[0]], clip)
    assert job.saved == {}


def test_a_full_disk_is_named(swap: Swap, job: Any, people: list[Path], clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """/dev/full is a file on a full disk."""
    if not Path("/dev/full").exists():
        pytest.skip("Linux only")
    job.settings.staging_dir.mkdir(parents=True)
    full = job.settings.staging_dir / "full.mp4"
    (full.parent / "full.mp4.part").symlink_to("/dev/full")
    monkeypatch.setattr(job, "staging_path", lambda _suffix: full)
    with pytest.raises(errors.DiskFull):
        swap([people[0]], clip)


def test_a_film_cut_off_on_its_way_fails_and_is_not_kept(job: Any, people: list[Path], clip: Path, tmp_path: Path) -> None:
    part = tmp_path / "part.mp4"
    part.write_bytes(clip.read_bytes()[:3000])
    asked = params([people[0]], part)
    asked["target"]["input"] = "kept for some hours"
    with pytest.raises(errors.UnreadableVideo) as refused:
        video_swap.swap(asked, job)
    assert refused.value.param == "target"
    assert not part.exists()
