"""One POST to a service that the settings name: no redirects, one deadline for the whole answer, a bound on its size."""

from __future__ import annotations

import time
from typing import Any

import requests
from urllib3.exceptions import HTTPError

_CHUNK = 1 << 14


class NoAnswer(Exception):
    """Nothing usable came; `args`: why, in English and in Spanish. Never the address, which may hold more than a host."""


class AnswerTooLong(Exception):
    """More came than is taken."""


def post(url: str, body: dict[str, Any], *, key: str, timeout: float, limit: int) -> bytes:
    """The answer to JSON, at most `limit` bytes, whole within `timeout` seconds. Raises NoAnswer, AnswerTooLong."""
    deadline = time.monotonic() + timeout

    def authorize(request: requests.PreparedRequest) -> requests.PreparedRequest:
        """With the key of the settings, never with one that another program left in ~/.netrc."""
        if key:
            request.headers["Authorization"] = f"Bearer {key}"
        return request

    try:
        with (
            requests.Session() as http,
            http.post(url, json=body, auth=authorize, timeout=timeout, stream=True, allow_redirects=False) as answer,
        ):
            if answer.status_code != 200:
                raise NoAnswer(f"it answered {answer.status_code}", f"respondió {answer.status_code}")
            return _read(answer, deadline, limit)
    except (requests.RequestException, HTTPError, ValueError) as error:
        raise NoAnswer(type(error).__name__, type(error).__name__) from None


def _read(answer: requests.Response, deadline: float, limit: int) -> bytes:
    """A read timeout alone would let it drip for ever."""
    raw = bytearray()
    while piece := answer.raw.read1(_CHUNK, decode_content=True):  # gives what has come
        raw += piece
        if len(raw) > limit:
            raise AnswerTooLong
        if time.monotonic() > deadline:
            raise NoAnswer("it took too long", "tardó demasiado")
    return bytes(raw)
