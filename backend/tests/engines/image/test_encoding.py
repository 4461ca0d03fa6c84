"""Prompts to tensors: plain text as diffusers does it, weights as compel does it, nothing cut, nothing that crashes."""

from __future__ import annotations

from pathlib import Path

import pytest
import tinysdxl
import torch
from compel import CompelForSDXL
from diffusers import StableDiffusionXLPipeline
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from transformers import CLIPTokenizer

import enfoads
from enfoads.engines.image.encoding import PromptEncoder

LONG = ", ".join(["a very detailed picture of a hamburger on a wooden table"] * 12)


@pytest.fixture(scope="module")
def pipe() -> StableDiffusionXLPipeline:
    return tinysdxl.pipeline()


@pytest.fixture(scope="module")
def encoder(pipe: StableDiffusionXLPipeline) -> PromptEncoder:
    return PromptEncoder(pipe)


def bare(pipe: StableDiffusionXLPipeline, prompt: str, negative: str | None, guided: bool) -> tuple[torch.Tensor | None, ...]:
    """(embeds, negative embeds, pooled, negative pooled) of diffusers."""
    with torch.no_grad():
        made: tuple[torch.Tensor | None, ...] = pipe.encode_prompt(
            prompt, device="cpu", num_images_per_prompt=1, do_classifier_free_guidance=guided, negative_prompt=negative
        )
    return made


@pytest.mark.parametrize(
    "prompt", ["", "pizza", "una hamburguesa sobre fondo amarillo", "Héllo,  wörld! 猫 'quoted' 12345 🙂", "cat, " * 25]
)
@pytest.mark.parametrize("force_zeros", [True, False])
def test_plain_text_gives_the_bits_of_diffusers(prompt: str, force_zeros: bool) -> None:
    pipe = tinysdxl.pipeline(force_zeros=force_zeros)
    encoder = PromptEncoder(pipe)
    for negative in ("", "ugly, blurry"):
        ours = encoder.encode(prompt, negative)
        theirs = bare(pipe, prompt, negative or None, guided=True)
        for one, other in zip((ours.embeds, ours.negative_embeds, ours.pooled, ours.negative_pooled), theirs, strict=True):
            assert one is not None
            assert other is not None
            assert torch.equal(one, other)


def test_without_guidance_the_negative_prompt_is_not_encoded(pipe: StableDiffusionXLPipeline, encoder: PromptEncoder) -> None:
    ours, theirs = encoder.encode("pizza", None), bare(pipe, "pizza", None, guided=False)
    assert ours.negative_embeds is None
    assert ours.negative_pooled is None
    assert torch.equal(ours.embeds, theirs[0])  # type: ignore[arg-type]


def test_weights_give_the_bits_of_compel(pipe: StableDiffusionXLPipeline, encoder: PromptEncoder) -> None:
    ours = encoder.encode("(cat:1.3) dog (sun:0.5)", "(ugly:1.2)")
    with torch.no_grad():
        theirs = CompelForSDXL(pipe)("(cat)1.3 dog (sun)0.5", negative_prompt="(ugly)1.2")
    assert torch.equal(ours.embeds, theirs.embeds)
    assert torch.equal(ours.negative_embeds, theirs.negative_embeds)  # type: ignore[arg-type]


def test_weights_change_the_tokens_but_not_what_is_pooled(pipe: StableDiffusionXLPipeline, encoder: PromptEncoder) -> None:
    plain, weighted = encoder.encode("cat dog", None), encoder.encode("(cat:1.4) dog", None)
    assert not torch.equal(plain.embeds, weighted.embeds)
    assert torch.equal(plain.pooled, weighted.pooled)


def test_the_end_of_a_long_prompt_counts(encoder: PromptEncoder) -> None:
    one, other = encoder.encode(f"{LONG}, red", "ugly"), encoder.encode(f"{LONG}, blue", "ugly")
    assert one.embeds.shape[1] > 77
    assert one.embeds.shape[1] % 77 == 0
    assert one.negative_embeds is not None
    assert one.negative_embeds.shape == one.embeds.shape
    assert torch.equal(one.embeds[:, :77], other.embeds[:, :77])
    assert not torch.equal(one.embeds[:, -77:], other.embeds[:, -77:])


def test_a_long_negative_prompt_is_used_in_full(encoder: PromptEncoder) -> None:
    made = encoder.encode("pizza", f"{LONG}, red")
    assert made.negative_embeds is not None
    assert made.embeds.shape == made.negative_embeds.shape
    assert made.embeds.shape[1] > 77


def test_every_token_of_a_long_prompt_is_there(pipe: StableDiffusionXLPipeline, encoder: PromptEncoder) -> None:
    seen: list[int] = []
    forward = pipe.text_encoder.forward

    def watched(ids: torch.Tensor, *args: object, **options: object) -> object:
        seen.extend(ids.flatten().tolist())
        return forward(ids, *args, **options)

    pipe.text_encoder.forward = watched
    try:
        encoder.encode(LONG, None)
    finally:
        pipe.text_encoder.forward = forward
    marks = {pipe.tokenizer.bos_token_id, pipe.tokenizer.eos_token_id, pipe.tokenizer.pad_token_id}
    assert [token for token in seen if token not in marks] == pipe.tokenizer(LONG, add_special_tokens=False).input_ids


def test_words_like_control_tokens_stay_words(encoder: PromptEncoder) -> None:
    ended = encoder.encode("cat <|endoftext|> dog", None).embeds
    assert not torch.equal(ended, encoder.encode("cat", None).embeds)
    assert ended.isfinite().all()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prompt=st.text(max_size=60) | st.text(alphabet="ab ()[]:+-\\<|>.!\x1c\x85 5", max_size=60), negative=st.text(max_size=20))
def test_any_text_can_be_encoded(encoder: PromptEncoder, prompt: str, negative: str) -> None:
    made = encoder.encode(prompt, negative)
    assert made.embeds.isfinite().all()
    assert made.embeds.shape[1] % 77 == 0
    assert made.negative_embeds is not None
    assert made.negative_embeds.shape == made.embeds.shape


def test_weight_zero_is_finite(encoder: PromptEncoder) -> None:
    assert encoder.encode("(cat:0) dog", None).embeds.isfinite().all()


def test_sdxl_vocabulary_pads_with_its_own_token() -> None:
    """SDXL's second tokenizer pads with "!": a prompt full of them must not confuse the weights."""
    folder = Path(enfoads.__file__).parent / "models" / "sdxl_config" / "tokenizer_2"
    other = tinysdxl.pipeline(vocabulary=49408)
    other.tokenizer = CLIPTokenizer.from_pretrained(folder.with_name("tokenizer"), local_files_only=True)
    other.tokenizer_2 = CLIPTokenizer.from_pretrained(folder, local_files_only=True)
    for encoder in (other.text_encoder, other.text_encoder_2):
        encoder.config.eos_token_id, encoder.config.bos_token_id = 49407, 49406
    made = PromptEncoder(other).encode("(!!! wow !:1.3) ! [! !!] !" * 12, "!")
    assert made.embeds.isfinite().all()
    assert torch.equal(PromptEncoder(other).encode("wow! 3!", None).embeds, bare(other, "wow! 3!", None, guided=False)[0])  # type: ignore[arg-type]
