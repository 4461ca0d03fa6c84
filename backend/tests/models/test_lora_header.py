"""Which LoRA files the studio takes. A mistake here applies nothing, in silence, or fails in the middle of a picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lorafiles import BLOCK, FLUX, SD15, SDXL, Shapes, kohya, peft, safetensors

from enfoads.errors import UnusableLora
from enfoads.models.header import read_header
from enfoads.models.lora_header import LoraInfo, vet_lora

Vet = Callable[..., LoraInfo]
WIDE = peft("unet.down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_v", 2048, 640)


@pytest.fixture
def vet(tmp_path: Path) -> Vet:
    def judge(shapes: Shapes, metadata: dict[str, str] | None = None, dtype: str = "F16") -> LoraInfo:
        path = tmp_path / "a.safetensors"
        path.write_bytes(safetensors(shapes, metadata, dtype))
        return vet_lora(read_header(path), "my lora")

    return judge


@pytest.mark.parametrize(
    "shapes",
    [
        SDXL,
        kohya("lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_k", 2048, 640),
        WIDE,
        SDXL | kohya("lora_te1_text_model_encoder_layers_0_mlp_fc1", 768, 3072) | kohya("lora_te2_text_model_encoder_mlp", 1280, 5120),
        WIDE | peft("text_encoder_2.text_model.encoder.layers.0.self_attn.q_proj", 1280, 1280),
        kohya("lora_unet_mid_block_attentions_0_transformer_blocks_9_attn1_to_q", 1280, 1280),
        kohya("lora_te2_text_model_encoder_layers_0_self_attn_q_proj", 1280, 1280),
        {"unet.up_blocks.0.attn2.to_k.lora.down.weight": (8, 2048), "unet.up_blocks.0.attn2.to_k.lora.up.weight": (640, 8)},
        {"unet.up.attn2.processor.to_k_lora.down.weight": (8, 2048), "unet.up.attn2.processor.to_k_lora.up.weight": (9, 8)},
        SDXL | {"lora_unet_conv.lora_down.weight": (4, 320, 3, 3), "lora_unet_conv.lora_up.weight": (320, 4, 1, 1)},
    ],
)  # fmt: skip
def test_an_sdxl_lora_of_any_trainer_is_known(vet: Vet, shapes: Shapes) -> None:
    assert vet(shapes).base == "sdxl"


def test_a_lora_for_a_small_model_of_sdxls_layout_is_left_to_the_checkpoint(vet: Vet) -> None:
    assert vet(kohya(BLOCK, 64, 32)).base == "unknown"


@pytest.mark.parametrize(
    ("shapes", "base"),
    [
        (SD15, "Stable Diffusion 1.x"),
        (kohya("lora_te_text_model_encoder_layers_0_mlp_fc1", 768, 3072), "Stable Diffusion 1.x"),
        (kohya("lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q", 320, 320), "Stable Diffusion 1.x"),
        (kohya(BLOCK, 1024, 640), "Stable Diffusion 2.x"),
        (FLUX, "FLUX"),
        (peft("transformer.single_transformer_blocks.0.attn.to_q", 3072, 3072), "FLUX"),
        (kohya("lora_unet_joint_blocks_0_context_block_attn_qkv", 1536, 4608), "Stable Diffusion 3"),
        (peft("transformer.transformer_blocks.0.attn.to_q", 1536, 1536), "Stable Diffusion 3"),
        (peft("diffusion_model.blocks.0.self_attn.q", 5120, 5120), "Wan"),
        (kohya("lora_unet_blocks_0_cross_attn_k", 1536, 1536), "Wan"),
        (peft("transformer_blocks.0.attn.add_k_proj", 3072, 3072), "Qwen-Image"),
        (peft("diffusion_model.layers.0.attention.to_q", 3840, 3840), "Z-Image"),
    ],
)
def test_a_lora_for_another_model_is_refused_by_name(vet: Vet, shapes: Shapes, base: str) -> None:
    with pytest.raises(UnusableLora) as refused:
        vet(shapes)
    assert base in refused.value.message("en")
    assert base in refused.value.message("es")
    assert "my lora" in refused.value.message("en")


@pytest.mark.parametrize(
    ("shapes", "why"),
    [
        ({"model.diffusion_model.input_blocks.0.0.weight": (320, 4, 3, 3)}, "whole checkpoint"),
        ({"foo.bar": (2,)}, "not a LoRA"),
        (SDXL | {"foo.bar": (2,)}, "no LoRA has"),
        (SDXL | {"lora_unet_x.hada_w1_a": (4, 4)}, "LyCORIS"),
        ({"lora_unet_x.lokr_w1": (4, 4)}, "LyCORIS"),
        (SDXL | {f"{BLOCK}.lora_mid.weight": (4, 4, 3, 3)}, "LyCORIS"),
        ({f"{BLOCK}.lora_down.weight": (4, 2048)}, "half"),
        ({f"{BLOCK}.lora_up.weight": (640, 4)}, "half"),
        ({f"{BLOCK}.alpha": ()}, "half"),
        ({f"{BLOCK}.lora_down.weight": (4, 2048), f"{BLOCK}.lora_up.weight": (640, 8)}, "do not fit together"),
        ({f"{BLOCK}.lora_down.weight": (0, 2048), f"{BLOCK}.lora_up.weight": (640, 0)}, "do not fit together"),
        ({f"{BLOCK}.lora_down.weight": (4, 2048), f"{BLOCK}.lora_up.weight": (640, 4, 1, 1)}, "do not fit together"),
        (SDXL | {f"{BLOCK}.alpha": (4,)}, "not a number"),
        (SDXL | {f"{BLOCK}.dora_scale": (1, 2048)}, "DoRA"),
        (SDXL | {f"{BLOCK}.lora_A.weight": (4, 2048)}, "twice"),
        (peft("down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k", 2048, 640), "no LoRA has"),
    ],
)
def test_a_file_that_is_no_whole_lora_is_refused_with_the_reason(vet: Vet, shapes: Shapes, why: str) -> None:
    with pytest.raises(UnusableLora) as refused:
        vet(shapes)
    assert why in refused.value.message("en")
    assert refused.value.message("es") != refused.value.message("en")


def test_integers_are_no_lora_weights(vet: Vet) -> None:
    with pytest.raises(UnusableLora, match="type I8"):
        vet(SDXL, dtype="I8")


def test_the_rank_is_that_of_most_layers(vet: Vet) -> None:
    assert vet(kohya(BLOCK, 2048, 640, 16) | kohya("lora_unet_a_attn1_to_q", 640, 640, 16) | kohya("lora_te1_b", 768, 768, 2)).rank == 16


def test_trigger_words_are_the_authors_own_then_the_commonest_tags(vet: Vet) -> None:
    tags = {"10_mug": {"mugstyle": 40, " red mug ": 12}, "5_more": {"red mug": 9, "table": 30}}
    info = vet(SDXL, {"modelspec.trigger_phrase": "mgs, table", "ss_tag_frequency": json.dumps(tags), "ss_output_name": "mug_v2"})
    assert info.trigger_words == ("mgs", "table", "mugstyle", "red mug")
    assert info.title == "mug_v2"


@pytest.mark.parametrize(
    "text",
    [
        "not json", "[1]", "null", '{"a": 1}', '{"a": {"tag": "many"}}', '{"a": {"tag": true}}', '{"a": {"tag": -1}}', '{"a": {"": 3}}',
        "[" * 100_000, '{"a": {"\\u202e\\u0000": 3}}',
    ],
)  # fmt: skip
def test_metadata_of_any_form_gives_no_words_and_no_failure(vet: Vet, text: str) -> None:
    assert vet(SDXL, {"ss_tag_frequency": text, "modelspec.title": "\u202e\n"}).trigger_words == ()


def test_words_from_a_file_are_one_line_each_and_bounded(vet: Vet) -> None:
    tags = {"a": {f"tag{number}\n<b>\u202e" + "x" * 500: 1 for number in range(500)}}
    words = vet(SDXL, {"ss_tag_frequency": json.dumps(tags)}).trigger_words
    assert 0 < len(words) <= 12
    assert all(len(word) <= 80 and word.isprintable() for word in words)
