from typing import Literal


def detect(text: str) -> Literal["es", "en", "other"]:
    return "en"


def topic(text: str) -> str:
    return "other"
