/* What a screen reader says of a stage: what Python wrote on its card, then each slot with its state or how many fill it. */
{
  /** @type {WeakMap<Element, string | null>} */
  const own = new WeakMap();
  /** @type {SVGSVGElement[]} */
  const drawings = page.findAll('svg.drawing', page.find('#picture'));
  const told = (/** @type {string} */ id) => {
    const cell = page.cell(id);
    const what = cell.state === 'present' ? page.amount(cell) + (cell.inherited ? page.say('bracketed', {n: page.say('from_chain')}) : '') : page.stateWord(cell);
    return page.text(page.data.slots[cell.slot].label) + ' ' + what;
  };
  const tell = () => {
    for (const card of page.findAll('.stage[aria-label]', page.shown(drawings))) {
      if (!own.has(card)) own.set(card, card.getAttribute('aria-label'));
      card.setAttribute('aria-label', [own.get(card), ...page.cellsOf(card.dataset.id).map(told)].join(page.say('listed')));
    }
  };
  page.on('language', tell);
  tell();
}
