"""Every page, in both languages and themes, at four widths: nothing serious for a screen reader, nothing to scroll sideways."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import RunningStudio

pytestmark = pytest.mark.e2e
PAGES = {
    "home": "/app/home",
    "create": "/app/create",
    "library": "/app/library",
    "brand": "/app/library?tab=brand",
    "settings": "/app/settings",
}
WIDTHS = {1440: 900, 768: 1024, 390: 844, 320: 640}


@pytest.fixture(scope="session")
def filled(studio: RunningStudio) -> RunningStudio:
    """The studio with a few pictures in it."""
    for prompt in ("a pizza on a blue background", "corazón rojo sobre fondo amarillo"):
        answer = studio.call("POST", "/generate-image", json={"prompt": prompt, "seed": 3, "include_base64": False})
        assert answer.ok, answer.text
    return studio


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("language", "theme"), [("es", "light"), ("en", "dark")])
def test_a_page_works_for_everyone(
    filled: RunningStudio, new_page: Callable[..., Page], shots: Path, name: str, language: str, theme: str
) -> None:
    page = new_page(language=language, theme=theme)
    page.goto(filled.address + PAGES[name])
    expect(page.get_by_role("heading", level=1).first).to_be_attached()
    expect(page.locator("html")).to_have_attribute("lang", language)  # the browser's
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        page.screenshot(path=shots / f"{name}-{language}-{theme}-{width}.png")
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, f"{name} scrolls {too_wide} px sideways at {width} px"
        if width in (1440, 390):
            found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
            serious = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
            assert not serious, [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in serious]


def test_the_viewer_works_for_everyone(filled: RunningStudio, new_page: Callable[..., Page], shots: Path) -> None:
    for theme, width, height in (("light", 1440, 900), ("dark", 390, 844)):
        page = new_page(theme=theme, width=width, height=height)
        page.goto(f"{filled.address}/app/library")
        page.get_by_role("button", name="Abrir: corazón rojo sobre fondo amarillo").first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=shots / f"viewer-{theme}-{width}.png")
        serious = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
        assert not serious, [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in serious]


def test_the_whole_flow_needs_only_a_keyboard(filled: RunningStudio, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{filled.address}/app/create")
    page.get_by_label("Qué quieres ver").focus()
    page.keyboard.type("una taza de café")
    page.keyboard.press("Control+Enter")
    made = page.get_by_role("button", name="Abrir: una taza de café").first
    expect(made).to_be_visible()
    made.focus()
    page.keyboard.press(".")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Quitar de favoritas").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.goto(f"{filled.address}/app/library")
    item = page.get_by_role("button", name="Abrir: una taza de café").first
    item.focus()
    page.keyboard.press("Delete")
    expect(page.get_by_text("Elemento eliminado")).to_be_visible()
    expect(item).to_be_hidden()
    page.get_by_role("button", name="Deshacer").press("Enter")
    expect(page.get_by_role("button", name="Abrir: una taza de café").first).to_be_visible()
