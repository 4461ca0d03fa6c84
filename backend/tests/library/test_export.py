"""A ZIP that a person can use: the right bytes under names they know, in pieces while it is made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from enfoads import errors
from enfoads.library.asset import Asset
from enfoads.library.export import file_name
from enfoads.library.library import Library

Add = Callable[..., Asset]


def unpack(pieces: Iterable[bytes]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def named(**fields: Any) -> str:
    base: dict[str, Any] = {"id": "img_1_0", "type": "image", "mime": "image/png", "sha256": "", "bytes": 0, "created_at": ""}
    return file_name(Asset(**(base | fields)))


def test_the_files_come_out_as_they_went_in_under_names_a_person_knows(library: Library, add: Add) -> None:
    add(library, "img_1_0", b"one", prompt="una hamburguesa sobre fondo amarillo")
    add(library, "img_2_0", b"two", prompt="una hamburguesa sobre fondo amarillo")
    add(library, "img_3_0", b"three", name="Camión.PNG")
    add(library, "vid_1_0", b"", type="video", mime="video/mp4", name="spot")
    found = unpack(library.export(["img_1_0", "img_2_0", "img_3_0", "vid_1_0", "img_1_0"], "local"))
    assert found == {
        "una hamburguesa sobre fondo amarillo.png": b"one",
        "una hamburguesa sobre fondo amarillo (2).png": b"two",
        "Camión.PNG": b"three",
        "spot.mp4": b"",
    }


def test_a_large_file_is_sent_in_pieces(library: Library, add: Add) -> None:
    content = bytes(range(256)) * 20_000
    add(library, "vid_1_0", content, type="video", mime="video/mp4", name="spot")
    pieces = list(library.export(["vid_1_0"], "local"))
    assert max(map(len, pieces)) < 1.1 * 2**20
    assert unpack(pieces) == {"spot.mp4": content}


def test_an_unknown_or_deleted_asset_is_named_before_anything_is_sent(library: Library, add: Add) -> None:
    add(library, "img_1_0")
    add(library, "img_2_0")
    library.delete(["img_2_0"], "local")
    with pytest.raises(errors.NotFound, match="img_2_0"):
        library.export(["img_1_0", "img_2_0"], "local")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"name": "../../etc/passwd"}, "etc passwd.png"),
        ({"name": "C:\\boot.ini"}, "C boot.ini.png"),
        ({"name": "con"}, "image img_1_0.png"),
        ({"name": "LPT1.txt"}, "image img_1_0.png"),
        ({"name": "...", "mime": "image/jpeg"}, "image img_1_0.jpg"),
        ({"name": "gnp\u202eexe"}, "gnp exe.png"),
        ({"prompt": "a\nb\tc"}, "a b c.png"),
        ({"prompt": "x" * 300}, "x" * 80 + ".png"),
        ({"name": "odd", "mime": "application/x-odd"}, "odd.bin"),
    ],
)
def test_no_name_in_the_zip_can_harm_who_unpacks_it(fields: dict[str, str], name: str) -> None:
    assert named(**fields) == name
