"""What of a written word a voice can be given: plain digits, Latin letters, no signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from enfoads.engines.script.language import system_of

_LONGEST_SOUND = 40  # letters said in one go; a longer "word" is cut, for voices have a limit
_SILENT = re.compile(r"[^\w'’ .,;:!?¿¡…-]|_")
_LONG = re.compile(rf"[^\W\d_]{{{_LONGEST_SOUND}}}(?=[^\W\d_])")


@lru_cache(maxsize=2048)
def plain_digits(text: str) -> str:
    """Digits of every writing system as 0 to 9, and fullwidth signs as plain ones."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


@lru_cache(maxsize=4096)
def latin(word: str) -> str:
    """Styled letters (𝗢𝗙𝗘𝗥𝗧𝗔, Ａ) as plain ones; letters of systems that no voice reads left out."""
    if word.isascii():
        return word
    plain = "".join(unicodedata.normalize("NFKC", char) if char in "ﬁﬂ" or ord(char) >= 0xFF00 else char for char in word)
    kept = (char for char in plain_digits(plain) if not char.isalpha() or system_of(char) == "LATIN" or char in "ºª")
    return unicodedata.normalize("NFC", "".join(kept))


@lru_cache(maxsize=4096)
def sayable(said: str) -> str:
    """Only what a voice can be given: letters, digits, apostrophes, hyphens and punctuation between words."""
    kept = " ".join(_SILENT.sub(" ", said).split()).strip("-'’ ")
    if not any(char.isalnum() for char in kept):
        return ""
    return _LONG.sub(r"\g<0> ", kept)
