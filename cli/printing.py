"""A page as a PDF, printed by a Chromium that the machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

#: names another browser of the same engine
VARIABLE = "CHAINSCAPE_CHROMIUM"
PAPERS = ("A4", "A3")
_NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "msedge",
)  # fmt: skip
_INSTALLED = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
#: seconds that a page may take to be drawn and printed
_LONGEST = 120


def chromium() -> str:
    """Return the path of a Chromium, Chrome or Edge, "" where there is none."""
    if named := os.environ.get(VARIABLE, ""):
        return shutil.which(named) or ""
    found = (shutil.which(name) for name in _NAMES)
    return next((each for each in found if each), "") or next((each for each in _INSTALLED if Path(each).exists()), "")


def pdf(page: str) -> bytes:
    """Return a page as it is printed, fonts embedded; DataError says what is missing or went wrong.

    The page stands in a folder of its own while it is printed, and nothing is asked of a network: pages forbid it.
    """
    from ..schema import DataError

    browser = chromium()
    if not browser:
        raise DataError(
            "a PDF is printed by Chromium, Chrome or Edge, and there is none: install one, or name it with "
            f"{VARIABLE}; or write .html, open it in any browser and print it there",
            f"PDF 由 Chromium、Chrome 或 Edge 打印，此机未见：请安装，或用 {VARIABLE} 指定；"
            "也可写成 .html，在浏览器中打印",
        )
    with TemporaryDirectory() as home:
        place = Path(home) / "page.html"
        place.write_text(page, encoding="utf-8", newline="\n")
        made = Path(home) / "page.pdf"
        words = [
            browser, "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
            # a profile of its own: one that is open elsewhere would take the page over
            f"--user-data-dir={Path(home) / 'profile'}",
            # time of the page, not of the clock: its scripts end
            "--virtual-time-budget=10000", f"--print-to-pdf={made}",
            # headings as an outline; a browser that is too old for it passes it over
            "--generate-pdf-document-outline",
        ]  # fmt: skip
        if sys.platform == "linux" and os.geteuid() == 0:
            # the sandbox does not work for the administrator; the page is ours and asks nothing of anybody
            words.append("--no-sandbox")
        try:
            done = subprocess.run(  # noqa: S603 - a browser of the user's own, our words
                [*words, place.as_uri()],
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_LONGEST,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DataError(f"{browser} did not print the page: {error}", f"{browser} 未能打印：{error}") from error
        if done.returncode or not made.is_file():
            said = " ".join(done.stderr.split())[-300:]
            raise DataError(f"{browser} did not print the page: {said}", f"{browser} 未能打印：{said}")
        return made.read_bytes()
