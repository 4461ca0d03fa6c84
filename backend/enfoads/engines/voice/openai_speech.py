"""Voices of an OpenAI-compatible endpoint (`/audio/speech`), where the settings name one. It gives sound and no times.

One POST for a piece of the script, no redirects, a deadline and a bound on its size; what comes back is a stranger's file, which
ffmpeg opens as what its bytes say it is. Runs in the worker.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from enfoads.engines.remote import AnswerTooLong, NoAnswer, post
from enfoads.engines.voice.base import Samples, Speech, SpeechTask
from enfoads.engines.voice.joining import Piece, Run, assemble, runs
from enfoads.errors import SpeechFailed, SpeechUnavailable, UnreadableAudio
from enfoads.settings import LOOPBACK, Settings

RATE = 24_000
LONGEST = 3000  # characters of a piece; OpenAI takes 4096
MAX_ANSWER = 64 << 20  # bytes: ten minutes as WAV
_GAP_S = 0.35  # between pieces
_CHECK_S = 0.1


class SpeechService:
    """`scratch` gives the name of a file for what came. Raises SpeechUnavailable when the settings are offline."""

    name = "openai"
    capabilities = frozenset({"speak"})
    weights_bytes = 0

    def __init__(self, settings: Settings, scratch: Callable[[str], Path]) -> None:
        if settings.offline and urlsplit(settings.speech_base_url).hostname not in LOOPBACK:
            raise SpeechUnavailable(
                param="voice_id", detail="the studio is set to offline", detail_es="el estudio está sin conexión (offline)"
            )
        self._settings = settings
        self._scratch = scratch

    def load(self, device: str) -> None:
        pass

    def to_host(self) -> None:
        pass

    def unload(self) -> None:
        pass

    def work_bytes(self, task: SpeechTask) -> int:
        return 0

    def speak(self, task: SpeechTask, check: Callable[[], None], progress: Callable[[float], None] = lambda share: None) -> Speech:
        """Sound at 24,000 Hz whose words have no times yet: each begins and ends where its piece does.

        Raises SpeechUnavailable, SpeechFailed, and what `check` raises.
        """
        words = task.script.words

        def say(run: Run) -> Piece:
            text = " ".join(words[number].spoken for number in run.words)
            return Piece(self._sound(text, task, check), tuple(() for _ in run.words))

        planned = [part for run in runs(task.script) for part in pieces(run, [word.spoken for word in words])]
        return assemble(task.script, planned, say, RATE, progress)

    def _sound(self, text: str, task: SpeechTask, check: Callable[[], None]) -> Samples:
        """A piece of the script. A call that is given up goes on in a thread of its own, and nobody waits for it."""
        body = {"model": self._settings.speech_model, "voice": task.voice, "input": text, "response_format": "wav", "speed": task.speed}
        pool = ThreadPoolExecutor(1, "speech-service")
        try:
            asked = pool.submit(self._post, body)
            while True:
                try:
                    return self._decoded(asked.result(_CHECK_S), check)
                except NotYet:
                    check()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _post(self, body: dict[str, Any]) -> bytes:
        settings = self._settings
        url = f"{settings.speech_base_url.rstrip('/')}/audio/speech"
        try:
            return post(url, body, key=settings.speech_api_key, timeout=settings.speech_timeout, limit=MAX_ANSWER)
        except NoAnswer as error:
            raise SpeechUnavailable(detail=error.args[0], detail_es=error.args[1]) from None
        except AnswerTooLong:
            raise SpeechFailed(detail="it is far too long", detail_es="es demasiado larga") from None

    def _decoded(self, data: bytes, check: Callable[[], None]) -> Samples:
        from enfoads.video.audio import sniff
        from enfoads.video.audio_reader import read

        container = sniff(data[:16])
        if container is None:
            raise SpeechFailed(detail="it is no sound", detail_es="no es un sonido")
        path = self._scratch(".sound")
        try:
            path.write_bytes(data)
            return np.asarray(read(path, container, "speech", RATE, check), np.float32)
        except UnreadableAudio:
            raise SpeechFailed(detail="it cannot be decoded", detail_es="no se puede descodificar") from None
        finally:
            path.unlink(missing_ok=True)


def pieces(run: Run, spoken: list[str]) -> list[Run]:
    """A run in parts of at most `LONGEST` characters, cut after a sentence where there is one."""
    found: list[Run] = []
    words, before = list(run.words), run.before
    while sum(len(spoken[number]) + 1 for number in words) > LONGEST and len(words) > 1:
        size = cut = last = 0
        for place, number in enumerate(words):
            size += len(spoken[number]) + 1
            if size > LONGEST and place:
                break
            last = place + 1
            cut = last if spoken[number][-1:] in ".!?…" else cut
        cut = min(cut or last, len(words) - 1)
        found.append(Run(tuple(words[:cut]), before))
        words, before = words[cut:], _GAP_S
    return [*found, Run(tuple(words), before, run.after)]
