/* The chain map: what is selected or emphasised is copied above a veil; the drawing itself never moves,
   so focus stays where it is. (Opacity on thousands of groups took 4 to 17 s.) */
{
  const SVG = 'http://www.w3.org/2000/svg';
  const pane = page.find('#picture');
  /** @type {SVGSVGElement[]} */
  const drawings = page.findAll('svg.drawing', pane);
  const current = () => page.shown(drawings);
  const CARDS = '.stage, .box, .lane';
  /** @type {Partial<Record<Emphasis, string>>} */
  const LIFTED = {
    /* 单点(在录) is no gap */
    gap: '.stage.build, .stage.fill, .stage.extend, .stage.strengthen, .ghost-line:not(.look_up), .box.not_found, .box:has(> .seal:not(.single_on_record)), .lane:has(> .seal:not(.look_up, .single_on_record))',
    hub: '.row.hub',
    look_up: '.stage.look_up, .ghost-line.look_up, .box.unknown, .cell.unknown, .lane:has(> .seal.look_up)',
  };

  /* copies of elements above a veil; each in the place of its original */
  const lift = (/** @type {SVGSVGElement} */ drawing, /** @type {Element[] | null} */ elements, mark = (/** @type {Element} */ copy) => copy) => {
    const before = drawing.querySelector(':scope > .lift');
    if (before) before.remove();
    if (!elements) return;
    const layer = document.createElementNS(SVG, 'g');
    layer.setAttribute('class', 'lift');
    layer.setAttribute('aria-hidden', 'true');
    const veil = document.createElementNS(SVG, 'rect');
    const size = drawing.viewBox.baseVal;
    veil.setAttribute('class', 'veil');
    veil.setAttribute('width', String(size.width));
    veil.setAttribute('height', String(size.height));
    layer.append(veil);
    const home = drawing.getScreenCTM()?.inverse();
    for (const element of elements) {
      const copy = /** @type {Element} */ (element.cloneNode(true));
      for (const each of [copy, ...page.findAll('[tabindex]', copy)]) each.removeAttribute('tabindex');
      mark(copy);
      const above = /** @type {SVGGraphicsElement} */ (element.parentNode);
      const place = above === drawing || !home ? null : home.multiply(above.getScreenCTM() || undefined);
      if (place) {
        const holder = document.createElementNS(SVG, 'g');
        holder.setAttribute('transform', `matrix(${place.a} ${place.b} ${place.c} ${place.d} ${place.e} ${place.f})`);
        holder.append(copy);
        layer.append(holder);
      } else layer.append(copy);
    }
    drawing.append(layer);
  };
  const all = (/** @type {SVGSVGElement} */ drawing, /** @type {string} */ selector) => page.findAll(selector, drawing).filter(each => !each.closest('.lift, [display=none]'));
  const heads = (/** @type {SVGSVGElement} */ drawing) => all(drawing, '.map-title, .zone-head, .lane[aria-expanded=true]');

  /** @typedef {Map<string, string[]>} Ways */
  /** @type {Ways} */
  const after = new Map();
  /** @type {Ways} */
  const before = new Map();
  for (const [start, end] of page.data.feeds) {
    after.set(start, [...(after.get(start) || []), end]);
    before.set(end, [...(before.get(end) || []), start]);
  }
  const reach = (/** @type {string} */ from, /** @type {Ways} */ ways) => {
    const found = new Set();
    const todo = [from];
    for (const stage of todo) {
      for (const next of ways.get(stage) || []) {
        if (!found.has(next)) {
          found.add(next);
          todo.push(next);
        }
      }
    }
    return found;
  };

  const liftStage = (/** @type {SVGSVGElement} */ drawing, /** @type {string} */ id) => {
    const on = new Set([id, ...reach(id, before), ...reach(id, after)]);
    const cards = all(drawing, '.stage').filter(card => on.has(card.dataset.id));
    const feeds = all(drawing, '.feed[data-from]').filter(feed => on.has(feed.dataset.from) && on.has(feed.dataset.to));
    for (const card of cards) card.classList.toggle('selected', card.dataset.id === id);
    lift(drawing, cards.length ? [...heads(drawing), ...feeds, ...cards] : null);
  };
  const liftBody = (/** @type {SVGSVGElement} */ drawing, /** @type {string} */ id) => {
    const house = page.houseOf(id);
    const rows = all(drawing, '.row').filter(row => house.includes(row.dataset.id));
    const holders = new Set(rows.flatMap(row => row.closest('.stage, .box') || []));
    const loose = rows.filter(row => !row.closest('.stage, .box'));
    lift(drawing, rows.length ? [...heads(drawing), ...holders, ...loose] : null, copy => {
      for (const row of copy.matches('.row') ? [copy] : page.findAll('.row', copy)) row.classList.add(house.includes(row.getAttribute('data-id') || '') ? 'marked' : 'off');
      return copy;
    });
  };
  const liftCell = (/** @type {SVGSVGElement} */ drawing, /** @type {string} */ id) => {
    const cell = page.cell(id);
    const cards = all(drawing, '.stage, .box').filter(card => (cell.stage ? card.dataset.id === cell.stage : card.dataset.cell === id));
    for (const card of cards) card.classList.add('selected');
    lift(drawing, cards.length ? [...heads(drawing), ...cards] : null, copy => {
      for (const mark of page.findAll('.cell', copy)) if (mark.dataset.cell === id) mark.classList.add('chosen');
      return copy;
    });
  };
  const liftExtension = (/** @type {SVGSVGElement} */ drawing, /** @type {string} */ id) => {
    const ghost = all(drawing, '.stage').filter(card => card.dataset.id === id);
    const end = all(drawing, '.stage').filter(card => card.dataset.id === page.extension(id).stage);
    /* a stage that stands alone has no ghost: it is marked itself */
    for (const card of ghost.length ? ghost : end) card.classList.add('selected');
    lift(drawing, ghost.length || end.length ? [...heads(drawing), ...end, ...ghost] : null);
  };
  const show = () => {
    const key = page.selected;
    for (const drawing of drawings) {
      for (const each of page.findAll('.selected', drawing)) each.classList.remove('selected');
      lift(drawing, null);
    }
    const drawing = current();
    const node = page.nodes.get(key);
    page.openLanes(key);
    if (key === null || (node && node.type === 'IndustryChain')) {
      page.openLanes(null);
      const wanted = LIFTED[page.emphasis] || page.standsOut;
      if (wanted) {
        const found = all(drawing, wanted);
        lift(drawing, [...heads(drawing), ...found.filter(each => !found.includes(/** @type {Part} */ (each.parentElement?.closest('.stage, .box'))))]);
      }
      return;
    }
    if (node) (node.type === 'Stage' ? liftStage : liftBody)(drawing, key);
    else if (page.cells.has(key)) liftCell(drawing, key);
    else liftExtension(drawing, key);
    const target = drawing.querySelector('.selected') || all(drawing, '.row').find(row => row.dataset.id === key);
    if (target) target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  pane.addEventListener('click', event => {
    const hit = page.hit(event, '.cell, .row, [data-cell], ' + CARDS);
    if (!hit) {
      page.select(null);
      return;
    }
    const card = /** @type {Part | null} */ (hit.closest(CARDS));
    if (card) card.focus({ preventScroll: true });
    if (hit.matches('.lane')) page.turnLane(hit);
    else if (hit.dataset.cell) page.select(hit.dataset.cell);
    else if (hit.dataset.id) page.select(hit.dataset.id);
    else page.select(page.data.subject || null);
  });

  /* one tab stop; arrows go to the nearest card that way, Enter opens it */
  const open = (/** @type {Part} */ card) => {
    if (card.matches('.lane')) page.turnLane(card);
    else page.select(card.dataset.id || card.dataset.cell || page.data.subject || null);
  };
  for (const drawing of drawings) {
    const first = page.find('.lane, .stage', drawing) || page.find('.box', drawing);
    if (first) page.arrows.stop(drawing, first);
    page.arrows.walk(drawing, {
      stops: CARDS,
      next: (card, event) => {
        const way = page.arrows.way(event.key);
        return way && page.arrows.nearest(all(drawing, CARDS), card, way);
      },
      open,
    });
  }
  page.focusPicture = () => page.arrows.enter(current(), pane);
  const fit = () => page.fit(pane, drawings);
  page.saveDrawing(current);
  page.on('select', show);
  page.on('emphasis', show);
  page.on('language', show);
  page.on('filter', show);
  page.on('measure', show);
  page.on('resize', fit);
  fit();
  /* the card that stands highest: columns are centred, so the first one may begin far below */
  const top = (/** @type {Element} */ card) => card.getBoundingClientRect().top;
  page.begin(all(current(), '.stage').sort((a, b) => top(a) - top(b))[0], 'nearest');
  page.ready();
}
