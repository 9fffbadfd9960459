/* The overview: rows in the order that the reader chooses; what is chosen or emphasised stays, the rest fades. */
{
  const pane = page.find('#picture');
  /** @type {SVGSVGElement[]} */
  const drawings = page.findAll('svg.overview', pane);
  const current = () => page.shown(drawings);
  const PARTS = '.o-box, .o-chain, .o-body';
  const filledBy = (/** @type {string} */ owner, /** @type {string} */ body) => page.cellsOf(owner).some(cell => page.fills(body, cell));
  const ofHub = (/** @type {string} */ owner) => [...page.nodes].some(([id, node]) => node.hub && filledBy(owner, id));

  /* ---- what stays: by emphasis, or what the chosen body is tied to */
  /** @typedef {(box: Part) => boolean} Test */
  /** @type {Partial<Record<Emphasis, Test>>} */
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
    /* a body or thing, else '' */
    const body = key !== null && node && node.type !== 'Stage' && node.type !== 'IndustryChain' ? key : '';
    const stage = cell ? cell.stage : key;
    const chain = cell ? cell.chain : extension ? extension.chain : key;
    for (const drawing of drawings) {
      const boxes = page.findAll('.o-box', drawing);
      /** @type {Test | undefined} */
      let kept = body ? box => filledBy(box.dataset.id, body) : KEPT[page.emphasis];
      const rows = page.findAll('.o-row', drawing);
      const tied = (/** @type {Part} */ row) => Boolean(body) && (filledBy(row.dataset.id, body) || page.findAll('.o-tie', row).some(tie => tie.dataset.id === key));
      if (body && kept && !boxes.some(kept) && !rows.some(tied)) kept = undefined;
      for (const box of boxes) {
        box.classList.toggle('on', box.dataset.id === stage);
        box.classList.toggle('o-faded', kept !== undefined && !kept(box));
      }
      for (const row of rows) {
        row.classList.toggle('on', row.dataset.id === chain && !stageIn(row, stage));
        page.the('.o-chain', row).classList.toggle('o-faded', Boolean(kept && body) && !tied(row));
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
    offer(chain || '');
  };
  const stageIn = (/** @type {Part} */ row, /** @type {string | null} */ stage) => page.findAll('.o-box', row).some(box => box.dataset.id === stage);

  /* ---- from here to a chain's map: its tab in a book, else the file beside this page */
  const maps = page.data.maps || {};
  const mapOf = (/** @type {string} */ chain) => (Object.hasOwn(maps, chain) ? maps[chain] : '');
  const openMap = (/** @type {string} */ chain) => {
    if (page.open) page.open('map', chain);
    else if (mapOf(chain)) location.href = page.along(mapOf(chain));
    else page.select(chain);
  };
  const offer = (/** @type {string} */ chain) => {
    if (page.open || !mapOf(chain)) return;
    const panel = page.find('#panel');
    const back = page.find('.back', panel);
    if (back) back.after(page.element('a', { class: 'more', href: mapOf(chain) }, page.say('overview_map')));
  };
  const open = (/** @type {Part} */ part) => {
    if (part.matches('.o-chain')) openMap(part.dataset.id);
    else page.select(part.dataset.id);
  };
  pane.addEventListener('click', event => {
    const part = page.hit(event, PARTS + ', .o-tie');
    if (!part) page.select(null);
    else {
      if (part.matches(PARTS)) part.focus({ preventScroll: true });
      open(part);
    }
  });

  /* ---- order of rows */
  const place = (/** @type {Part} */ element, /** @type {number} */ y) => element.setAttribute('transform', `translate(0 ${y})`);
  const top = (/** @type {Part} */ row) => Number(row.getAttribute('transform')?.match(/[\d.]+(?=\))/)?.[0]);
  /** @type {Record<string, (a: Part, b: Part) => number>} */
  const ORDERS = {
    gaps: (a, b) => Number(b.dataset.gaps) - Number(a.dataset.gaps),
    stages: (a, b) => Number(b.dataset.stages) - Number(a.dataset.stages),
    name: (a, b) => page.name(a.dataset.id).localeCompare(page.name(b.dataset.id), page.lang),
  };
  const sort = (/** @type {string} */ order) => {
    const compare = ORDERS[order];
    for (const drawing of drawings) {
      const rows = page.findAll('.o-row', drawing);
      let y = Math.min(...rows.map(top));
      rows.sort((a, b) => compare(a, b) || (a.dataset.id < b.dataset.id ? -1 : 1));
      for (const row of rows) {
        place(row, y);
        y += Number(row.dataset.height);
        row.parentNode?.append(row);
      }
      for (const span of page.findAll('.o-span', drawing)) {
        const tied = rows.filter(row => page.findAll('.o-tie', row).some(tie => tie.dataset.id === span.dataset.id)).map(top);
        const x = span.getAttribute('d')?.match(/^M([\d.]+)/)?.[1];
        span.setAttribute('d', `M${x} ${Math.min(...tied) + 20}V${Math.max(...tied) + 20}`);
      }
    }
  };
  /** @type {HTMLSelectElement} */
  const choice = page.the('#order');
  choice.addEventListener('change', () => {
    sort(choice.value);
    page.keep.changed();
  });

  /* ---- one tab stop; arrows go to the nearest box, name or body that way */
  for (const drawing of drawings) {
    for (const each of page.findAll(PARTS, drawing)) each.setAttribute('tabindex', '-1');
    const first = page.find('.o-chain', drawing);
    if (first) page.arrows.stop(drawing, first);
    page.arrows.walk(drawing, { stops: PARTS, open });
  }
  page.focusPicture = () => page.arrows.enter(current(), pane);
  const fit = () => page.fit(pane, drawings, 1.8);
  /* a box that nothing in it lets pass, and a body that does not pass, fade */
  const filter = (/** @type {Filter} */ now) => {
    /* a box with a verdict passes by the cells that it is of */
    const passes = (/** @type {Part} */ box) => {
      const { id } = box.dataset;
      if (!now.any || page.extensions.has(id)) return !now.any || now.extension(id);
      const cells = page.cellsOf(id);
      const judged = cells.filter(cell => page.cell(cell).verdict && box.classList.contains(page.cell(cell).verdict?.kind || ''));
      return (judged.length ? judged : cells).some(cell => now.cell(cell));
    };
    for (const box of page.findAll('.o-box', pane)) box.classList.toggle('o-weak', !passes(box));
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
  page.begin(page.find('.zone-head', current()), 'start');
  page.ready();
}
