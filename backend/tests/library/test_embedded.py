"""JPEG and WebP tell how they were made as PNG does: to us, to other programs, and without trusting strangers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from enfoads.library import embedded, provenance

RECIPE = {
    "prompt": 'un camión (rojo:1.2), "grande" <&> 🍔\ndos líneas', "negative_prompt": "borroso", "num_inference_steps": 20,
    "guidance_scale": 7.5, "seed": 2**53 - 1, "width": 512, "height": 768, "model": "starter", "strength": 0.5,
    "loras": [{"url": "https://host.example/a.safetensors", "sha256": "ab", "scale": -0.5}], "outpaint": {"left": 8},
}  # fmt: skip
FORMATS = ("png", "jpeg", "webp")


def written(folder: Path, format: str, recipe: dict[str, object] | None = RECIPE, mode: str = "RGB") -> Path:
    path = folder / f"picture{provenance.ENDINGS[format]}"
    provenance.write_picture(Image.linear_gradient("L").resize((40, 30)).convert(mode), path, recipe, format)
    return path


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_recipe_comes_back_whole_from_every_format(format: str, mode: str, tmp_path: Path) -> None:
    path = written(tmp_path, format, mode=mode)
    assert provenance.read_recipe(path) == RECIPE
    with Image.open(path) as image:
        assert image.format == format.upper()
        assert image.size == (40, 30)


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_without_recipe_carries_nothing(format: str, tmp_path: Path) -> None:
    path = written(tmp_path, format, None)
    assert provenance.read_recipe(path) is None
    with Image.open(path) as image:
        assert not {"exif", "xmp", "icc_profile", "comment"} & {name for name, value in image.info.items() if value}


@pytest.mark.parametrize("format", ["jpeg", "webp"])
def test_other_programs_find_the_settings_in_the_comment(format: str, tmp_path: Path) -> None:
    """As AUTOMATIC1111's web UI reads it: EXIF UserComment in UTF-16, big end first."""
    with Image.open(written(tmp_path, format)) as image:
        comment = image.getexif().get_ifd(0x8769)[0x9286]
    assert comment.startswith(b"UNICODE\0")
    text = comment[8:].decode("utf-16-be")
    assert text == provenance.parameters_text(RECIPE)


@pytest.mark.parametrize("format", ["jpeg", "webp"])
def test_their_settings_are_read_when_ours_are_not_there(format: str, tmp_path: Path) -> None:
    path = tmp_path / "theirs"
    exif = embedded.exif_with("a cat\nNegative prompt: blurry\nSteps: 25, Sampler: Euler a, CFG scale: 6.5, Seed: 7, Size: 832x1216")
    Image.new("RGB", (16, 16)).save(path, format.upper(), exif=exif)
    found = provenance.read_recipe(path)
    assert found is not None
    assert (found["prompt"], found["seed"], found["width"], found["scheduler"]) == ("a cat", 7, 832, "euler_a")


@pytest.mark.parametrize("format", ["jpeg", "webp"])
def test_the_longest_recipe_fits(format: str, tmp_path: Path) -> None:
    """A JPEG has 64 KiB for each kind of text."""
    recipe = RECIPE | dict.fromkeys(("prompt", "negative_prompt", "face_prompt"), '🍔ñ&"' * 1000)
    assert provenance.read_recipe(written(tmp_path, format, recipe)) == recipe


@pytest.mark.parametrize("format", FORMATS)
def test_a_recipe_too_long_for_the_format_costs_no_picture(format: str, tmp_path: Path) -> None:
    letters = np.random.default_rng(1).integers(0x4E00, 0x9FFF, (2, 20_000))
    recipe = {name: "".join(map(chr, line)) for name, line in zip(("prompt", "negative_prompt"), letters, strict=True)}
    with Image.open(written(tmp_path, format, recipe)) as image:
        assert image.size == (40, 30)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_recipe_gives_the_same_bytes(format: str, tmp_path: Path) -> None:
    image = Image.linear_gradient("L").convert("RGB")
    for name in ("a", "b"):
        provenance.write_picture(image, tmp_path / name, RECIPE, format)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_transparency_is_kept_where_there_is_room_for_it(tmp_path: Path) -> None:
    image = Image.new("RGBA", (20, 20), (255, 0, 0, 255))
    image.paste((0, 0, 255, 0), (0, 0, 10, 20))
    corner = {}
    for format in FORMATS:
        provenance.write_picture(image, tmp_path / format, None, format)
        with Image.open(tmp_path / format) as read:
            corner[format] = read.getpixel((0, 0))
    assert corner["png"][3] == corner["webp"][3] == 0
    assert min(corner["jpeg"]) > 250  # white


def test_quality_is_what_was_asked_for(tmp_path: Path) -> None:
    image = Image.effect_noise((128, 128), 60).convert("RGB")
    for format in ("jpeg", "webp"):
        sizes = []
        for quality in (5, 50, None, 100):
            provenance.write_picture(image, tmp_path / "q", None, format, quality)
            sizes.append((tmp_path / "q").stat().st_size)
        assert sizes == sorted(sizes)
        assert sizes[0] * 3 < sizes[-1]


@hypothesis_settings(max_examples=150, deadline=None)
@given(format=st.sampled_from(["jpeg", "webp"]), data=st.data())
def test_a_damaged_file_never_breaks_the_reader(format: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = written(tmp_path_factory.mktemp("damaged"), format)
    raw = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        raw[data.draw(st.integers(2, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(raw[: data.draw(st.integers(2, len(raw)))])
    found = provenance.read_recipe(path)
    assert found is None or isinstance(found, dict)


def test_a_packed_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jpg"
    Image.new("RGB", (8, 8)).save(path, "JPEG", xmp=embedded.xmp_with('{"prompt": "' + "a" * (30 << 20) + '"}'))
    assert provenance.read_recipe(path) is None
