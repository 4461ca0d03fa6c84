from typing import Literal, NamedTuple


class Translation(NamedTuple):
    text: str
    language: Literal["es", "en", "other"]
    unknown: list[str]


def translate(prompt: str) -> Translation:
    return Translation(prompt, "en", [])
