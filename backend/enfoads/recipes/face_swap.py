"""The `face_swap` job: faces of one to eight photos put onto those of a picture. Params come from `face_request.settle`."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from enfoads.errors import FacePoseUnsupported
from enfoads.library import credentials
from enfoads.library.embedded import Mark
from enfoads.library.provenance import ENDINGS, MIMES, write_picture
from enfoads.models.catalog import Catalog
from enfoads.recipes.face_detect import box_of
from enfoads.recipes.face_plan import FaceAt, Pair, plan
from enfoads.recipes.face_reading import faces_of, names, opaque, portrait, read
from enfoads.recipes.face_request import SWAP_OPTIONS, name_of

if TYPE_CHECKING:
    from PIL.Image import Image

    from enfoads.engines.faces.base import Enhancer, Face, FaceEngine, FaceReport, Portrait, SwapResult, SwapTask
    from enfoads.jobs.context import JobContext
    from enfoads.security.uploads import Picture

# https://cv.iptc.org/newscodes/digitalsourcetype/: a real picture with parts that a trained model made
COMPOSITE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
MARK = Mark(COMPOSITE, "A face in this picture was replaced with AI (EnfoadsIA).")
READ, FOUND, SWAPPED = 10.0, 50.0, 80.0  # percent


@dataclass(frozen=True, slots=True)
class _Made:
    """`pairs`: those that were swapped, in the order of the result's faces."""

    pairs: tuple[Pair, ...]
    result: SwapResult
    same_person: float
    warnings: tuple[str, ...]


