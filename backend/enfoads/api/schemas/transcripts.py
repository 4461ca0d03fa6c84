"""Transcripts: what is heard in a recording, and OpenAI's spelling of the same."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from enfoads.api.schemas.common import Model
from enfoads.api.schemas.images import Warning
from enfoads.api.schemas.videos import LONGEST_SCRIPT

LANGUAGE = r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"
_NO_EFFECT = "Taken; changes nothing here."


class TranscribeForm(Model):
    """The recording: a file `file` of the form, or `asset_id`."""

    asset_id: str | None = Field(None, min_length=1, max_length=150, description="A sound or a video of the library.")
    language: str | None = Field(None, pattern=LANGUAGE, description="ISO 639-1, like es; left out: found out.")
    script: str = Field("", max_length=LONGEST_SCRIPT, description="The words, if they are known (es, en): they are shown as written here.")


class TranscribeRequest(TranscribeForm):
    """The same as JSON, for a recording of the library."""


class TranscribedWord(Model):
    word: str
    start: float = Field(description="Seconds from the start.")
    end: float
    confidence: float | None = Field(None, description="0 to 1; none for the words of a script.")


class Transcription(Model):
    """What is heard; without speech no words and a warning `no_speech`."""

    job_id: str
    text: str
    language: str = Field(description='ISO 639-1; "" where nobody speaks.')
    duration_s: float
    words: list[TranscribedWord]
    placed: float | None = Field(description="Share of the script's words that were heard; none without a script.")
    srt: str
    vtt: str
    warnings: list[Warning]


def _listed(value: Any) -> Any:
    """A form sends a list of one as its one text."""
    return [value] if isinstance(value, str) else value


class OpenAITranscriptionForm(Model):
    """`client.audio.transcriptions.create` (openai-python 3.52), beside the file `file`."""

    model: str | None = Field(None, max_length=120, description="whisper-base, or a name of OpenAI's own, which means the same here.")
    language: str | None = Field(None, pattern=LANGUAGE, description="ISO 639-1; left out: found out.")
    prompt: str | None = Field(None, max_length=LONGEST_SCRIPT, description=_NO_EFFECT)
    response_format: Literal["json", "text", "srt", "vtt", "verbose_json", "diarized_json"] | None = Field(
        None, description="json when left out. diarized_json: 501, speakers are not told apart here."
    )
    temperature: float | None = Field(None, ge=0, le=1, description=_NO_EFFECT)
    timestamp_granularities: Annotated[list[Literal["word", "segment"]] | None, BeforeValidator(_listed)] = Field(
        None, validation_alias="timestamp_granularities[]", description="With verbose_json; segment when left out."
    )
    include: Annotated[list[str] | None, BeforeValidator(_listed)] = Field(None, validation_alias="include[]", description=_NO_EFFECT)
    stream: bool | None = Field(None, description="true: 501, the answer comes whole.")
    chunking_strategy: str | None = Field(None, max_length=20, description=_NO_EFFECT)


class OpenAIDuration(Model):
    type: Literal["duration"] = "duration"
    seconds: int


class OpenAITranscription(Model):
    text: str
    usage: OpenAIDuration


class OpenAIWord(Model):
    word: str
    start: float
    end: float


class OpenAISegment(Model):
    """As much of a segment as a subtitle shows. What only a sampler knows has neutral values."""

    id: int
    seek: int = 0
    start: float
    end: float
    text: str
    tokens: list[int] = []
    temperature: float = 0.0
    avg_logprob: float
    compression_ratio: float = 1.0
    no_speech_prob: float = 0.0


class OpenAIVerboseTranscription(Model):
    task: Literal["transcribe"] = "transcribe"
    language: str = Field(description="In English, as OpenAI says it: spanish.")
    duration: float
    text: str
    words: list[OpenAIWord] | None = None
    segments: list[OpenAISegment] | None = None
    usage: OpenAIDuration
