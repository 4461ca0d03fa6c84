"""The first whole path: a prompt in the browser becomes an image in the library, and stays there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import RunningStudio

pytestmark = pytest.mark.e2e
PROMPT = "una hamburguesa sobre fondo amarillo"


def create(page: Page, studio: RunningStudio, prompt: str) -> None:
    page.goto(f"{studio.address}/app/create")
    page.get_by_label("Qué quieres ver").fill(prompt)
    page.keyboard.press("Control+Enter")


def newest(studio: RunningStudio, count: int = 1) -> list[dict[str, object]]:
    items: list[dict[str, object]] = studio.call("GET", f"/api/assets?limit={count}").json()["items"]
    return items


def pixels(studio: RunningStudio, asset: dict[str, object]) -> str:
    """Hash of the picture's own pixels, whatever its metadata says."""
    from io import BytesIO

    from PIL import Image

    data = studio.call("GET", f"/api/assets/{asset['id']}/file").content
    with Image.open(BytesIO(data)) as image:
        return hashlib.sha256(image.convert("RGB").tobytes()).hexdigest()


def test_a_spanish_prompt_becomes_a_picture_that_can_be_made_again(
    studio: RunningStudio, new_page: Callable[..., Page], shots: Path
) -> None:
    page = new_page()
    create(page, studio, PROMPT)

    # Progress with its step, and a preview of what is being drawn
    expect(page.get_by_role("progressbar").first).to_be_visible()
    expect(page.get_by_alt_text(f"Vista previa de «{PROMPT}»").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"Paso \d+/20")).first).to_be_visible()
    page.screenshot(path=shots / "drawing.png")

    # The finished picture lies on the sheet
    made = page.get_by_role("button", name=re.compile("Abrir.*" + PROMPT)).first
    expect(made).to_be_visible()
    page.screenshot(path=shots / "made.png")
    first = newest(studio)[0]
    assert first["prompt"] == PROMPT

    # It is found after a reload, in the library
    page.goto(f"{studio.address}/app/library?q=hamburguesa")
    page.reload()
    page.get_by_role("button", name=re.compile("Abrir.*" + PROMPT)).first.click()

    # Its settings make the same picture again
    page.get_by_role("dialog").get_by_role("button", name="Usar estos ajustes", exact=True).click()
    expect(page.get_by_label("Qué quieres ver")).to_have_value(PROMPT)
    page.keyboard.press("Escape")
    page.get_by_label("Qué quieres ver").focus()
    with page.expect_response(lambda r: r.url.endswith("/generate-image") or "/generate-image?" in r.url) as sent:
        page.keyboard.press("Control+Enter")
    job = studio.wait(sent.value.json()["job"]["id"])
    assert job["status"] == "completed", job
    again = newest(studio)[0]
    assert again["id"] != first["id"]
    assert pixels(studio, again) == pixels(studio, first)


def test_a_picture_is_still_there_after_the_studio_was_restarted(
    run_studio: Callable[..., RunningStudio], new_page: Callable[..., Page]
) -> None:
    before = run_studio()
    page = new_page()
    create(page, before, "a red apple")
    expect(page.get_by_role("button", name=re.compile("Abrir.*a red apple")).first).to_be_visible()
    before.stop()

    after = run_studio(data_dir=before.data_dir)
    page.goto(f"{after.address}/app/library")
    picture = page.get_by_role("button", name=re.compile("Abrir.*a red apple")).first
    expect(picture).to_be_visible()
    picture.click()
    shown = page.get_by_role("dialog").locator("img").first
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.naturalWidth") == 128


def test_a_job_is_not_lost_when_the_page_is_left_or_reloaded(studio: RunningStudio, new_page: Callable[..., Page]) -> None:
    page = new_page()
    create(page, studio, "un gato")
    expect(page.get_by_role("progressbar").first).to_be_visible()
    page.goto(f"{studio.address}/app/settings")
    page.reload()
    expect(page.get_by_text("un gato").first).to_be_visible()
    page.goto(f"{studio.address}/app/create")
    expect(page.get_by_role("button", name=re.compile("Abrir.*un gato")).first).to_be_visible()


def test_a_job_can_be_cancelled_and_the_next_one_is_drawn(studio: RunningStudio, new_page: Callable[..., Page]) -> None:
    page = new_page()
    create(page, studio, "un perro")
    page.get_by_role("button", name=re.compile("^Cancelar")).first.click()
    confirm = page.get_by_role("dialog").get_by_role("button", name="Cancelar el trabajo")
    page.wait_for_timeout(500)
    if confirm.is_visible():  # asked only past 50 %
        confirm.click()
    expect(page.get_by_text("Cancelada").or_(page.get_by_text("Cancelado")).first).to_be_visible()
    create(page, studio, "una manzana roja")
    expect(page.get_by_role("button", name=re.compile("Abrir.*una manzana roja")).first).to_be_visible()
