"""Where the browser of the tests is: the system's Chromium, else the one that Playwright brought."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

#: the first is the same engine without a window: half the processor time
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HINT = "no Chromium: apt install chromium, or .venv/bin/python -m playwright install chromium"


def chromium() -> str:
    """Return the path of a Chromium, "" where there is none."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


if __name__ == "__main__":
    print(chromium() or f"{HINT}; tests that open a page are left out", file=sys.stderr)
