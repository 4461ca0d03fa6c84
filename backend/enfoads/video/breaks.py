"""Where a text may be broken and where it must not: ends of sentences and clauses, numbers and their units, words that lead on.

What captions and subtitles know of language, in one place. Pure text; read by the server too.
"""

from __future__ import annotations

import regex

SPACELESS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u3000-\u303F\uFF00-\uFFEFー]")
"""Letters of scripts that put no spaces between words, and their marks."""
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\uFF01-\uFF60\u3000-\u303Fー]")
_CLUSTER = regex.compile(r"\X")
_CLOSING = r"[\p{Pe}\p{Pf}\"'”’»]*$"
_SENTENCE = regex.compile(rf"[.!?…。！？।؟]+{_CLOSING}")
_CLAUSE = regex.compile(rf"[,;:、，；：،؛—–]+{_CLOSING}")
_NUMBER = regex.compile(r"[\p{Ps}\p{Pi}¿¡+\-−~≈±]*\p{Nd}[\p{Nd}.,'’/:×x]*")
_NAME = regex.compile(r"[\p{Ps}\p{Pi}¿¡\"']*\p{Lu}\p{Ll}+")
_BEFORE = regex.compile(r"\p{L}{0,3}\p{Sc}|S/\.?|n\.?[ºo°]+\.?|#|Bs\.?|USD|EUR|PEN|MXN|COP|ARS|CLP|GBP", regex.IGNORECASE)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_UNITS = _set("""
% ‰ ° º ª ºc °c °f € $ £ ¥ usd eur pen mxn cop clp ars gbp soles sol pesos peso euros euro dólares dólar dollars dollar bucks pounds
centavos céntimos cents kg g mg t lb lbs oz km km/h m m² m³ cm mm mi ft in l ml cl cc gal gb mb kb tb w kw kwh v hz mhz ghz mah px h hr
hrs hs min mins s seg seg. ms am pm a.m. p.m. horas hora hours hour minutos minuto minutes minute segundos seconds días día days day
semanas semana weeks week meses mes months month años año years year veces metros meters litros liters kilos kilo gramos grams grados
unidades piezas personas cientos hundred mil miles thousand millones millón millions million billion x por ciento percent off
""")
_LEADING = _set("""
a al ante con de del desde e el en entre es hasta la las le les lo los me mi mis ni no o para pero por que se si sin sobre su sus te tu
tus u un una unas unos y ya an and are as at be but by for from if in into is it its my not of on or our so that the their this to
we with you your
""")


def ends_sentence(text: str) -> bool:
    return _SENTENCE.search(text) is not None


def ends_clause(text: str) -> bool:
    return _CLAUSE.search(text) is not None


def leads_on(word: str, following: str) -> bool:
    """Whether a line or page ends badly after a word: an article and its like, or a part of a name ("Café Luna")."""
    return word.lower().strip("¿¡\"'«“") in _LEADING or (_NAME.fullmatch(word) is not None and _NAME.match(following) is not None)


def belong_together(word: str, following: str) -> bool:
    """Whether two words are a number and its unit, or a currency and its amount: no line may part them."""
    if _BEFORE.fullmatch(word) and _NUMBER.match(following):
        return True
    bare = following.lower().rstrip(".,;:!?…)»”\"'")
    if word.lower() == "por":
        return bare == "ciento"
    ended = ends_clause(word) or ends_sentence(word)  # "En 2024. Mil gracias"
    return _NUMBER.fullmatch(word) is not None and not ended and (bare in _UNITS or following.lower() in _UNITS)


def columns(text: str) -> int:
    """Width in letters; a Chinese, Japanese or Korean one counts for two."""
    return len(text) if text.isascii() else len(_CLUSTER.findall(text)) + len(_WIDE.findall(text))
