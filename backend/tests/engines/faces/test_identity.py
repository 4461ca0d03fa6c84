"""The identity network is dlib's, layer for layer, and tells people apart."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image, ImageEnhance, ImageFilter

from enfoads.engines.faces import identity
from enfoads.engines.faces.base import Face, Portrait
from enfoads.models.catalog import Catalog
from enfoads.settings import Settings


@pytest.fixture(scope="module")
def folder(settings: Settings) -> Path:
    catalog = Catalog(settings)
    return catalog.folder(catalog.get("faces"))


def reference(weights: dict[str, np.ndarray], planes: np.ndarray) -> np.ndarray:
    """dlib's network in torch, straight from the weights: scale layers apart, maps padded where they are added."""

    def conv(x: torch.Tensor, name: str, stride: int = 1, pad: int = 0) -> torch.Tensor:
        filters = torch.from_numpy(weights[f"{name}/conv/filters"].transpose(3, 2, 0, 1).copy())
        y = F.conv2d(x, filters, torch.from_numpy(weights[f"{name}/conv/bias"].copy()), stride, pad)
        scale, shift = (torch.from_numpy(weights[f"{name}/scale/{part}"].copy()).view(1, -1, 1, 1) for part in ("weights", "biases"))
        return y * scale + shift

    def residual(x: torch.Tensor, name: str, *, down: bool) -> torch.Tensor:
        y = F.relu(conv(x, f"{name}/conv1", 2 if down else 1, 0 if down else 1))
        y = conv(y, f"{name}/conv2", 1, 1)
        short = F.avg_pool2d(x, 2) if down else x
        sum_ = torch.zeros(1, max(y.shape[1], short.shape[1]), max(y.shape[2], short.shape[2]), max(y.shape[3], short.shape[3]))
        for part in (y, short):
            sum_[:, : part.shape[1], : part.shape[2], : part.shape[3]] += part
        return F.relu(sum_)

    mean = torch.tensor([122.782, 117.001, 104.298]).view(1, 3, 1, 1)
    x = F.max_pool2d(F.relu(conv((torch.from_numpy(planes) - mean) / 256, "conv32_down", 2)), 3, 2)
    blocks = ["conv32_1", "conv32_2", "conv32_3", "conv64_down", "conv64_1", "conv64_2", "conv64_3", "conv128_down", "conv128_1"]
    for name in [*blocks, "conv128_2", "conv256_down", "conv256_1", "conv256_2", "conv256_down_out"]:
        x = residual(x, name, down="down" in name)
    return (x.mean((2, 3)) @ torch.from_numpy(weights["fc"].copy())).numpy()


def test_the_graph_computes_what_the_published_network_does(folder: Path) -> None:
    net, noise = identity.IdentityNet(folder, 1), np.random.default_rng(0).uniform(0, 255, (1, 3, 150, 150)).astype(np.float32)
    ours = net._session.run(None, {"input": noise})[0]
    assert np.abs(ours - reference(identity.read_weights(folder), noise)).max() < 1e-4


def test_files_that_do_not_belong_together_are_refused(folder: Path, tmp_path: Path) -> None:
    for name in (f"{identity.NAME}.bin", f"{identity.NAME}-weights_manifest.json"):
        shutil.copy(folder / name, tmp_path / name)
    with (tmp_path / f"{identity.NAME}.bin").open("ab") as file:
        file.write(b"more")
    with pytest.raises(ValueError, match="in the manifest"):
        identity.read_weights(tmp_path)


def test_strangers_are_strangers(portraits: list[Portrait]) -> None:
    apart = [identity.distance(a.face.identity, b.face.identity) for a in portraits for b in portraits if a is not b]
    assert len(portraits) >= 5
    assert min(apart) > identity.SAME_PERSON


@pytest.mark.parametrize("change", ["mirrored", "smaller", "larger", "darker", "softer"])
def test_a_person_stays_the_same_in_another_picture_of_the_same_face(
    astronaut: Image.Image, face_of: Callable[[Image.Image], Face], change: str
) -> None:
    changed = {
        "mirrored": lambda: astronaut.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        "smaller": lambda: astronaut.resize((300, 300)),
        "larger": lambda: astronaut.resize((2000, 2000)),
        "darker": lambda: ImageEnhance.Brightness(astronaut).enhance(0.6),
        "softer": lambda: astronaut.filter(ImageFilter.GaussianBlur(1.5)),
    }[change]()
    assert identity.distance(face_of(changed).identity, face_of(astronaut).identity) < 0.4
