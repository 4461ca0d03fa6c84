"""The result cache: a picture made before is there at once, is whole, and never fills the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from enfoads.recipes.result_cache import ResultCache
from enfoads.settings import Settings

RECIPE = {"prompt": "pizza", "seed": 1, "width": 128, "scheduler": None}


@pytest.fixture
def cache(tmp_path: Path) -> ResultCache:
    return ResultCache(Settings(data_dir=tmp_path / "data", cache_mb=1))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "picture.png"
    Image.effect_noise((300, 300), 50).convert("RGB").save(path)
    return path


def test_what_was_kept_comes_back(cache: ResultCache, picture: Path, tmp_path: Path) -> None:
    key = cache.key(RECIPE)
    assert cache.take(key, tmp_path / "copy.png") is None
    cache.put(key, picture, ["full_precision_retry"])
    assert cache.take(key, tmp_path / "copy.png") == ["full_precision_retry"]
    assert (tmp_path / "copy.png").read_bytes() == picture.read_bytes()
    assert (cache.folder / f"{key}.png").is_file()


def test_any_other_recipe_or_machine_setting_has_another_key(cache: ResultCache, tmp_path: Path) -> None:
    keys = {cache.key(RECIPE), *(cache.key(RECIPE | change) for change in ({"seed": 2}, {"prompt": "Pizza"}, {"more": 1}))}
    keys.add(ResultCache(Settings(data_dir=tmp_path, dtype="bfloat16")).key(RECIPE))
    assert len(keys) == 5
    assert cache.key(dict(reversed(RECIPE.items()))) == cache.key(RECIPE)


def test_a_file_cut_short_by_a_crash_is_a_miss(cache: ResultCache, picture: Path, tmp_path: Path) -> None:
    for size in (0, 5, 1000):
        key = cache.key(RECIPE)
        cache.put(key, picture)
        os.truncate(cache.folder / f"{key}.png", size)
        assert cache.take(key, tmp_path / "copy.png") is None
        assert not (tmp_path / "copy.png").exists()
        assert not (cache.folder / f"{key}.png").exists()


def test_the_least_recently_used_go_first(cache: ResultCache, picture: Path, tmp_path: Path) -> None:
    size = picture.stat().st_size
    count = cache.limit // size + 3
    for number in range(count):
        cache.put(f"f{number}", picture)
        os.utime(cache.folder / f"f{number}.png", (1000 + number, 1000 + number))
    assert cache.take("f0", tmp_path / "copy.png") == []  # used now
    cache.prune()
    left = {path.stem for path in cache.folder.iterdir()}
    assert len(left) * size <= cache.limit
    assert "f0" in left
    assert "f1" not in left
    assert f"f{count - 1}" in left


def test_pictures_keep_the_folder_near_its_limit(cache: ResultCache, picture: Path) -> None:
    for number in range(200):
        cache.put(cache.key({"n": number}), picture)
    total = sum(path.stat().st_size for path in cache.folder.iterdir())
    assert total < cache.limit + 64 * picture.stat().st_size


def test_nothing_is_kept_when_it_may_not_grow_or_cannot(tmp_path: Path, picture: Path) -> None:
    none = ResultCache(Settings(data_dir=tmp_path / "none", cache_mb=0))
    none.put("f0", picture)
    assert not none.folder.exists()
    blocked = ResultCache(Settings(data_dir=tmp_path / "blocked"))
    blocked.folder.parent.mkdir()
    blocked.folder.write_text("a file where the folder should be")
    blocked.put("f0", picture)  # no reason to fail
