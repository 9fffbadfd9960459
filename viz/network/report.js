/* The report layout: what is chosen is marked and told in the panel; what is not asked for fades, and nothing moves. */
{
  const pane = page.find('#picture');
  /** @type {SVGSVGElement[]} */
  const drawings = page.findAll('svg.report', pane);
  const current = () => page.shown(drawings);
  const PARTS = '.r-stage, .r-entry';
  /** @type {Partial<Record<Emphasis, string>>} */
  const KEPT = { gap: '.gap, .build', hub: '.hub', look_up: '.look_up' };
  const show = () => {
    const kept = KEPT[page.emphasis];
    for (const part of page.findAll(PARTS, pane)) {
      part.classList.toggle('on', part.dataset.id === page.selected);
      part.classList.toggle('r-faded', kept !== undefined && !part.matches(kept));
    }
  };
  const open = (/** @type {Part} */ part) => page.select(part.dataset.id);
  pane.addEventListener('click', event => {
    const part = page.hit(event, PARTS);
    if (part) open(part);
    else page.select(null);
  });
  /* one tab stop; arrows go to the nearest stage or entry that way */
  for (const drawing of drawings) {
    const first = page.find(PARTS, drawing);
    if (first) page.arrows.stop(drawing, first);
    page.arrows.walk(drawing, { stops: PARTS, open });
  }
  page.focusPicture = () => page.arrows.enter(current(), pane);
  const fit = () => page.fit(pane, drawings, 1.6);
  page.saveDrawing(current);
  page.on('select', show);
  page.on('emphasis', show);
  page.on('resize', fit);
  fit();
  page.ready();
}
