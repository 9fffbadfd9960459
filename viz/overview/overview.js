/* The overview: rows in the order that the reader chooses; what is chosen or emphasised stays, the rest fades. */
{
  const pane = page.find('#picture');
  const drawings = page.findAll('svg.overview', pane);
  const current = () => drawings.find(drawing => !drawing.closest('[data-lang]').hidden);
  const PARTS = '.o-box, .o-chain, .o-body';
  const cellsOf = new Map();
  for (const [id, cell] of page.cells) {
    const owner = cell.stage || cell.chain;
    cellsOf.set(owner, [...(cellsOf.get(owner) || []), id]);
  }
  const filledBy = (owner, body) => (cellsOf.get(owner) || []).some(id =>
    (page.cells.get(id).evidence || []).some(at => page.data.evidence[at].id === body && !page.data.evidence[at].inherited));
  const ofHub = owner => [...page.nodes].some(([id, node]) => node.hub && filledBy(owner, id));

  /* ---- what stays: by emphasis, or what the chosen body is tied to */
  const KEPT = {
    gap: box => box.matches('.build, .fill, .extend'),
    look_up: box => box.matches('.unknown'),
    hub: box => ofHub(box.dataset.id),
  };
  const show = () => {
    const key = page.selected;
    const node = page.nodes.get(key);
    const cell = page.cells.get(key);
    const extension = page.extensions.get(key);
    const body = node && node.type !== 'Stage' && node.type !== 'IndustryChain';
    const stage = cell ? cell.stage : key;
    const chain = cell ? cell.chain : extension ? extension.chain : key;
    for (const drawing of drawings) {
      const boxes = page.findAll('.o-box', drawing);
      let kept = body ? box => filledBy(box.dataset.id, key) : KEPT[page.emphasis];
      const rows = page.findAll('.o-row', drawing);
      const tied = row => body && (filledBy(row.dataset.id, key) || page.findAll('.o-tie', row).some(tie => tie.dataset.id === key));
      if (body && !boxes.some(kept) && !rows.some(tied)) kept = null;
      for (const box of boxes) {
        box.classList.toggle('on', box.dataset.id === stage);
        box.classList.toggle('o-faded', Boolean(kept) && !kept(box));
      }
      for (const row of rows) {
        row.classList.toggle('on', row.dataset.id === chain && !stageIn(row, stage));
        const name = page.find('.o-chain', row);
        name.classList.toggle('o-faded', Boolean(kept) && body && !tied(row));
      }
      for (const each of page.findAll('.o-body, .o-span', drawing)) each.classList.toggle('on', each.dataset.id === key);
      for (const each of page.findAll('.o-tie, .o-span, .o-body', drawing)) {
        const aside = page.emphasis === 'gap' || page.emphasis === 'look_up';
        each.classList.toggle('o-faded', body ? Boolean(kept) && each.dataset.id !== key : Boolean(kept) && aside);
      }
      if (kept) drawing.dataset.emphasis = page.emphasis;
      else delete drawing.dataset.emphasis;
    }
    const chosen = page.find('.o-box.on, .o-row.on', current());
    if (chosen) chosen.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    offer(chain);
  };
  const stageIn = (row, stage) => page.findAll('.o-box', row).some(box => box.dataset.id === stage);

  /* ---- from here to a chain's map: its tab in a book, else the file beside this page */
  const maps = page.data.maps || {};
  const mapOf = chain => (Object.hasOwn(maps, chain) ? maps[chain] : '');
  const openMap = chain => {
    if (page.open) page.open('map', chain);
    else if (mapOf(chain)) location.href = mapOf(chain);
    else page.select(chain);
  };
  const offer = chain => {
    if (page.open || !mapOf(chain)) return;
    const panel = page.find('#panel');
    const back = page.find('.back', panel);
    if (back) back.after(page.element('a', { class: 'more', href: mapOf(chain) }, page.say('overview_map')));
  };
  const open = part => {
    if (part.matches('.o-chain')) openMap(part.dataset.id);
    else page.select(part.dataset.id);
  };
  pane.addEventListener('click', event => {
    const part = event.target.closest('.o-box, .o-chain, .o-body, .o-tie');
    if (!part) page.select(null);
    else {
      if (part.matches(PARTS)) part.focus({ preventScroll: true });
      open(part);
    }
  });

  /* ---- order of rows */
  const place = (element, y) => element.setAttribute('transform', `translate(0 ${y})`);
  const top = row => Number(row.getAttribute('transform').match(/[\d.]+(?=\))/)[0]);
  const sort = order => {
    const compare = {
      gaps: (a, b) => b.dataset.gaps - a.dataset.gaps,
      stages: (a, b) => b.dataset.stages - a.dataset.stages,
      name: (a, b) => page.name(a.dataset.id).localeCompare(page.name(b.dataset.id), page.lang),
    }[order];
    for (const drawing of drawings) {
      const rows = page.findAll('.o-row', drawing);
      let y = Math.min(...rows.map(top));
      rows.sort((a, b) => compare(a, b) || (a.dataset.id < b.dataset.id ? -1 : 1));
      for (const row of rows) {
        place(row, y);
        y += Number(row.dataset.height);
        row.parentNode.append(row);
      }
      for (const span of page.findAll('.o-span', drawing)) {
        const tied = rows.filter(row => page.findAll('.o-tie', row).some(tie => tie.dataset.id === span.dataset.id)).map(top);
        const x = span.getAttribute('d').match(/^M([\d.]+)/)[1];
        span.setAttribute('d', `M${x} ${Math.min(...tied) + 20}V${Math.max(...tied) + 20}`);
      }
    }
  };
  const choice = page.find('#order');
  choice.addEventListener('change', () => {
    sort(choice.value);
    page.keep.changed();
  });

  /* ---- one tab stop; arrows go to the nearest box, name or body that way */
  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const middle = element => {
    const box = element.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const nearest = (parts, from, [right, down]) => {
    const [x, y] = middle(from);
    let best = null;
    let least = Infinity;
    for (const part of parts) {
      const [partX, partY] = middle(part);
      const along = (partX - x) * right + (partY - y) * down;
      const far = along + 3 * Math.abs((partX - x) * down + (partY - y) * right);
      if (part !== from && along >= 8 && far < least) {
        least = far;
        best = part;
      }
    }
    return best;
  };
  const stop = (drawing, part) => {
    for (const each of page.findAll(PARTS, drawing)) each.setAttribute('tabindex', each === part ? '0' : '-1');
  };
  for (const drawing of drawings) {
    const first = page.find('.o-chain', drawing);
    if (first) stop(drawing, first);
    drawing.addEventListener('focusin', event => {
      const part = event.target.closest(PARTS);
      if (part) stop(drawing, part);
    });
    drawing.addEventListener('keydown', event => {
      const part = event.target.closest(PARTS);
      if (!part) return;
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        open(part);
      }
      if (!WAYS[event.key]) return;
      event.preventDefault();
      const next = nearest(page.findAll(PARTS, drawing), part, WAYS[event.key]);
      if (next) {
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
    });
  }
  page.focusPicture = () => {
    const part = page.find('[tabindex="0"]', current());
    if (part) part.focus();
    else pane.focus();
  };

  /* never below 0.85: 11 px Chinese would turn to 9 px */
  const fit = () => {
    for (const drawing of drawings) {
      const size = drawing.viewBox.baseVal;
      const scale = Math.max(0.85, Math.min(1.15, (pane.clientWidth - 2) / size.width));
      drawing.setAttribute('width', size.width * scale);
      drawing.setAttribute('height', size.height * scale);
    }
  };
  /* a box that nothing in it lets pass, and a body that does not pass, fade */
  const filter = now => {
    const passes = id => !now.any || (page.extensions.has(id) ? now.extension(id) : (cellsOf.get(id) || []).some(cell => now.cell(cell)));
    for (const box of page.findAll('.o-box', pane)) box.classList.toggle('o-weak', !passes(box.dataset.id));
    for (const each of page.findAll('.o-body, .o-span, .o-tie', pane)) each.classList.toggle('o-weak', now.any && !now.node(each.dataset.id));
  };
  page.keep('order', {
    read: () => (choice.value === 'gaps' ? '' : choice.value),
    write: text => {
      const wanted = [...choice.options].some(option => option.value === text) ? text : 'gaps';
      if (wanted === choice.value) return;
      choice.value = wanted;
      sort(wanted);
    },
  });
  page.saveDrawing(current);
  page.on('filter', filter);
  page.on('select', show);
  page.on('emphasis', show);
  page.on('language', show);
  page.on('resize', fit);
  fit();
  page.ready();
}
