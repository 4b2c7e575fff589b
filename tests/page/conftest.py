"""Chromium, driven by playwright."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Return the browser, once for all tests."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="PLAYWRIGHT IS MISSING: the page is untested in a browser"
    )
    if CHROMIUM is None:
        pytest.skip("CHROMIUM IS MISSING: the page is untested in a browser")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """Return what opens a page; in the end nothing may have been complained of or asked for."""
    complaints: list[str] = []
    contexts: list[Any] = []

    def opens(html: str | Path, address: str = "", **options: Any) -> Any:
        file = html if isinstance(html, Path) else tmp_path / "walk.html"
        if isinstance(html, str):
            file.write_text(html, encoding="utf-8")
        contexts.append(
            chromium.new_context(**{"viewport": {"width": 1300, "height": 900}, **options})
        )
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(f"{told.type}: {told.text}"))
        ours = (file.as_uri(), "blob:")
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(ours) else complaints.append(asked.url),
        )
        page.complaints = complaints
        page.goto(file.as_uri() + address)
        page.locator("main:not([aria-busy])").wait_for(state="attached")
        return page

    yield opens
    for context in contexts:
        context.close()
    assert complaints == []
