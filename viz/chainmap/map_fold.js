/* Lanes of a long chain: a line each, opened by a click; what stands below moves down. Python has placed everything
   inside a lane, here the lanes are stacked. */
{
  /** @type {SVGSVGElement[]} */
  const drawings = page.findAll('svg.drawing');
  const states = drawings.filter(drawing => drawing.querySelector('.lane')).map(drawing => ({
    drawing,
    blocks: page.findAll('.lane-block', drawing).map(block => {
      const body = page.the('.lane-body', block);
      return { block, line: page.the('.lane', block), body, top: Number(block.dataset.top), height: Number(body.dataset.height), ids: new Set(page.findAll('[data-id]', body).map(each => each.dataset.id)) };
    }),
    zones: page.findAll('.zone[height]', drawing).map(zone => ({ zone, height: Number(zone.getAttribute('height')) })),
    below: page.the('.below-lanes', drawing),
    height: drawing.viewBox.baseVal.height,
    width: drawing.viewBox.baseVal.width,
  }));
  /** @typedef {(typeof states)[number]['blocks'][number]} Block */
  const isOpen = (/** @type {Block} */ { line }) => line.getAttribute('aria-expanded') === 'true';
  const turn = (/** @type {Block} */ { line, body }, /** @type {boolean} */ open) => {
    line.setAttribute('aria-expanded', String(open));
    page.the('.turn', line).textContent = open ? '▾' : '▸';
    if (open) body.removeAttribute('display');
    else body.setAttribute('display', 'none');
  };
  const stack = (/** @type {(typeof states)[number]} */ state) => {
    let down = 0;
    for (const each of state.blocks) {
      each.block.setAttribute('transform', `translate(0 ${each.top + down})`);
      if (isOpen(each)) down += each.height;
    }
    for (const { zone, height } of state.zones) zone.setAttribute('height', String(height + down));
    state.below.setAttribute('transform', `translate(0 ${down})`);
    state.drawing.setAttribute('viewBox', `0 0 ${state.width} ${state.height + down}`);
    page.tell('resize');
  };

  page.turnLane = line => {
    const at = Number(line.getAttribute('data-lane'));
    const open = line.getAttribute('aria-expanded') !== 'true';
    for (const state of states) {
      const each = state.blocks.find(block => Number(block.line.dataset.lane) === at);
      if (each && !open && each.ids.has(page.cells.get(page.selected)?.stage || page.selected || '')) page.select(null);
      if (each) turn(each, open);
      stack(state);
    }
    page.keep.changed();
    page.tell('filter', page.filter);
  };
  /* what is chosen must be seen: its lanes open */
  page.openLanes = key => {
    if (key === null) return;
    const cell = page.cells.get(key);
    const wanted = cell ? cell.stage : key;
    for (const state of states) {
      const closed = state.blocks.filter(each => each.ids.has(wanted) && !isOpen(each));
      if (!closed.length) continue;
      for (const each of closed) turn(each, true);
      stack(state);
    }
  };
  if (states.length) page.keep('lanes', {
    read: () => states[0].blocks.filter(isOpen).map(each => each.line.dataset.lane).join(','),
    write: text => {
      const wanted = new Set(text.split(','));
      for (const state of states) {
        for (const each of state.blocks) turn(each, wanted.has(each.line.dataset.lane));
        stack(state);
      }
    },
  });
}
