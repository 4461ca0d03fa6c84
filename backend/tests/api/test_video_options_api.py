from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import get_args

from flask.testing import FlaskClient

from enfoads.video.formats import Aspect, CaptionStyle, MotionKind, Platform, Preset, TransitionKind
from enfoads.video.safe import safe_box


def test_everything_that_a_request_may_name_is_offered_with_a_name_in_both_languages(make_client: Callable[..., FlaskClient]) -> None:
    options = make_client().get("/video-options").get_json()
    for field, names in {
        "aspects": Aspect,
        "platforms": Platform,
        "motions": MotionKind,
        "transitions": TransitionKind,
        "presets": Preset,
    }.items():
        assert {one["id"] for one in options[field]} == set(get_args(names))
    assert {one["id"] for one in options["caption_styles"]} == set(get_args(CaptionStyle)) - {"none"}
    for one in (*options["caption_styles"], *options["motions"], *options["transitions"], *options["presets"]):
        assert one["name"]
        assert one["name_es"]


def test_the_pages_safe_zone_is_the_one_captions_are_kept_in(make_client: Callable[..., FlaskClient]) -> None:
    for platform in make_client().get("/video-options").get_json()["platforms"]:
        for aspect, box in platform["safe"].items():
            assert box == safe_box(aspect, platform["id"])._asdict()
            assert box["top"] < platform["caption_y"][aspect] < box["bottom"]


def test_a_page_can_load_every_font_it_previews_and_keep_it(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client()
    options = client.get("/video-options").get_json()
    families = {font["family"]: font for font in options["fonts"]}
    assert {style["font"] for style in options["caption_styles"]} <= set(families)
    for font in families.values():
        answer = client.get(font["url"])
        assert (answer.status_code, answer.mimetype) == (200, "font/woff2")
        assert answer.data[:4] == b"wOF2"
        assert "immutable" in answer.headers["Cache-Control"]
        assert font["credit"]
    assert client.get("/api/fonts/Comic-000000000000.woff2").status_code == 404
    assert client.get("/api/fonts/..%2F..%2Fsafe.py").status_code == 404


def test_the_server_opens_no_font_to_say_what_there_is() -> None:
    code = "import sys, enfoads.api.video_options; print([name for name in ('cv2', 'numpy', 'PIL', 'fontTools') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
