/* The chain map: what is selected or emphasised is copied above a veil; the drawing itself never moves,
   so focus stays where it is. (Opacity on thousands of groups took 4 to 17 s.) */
{
  const SVG = 'http://www.w3.org/2000/svg';
  const pane = page.find('#picture');
  const drawings = page.findAll('svg.drawing', pane);
  const current = () => drawings.find(drawing => !drawing.closest('[data-lang]').hidden);
  const LIFTED = {
    gap: '.stage.build, .stage.fill, .stage.extend, .stage.strengthen, .ghost-line, .box.not_found, .box:has(> .seal), .lane:has(> .seal:not(.look_up))',
    hub: '.row.hub',
    look_up: '.stage.look_up, .box.unknown, .cell.unknown, .lane:has(> .seal.look_up)',
  };

  /* copies of elements above a veil; each in the place of its original */
  const lift = (drawing, elements, mark) => {
    const before = drawing.querySelector(':scope > .lift');
    if (before) before.remove();
    if (!elements) return;
    const layer = document.createElementNS(SVG, 'g');
    layer.setAttribute('class', 'lift');
    layer.setAttribute('aria-hidden', 'true');
    const veil = document.createElementNS(SVG, 'rect');
    const size = drawing.viewBox.baseVal;
    veil.setAttribute('class', 'veil');
    veil.setAttribute('width', size.width);
    veil.setAttribute('height', size.height);
    layer.append(veil);
    const home = drawing.getScreenCTM().inverse();
    for (const element of elements) {
      const copy = element.cloneNode(true);
      for (const each of [copy, ...page.findAll('[tabindex]', copy)]) each.removeAttribute('tabindex');
      if (mark) mark(copy);
      const place = element.parentNode === drawing ? null : home.multiply(element.parentNode.getScreenCTM());
      if (place) {
        const holder = document.createElementNS(SVG, 'g');
        holder.setAttribute('transform', `matrix(${place.a} ${place.b} ${place.c} ${place.d} ${place.e} ${place.f})`);
        holder.append(copy);
        layer.append(holder);
      } else layer.append(copy);
    }
    drawing.append(layer);
  };
  const all = (drawing, selector) => page.findAll(selector, drawing).filter(each => !each.closest('.lift, [display=none]'));
  const heads = drawing => all(drawing, '.zone-head, .lane[aria-expanded=true]');

  const after = new Map();
  const before = new Map();
  for (const [start, end] of page.data.feeds) {
    after.set(start, [...(after.get(start) || []), end]);
    before.set(end, [...(before.get(end) || []), start]);
  }
  const reach = (from, ways) => {
    const found = new Set();
    const todo = [from];
    while (todo.length) {
      for (const next of ways.get(todo.pop()) || []) {
        if (!found.has(next)) {
          found.add(next);
          todo.push(next);
        }
      }
    }
    return found;
  };

  const liftStage = (drawing, id) => {
    const on = new Set([id, ...reach(id, before), ...reach(id, after)]);
    const cards = all(drawing, '.stage').filter(card => on.has(card.dataset.id));
    const feeds = all(drawing, '.feed[data-from]').filter(feed => on.has(feed.dataset.from) && on.has(feed.dataset.to));
    for (const card of cards) card.classList.toggle('selected', card.dataset.id === id);
    lift(drawing, cards.length ? [...heads(drawing), ...feeds, ...cards] : null);
  };
  const liftBody = (drawing, id) => {
    const rows = all(drawing, '.row').filter(row => row.dataset.id === id);
    const holders = new Set(rows.map(row => row.closest('.stage, .box')).filter(Boolean));
    const loose = rows.filter(row => !row.closest('.stage, .box'));
    lift(drawing, rows.length ? [...heads(drawing), ...holders, ...loose] : null, copy => {
      for (const row of copy.matches('.row') ? [copy] : page.findAll('.row', copy)) row.classList.add(row.dataset.id === id ? 'marked' : 'off');
    });
  };
  const liftCell = (drawing, id) => {
    const cell = page.cells.get(id);
    const cards = all(drawing, '.stage, .box').filter(card => (cell.stage ? card.dataset.id === cell.stage : card.dataset.cell === id));
    for (const card of cards) card.classList.add('selected');
    lift(drawing, cards.length ? [...heads(drawing), ...cards] : null, copy => {
      for (const mark of page.findAll('.cell', copy)) if (mark.dataset.cell === id) mark.classList.add('chosen');
    });
  };
  const liftExtension = (drawing, id) => {
    const ghost = all(drawing, '.stage.extend').filter(card => card.dataset.id === id);
    const end = all(drawing, '.stage').filter(card => card.dataset.id === page.extensions.get(id).stage);
    for (const card of ghost) card.classList.add('selected');
    lift(drawing, ghost.length ? [...heads(drawing), ...end, ...ghost] : null);
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
      const wanted = LIFTED[page.emphasis];
      if (wanted) {
        const found = all(drawing, wanted);
        lift(drawing, [...heads(drawing), ...found.filter(each => !found.includes(each.parentNode.closest('.stage, .box')))]);
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
    const hit = event.target.closest('.cell, .row, [data-cell], .stage, .box, .lane');
    if (!hit) {
      page.select(null);
      return;
    }
    const card = hit.closest('.stage, .box, .lane');
    if (card) card.focus({ preventScroll: true });
    if (hit.matches('.lane')) page.turnLane(hit);
    else if (hit.dataset.cell) page.select(hit.dataset.cell);
    else if (hit.dataset.id) page.select(hit.dataset.id);
    else page.select(page.data.subject);
  });

  /* one tab stop; arrows go to the nearest card that way, Enter opens it */
  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const middle = element => {
    const box = element.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const nearest = (cards, from, [right, down]) => {
    const [x, y] = middle(from);
    let best = null;
    let least = Infinity;
    for (const card of cards) {
      const [cardX, cardY] = middle(card);
      const along = (cardX - x) * right + (cardY - y) * down;
      const distance = along + 3 * Math.abs((cardX - x) * down + (cardY - y) * right);
      if (card !== from && along >= 8 && distance < least) {
        least = distance;
        best = card;
      }
    }
    return best;
  };
  const stop = (cards, card) => {
    for (const each of cards) each.setAttribute('tabindex', each === card ? '0' : '-1');
  };
  for (const drawing of drawings) {
    const first = drawing.querySelector('.lane, .stage') || drawing.querySelector('.box');
    const everyCard = page.findAll('.stage, .box, .lane', drawing);
    if (first) stop(everyCard, first);
    drawing.addEventListener('focusin', event => {
      const card = event.target.closest('.stage, .box, .lane');
      if (card) stop(everyCard, card);
    });
    drawing.addEventListener('keydown', event => {
      const card = event.target.closest('.stage, .box, .lane');
      if (!card) return;
      const cards = all(drawing, '.stage, .box, .lane');
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        if (card.matches('.lane')) page.turnLane(card);
        else page.select(card.dataset.id || card.dataset.cell || page.data.subject);
      }
      const next = WAYS[event.key] && nearest(cards, card, WAYS[event.key]);
      if (!WAYS[event.key]) return;
      event.preventDefault();
      if (next) {
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
    });
  }
  page.focusPicture = () => {
    const card = current().querySelector('[tabindex="0"]');
    if (card) card.focus();
    else pane.focus();
  };

  /* never below 0.85: 12 px Chinese would turn to 9 px */
  const fit = () => {
    for (const drawing of drawings) {
      const size = drawing.viewBox.baseVal;
      const scale = Math.max(0.85, Math.min(1.15, (pane.clientWidth - 2) / size.width));
      drawing.setAttribute('width', size.width * scale);
      drawing.setAttribute('height', size.height * scale);
    }
  };
  page.saveDrawing(current);
  page.on('select', show);
  page.on('emphasis', show);
  page.on('language', show);
  page.on('filter', show);
  page.on('measure', show);
  page.on('resize', fit);
  fit();
  page.ready();
}
