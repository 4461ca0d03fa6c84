"""Words and output as a shop owner uses them on a phone, and every dialog of theirs for everyone."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from tests.conftest import RunningStudio

pytestmark = pytest.mark.e2e
LAYOUTS = [("light", 1440, 900), ("dark", 390, 844)]


def test_on_a_phone_a_style_and_better_words_become_a_file_ready_to_publish(
    studio: RunningStudio, new_page: Callable[..., Page], shots: Path
) -> None:
    page = new_page(width=390, height=844, has_touch=True)
    page.goto(f"{studio.address}/app/create")
    prompt = page.get_by_label("Qué quieres ver")
    prompt.fill("una taza de té verde")

    # Better words, with one step back; the person's own stay
    page.get_by_role("button", name="Mejorar", exact=True).tap()
    expect(page.get_by_text("Mejorado por los estilos del estudio.")).to_be_visible()
    expect(prompt).to_have_value(re.compile("^una taza de té verde.+"))
    page.screenshot(path=shots / "improved-390.png")
    page.get_by_role("button", name="Volver a mi texto").tap()
    expect(prompt).to_have_value("una taza de té verde")

    # A style, found without its accent
    page.get_by_role("button", name="Estilos").tap()
    page.get_by_label("Buscar un estilo").fill("icono")
    styles = page.get_by_role("dialog", name="Estilos de anuncio").locator("section li button")
    chosen = styles.first.locator("span").first.inner_text()
    page.screenshot(path=shots / "styles-390.png")
    styles.first.tap()
    expect(page.get_by_role("button", name=f"Quitar el estilo {chosen}")).to_be_visible()

    # Ready for Reels, as WebP
    page.get_by_role("button", name="Ajustes de la imagen").tap()
    page.get_by_text("Para redes").tap()
    page.get_by_role("radio", name=re.compile("^Reels")).tap()
    expect(page.get_by_text("Para Reels, TikTok, Stories, Shorts.")).to_be_visible()
    page.get_by_role("button", name="Avanzado").tap()
    page.get_by_text("WebP", exact=True).tap()
    page.screenshot(path=shots / "output-390.png")
    page.get_by_role("button", name="Listo").tap()
    page.get_by_role("button", name=re.compile("^Generar")).tap()
    expect(page.get_by_role("button", name=re.compile("Abrir.*una taza de té verde")).first).to_be_visible()

    made = studio.call("GET", "/api/assets?limit=1").json()["items"][0]
    assert made["recipe"]["style"]
    assert made["recipe"]["prompt"] == "una taza de té verde"
    with Image.open(BytesIO(studio.call("GET", f"/api/assets/{made['id']}/file").content)) as file:
        assert (file.format, file.size) == ("WEBP", (1080, 1920))


@pytest.mark.parametrize(("theme", "width", "height"), LAYOUTS)
def test_the_tools_of_the_image_tab_work_for_everyone(
    studio: RunningStudio, new_page: Callable[..., Page], shots: Path, theme: str, width: int, height: int
) -> None:
    page = new_page(theme=theme, width=width, height=height)
    page.goto(f"{studio.address}/app/create")
    page.get_by_label("Qué quieres ver").fill("una taza de café")
    page.get_by_role("button", name="Mejorar", exact=True).click()
    expect(page.get_by_role("button", name="Volver a mi texto")).to_be_visible()
    page.get_by_role("button", name="Estilos").click()
    expect(page.get_by_role("heading", name="Producto")).to_be_visible()
    _check(page, shots / f"styles-{theme}-{width}.png")
    page.keyboard.press("Escape")
    if width < 768:
        page.get_by_role("button", name="Ajustes de la imagen").click()
    page.get_by_role("button", name="Avanzado").click()
    page.get_by_role("switch", name="Retocar caras").click()
    page.get_by_text("JPG", exact=True).click()
    _check(page, shots / f"knobs-{theme}-{width}.png")
    page.get_by_role("button", name="Elegir una LoRA").click()
    expect(page.get_by_role("dialog", name="LoRA del estudio")).to_be_visible()
    expect(page.get_by_text("Aún no hay ninguna LoRA.")).to_be_visible()
    _check(page, shots / f"lora-{theme}-{width}.png")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="LoRA del estudio")).to_be_hidden()
    expect(page.get_by_role("slider", name="Calidad del archivo")).to_be_visible()  # the sheet under it stays


@pytest.mark.parametrize(("theme", "width", "height"), LAYOUTS)
def test_a_brand_is_made_and_speaks_in_better_words(
    studio: RunningStudio, new_page: Callable[..., Page], shots: Path, theme: str, width: int, height: int
) -> None:
    page = new_page(theme=theme, width=width, height=height)
    page.goto(f"{studio.address}/app/library?tab=brand")
    page.get_by_role("button", name="Crear mi marca").click()
    page.get_by_label("Nombre").fill("Café Luna")
    page.get_by_role("button", name="Añadir color").click()
    page.get_by_role("textbox", name="Color principal", exact=True).fill("#1f6f5c")
    page.get_by_role("combobox", name="Productos").fill("medialunas")
    page.keyboard.press("Enter")
    _check(page, shots / f"brand-{theme}-{width}.png")
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Marca guardada")).to_be_visible()

    page.goto(f"{studio.address}/app/create")
    page.get_by_label("Qué quieres ver").fill("un desayuno")
    expect(page.get_by_role("button", name="Con mi marca")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Mejorar", exact=True).click()
    expect(page.get_by_label("Qué quieres ver")).to_have_value(re.compile("^un desayuno.*medialunas"))

    for brand in studio.call("GET", "/api/brands").json()["items"]:  # the studio is shared
        assert studio.call("DELETE", f"/api/brands/{brand['id']}").ok


def _check(page: Page, shot: Path) -> None:
    """Nothing serious for a screen reader, nothing to scroll sideways."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    page.screenshot(path=shot)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
    serious = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
    assert not serious, [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in serious]
