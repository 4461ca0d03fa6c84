"""Odd scripts become a video or are refused clearly: what a person would paste, and what nobody should."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from enfoads.api.schemas.videos import CaptionRequest
from enfoads.engines.portrait.create import built_in
from enfoads.engines.script.estimate import estimate, seconds
from enfoads.errors import InvalidRequest
from enfoads.models.catalog import Catalog
from enfoads.recipes import video_files
from enfoads.recipes.video_plan import Heard, chapters, timeline_of
from enfoads.recipes.video_request import Asked, settle_video
from enfoads.settings import Settings
from enfoads.video.compose import Composer
from enfoads.video.timeline import Timeline

# Each: the script, and whether there is something in it that a voice can say.
ODD: dict[str, tuple[str, bool]] = {
    "emoji only": ("🎉🎉🎉", False),
    "emoji between": ("Hola 👋🏽 mundo 🌍 de 👩‍👩‍👧‍👦 familias", True),
    "emoji before": ("🔥 Oferta", True),
    "flags": ("Envíos a 🇵🇪 🇲🇽 🇪🇸 hoy", True),
    "punctuation": ("¡¿...!? — ;;; ()", False),
    "one letter": ("a", True),
    "one word without end": ("ja" * 2000, True),
    "5,000 words": ("sol mar pan " * 1666, True),
    "one sentence of 3,000 words": ("y luego mar " * 1000, True),
    "900 sentences": ("Ya. Hoy. " * 450, True),
    "Arabic": ("مرحبا بكم في متجرنا", False),
    "Hebrew": ("שלום לכולם", False),
    "Arabic in Spanish": ("Di مرحبا a todos", True),
    "Chinese": ("欢迎来到我们的商店", False),
    "Cyrillic": ("Привет, мир", False),
    "Thai": ("สวัสดีครับ", False),
    "mixed languages": ("Hello everyone, hoy tenemos un big sale para ti. Come and see it.", True),
    "Portuguese": ("Olá, você já conhece a nossa loja?", True),
    "SSML": ('<speak><prosody rate="slow">Hola</prosody><break time="300ms"/> mundo</speak>', True),
    "SSML unclosed": ("<speak>Hola <break", True),
    "HTML": ("<p>Hola <b>mundo</b> &amp; amigos</p><br>", True),
    "script tag": ("<script>alert(1)</script>Hola", True),
    "only tags": ("<p><br/></p>", False),
    "entities": ("Caf&eacute; &lt;rico&gt;", True),
    "pauses only": ("[pause 500ms] [pause 2s]", False),
    "pauses around": ("[pause 1s] Hola [pause 1s]", True),
    "pause without end": ("Hola [pause", True),
    "pause that is long": ("Hola [pause 99999s] mundo", True),
    "control characters": ("Ho\x00la\x07 mun\x1bdo", True),
    "right-to-left marks": ("Hola \u202emundo\u202c feliz", True),
    "zero width": ("Ho\u200bla mun\ufeffdo", True),
    "combining": ("Can\u0303o\u0301n de cafe\u0301", True),
    "many combining": ("H" + "\u0301" * 500 + "ola", True),
    "no-break spaces": ("Hola\u00a0a\u202ftodos\u3000hoy", True),
    "tabs and lines": ("Hola\t\ta\r\n\r\ntodos\u2028hoy", True),
    "only spaces inside": ("Hola" + " " * 5000 + "mundo", True),
    "capitals": ("COMPRA YA LA MEJOR OFERTA DEL AÑO", True),
    "styled letters": ("𝗢𝗙𝗘𝗥𝗧𝗔 de hoy", True),
    "full width": ("ＯＦＥＲＴＡ ５０％", True),
    "prices": ("S/ 49,90 $1.299,00 €3,5 20% 3x2 1/2", True),
    "long number": ("Llama al " + "9" * 300, True),
    "telephone": ("Llama al +51 987 654 321 ahora", True),
    "address": ("Visita https://www.tienda.example/ofertas?a=1&b=2#hoy", True),
    "mail": ("Escribe a ventas@tienda.example", True),
    "hashtags": ("#Oferta @tienda sigue ya", True),
    "dates": ("Del 01/02/2026 al 3-4-26 a las 10:30 p.m.", True),
    "abbreviations": ("El Sr. Pérez y la Dra. Ruiz, de EE. UU., etc.", True),
    "Markdown": ("# Hola\n\n- **uno**\n- _dos_\n\n[enlace](http://x.example)", True),
    "JSON": ('{"script": "Hola", "n": [1, 2]}', True),
    "template": ("Hola {{nombre}}, {0} %s ${precio}", True),
    "quotes": ("«Hola», “dijo” 'ella' \"hoy\"", True),
    "half a pair": ("Hola \ud83d mundo", True),
}  # fmt: skip
CAPTIONS = CaptionRequest().model_dump()


class Presenters:
    def asset(self, *_: Any) -> Any:
        raise AssertionError("nothing of the library is asked for")

    def avatar(self, id: str, field: str) -> dict[str, Any]:
        return built_in()[0].record.model_dump()

    def consent(self, avatar_id: str) -> dict[str, Any]:
        raise AssertionError("drawn avatars need none")

    def brand(self, wanted: str | bool) -> None:
        return None


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("odd"))


def planned(script: str, settings: Settings) -> Timeline:
    """As a video of the script is planned, with estimated times."""
    fields: dict[str, Any] = {
        "script": script, "avatar_id": "", "background": {"color": None, "to": None, "asset_id": None}, "audio_asset_id": None,
        "lower_third": None, "price_tag": None, "voice_id": "espeak:es-419", "language": None, "speed": 1.0, "aspect": "9:16",
        "captions": CAPTIONS, "music_asset_id": None, "music": "", "music_volume": 1.0, "brand": False, "cta": None, "preset": "preview",
        "platform": "all", "title": "", "label": False, "model": "",
    }  # fmt: skip
    params = settle_video(fields, Asked(Presenters(), Catalog(settings), settings, "es")) | {"width": 90, "height": 160}
    heard = []
    for one in chapters(params, 0):
        assert one.script is not None
        heard.append(Heard(None, seconds(one.script, 1.0), estimate(one.script)))
    return timeline_of(params, [heard], lambda _, visual: visual)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_script_is_drawn_or_refused_with_its_reason(name: str, settings: Settings) -> None:
    script, can_be_said = ODD[name]
    if not can_be_said:
        with pytest.raises(InvalidRequest) as refused:
            planned(script, settings)
        assert refused.value.param == "script"
        assert len(refused.value.message("es")) > 20
        return
    timeline = planned(script, settings)
    assert timeline.duration_s > 0.5
    assert any(scene.words for scene in timeline.scenes)
    shown = [word for scene in timeline.scenes for word in scene.words]
    assert not any("<" in word.text and "alert" in word.text for word in shown)
    with Composer(timeline, video_files.rigs(settings)) as composer:
        for number in (0, timeline.frames // 2, timeline.frames - 1):
            assert composer.frame(number).y.any()


def test_a_script_at_the_limit_is_planned_without_holding_a_frame_of_it(settings: Settings, tmp_path: Path) -> None:
    """What is planned is text alone: a few kilobytes for each sentence, whatever the frames weigh."""
    timeline = planned(ODD["5,000 words"][0], settings)
    assert len(timeline.scenes) > 20
    assert len(timeline.model_dump_json()) < 1_000_000
    assert max(scene.frames for scene in timeline.scenes) < 90 * 30
