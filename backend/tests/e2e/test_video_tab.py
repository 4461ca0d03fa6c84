"""AdCreator's video tab: a script in the browser becomes an ad that plays there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import RunningStudio

pytestmark = pytest.mark.e2e
PLAYED = """async () => {
    const video = document.querySelector('video');
    video.muted = true;
    await video.play();
    for (let n = 0; n < 100 && video.currentTime <= 0.3; n++) await new Promise((done) => setTimeout(done, 100));
    video.pause();
    return {at: video.currentTime, size: [video.videoWidth, video.videoHeight], tracks: video.textTracks.length};
}"""


def test_a_script_becomes_an_ad_that_plays_in_the_browser(studio: RunningStudio, new_page: Callable[..., Page], shots: Path) -> None:
    page = new_page()
    page.goto(f"{studio.address}/app/create?tab=video")
    script = page.get_by_label("Guion", exact=True)
    script.fill("Hola. Pide hoy.")
    expect(page.get_by_text("3 palabras")).to_be_visible()
    page.get_by_role("radio", name="Mateo").check()
    page.get_by_role("button", name="Voz Alex").click()
    page.get_by_role("radio", name="eSpeak latino").check()
    page.get_by_role("button", name="Subtítulos Resaltado").click()
    page.get_by_role("radio", name="Caja").check()
    page.get_by_text("Prueba", exact=True).click()

    # The frame where the caret stands is drawn before anything is made
    frame = page.get_by_alt_text("El vídeo en el punto del cursor")
    expect(frame).to_be_visible()
    before = frame.get_attribute("src")
    script.press("Control+Home")
    expect(frame).not_to_have_attribute("src", before or "")
    assert frame.evaluate("image => image.naturalWidth / image.naturalHeight") == pytest.approx(9 / 16, abs=0.01)

    page.get_by_role("button", name=re.compile("^Hacer el vídeo")).click()
    expect(page.get_by_role("progressbar").first).to_be_visible()
    expect(page.get_by_label("Vídeo: Hola. Pide hoy.")).to_be_visible()
    played = page.evaluate(PLAYED)
    assert played["at"] > 0.3
    assert played["size"] == [540, 960]
    assert played["tracks"] == 1
    page.screenshot(path=shots / "video-made.png")

    # Nothing is lost on reload, and the finished page works for everyone, on a phone too
    page.reload()
    expect(script).to_have_value("Hola. Pide hoy.")
    expect(page.get_by_label("Vídeo: Hola. Pide hoy.")).to_be_visible()
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        page.screenshot(path=shots / f"video-{width}.png")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        serious = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
        assert not serious, [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in serious]
