"""A real browser against a real studio. A test fails when the page writes an error to the console."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.conftest import RunningStudio

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=90_000)  # a busy machine of two cores draws slowly; nothing here measures time
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SCREENSHOTS = os.environ.get("ENFOADS_SCREENSHOTS")  # read here: the fixtures of every test clear ENFOADS_*


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = os.environ.get("ENFOADS_TEST_BROWSER") or next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, "the browser tests need Chrome or Chromium; scripts/test installs it"
    return {**browser_type_launch_args, "executable_path": found, "args": FLAGS}


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`new_page(width=…, height=…, language="es", theme="light")`: a page of a visitor who was never here."""
    contexts: list[tuple[BrowserContext, list[str]]] = []

    def make(*, width: int = 1440, height: int = 900, language: str = "es", theme: str = "light", **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="es-PE" if language == "es" else "en-US",
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(60_000)
        errors: list[str] = []
        contexts.append((context, errors))
        page = context.new_page()
        page.on("console", lambda message: _note(message, errors))
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    for context, errors in contexts:
        context.close()
        assert errors == [], "the page wrote errors to the console"


def _note(message: ConsoleMessage, errors: list[str]) -> None:
    # While the server restarts the browser itself reports each refused connection; the page shows its own banner.
    # And of two preview frames asked for at nearly the same time the studio draws one; the page asks for the other again.
    expected = "ERR_CONNECTION_REFUSED" in message.text or "WebSocket" in message.text
    pushed_out = "409" in message.text and message.location["url"].endswith("/render-preview")
    if message.type == "error" and not expected and not pushed_out:
        errors.append(message.text)


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStudio]:
    """One studio for the tests that only look and draw. Without result cache: the same pixels must come from the model."""
    running = RunningStudio(tmp_path_factory.mktemp("e2e") / "data", ENFOADS_RESULT_CACHE="0")
    yield running
    running.stop()


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where a test leaves its screenshots: the folder in ENFOADS_SCREENSHOTS, or a temporary one."""
    folder = Path(SCREENSHOTS or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
