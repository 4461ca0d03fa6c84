"""The owner's first form of an asset: the file as `data:image/png;base64,…`, decoded a piece at a time."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote

from enfoads import errors

_HEAD = re.compile(r"data:[\w.+-]{1,60}/[\w.+-]{1,60};base64,")
_PIECE = 1 << 20  # characters of base64 decoded at once; a multiple of four


def decode(url: str, max_bytes: int, param: str = "url") -> Iterator[bytes]:
    """The bytes of the URL, in pieces to be written to a staging file. The type it claims is left to the upload's check.

    Raises `errors.InvalidRequest` when it is no base64 data URL (at the damaged piece, if need be) and
    `errors.PayloadTooLarge` above `max_bytes` (at once). Both name `param`.
    """
    head = _HEAD.match(url)
    if head is None:
        raise errors.InvalidRequest(
            param=param,
            detail=f"{param}: data:<type>/<subtype>;base64,… is needed",
            detail_es=f"{param}: hace falta data:<tipo>/<subtipo>;base64,…",
        )
    return _decode(url[head.end() :], max_bytes, param)


def decode_any(text: str, max_bytes: int, param: str) -> Iterator[bytes]:
    """As `decode`; plain base64 will do, in lines too."""
    if text.startswith("data:"):
        return decode(text, max_bytes, param)
    return _decode("".join(text.split()), max_bytes, param)


def _decode(payload: str, max_bytes: int, param: str) -> Iterator[bytes]:
    if "%" in payload:  # some programs escape the + / = of base64
        payload = unquote(payload)
    if len(payload) // 4 * 3 > max_bytes + 2:
        raise errors.PayloadTooLarge(param=param, limit=f"{max_bytes / 2**20:g} MB")
    if len(payload) % 4:
        raise _not_base64(param)
    return _pieces(payload, param)


def _pieces(payload: str, param: str) -> Iterator[bytes]:
    for start in range(0, len(payload), _PIECE):
        piece = payload[start : start + _PIECE]
        try:
            if "=" in piece and start + _PIECE < len(payload):
                raise ValueError("padding before the end")
            yield binascii.a2b_base64(piece.encode("ascii"), strict_mode=True)
        except ValueError:  # binascii.Error and UnicodeEncodeError are ValueErrors
            raise _not_base64(param) from None


def _not_base64(param: str) -> errors.InvalidRequest:
    return errors.InvalidRequest(param=param, detail=f"{param}: not valid base64", detail_es=f"{param}: no es base64 válido")
