from __future__ import annotations

from collections.abc import Iterator

import pytest

from enfoads.errors import EnfoadsError


def _all(kind: type[EnfoadsError]) -> Iterator[type[EnfoadsError]]:
    yield kind
    for one in kind.__subclasses__():
        yield from _all(one)


@pytest.mark.parametrize("kind", [one for one in _all(EnfoadsError) if "code" in vars(one)])
def test_an_error_of_a_worker_says_in_the_server_what_it_said_there(kind: type[EnfoadsError]) -> None:
    told = EnfoadsError.from_record(kind(param="scenes[1].visual", name="a.mp4", limit="2 MB", detail="x").to_record())
    assert (type(told), told.param) == (kind, "scenes[1].visual")
    assert told.values["name"] == "a.mp4"
