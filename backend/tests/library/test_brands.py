"""Brand kits outlive the process, a power cut and a damaged file, and each belongs to one owner."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from enfoads.errors import Conflict, DiskFull, NotFound
from enfoads.library import brands as module
from enfoads.library.brands import Brands


@pytest.fixture
def brands(tmp_path: Path) -> Brands:
    return reopened(tmp_path)


def reopened(folder: Path) -> Brands:
    found = Brands(folder)
    found.open()
    return found


def test_a_brand_is_there_after_a_restart(brands: Brands, tmp_path: Path) -> None:
    made = brands.create("ana", {"name": "Café Sol", "colors": ["#FF0000", "#ff0000"], "products": [" pan ", "", "pan"], "tone": "cálido"})
    assert (made.colors, made.products) == (["#ff0000"], ["pan"])
    assert reopened(tmp_path).get(made.id, "ana") == made


def test_nobody_sees_or_changes_another_owners_brand(brands: Brands) -> None:
    made = brands.create("ana", {"name": "Sol"})
    assert brands.list("bob") == []
    with pytest.raises(NotFound):
        brands.get(made.id, "bob")
    with pytest.raises(NotFound):
        brands.replace(made.id, "bob", {"name": "x"})
    with pytest.raises(NotFound):
        brands.delete(made.id, "bob")
    assert brands.get(made.id, "ana").name == "Sol"


def test_one_default_per_owner(brands: Brands, tmp_path: Path) -> None:
    first = brands.create("ana", {"name": "A", "default": True})
    other = brands.create("bob", {"name": "B", "default": True})
    second = brands.create("ana", {"name": "C", "default": True})
    assert brands.default("ana") == second
    assert not brands.get(first.id, "ana").default
    assert reopened(tmp_path).default("bob") == other
    brands.replace(first.id, "ana", {"name": "A", "default": True})
    assert [brand.name for brand in brands.list("ana") if brand.default] == ["A"]
    brands.delete(first.id, "ana")
    assert brands.default("ana") is None


def test_replacing_puts_back_what_is_left_out_but_not_id_and_date(brands: Brands) -> None:
    made = brands.create("ana", {"name": "A", "cta": "Compra ya"})
    changed = brands.replace(made.id, "ana", {"name": "B"})
    assert (changed.id, changed.created_at, changed.cta) == (made.id, made.created_at, "")
    assert changed.updated_at > made.updated_at


def test_a_damaged_file_is_set_aside_and_the_one_before_it_used(brands: Brands, tmp_path: Path) -> None:
    kept = brands.create("ana", {"name": "A"})
    brands.create("ana", {"name": "B"})
    (tmp_path / "brands.json").write_text('[{"id": "brand_', "utf-8")
    assert [brand.id for brand in reopened(tmp_path).list("ana")] == [kept.id]
    assert (tmp_path / "brands.json.damaged").read_text("utf-8") == '[{"id": "brand_'
    assert [brand.id for brand in reopened(tmp_path).list("ana")] == [kept.id]


def test_a_write_that_fails_changes_nothing(brands: Brands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = brands.create("ana", {"name": "A"})

    def fail(_: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(module.os, "fsync", fail)
    with pytest.raises(DiskFull):
        brands.create("ana", {"name": "B"})
    assert [brand.id for brand in brands.list("ana")] == [made.id]
    monkeypatch.undo()
    assert [brand.id for brand in reopened(tmp_path).list("ana")] == [made.id]


def test_fields_of_a_later_version_are_passed_over(brands: Brands, tmp_path: Path) -> None:
    made = brands.create("ana", {"name": "A"})
    file = tmp_path / "brands.json"
    file.write_text(json.dumps([record | {"mascot": "x"} for record in json.loads(file.read_text())]))
    assert reopened(tmp_path).get(made.id, "ana").name == "A"


def test_an_owner_cannot_fill_the_disk_with_brands(brands: Brands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BRANDS", 2)
    brands.create("ana", {"name": "A"})
    brands.create("ana", {"name": "B"})
    with pytest.raises(Conflict):
        brands.create("ana", {"name": "C"})
    assert brands.create("bob", {"name": "D"}).owner == "bob"
