"""The owner's first form of an asset, `data:…;base64,…`, whole or refused."""

from __future__ import annotations

import base64

import pytest

from enfoads import errors
from enfoads.library import data_url

CONTENT = bytes(range(256)) * 9000  # more than one piece


def url(content: bytes = CONTENT) -> str:
    return "data:image/png;base64," + base64.b64encode(content).decode()


def test_the_bytes_come_out_as_they_went_in() -> None:
    for content in (CONTENT, b"", b"x", b"xy", b"xyz"):
        assert b"".join(data_url.decode(url(content), len(CONTENT))) == content
    assert len(list(data_url.decode(url(), len(CONTENT)))) > 1


def test_escaped_base64_is_read_too() -> None:
    escaped = url(b"\xfb\xff\xfe" * 5 + b"x").replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")
    assert b"".join(data_url.decode(escaped.replace("image%2F", "image/"), 100)) == b"\xfb\xff\xfe" * 5 + b"x"


def test_too_much_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(errors.PayloadTooLarge):
        data_url.decode(url(), len(CONTENT) - 3)


@pytest.mark.parametrize(
    "bad",
    ["", "data:", "http://x/y.png", "data:image/png,abc", "data:image/png;charset=x;base64,abcd", "data:" + "x" * 99 + "/y;base64,abcd"],
)
def test_what_is_no_data_url_is_refused(bad: str) -> None:
    with pytest.raises(errors.InvalidRequest) as refused:
        data_url.decode(bad, 100)
    assert refused.value.param == "url"


@pytest.mark.parametrize(
    "payload", ["a", "abc", "ab=c", "abcd=", "ab cd", "ab\ncd==", "ab-_", "ñandu", "%zz", "QUJD" * 262143 + "QU==" + "QUJD"]
)
def test_damaged_base64_is_refused(payload: str) -> None:
    with pytest.raises(errors.InvalidRequest) as refused:
        list(data_url.decode("data:image/png;base64," + payload, 10**7))
    assert refused.value.status == 422
    assert refused.value.message("es") == "url: no es base64 válido"
