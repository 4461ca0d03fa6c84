"""Putting a face into another picture: from two files to a result beside what was there before; the same for everyone on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect
from skimage import data

from tests.conftest import RunningStudio

pytestmark = pytest.mark.e2e
SHEET = Path(__file__).parents[3] / "docs" / "face-swaps.jpg"


@pytest.fixture(scope="session")
def faces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Public-domain portraits (docs/README.md names them), and a picture without any face."""
    folder = tmp_path_factory.mktemp("faces")
    paths = {name: folder / f"{name}.png" for name in ("collins", "hopper", "pared")}
    Image.fromarray(data.astronaut()).save(paths["collins"])
    with Image.open(SHEET) as sheet:
        side = sheet.width // 4
        sheet.crop((2 * side, 0, 3 * side, side)).save(paths["hopper"])  # a target, as it was taken
    Image.new("RGB", (320, 240), (180, 170, 160)).save(paths["pared"])
    return paths


def pick(page: Page, zone: str, *files: Path) -> None:
    page.locator(f'input[type=file][aria-label="{zone}"]').set_input_files(files)


def works_for_everyone(page: Page) -> None:
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"the page scrolls {too_wide} px sideways"
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
    serious = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
    assert not serious, [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in serious]


def test_a_face_is_put_into_another_picture(
    studio: RunningStudio, new_page: Callable[..., Page], shots: Path, faces: dict[str, Path]
) -> None:
    page = new_page()
    page.goto(f"{studio.address}/app/swap")
    expect(page.get_by_text("Aquí verás el resultado, antes y después.")).to_be_visible()
    works_for_everyone(page)
    page.screenshot(path=shots / "swap-empty-es-light-1440.png")

    # A picture without a face says so, and another one takes its place
    pick(page, "La imagen", faces["pared"])
    expect(page.get_by_text(re.compile("No se ve ninguna cara en esta imagen"))).to_be_visible()
    pick(page, "La cara", faces["collins"])
    pick(page, "La imagen", faces["hopper"])
    box = page.get_by_role("button", name="Cara 1, recibe la cara A")
    expect(box).to_be_visible()
    works_for_everyone(page)
    page.screenshot(path=shots / "swap-ready-es-light-1440.png")

    # By keyboard the face is left as it is, and given back
    box.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Elige qué cara va a cada una.")).to_be_visible()
    page.keyboard.press("Enter")

    # Without consent nothing is sent
    button = page.get_by_role("button", name="Cambiar la cara", exact=True)
    expect(button).to_have_attribute("aria-disabled", "true")
    page.get_by_role("checkbox", name=re.compile("han dado permiso")).check()
    with page.expect_response(lambda response: response.url.endswith("/face-swap")) as sent:
        button.click()
    job = studio.wait(sent.value.json()["job"]["id"])
    assert job["status"] == "completed", job

    # Before and after stand under one handle
    handle = page.get_by_role("slider", name="Comparación")
    handle.focus()
    page.keyboard.press("PageUp")
    expect(handle).to_have_attribute("aria-valuenow", "60")
    works_for_everyone(page)
    page.screenshot(path=shots / "swap-result-es-light-1440.png")

    # The file is the target with another face, and who agreed can be read
    asset_id = job["result"]["asset"]["id"]
    with Image.open(BytesIO(studio.call("GET", f"/api/assets/{asset_id}/file").content)) as after, Image.open(faces["hopper"]) as before:
        assert after.size == before.size
        changed = np.abs(np.asarray(after.convert("RGB"), int) - np.asarray(before.convert("RGB"), int)).max(2) > 0
    assert changed.any(), "nothing was changed"
    assert not changed[:40].any(), "what is far from the face has changed"
    assert studio.call("GET", f"/api/assets/{asset_id}/audit").json()["consent"]["text"]

    # It goes on to AdCreator as the picture to start from
    page.get_by_role("link", name="Usar en Crear").click()
    expect(page.get_by_alt_text(re.compile("Imagen de referencia"))).to_be_visible()


def test_it_works_on_a_phone_and_in_english(
    studio: RunningStudio, new_page: Callable[..., Page], shots: Path, faces: dict[str, Path]
) -> None:
    with faces["hopper"].open("rb") as file:
        uploaded = studio.call("POST", "/api/assets", files={"file": ("almirante.png", file, "image/png")}).json()
    page = new_page(language="en", theme="dark", width=390, height=844, has_touch=True, is_mobile=True)
    page.goto(f"{studio.address}/app/swap?target={uploaded['id']}")
    expect(page.get_by_role("button", name="Face 1, stays as it is")).to_be_visible()
    pick(page, "The face", faces["collins"])
    expect(page.get_by_role("button", name="Face 1, gets face A")).to_be_visible()
    works_for_everyone(page)
    page.screenshot(path=shots / "swap-ready-en-dark-390.png", full_page=True)
    page.get_by_role("checkbox", name=re.compile("given permission")).tap()
    page.get_by_role("button", name="Swap the face", exact=True).tap()
    expect(page.get_by_role("slider", name="Comparison")).to_be_visible()
    works_for_everyone(page)
    page.screenshot(path=shots / "swap-result-en-dark-390.png")
