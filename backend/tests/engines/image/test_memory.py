"""Loading peaks at little more than the weights' own size: on a free Colab, RAM is what is short."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tinysdxl
import torch

import enfoads
from enfoads.engines.image import loading, weights

MEASURE = Path(__file__).parents[1] / "support" / "loading_peak.py"
SDXL_PARAMETERS = 2_567_463_684 + 83_653_863 + 123_060_480 + 694_659_840  # UNet, autoencoder, CLIP-L, CLIP-G
DTYPES = ("float16", "float32", "bfloat16")
CONFIG = Path(enfoads.__file__).parent / "models" / "sdxl_config"


def sdxl(part: str) -> torch.nn.Module:
    with torch.device("meta"):
        return loading._skeleton(part, CONFIG / part, "sdxl", fixed_vae=False)


def test_the_size_of_sdxl_is_known_from_its_headers(tmp_path: Path) -> None:
    parts = {"config": CONFIG}
    for part in loading.COMPONENTS:
        shapes = {key: list(value.shape) for key, value in sdxl(part).named_parameters()}
        parts[part] = tinysdxl.write_holes(tmp_path / f"{part}.safetensors", shapes)
    assert loading.weights_bytes(parts, "", torch.float16) == 2 * SDXL_PARAMETERS
    assert loading.weights_bytes(parts, "", torch.float32) == 4 * SDXL_PARAMETERS


def test_no_more_than_a_share_of_an_sdxl_file_is_held_while_it_is_copied() -> None:
    """Bookkeeping at full size, on the meta device: what was read since pages were last given back."""
    largest = held = most = total = 0
    for part in loading.COMPONENTS:
        model = sdxl(part)
        source = {key: torch.empty(value.shape, dtype=torch.float16, device="meta") for key, value in model.named_parameters()}
        count = len(source)

        class Watched(dict[str, torch.Tensor]):
            def pop(self, key: str, default: Any = None) -> Any:
                nonlocal held, most, largest, total
                value = super().pop(key, default)
                size = value.numel() * value.element_size()
                held, largest, total = held + size, max(largest, size), total + size
                most = max(most, held)
                return value

        def release() -> None:
            nonlocal held
            held = 0

        watched = Watched(source)
        weights.fill(model, watched, "meta", torch.float32, "sdxl", release)
        assert not watched
        assert count == sum(1 for value in model.parameters() if value.dtype == torch.float32)
    assert total == 2 * SDXL_PARAMETERS
    assert most <= weights.AT_ONCE + largest


@pytest.fixture(scope="module")
def measured_loads(scale: float, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, int]]]:
    """Of each form of a checkpoint of 1 GB, by number format. One process, which imports the libraries once."""
    forms, command = ("folder", "single file"), [sys.executable, str(MEASURE), ",".join(DTYPES)]
    for form in forms:
        parts = tinysdxl.write_large(tmp_path_factory.mktemp("large"), single=form == "single file", size=int(1e9 * min(1, scale)))
        command.append(json.dumps({name: str(path) for name, path in parts.items()}))
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return dict(zip(forms, json.loads(said.splitlines()[-1]), strict=True))


@pytest.mark.parametrize("form", ["folder", "single file"])
def test_the_peak_while_loading_is_at_most_1_3_times_the_weights(
    form: str, scale: float, measured_loads: dict[str, list[dict[str, int]]]
) -> None:
    """A checkpoint of 1 GB (fp16) in its own, a wider and another half precision; growth of the peak over what the process had before."""
    for dtype, measured in zip(DTYPES, measured_loads[form], strict=True):
        print(form, dtype, measured)
        assert measured["weights"] >= 0.9e9 * min(1, scale) * (2 if dtype == "float32" else 1)
        assert measured["peak"] <= 1.3 * measured["weights"]
        assert measured["kept"] <= 1.1 * measured["weights"]
        assert measured["left"] <= 0.15 * measured["weights"]
