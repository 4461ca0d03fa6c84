"""Addresses of the web, e-mail addresses, handles and hashtags, as they are said."""

from __future__ import annotations

import re

from enfoads.engines.prompts.inflection import words_of
from enfoads.engines.script.abbreviations import piece, sign, spelled
from enfoads.engines.voice.base import Language

_NAMES = {
    "es": {".": "punto", "@": "arroba", "/": "barra", "-": "guion", "_": "guion bajo", "#": "hashtag", "+": "más"},
    "en": {".": "dot", "@": "at", "/": "slash", "-": "dash", "_": "underscore", "#": "hashtag", "+": "plus"},
}
_ENDINGS_SAID = words_of("com net org edu gob gov info app shop store online pe co es mil biz blog club tech dev")

_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[A-Za-z]{2,10})"
    r"(?P<path>(?::[0-9]{1,5})?(?:/[^\s?#]{0,200})?)(?:[?#]\S{0,2000})?"
)
_MAIL = re.compile(r"(?P<user>[\w.+-]{1,64})@(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[A-Za-z]{2,10})")
_HANDLE = re.compile(r"@(?P<name>\w[\w.]{0,60})")
_HASHTAG = re.compile(r"#(?P<name>\w[\w-]{0,100})")
_CAMEL = re.compile(r"[A-ZÁÉÍÓÚÑ]{2,}(?![a-záéíóúñ])|[A-ZÁÉÍÓÚÑ]?[a-záéíóúüñ]+|[A-ZÁÉÍÓÚÑ]|[0-9]+|[^\W\d_]+")


def address(written: str, language: Language) -> str:
    """A web address, an e-mail address, a handle or a hashtag, "" for what is none."""
    if "@" in written:
        if match := _MAIL.fullmatch(written):
            return f"{_pieces(match['user'], language)} {_NAMES[language]['@']} {_host(match['host'], language)}"
        if match := _HANDLE.fullmatch(written):
            return f"{_NAMES[language]['@']} {_pieces(match['name'], language)}"
    elif written.startswith("#"):
        if match := _HASHTAG.fullmatch(written):
            if match["name"].replace("-", "").isdecimal():  # "#1", and "Calle 45 #10-20"
                numbers = filter(None, match["name"].split("-"))
                return " ".join([sign("#", language), *(piece(one, language) for one in numbers)])
            return f"{_NAMES[language]['#']} {_pieces(_offer(match['name'], language), language)}"
    elif "." in written and (match := _ADDRESS.fullmatch(written)) and _is_host(match["host"], written):
        path = match["path"].strip("/:")
        slash = _NAMES[language]["/"]
        return _host(match["host"], language) + (f" {slash} {_pieces(path, language)}" if path else "")
    return ""


def _offer(name: str, language: Language) -> str:
    """A hashtag's underscores are spaces, and 2x1 is an offer in it, too."""
    by = " por " if language == "es" else " for "
    return re.sub(r"(?<=[0-9])[xX](?=[0-9])", by, name.replace("_", " "))


def _is_host(host: str, written: str) -> bool:
    """ "fin.Ahora" and "3.5" are none: an address has a scheme, www, a path or a known ending, in small letters."""
    ending = host.rpartition(".")[2]
    return written.startswith(("http", "www.")) or (ending.islower() and (ending in _ENDINGS_SAID or "/" in written or len(ending) == 2))


def _host(host: str, language: Language) -> str:
    """Endings of two letters that are no word of their own are spelled."""
    names = host.split(".")
    dot = f" {_NAMES[language]['.']} "
    said = [_pieces(name, language) for name in names[:-1]]
    ending = names[-1].lower()
    spoken = (language == "es" and ending in _ENDINGS_SAID) or len(ending) > 2
    return dot.join([*said, ending if spoken else spelled(ending, language)])


def _pieces(text: str, language: Language) -> str:
    """Words inside of a name: "VerdeLima2" is "Verde Lima dos"; what stands between them is named."""
    said = []
    for run in re.findall(r"[^\W_]+|[^\w\s]|_", text):
        if run in _NAMES[language]:
            said.append(_NAMES[language][run])
        elif run.isalnum():
            said += [piece(part, language) for part in _CAMEL.findall(run)]
    return " ".join(said)
