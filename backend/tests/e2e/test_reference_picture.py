"""Making pictures from pictures: what is painted changes, everything else comes back bit by bit; the same on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.conftest import RunningStudio

pytestmark = pytest.mark.e2e
WIDTH, HEIGHT = 192, 128


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture in which no two pixels near each other are alike, so that a changed one cannot be missed."""
    path = tmp_path_factory.mktemp("photo") / "taza.png"
    noise = np.random.default_rng(7).integers(0, 255, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    Image.fromarray(noise).save(path)
    return path


def pixels(studio: RunningStudio, asset_id: str) -> np.ndarray[Any, Any]:
    with Image.open(BytesIO(studio.call("GET", f"/api/assets/{asset_id}/file").content)) as image:
        return np.asarray(image.convert("RGB"))


def generate(page: Page, studio: RunningStudio, prompt: str) -> str:
    """Press "Generate" and wait for the picture. Its id."""
    page.get_by_label("Qué quieres ver").fill(prompt)
    with page.expect_response(lambda response: response.url.endswith("/generate-image")) as sent:
        page.keyboard.press("Control+Enter")
    job = studio.wait(sent.value.json()["job"]["id"])
    assert job["status"] == "completed", job
    return f"{job['id']}_0"


def paint(page: Page, surface: Locator, *points: tuple[float, float]) -> None:
    """One stroke through points given as parts of the picture's sides."""
    box = surface.bounding_box()
    assert box
    at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*at[0])
    page.mouse.down()
    for x, y in at[1:]:
        page.mouse.move(x, y, steps=6)
    page.mouse.up()


def works_for_everyone(page: Page) -> None:
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"the page scrolls {too_wide} px sideways"
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
    serious = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
    assert not serious, [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in serious]


