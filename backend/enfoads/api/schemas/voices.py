"""Voices, and text that they say."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from enfoads.api.schemas.assets import Asset
from enfoads.api.schemas.common import Model
from enfoads.api.schemas.images import Warning

LONGEST_TEXT = 40_000  # characters: with pauses and markup; half an hour of speech at most is said in one job
Language = Literal["es", "en"]


class Voice(Model):
    id: str
    name: str
    language: Language = Field(description="Its own.")
    languages: list[Language] = Field(description="Those it speaks well, its own first.")
    accent: str = Field(description="Where people speak so: Latin America, Spain, United States, United Kingdom.")
    gender: Literal["female", "male", "neutral"]
    engine: str
    model: str = Field(description='The model of GET /api/models that it needs; "": none.')
    installed: bool
    draft: bool = Field(description="Robotic: for drafts.")
    default: bool = Field(description="It speaks its language when a request names no voice.")
    sample_url: str | None = Field(description="A short MP3; null for voices of a speech service.")
    commercial_use: bool
    license: str
    license_url: str
    credit: str


class VoiceList(Model):
    items: list[Voice]


class SayRequest(Model):
    """A text, and who says it."""

    text: str = Field(min_length=1, max_length=LONGEST_TEXT, description="May hold [pause 500ms], SSML, numbers and prices.")
    voice_id: str = Field("", max_length=150, description='Of GET /voices; "": the best one for the language.')
    language: Language | None = Field(None, description="null: found in the text.")
    speed: float = Field(1.0, ge=0.5, le=2)
    brand: str | bool = Field(True, description="Whose lexicon says how words are read: an id; true: the default brand, if there is one.")
    format: Literal["mp3", "wav"] = "mp3"
    project: str = Field("", max_length=100)


class SpokenWord(Model):
    """A word as it is shown, and when it is heard, in seconds."""

    text: str
    start: float
    end: float


class SayTimings(Model):
    queue_s: float
    voice_s: float
    total_s: float


class SayResponse(Model):
    job_id: str
    asset: Asset
    words: list[SpokenWord]
    srt_url: str
    vtt_url: str
    voice: str
    language: Language
    duration_s: float
    cached: bool = Field(description="It was said before and taken as it was.")
    timings: SayTimings
    warnings: list[Warning]


class VoiceName(Model):
    id: str = Field(max_length=150)


class SpeechRequest(Model):
    """What OpenAI's clients send to `audio.speech.create`."""

    input: str = Field(min_length=1, max_length=LONGEST_TEXT)
    model: str = Field("", max_length=120, description="kokoro, espeak, or any name of OpenAI's: the best voice that is installed.")
    voice: str | VoiceName = Field("", description="An id of GET /voices or its last part; OpenAI's own names give a voice of that kind.")
    response_format: Literal["mp3", "opus", "aac", "flac", "wav", "pcm"] | None = Field(None, description="mp3 when left out.")
    speed: float | None = Field(None, ge=0.25, le=4)
    instructions: str | None = Field(None, max_length=4096, description="Taken; changes nothing here.")
    stream_format: Literal["audio", "sse"] | None = Field(None, description="sse: 501, the sound comes in one piece.")
    language: Language | None = Field(None, description="The studio's own field. Left out: found in the text.")
