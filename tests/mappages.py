"""The made-up map as a file, and what its browser tests ask of it."""

from __future__ import annotations

from pathlib import Path

from browser import Tab
from madeup import CHAIN, MadeUp

from chainscape import viz

#: the drawing in the language that shows; the text of the panel
SHOWN = "document.querySelector('[data-lang]:not([hidden]):not(html) > svg.drawing')"
PANEL = "document.querySelector('#panel').innerText"

OVERLAPS = """
(() => {
  const drawing = SHOWN;
  const box = element => element.getBoundingClientRect();
  const problems = [];
  const whole = box(drawing);
  const texts = [...drawing.querySelectorAll('text')].filter(text => text.textContent.trim() && box(text).width);
  for (const text of texts) {
    const holder = text.closest('.stage, .box');
    const own = box(text);
    const aside = own.left < whole.left || own.right > whole.right;
    const over = own.top < whole.top || own.bottom > whole.bottom;
    if (aside || over) problems.push('outside the drawing: ' + text.textContent);
    if (holder && !text.closest('.seal')) {
      const card = box(holder.querySelector(':scope > .card'));
      const beyond = own.left < card.left || own.right > card.right + 0.5 || own.bottom > card.bottom + 1;
      if (beyond) problems.push('outside its card: ' + text.textContent);
    }
  }
  // the line box of a text is taller than its letters
  const letters = texts.map(text => {
    const b = box(text);
    const air = b.height * 0.22;
    const [left, right, top, bottom] = [b.left + 0.7, b.right - 0.7, b.top + air, b.bottom - air];
    return { text: text.textContent, left, right, top, bottom };
  });
  letters.forEach((a, at) => {
    for (const b of letters.slice(at + 1)) {
      const apart = a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
      if (!apart) problems.push('overlap: ' + a.text + ' / ' + b.text);
    }
  });
  for (const halo of drawing.querySelectorAll('.halo')) {
    const last = [...halo.closest('.row').querySelectorAll('text')].pop();
    if (box(last).right > box(halo).right) problems.push('sticks out of its halo: ' + last.textContent);
  }
  return problems;
})()
""".replace("SHOWN", SHOWN)
HEADER = """
[...document.querySelectorAll('header > *, header > * button')]
  .filter(each => each.getClientRects().length && !each.closest('.menu-items'))
  .filter(each => {
    const b = each.getBoundingClientRect();
    return b.right > innerWidth + 0.5 || b.bottom > 48 || b.left < 0;
  })
  .map(each => 'header: ' + (each.id || each.textContent))
"""


def render(made: MadeUp, file: Path, lang: str = "zh") -> Path:
    """Write the page of a made-up chain."""
    page = viz.chain_map(made.scene, CHAIN, lang=lang)
    viz.save(file, page)
    return file


def illegible(tab: Tab) -> list[str]:
    """Return what overlaps or is cut off, as Chromium draws it."""
    return [*tab.page.evaluate(OVERLAPS), *tab.page.evaluate(HEADER)]


def stage(id: str) -> str:
    """Return the selector of a stage's card in the Chinese drawing."""
    return f"[data-lang=zh] .stage[data-id='{id}']"


def press(tab: Tab, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        tab.page.keyboard.press(key)


def focused(tab: Tab, what: str = "dataset.id") -> str:
    """Return a property of the element that has the focus."""
    return str(tab.page.evaluate(f"document.activeElement.{what} || ''"))