def test_only_what_was_painted_changes(studio: RunningStudio, new_page: Callable[..., Page], shots: Path, photo: Path) -> None:
    page = new_page()
    page.goto(f"{studio.address}/app/create")
    page.get_by_label("Imagen de referencia", exact=True).and_(page.locator("input")).set_input_files(photo)
    expect(page.get_by_alt_text("Imagen de referencia: taza")).to_be_visible()
    works_for_everyone(page)
    page.screenshot(path=shots / "reference-es-light-1440.png")

    # The left half is painted over; undo takes a second stroke away again
    page.get_by_role("button", name="Cambiar una parte").click()
    surface = page.get_by_role("application")
    paint(page, surface, (0.1, 0.3), (0.4, 0.3), (0.1, 0.5), (0.4, 0.5), (0.1, 0.7), (0.4, 0.7))
    painted = page.get_by_text(re.compile(r"Cambia el \d+ % de la imagen")).inner_text()
    paint(page, surface, (0.7, 0.2), (0.9, 0.8))
    expect(page.get_by_text(painted)).to_be_hidden()
    page.keyboard.press("Control+z")
    expect(page.get_by_text(painted)).to_be_visible()
    works_for_everyone(page)
    page.screenshot(path=shots / "brush-es-light-1440.png")
    page.get_by_role("button", name="Listo").click()
    expect(page.get_by_text("Solo cambia lo pintado.")).to_be_visible()

    asset_id = generate(page, studio, "una manzana roja y brillante")
    before = pixels(studio, studio.call("GET", f"/api/assets/{asset_id}").json()["recipe"]["image_asset_id"])
    after = pixels(studio, asset_id)
    assert after.shape == before.shape == (HEIGHT, WIDTH, 3)
    kept = slice(WIDTH * 6 // 10, None)
    assert np.array_equal(after[:, kept], before[:, kept]), "pixels that nobody painted over have changed"
    assert np.array_equal(after[:8, :8], before[:8, :8])
    inside = (slice(HEIGHT * 4 // 10, HEIGHT * 6 // 10), slice(WIDTH * 2 // 10, WIDTH * 3 // 10))
    assert np.abs(after[inside].astype(int) - before[inside]).mean() > 20, "what was painted over is still there"

    # Both stand under one handle, which keys move
    proof = page.get_by_role("button", name="Abrir: una manzana roja y brillante").first
    expect(proof).to_be_visible()
    proof.click()
    page.get_by_role("button", name="Comparar", exact=True).click()
    handle = page.get_by_role("slider", name="Comparación")
    handle.focus()
    page.keyboard.press("PageUp")
    expect(handle).to_have_attribute("aria-valuenow", "60")
    works_for_everyone(page)
    page.screenshot(path=shots / "compare-es-light-1440.png")
    page.keyboard.press("Escape")

    # The picture's settings bring back reference and paint
    page.get_by_role("button", name="Quitar la referencia").click()
    proof.focus()
    page.keyboard.press("a")
    expect(page.get_by_alt_text("Imagen de referencia: taza")).to_be_visible()
    expect(page.get_by_text("Solo cambia lo pintado.")).to_be_visible()


def test_a_picture_is_widened_on_a_phone(studio: RunningStudio, new_page: Callable[..., Page], shots: Path, photo: Path) -> None:
    with photo.open("rb") as file:
        uploaded = studio.call("POST", "/api/assets", files={"file": ("playa.png", file, "image/png")}).json()
    page = new_page(theme="dark", width=390, height=844, has_touch=True, is_mobile=True)
    page.goto(f"{studio.address}/app/create?reference={uploaded['id']}")
    expect(page.get_by_alt_text("Imagen de referencia: playa")).to_be_visible()
    works_for_everyone(page)
    page.screenshot(path=shots / "reference-es-dark-390.png")

    page.get_by_role("button", name="Cambiar una parte").click()
    expect(page.get_by_role("application")).to_be_visible()
    page.get_by_role("application").tap()
    expect(page.get_by_text(re.compile(r"Cambia el \d+ % de la imagen"))).to_be_visible()
    works_for_everyone(page)
    page.screenshot(path=shots / "brush-es-dark-390.png")
    page.get_by_role("button", name="Deshacer").tap()
    expect(page.get_by_text("Nada pintado todavía")).to_be_visible()
    page.get_by_role("dialog").get_by_text("Ampliar", exact=True).click()
    page.get_by_label("Derecha").fill("64")
    expect(page.get_by_text(f"{WIDTH} × {HEIGHT} px → {WIDTH + 64} × {HEIGHT} px")).to_be_visible()
    works_for_everyone(page)
    page.screenshot(path=shots / "widen-es-dark-390.png")
    page.get_by_role("button", name="Listo").click()
    expect(page.get_by_role("dialog")).to_be_hidden()

    asset_id = generate(page, studio, "una playa")
    after = pixels(studio, asset_id)
    assert after.shape == (HEIGHT, WIDTH + 64, 3)
    # The seam itself is blended; all that is away from it comes back as it was.
    assert np.array_equal(after[:, : WIDTH - 16], pixels(studio, uploaded["id"])[:, : WIDTH - 16])


def test_a_finished_picture_has_four_variations(studio: RunningStudio, new_page: Callable[..., Page], shots: Path) -> None:
    answer = studio.call("POST", "/generate-image", json={"prompt": "una guitarra", "seed": 5, "include_base64": False}).json()
    page = new_page(theme="dark")
    page.goto(f"{studio.address}/app/library?asset={answer['images'][0]['asset']['id']}")
    page.get_by_role("dialog").get_by_role("button", name="Cuatro variaciones").click()
    expect(page).to_have_url(re.compile("/app/create"))
    expect(page.get_by_role("progressbar").first).to_be_visible()
    page.screenshot(path=shots / "variations-es-dark-1440.png")
    jobs = studio.call("GET", "/api/jobs?limit=1").json()["items"]
    job = studio.wait(jobs[0]["id"])
    assert job["status"] == "completed", job
    seeds = {studio.call("GET", f"/api/assets/{job['id']}_{n}").json()["recipe"]["seed"] for n in range(4)}
    assert len(seeds) == 4
    assert 5 not in seeds
