"""Prompts to conditioning tensors, through compel, which knows how to weigh tokens and to join chunks of 77.

compel's own string parser is never used: it is exponential in nested brackets and pools the raw syntax.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from compel import Compel, ReturnedEmbeddingsType
from compel.prompt_parser import FlattenedPrompt, Fragment
from diffusers import StableDiffusionXLPipeline

from enfoads.engines.image.prompt import Run, parse, plain


class Conditioning(NamedTuple):
    """What the UNet is told. `embeds`: (1, 77 * chunks, dims); `pooled`: (1, dims). The negative ones are None without guidance."""

    embeds: torch.Tensor
    pooled: torch.Tensor
    negative_embeds: torch.Tensor | None
    negative_pooled: torch.Tensor | None


class PromptEncoder:
    """Both text encoders of a pipeline."""

    def __init__(self, pipe: StableDiffusionXLPipeline) -> None:
        self._zero_negative = bool(pipe.config.force_zeros_for_empty_prompt)
        self._encoders = [
            Compel(
                tokenizer=tokenizer,
                text_encoder=text_encoder,
                returned_embeddings_type=ReturnedEmbeddingsType.PENULTIMATE_HIDDEN_STATES_NON_NORMALIZED,
                truncate_long_prompts=False,
            )
            for tokenizer, text_encoder in ((pipe.tokenizer, pipe.text_encoder), (pipe.tokenizer_2, pipe.text_encoder_2))
        ]

    @torch.no_grad()
    def encode(self, prompt: str, negative: str | None) -> Conditioning:
        """Any length; `negative` None when there is no guidance. Plain text of at most 77 tokens gives bitwise what diffusers gives."""
        runs = [parse(prompt)]
        if negative or (negative is not None and not self._zero_negative):
            runs.append(parse(negative))
        per_encoder = [[self._weighted(encoder, one) for one in runs] for encoder in self._encoders]
        longest = max(tensor.shape[1] for tensors in per_encoder for tensor in tensors)
        for encoder, tensors in zip(self._encoders, per_encoder, strict=True):
            tensors[:] = [self._padded(encoder, tensor, longest) for tensor in tensors]
        embeds = [torch.cat([tensors[i] for tensors in per_encoder], -1) for i in range(len(runs))]
        pooled = [self._pooled(one) for one in runs]
        if negative is None:
            return Conditioning(embeds[0], pooled[0], None, None)
        if len(runs) == 1:  # what SDXL was trained with for "no prompt"
            return Conditioning(embeds[0], pooled[0], torch.zeros_like(embeds[0]), torch.zeros_like(pooled[0]))
        return Conditioning(embeds[0], pooled[0], embeds[1], pooled[1])

    def _weighted(self, encoder: Compel, runs: list[Run]) -> torch.Tensor:
        """(1, 77 * chunks, width) of one encoder."""
        tokenizer = encoder.conditioning_provider.tokenizer
        texts = [_harmless(run.text) for run in runs]
        # compel cannot lower what has no tokens (a lone control character)
        kept = [(text, run.weight) for text, run in zip(texts, runs, strict=True) if run.weight >= 1 or tokenizer.tokenize(text)]
        prompt = FlattenedPrompt([Fragment(text, weight) for text, weight in kept or [("", 1.0)]])
        tensor: torch.Tensor
        (tensor, _tokens), _options = encoder.build_conditioning_tensor_for_prompt_object(prompt)
        return tensor

    def _padded(self, encoder: Compel, tensor: torch.Tensor, length: int) -> torch.Tensor:
        """Chunks of an empty prompt up to `length` tokens."""
        empty: torch.Tensor = encoder.conditioning_provider.empty_z.to(tensor)
        missing = (length - tensor.shape[1]) // empty.shape[1]
        return torch.cat([tensor, *[empty] * missing], 1) if missing else tensor

    def _pooled(self, runs: list[Run]) -> torch.Tensor:
        """(1, width): one vector for the whole picture. CLIP makes it from the first 77 tokens, as SDXL was trained."""
        pooled: torch.Tensor = self._encoders[1].conditioning_provider.get_pooled_embeddings([_harmless(plain(runs))])
        return pooled


def _harmless(text: str) -> str:
    """Words that a tokenizer would take for its control tokens stay words."""
    return text.strip().replace("<|", "< |")
