"""Finding assets again: pages that hold still while new ones arrive, and words that match as people type them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enfoads import errors
from enfoads.library.asset import Asset, AssetQuery
from enfoads.library.search import words
from enfoads.library.table import Table, microseconds, parse

START = datetime(2026, 11, 1, tzinfo=UTC)


def asset(number: int, **fields: Any) -> Asset:
    """The asset made in that second."""
    base: dict[str, Any] = {
        "id": f"img_{number}_0",
        "type": "image",
        "mime": "image/png",
        "sha256": f"{number:064x}",
        "bytes": 1,
        "created_at": (START + timedelta(seconds=number)).isoformat(timespec="microseconds"),
    }
    return Asset(**(base | fields))


def put(table: Table, *assets: Asset) -> None:
    for one in assets:
        table.put(one, orjson.dumps(one))


def ids(table: Table, **query: Any) -> list[str]:
    return [found.id for found in table.page(AssetQuery(**query)).items]


def walk(table: Table, **query: Any) -> list[str]:
    """The ids of all pages."""
    found, cursor = [], None
    while True:
        page = table.page(AssetQuery(cursor=cursor, **query))
        found += [one.id for one in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return found


@pytest.mark.parametrize(
    ("words_typed", "is_found"),
    [
        ("camion", True),
        ("CAMIÓN", True),
        ("camión", True),
        ("cam", True),  # while it is typed
        ("rojo camión", True),  # in any order
        ("camión azul", False),
        ("amion", False),
        ("verano", True),  # a tag
        ("IMG 2034", True),  # the name, at its joints
        ("img_2034.png", True),
        ("strasse", True),
        ("über", True),
        ("猫", True),
        ("白い猫", False),
        ("🍔", True),
        ("   ", True),
        ("!!!", False),
    ],
)
def test_words_are_found_whatever_their_accents_and_case(words_typed: str, is_found: bool) -> None:
    table = Table()
    put(table, asset(1, prompt="un Camión rojo, Straße, ÜBER 黒い猫 🍔", name="IMG_2034.png", tags=["Verano"]), asset(2, prompt="otro"))
    assert ("img_1_0" in ids(table, q=words_typed)) is is_found


def test_a_new_name_is_found_and_the_old_one_no_more() -> None:
    table = Table()
    put(table, asset(1, name="alpha common", prompt="prompt"))
    put(table, asset(1, name="beta common", prompt="prompt"))
    assert ids(table, q="beta") == ids(table, q="common") == ids(table, q="prompt") == ["img_1_0"]
    assert ids(table, q="alpha") == []


def test_filters_can_be_combined() -> None:
    table = Table()
    put(
        table,
        asset(1, type="video", favorite=True, project="a"),
        asset(2, favorite=True, project="a"),
        asset(3, project="b"),
        asset(4, owner="ana"),
        asset(5, deleted_at="2026-11-02T00:00:00+00:00"),
    )
    assert ids(table) == ["img_3_0", "img_2_0", "img_1_0"]
    assert ids(table, sort="oldest") == ["img_1_0", "img_2_0", "img_3_0"]
    assert ids(table, type="video") == ["img_1_0"]
    assert ids(table, favorite=True) == ["img_2_0", "img_1_0"]
    assert ids(table, favorite=False) == ["img_3_0"]
    assert ids(table, project="a", type="image") == ["img_2_0"]
    assert ids(table, project="nobody's") == []
    assert ids(table, owner="ana") == ["img_4_0"]
    assert ids(table, since="2026-11-01T00:00:02Z") == ["img_3_0", "img_2_0"]
    assert ids(table, since="2026-11-01T01:00:02+01:00") == ["img_3_0", "img_2_0"]
    assert ids(table, since="2026-11-01") == ["img_3_0", "img_2_0", "img_1_0"]


@pytest.mark.parametrize("query", [{"since": "yesterday"}, {"since": "9" * 30}, {"cursor": "x"}, {"cursor": "1"}, {"cursor": "²3.img_1_0"}])
def test_a_query_that_cannot_be_read_is_refused_by_name(query: dict[str, str]) -> None:
    with pytest.raises(errors.InvalidRequest) as refused:
        Table().page(AssetQuery(**query))  # type: ignore[arg-type]
    assert refused.value.param == next(iter(query))


def test_pages_hold_still_while_new_assets_arrive() -> None:
    table = Table()
    put(table, *map(asset, range(10)))
    first = table.page(AssetQuery(limit=4))
    put(table, *map(asset, range(10, 15)))
    second = table.page(AssetQuery(limit=4, cursor=first.next_cursor))
    assert [one.id for one in second.items] == [f"img_{number}_0" for number in (5, 4, 3, 2)]
    assert (first.total, second.total) == (10, 15)


def test_a_page_goes_on_where_it_was_when_the_last_asset_seen_is_deleted_or_purged() -> None:
    for sort, expected in (("newest", ["img_2_0", "img_1_0"]), ("oldest", ["img_2_0", "img_3_0"])):
        table = Table()
        put(table, *map(asset, range(5 if sort == "newest" else 4)))
        cursor = table.page(AssetQuery(limit=2, sort=sort)).next_cursor  # type: ignore[arg-type]
        last = "img_3_0" if sort == "newest" else "img_1_0"
        put(table, asset(int(last[4]), deleted_at="2026-11-02T00:00:00+00:00"))
        assert ids(table, limit=2, sort=sort, cursor=cursor) == expected
        table.remove(last)
        assert ids(table, limit=2, sort=sort, cursor=cursor) == expected
        assert ids(table.in_order(), limit=2, sort=sort, cursor=cursor) == expected


def test_assets_made_in_the_same_moment_are_all_listed_once() -> None:
    table = Table()
    put(table, *(asset(number, created_at=START.isoformat()) for number in range(7)))
    for sort in ("newest", "oldest"):
        assert sorted(walk(table, limit=2, sort=sort)) == [f"img_{number}_0" for number in range(7)]


def test_a_table_out_of_order_is_put_in_order() -> None:
    table = Table()
    put(table, asset(3), asset(1, prompt="uno"), asset(2))
    table.remove("img_2_0")
    ordered = table.in_order()
    assert ids(ordered) == ["img_3_0", "img_1_0"]
    assert ids(ordered, q="uno") == ["img_1_0"]
    assert ordered.in_order() is ordered


def test_times_keep_their_microseconds() -> None:
    moment = "2026-11-01T23:59:59.123457+00:00"
    assert microseconds(moment) % 1_000_000 == 123457
    assert microseconds("2026-11-01T23:59:59.123457") == microseconds(moment)


@pytest.mark.parametrize(
    "damage",
    [{"id": ""}, {"sha256": "short"}, {"sha256": "Z" * 64}, {"type": "text"}, {"created_at": "x"}, {"tags": 3}, {"thumbnail_sha256": "x"}],
)
def test_a_record_that_is_no_asset_is_not_taken_for_one(damage: dict[str, Any]) -> None:
    record = orjson.loads(orjson.dumps(asset(1))) | damage
    with pytest.raises(ValueError, match=r"."):
        parse(orjson.dumps(record))


def test_a_record_of_a_later_version_is_read() -> None:
    record = orjson.loads(orjson.dumps(asset(1))) | {"mood": "new"}
    del record["color"]
    assert parse(orjson.dumps(record)) == asset(1)


@given(st.text())
def test_any_text_is_found_by_each_of_its_words(text: str) -> None:
    table = Table()
    put(table, asset(1, prompt=text))
    for word in words(text):
        assert ids(table, q=word) == ["img_1_0"]


_OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "add", "change", "delete", "restore", "remove"]),
        st.integers(0, 30),
        st.sampled_from(["rojo camión", "rojo", "azul cielo", ""]),
        st.sampled_from(["image", "video", "audio"]),
    ),
    max_size=60,
)


@settings(max_examples=100, deadline=None)
@given(
    _OPERATIONS, st.sampled_from(["", "rojo", "cam az", "cielo"]), st.sampled_from([None, "video"]), st.sampled_from(["newest", "oldest"])
)
def test_a_page_is_what_a_plain_list_would_give(operations: list[tuple[str, int, str, Any]], q: str, type: Any, sort: Any) -> None:
    table, plain = Table(), dict[str, Asset]()
    for number, (what, target, prompt, kind) in enumerate(operations):
        if what == "add":
            new = asset(number, prompt=prompt, type=kind)
        else:
            old = plain.get(f"img_{target}_0")
            if old is None:
                continue
            if what == "remove":
                table.remove(old.id)
                del plain[old.id]
                continue
            deleted = {"change": old.deleted_at, "delete": "2026-11-02T00:00:00+00:00", "restore": None}[what]
            new = asset(target, prompt=prompt, type=old.type, deleted_at=deleted)
        plain[new.id] = new
        put(table, new)
    expected = [
        one.id
        for one in sorted(plain.values(), key=lambda one: one.created_at, reverse=sort == "newest")
        if not one.deleted_at
        and (type is None or one.type == type)
        and all(any(word.startswith(beginning) for word in words(one.prompt)) for beginning in words(q))
    ]
    assert walk(table, q=q, type=type, sort=sort, limit=3) == expected
    assert table.page(AssetQuery(q=q, type=type, sort=sort)).total == len(expected)
    assert table.records() == [orjson.dumps(one) for one in sorted(plain.values(), key=lambda one: one.created_at)]
