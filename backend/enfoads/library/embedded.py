"""Texts inside JPEG and WebP files: where other programs look for a picture's settings (EXIF UserComment), and our own (XMP).

Reading takes files from strangers: pixels are never decoded, and never more than 1 MiB is held.
"""

from __future__ import annotations

import base64
import re
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import escape

from PIL import Image

MAX_TEXT = 1 << 20  # bytes of one text, compressed or not
_MAX_PARTS = 20_000
_EXIF_IFD, _USER_COMMENT = 0x8769, 0x9286  # https://exiftool.org/TagNames/EXIF.html
_UNICODE, _ASCII = b"UNICODE\0", b"ASCII\0\0\0"
_EXIF_HEAD, _XMP_HEAD = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_OURS = re.compile(rb'enfoads:recipe="([A-Za-z0-9+/=]{1,%d})"' % MAX_TEXT)
_XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:enfoads="urn:enfoads:1" enfoads:recipe="{recipe}"/>{mark}'
    '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)

# https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata#digital-source-type
_MARK = (
    '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' Iptc4xmpExt:DigitalSourceType="{source_type}" xmp:CreatorTool="EnfoadsIA">'
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{note}</rdf:li></rdf:Alt></dc:description></rdf:Description>'
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Says that a picture was made with AI. `source_type`: a term of IPTC's digital source types, as its address. `note`: a sentence."""

    source_type: str
    note: str


def exif_with(parameters: str) -> bytes:
    """EXIF data whose comment is `parameters`, as AUTOMATIC1111's web UI writes it: UTF-16, big end first."""
    exif = Image.Exif()
    exif.endian = ">"
    exif.get_ifd(_EXIF_IFD)[_USER_COMMENT] = _UNICODE + parameters.encode("utf-16-be", "replace")
    return exif.tobytes()


def xmp_with(recipe: str, mark: Mark | None = None) -> bytes:
    """An XMP packet that holds our JSON, packed: a JPEG has 64 KiB for it. `mark`: said in it, too."""
    packed = base64.b64encode(zlib.compress(recipe.encode(), 9)).decode()
    said = _MARK.format(source_type=escape(mark.source_type), note=escape(mark.note)) if mark else ""
    return _XMP.format(recipe=packed, mark=said).encode()


def texts(file: BinaryIO) -> tuple[str, str]:
    """Our JSON and the comment of a JPEG or WebP; "" for what is not there or cannot be read."""
    file.seek(0)
    head = file.read(12)
    if head[:2] == b"\xff\xd8":
        file.seek(2)
        parts = _jpeg_parts(file)
    elif head[:4] == b"RIFF" and head[8:] == b"WEBP":
        parts = _webp_parts(file)
    else:
        return "", ""
    recipe = comment = ""
    for body in parts:
        if body.startswith(_EXIF_HEAD) and not comment:
            comment = _comment(body.removeprefix(_EXIF_HEAD))
        elif body.startswith(_XMP_HEAD) and not recipe:
            recipe = _recipe(body)
    return recipe, comment


def _jpeg_parts(file: BinaryIO) -> Iterator[bytes]:
    """APP1 segments up to the first scan."""
    for _ in range(_MAX_PARTS):
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF or head[1] in (0xD9, 0xDA):
            return
        length = int.from_bytes(head[2:], "big") - 2
        if length < 0:
            return
        if head[1] == 0xE1:
            yield file.read(length)
        else:
            file.seek(length, 1)


def _webp_parts(file: BinaryIO) -> Iterator[bytes]:
    """EXIF and XMP chunks, with the heads that they have in a JPEG."""
    for _ in range(_MAX_PARTS):
        head = file.read(8)
        if len(head) < 8:
            return
        length = int.from_bytes(head[4:], "little")
        if head[:4] in (b"EXIF", b"XMP ") and length <= MAX_TEXT:
            body = file.read(length)
            file.seek(length & 1, 1)
            yield _XMP_HEAD + body if head[:4] == b"XMP " else _EXIF_HEAD + body.removeprefix(_EXIF_HEAD)
        else:
            file.seek(length + (length & 1), 1)


def _comment(exif: bytes) -> str:
    """The user's comment in EXIF data. Whatever a stranger's data makes the reader raise, it has none."""
    found = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found.load(exif)
            comment = found.get_ifd(_EXIF_IFD).get(_USER_COMMENT)
    except Exception:
        return ""
    if not isinstance(comment, bytes):
        return ""
    if comment.startswith(_UNICODE):
        return comment.removeprefix(_UNICODE).decode("utf-16-be", "replace")
    return comment.removeprefix(_ASCII).decode("utf-8", "replace")


def _recipe(xmp: bytes) -> str:
    found = _OURS.search(xmp)
    if found is None:
        return ""
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(base64.b64decode(found[1]), MAX_TEXT)
        return text.decode() if unpacking.eof else ""
    except (ValueError, zlib.error):  # binascii.Error and UnicodeDecodeError are ValueErrors
        return ""
