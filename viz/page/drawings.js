/* What pictures share: of drawings that stand once a language the one that is seen, their size; buttons for zooming. */
{
  page.shown = drawings => drawings.find(drawing => !drawing.closest('[data-lang][hidden]')) || drawings[0];
  /* never below 0.85: 11 px Chinese would turn to 9 px */
  page.fit = (pane, drawings, whole = 1.15) => {
    for (const drawing of drawings) {
      const size = drawing.viewBox.baseVal;
      const [wide, high] = [(pane.clientWidth - 2) / size.width, (pane.clientHeight - 2) / size.height];
      /* as wide as the pane; beyond its own size only as far as it stays whole */
      const scale = Math.max(0.85, Math.min(wide, Math.max(1.15, Math.min(high, whole))));
      drawing.setAttribute('width', String(size.width * scale));
      drawing.setAttribute('height', String(size.height * scale));
    }
  };
  page.zoomButtons = buttons => page.element('div', { class: 'network-zoom' }, ...buttons.map(({ word, sign, act }) => page.element(
    'button',
    { type: 'button', click: act, 'data-say-aria-label': word, 'aria-label': page.say(word), 'data-say-title': word, title: page.say(word) },
    sign,
  )));
}
