"""SDXL's configurations as they ship here: a single wrong value and every single-file checkpoint draws noise, or nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from enfoads.models import catalog

FOLDER = Path(catalog.__file__).parent / "sdxl_config"

# sha256 of the files of stabilityai/stable-diffusion-xl-base-1.0 at revision 462165984030d82259a11f4367a4eed129e94a7b
PUBLISHED = {
    "model_index.json": "6d7b93508390ab91ac5bfbe4aeb4dc2d83f7bb1b05fb069d714b5b0c75f70d44",
    "scheduler/scheduler_config.json": "af3e45a949aff8b8341ab8b811429ec03fee857a700a1d9477363e4fff9666e2",
    "text_encoder/config.json": "39b8b2e4b1949e36969caa425b6c81c68bace99198dd9078ce05d16ad401fe7f",
    "text_encoder_2/config.json": "a892d1c3a69a7e9247a24de2bc1d5891e3109a54696e53be20093af671072c34",
    "tokenizer/merges.txt": "9fd691f7c8039210e0fced15865466c65820d09b63988b0174bfe25de299051a",
    "tokenizer/special_tokens_map.json": "c4864a9376a8401918425bed71fc14fc0e81f9b59ec45c1cf96cccb2df508eac",
    "tokenizer/tokenizer_config.json": "19d7b034cb0cc3ce9766c2231373ab8aa8991fc72e2c8f76558bfaae3de0d563",
    "tokenizer/vocab.json": "e089ad92ba36837a0d31433e555c8f45fe601ab5c221d4f607ded32d9f7a4349",
    "tokenizer_2/merges.txt": "9fd691f7c8039210e0fced15865466c65820d09b63988b0174bfe25de299051a",
    "tokenizer_2/special_tokens_map.json": "f118ab3a983206e4f32583448de6bd6aae4ee21869135cef1f5848a753cdaab6",
    "tokenizer_2/tokenizer_config.json": "c9d23941f76a41cbd50eda9290f57be7828f0a7a677939e9ef181f7e12bd1bdf",
    "tokenizer_2/vocab.json": "e089ad92ba36837a0d31433e555c8f45fe601ab5c221d4f607ded32d9f7a4349",
    "unet/config.json": "30ebc70750223e59006f7f2b4e1e6c102570aa19a9c4ae3e1fbe7591332dbae6",
    "vae/config.json": "0b331c8ac22ded5f9997a144a575c1d113d6169aff262c353f39015bd24a6264",
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_file_is_sdxls_own_byte_for_byte(name: str) -> None:
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == PUBLISHED[name]


def test_nothing_else_is_in_the_folder() -> None:
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()} == {*PUBLISHED, "README.md"}


@pytest.mark.parametrize(("name", "padding"), [("tokenizer", "<|endoftext|>"), ("tokenizer_2", "!")])
def test_the_tokenizers_read_a_prompt_as_clip_does(name: str, padding: str) -> None:
    transformers = pytest.importorskip("transformers")
    tokenizer = transformers.CLIPTokenizer.from_pretrained(FOLDER / name, local_files_only=True)
    ids = [49406, 320, 1125, 539, 320, 2368, 267, 263, 949, 3027, 264, 49407]
    assert tokenizer("a photo of a cat, (best quality)").input_ids == ids
    assert (len(tokenizer), tokenizer.model_max_length, tokenizer.pad_token) == (49408, 77, padding)