def swap(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """Make the swap and put it into the library, with who agreed and what it was made from.

    Returns the fields of `schemas.faces.FaceSwapResponse`, its warnings as codes. Raises what `face_reading` and `face_plan` raise,
    FacePoseUnsupported; each names the picture at fault.
    """
    started = time.perf_counter()
    work = _Work(params, ctx)
    target = work.read_target()
    made = work.swap(target.image if target.image.mode == "RGB" else target.image.convert("RGB"))
    asset, warnings = work.save(target, made)
    entry = Catalog(ctx.settings).get(params["engine"])
    return {
        "asset": asset,
        "faces": [_reported(pair, report, made.same_person) for pair, report in zip(made.pairs, made.result.faces, strict=True)],
        "engine": name_of(entry.id),
        "device": made.result.device,
        "commercial_use": all(one.commercial_use for one in Catalog(ctx.settings).required(entry)),
        "timings": {name: round(seconds, 4) for name, seconds in work.timings.items()}
        | {"total_s": round(time.perf_counter() - started, 4)},
        "warnings": list(dict.fromkeys([*made.warnings, *warnings])),
    }


class _Work:
    """The job while it runs: how long its parts took, and what the person is shown."""

    def __init__(self, params: dict[str, Any], ctx: JobContext) -> None:
        self.params, self.ctx = params, ctx
        self.timings: defaultdict[str, float] = defaultdict(float)

    def read_target(self) -> Picture:
        self.ctx.progress(2, "loading")
        with self._timed("read_s"):
            target = read(self.params["target"], "target", self.ctx)
        self.ctx.check_cancelled()
        return target

    # With the engine

    def swap(self, target: Image) -> _Made:
        name, gpu, begun = self.params["engine"], self.ctx.gpu, time.perf_counter()
        self.ctx.progress(READ, "loading")
        with gpu.lease(name) as leased:
            engine = cast("FaceEngine", leased)
            self.timings["load_s"] = time.perf_counter() - begun
            self.ctx.check_cancelled()
            self.ctx.progress(READ, "detecting")
            with self._timed("find_s"):
                found: list[Face] = gpu.run(name, lambda one, _cheap: faces_of(target, one, self.params["target"], "target"))
            photos = [self._portraits(index, name) for index in range(len(self.params["sources"]))]
            planned = plan([[one.face for one in photo] for photo in photos], found, self.params, engine.same_person)
            self.ctx.check_cancelled()
            self.ctx.progress(FOUND, "swapping")
            task = self._task(target, found, photos, planned.pairs)
            chosen = planned.pairs
            try:
                result: SwapResult = gpu.run(name, lambda one, _cheap: one.swap(task), work_bytes=engine.work_bytes(task))
            except FacePoseUnsupported:
                chosen, result = self._one_by_one(engine, task, planned.pairs)
            for stage in ("swap_s", "check_s"):
                self.timings[stage] = result.timings.get(stage, 0.0)
        skipped = ("faces_skipped",) if len(chosen) < len(planned.pairs) else ()
        return _Made(chosen, result, engine.same_person, (*planned.warnings, *skipped))

    def _portraits(self, index: int, name: str) -> list[Portrait]:
        """The faces of a source photo, cut out: the next photo takes its place in memory."""
        picture, share = self.params["sources"][index], (FOUND - READ) / (len(self.params["sources"]) + 1)
        self.ctx.check_cancelled()
        self.ctx.progress(READ + share * (index + 1), "detecting")
        with self._timed("read_s"):
            image = opaque(read(picture, "source", self.ctx, index).image)
        with self._timed("find_s"):
            faces: list[Face] = self.ctx.gpu.run(name, lambda one, _cheap: faces_of(image, one, picture, "source", index))
        return [portrait(image, face) for face in faces]

    def _task(self, target: Image, found: Sequence[Face], photos: Sequence[Sequence[Portrait]], pairs: Sequence[Pair]) -> SwapTask:
        from enfoads.engines.faces.base import FaceSwap, SwapTask

        swaps = [FaceSwap(tuple(photos[photo][face] for photo, face in pair.sources), found[pair.target]) for pair in pairs]
        options = {name: self.params[name] for name in ("strength", "keep_mouth", "keep_eyes", "force")}
        return SwapTask(target, tuple(swaps), enhancer=self._enhancer(), **options)

    def _enhancer(self) -> Enhancer | None:
        if not self.params["enhance"]:
            return None
        from enfoads.engines.faces.create import create_enhancer

        return create_enhancer(self.ctx.settings)

    def _one_by_one(self, engine: FaceEngine, task: SwapTask, pairs: Sequence[Pair]) -> tuple[tuple[Pair, ...], SwapResult]:
        """After a face was refused: where all faces are wanted the others, else the error with the photo's name."""
        result, reports, done = None, [], []
        refused: FacePoseUnsupported | None = None
        for pair, one in zip(pairs, task.swaps, strict=True):
            self.ctx.check_cancelled()
            try:
                result = engine.swap(replace(task, image=result.image if result else task.image, swaps=(one,)))
            except FacePoseUnsupported as error:
                photo, _ = pair.sources[int(error.values.get("source", 0))]
                error.values |= names(self.params["sources"][photo], "source", photo)
                refused = error
                if self.params["mapping"] is not None or not self.params["all_faces"]:
                    raise
            else:
                reports += result.faces
                done.append(pair)
        if result is None:
            raise refused or FacePoseUnsupported(param="source")
        result.faces = reports
        return tuple(done), result

    # Without it

    def save(self, target: Picture, made: _Made) -> tuple[dict[str, Any], list[str]]:
        """The asset's record, and warnings."""
        self.ctx.check_cancelled()
        self.ctx.progress(SWAPPED, "saving")
        with self._timed("save_s"):
            picture = made.result.image
            if target.image.mode == "RGBA":
                picture.putalpha(target.image.getchannel("A"))
            if self.params["label"]:
                from enfoads.engines.finish.label import labelled

                picture = labelled(picture, self.params["label"])
            path, format = self._written(picture, target)
            self.ctx.check_cancelled()
            signed = credentials.sign(path, MIMES[format], MARK, self.ctx.settings)
            asset = self.ctx.save_file(
                path,
                index=0,
                type="image",
                mime=MIMES[format],
                name=Path(self.params["target"]["name"]).stem,
                recipe=self._recipe(),
                audit=self._audit(),
            )
        return asset, [] if signed else ["c2pa_unavailable"]

    def _written(self, picture: Image, target: Picture) -> tuple[Path, str]:
        asked = self.params["output_format"]
        format = asked or target.format.pillow.lower()
        path = self.ctx.staging_path(ENDINGS[format])
        quality, lossless = self.params["output_compression"], target.lossless and asked is None
        write_picture(picture, path, self._recipe(), format, quality, lossless=lossless, mark=MARK)
        return path, format

    def _recipe(self) -> dict[str, Any]:
        """What was asked for. It goes into the file, so it says nothing about whose photos they were."""
        return {"kind": "face_swap", "engine": name_of(self.params["engine"])} | {
            name: self.params[name] for name in (*SWAP_OPTIONS, "label") if self.params[name] not in (None, False, "")
        }

    def _audit(self) -> dict[str, Any]:
        catalog = Catalog(self.ctx.settings)
        models = [one.id for one in catalog.required(catalog.get(self.params["engine"]))]
        if self.params["enhance"]:
            models.append(Path(self.ctx.settings.face_enhancer_path).name)
        return {
            "consent": self.params["consent"],
            "sources": [one["sha256"] for one in self.params["sources"]],
            "target": self.params["target"]["sha256"],
            "engine": name_of(self.params["engine"]),
            "models": models,
        }

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.timings[name] += time.perf_counter() - begun


def _reported(pair: Pair, report: FaceReport, same_person: float) -> dict[str, Any]:
    photo, face = _taken(pair, report)
    return {
        "index": pair.target,
        "source": photo,
        "source_face": face,
        "box": box_of(report.box),
        **{name: round(float(getattr(report.pose, name)), 1) for name in ("yaw", "pitch", "roll")},
        "turned": float(report.turned),
        "quality": float(report.quality),
        "identity_distance_before": float(report.distance_before),
        "identity_distance": float(report.distance_after),
        "same_person": report.distance_after < same_person,
        "warnings": list(report.warnings),
    }


def _taken(pair: Pair, report: FaceReport) -> FaceAt:
    return pair.sources[report.source]
