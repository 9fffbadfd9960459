"""Pages in a real Chromium: opens a file, and keeps every console message, page error and request."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from chromium import HINT
from chromium import chromium as chromium_path


def chromium() -> str:
    """Return the path of Chromium; without one skip with the reason, but fail under CI."""
    path = chromium_path()
    if not path and os.environ.get("CI", "").lower() in ("1", "true", "yes"):
        pytest.fail(HINT)
    if not path:
        pytest.skip(HINT)
    return path


@contextmanager
def browser(*graphics: str) -> Iterator[Any]:
    """Give a headless Chromium of Playwright's; the sandbox stays on unless root runs the tests.

    ``graphics`` are the flags that say how it draws; a page that needs WebGL asks for it in software.
    """
    path = chromium()
    sync_api = pytest.importorskip("playwright.sync_api")
    flags = [*(graphics or ["--disable-gpu"]), "--force-color-profile=srgb"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses to run as root with it
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=flags)
        try:
            yield started
        finally:
            started.close()


class Tab:
    """One page in the browser, with what it said, asked for and did wrong.

    ``tab.page`` is Playwright's page. Wait with `until`: Playwright's own `wait_for_function` needs ``eval``,
    which the pages' Content-Security-Policy forbids.
    """

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.messages: list[str] = []
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if url.split("#")[0] != self.address and not url.startswith(("blob:", "data:")):
            self.requests.append(url)

    @property
    def trouble(self) -> list[str]:
        """Everything that a clean page has none of."""
        return [*self.messages, *self.errors, *(f"request: {url}" for url in self.requests)]

    def until(self, script: str, seconds: float = 5.0) -> Any:
        """Return the first truthy value of a script; fails after some seconds."""
        for _ in range(int(seconds * 50)):
            value = self.page.evaluate(script)
            if value:
                return value
            self.page.wait_for_timeout(20)
        raise AssertionError(f"not true within {seconds} s: {script}")

    def ready(self) -> float:
        """Wait for the picture's first drawing; returns the ms since the page was opened."""
        return float(self.until("document.documentElement.dataset.ready"))

    def first_paint(self) -> float:
        """Wait until something was to be seen; return the ms that took (first contentful paint).

        For benchmarks/pages.py; a test only waits, since it shares the machine with others.
        """
        entry = "performance.getEntriesByName('first-contentful-paint')[0]"
        return float(self.until(f"{entry} && {entry}.startTime"))


@contextmanager
def open_page(
    started: Any, file: Path, *, width: int = 1280, height: int = 720, fragment: str = "", **options: Any
) -> Iterator[Tab]:
    """Open an HTML file; ``options`` are those of Playwright's ``new_context`` (color_scheme, locale …)."""
    context = started.new_context(viewport={"width": width, "height": height}, **options)
    try:
        address = file.resolve().as_uri()
        tab = Tab(context.new_page(), address)
        tab.page.goto(address + fragment)
        tab.ready()
        yield tab
    finally:
        context.close()
