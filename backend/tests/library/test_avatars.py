"""Avatars outlive the process, belong to one owner, and leave nothing behind when they go."""

from __future__ import annotations

from pathlib import Path

import pytest

from enfoads.errors import NotFound
from enfoads.library.avatars import PORTRAIT, Avatar, Avatars


@pytest.fixture
def avatars(tmp_path: Path) -> Avatars:
    return Avatars(tmp_path)


def keep(avatars: Avatars, folder: Path, id: str = "ava_1", owner: str = "ana", content: bytes = b"face", **fields: str) -> Avatar:
    source = folder / f"{id}.png"
    source.write_bytes(content)
    made = Avatar(id, owner, **{"name": "Ana", "created_at": "2026-01-01", "sha256": "00"} | fields, audit={"consent": {"owner": owner}})
    avatars.keep(made, {PORTRAIT: source})
    return made


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in (folder / "avatars").rglob("*") if path.is_file())


def test_an_avatar_is_there_after_a_restart_with_who_agreed(avatars: Avatars, tmp_path: Path) -> None:
    made = keep(avatars, tmp_path)
    again = Avatars(tmp_path)
    again.open()
    assert again.get("ava_1", "ana") == made
    assert again.list("ana") == [made]
    assert again.file(made, PORTRAIT).read_bytes() == b"face"
    assert made.audit["consent"] == {"owner": "ana"}


def test_nobody_sees_changes_or_deletes_another_owners_avatar(avatars: Avatars, tmp_path: Path) -> None:
    keep(avatars, tmp_path)
    assert avatars.list("bob") == []
    for attempt in (
        lambda: avatars.get("ava_1", "bob"),
        lambda: avatars.rename("ava_1", "bob", "x"),
        lambda: avatars.delete("ava_1", "bob"),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert avatars.get("ava_1", "ana").name == "Ana"


@pytest.mark.parametrize("id", ["../ava_1", "..", ".incoming", "", "a/b", "ava_1\0"])
def test_an_id_is_never_a_path(avatars: Avatars, tmp_path: Path, id: str) -> None:
    keep(avatars, tmp_path)
    with pytest.raises(NotFound):
        avatars.get(id, "ana")


def test_deleting_takes_the_portrait_along(avatars: Avatars, tmp_path: Path) -> None:
    keep(avatars, tmp_path)
    avatars.delete("ava_1", "ana")
    assert files(tmp_path) == []
    with pytest.raises(NotFound):
        avatars.get("ava_1", "ana")


def test_a_job_that_runs_twice_leaves_one_avatar(avatars: Avatars, tmp_path: Path) -> None:
    keep(avatars, tmp_path)
    made = keep(avatars, tmp_path, content=b"again", name="Otra")
    assert avatars.list("ana") == [made]
    assert avatars.file(made, PORTRAIT).read_bytes() == b"again"
    assert files(tmp_path) == ["avatars/ava_1/avatar.json", "avatars/ava_1/portrait.png"]


def test_a_new_name_stays_and_lists_are_the_oldest_first(avatars: Avatars, tmp_path: Path) -> None:
    keep(avatars, tmp_path, "ava_2", created_at="2026-02-01")
    keep(avatars, tmp_path, "ava_1", created_at="2026-01-01")
    avatars.rename("ava_2", "ana", "Luz")
    assert [one.name for one in Avatars(tmp_path).list("ana")] == ["Ana", "Luz"]


def test_what_a_crash_left_unfinished_is_forgotten_and_a_damaged_one_hides_nobody(avatars: Avatars, tmp_path: Path) -> None:
    keep(avatars, tmp_path)
    (tmp_path / "avatars/.incoming/half").mkdir()
    (tmp_path / "avatars/.incoming/half/portrait.png").write_bytes(b"x")
    (tmp_path / "avatars/ava_9").mkdir()
    (tmp_path / "avatars/ava_9/avatar.json").write_text("{")
    avatars.open()
    assert not (tmp_path / "avatars/.incoming").exists()
    assert [one.id for one in avatars.list("ana")] == ["ava_1"]
