/* 筛选: what is ticked stays, the rest fades. Any of a group, all of the groups; nothing is removed or moved. */
{
  /** @typedef {'type' | 'region' | 'verdict'} Group */
  /** @typedef {{ year: number | null, grade: string }} Fact */
  /** @type {Group[]} */
  const GROUPS = ['type', 'region', 'verdict'];
  /** @type {string[]} */
  const VERDICTS = ['build', 'fill', 'extend', 'strengthen', 'single_on_record', 'look_up'];
  const SEATS = ['inside', 'outside', 'unknown'];
  const UNDATED = 'undated';
  const NO_GRADE = 'Z';
  /** @type {Record<Group, Set<string>>} */
  const chosen = { type: new Set(), region: new Set(), verdict: new Set() };
  const pool = page.data.evidence || [];
  const make = page.element;
  const box = page.find('#filters');

  /* ---- what the data say */
  const gradeOf = (/** @type {string[]} */ sources) => sources.reduce((best, id) => {
    const source = page.sources.get(id);
    return source && source.reliability < best ? source.reliability : best;
  }, sources.length ? 'C' : NO_GRADE);
  /* the last year that a date may mean: 2014/2018 → 2018, 201X → 2019, 2019/.. → still so; null undated */
  const yearOf = (/** @type {string} */ date) => {
    if (!date) return null;
    const last = date.slice(date.lastIndexOf('/') + 1);
    if (last === '..') return Infinity;
    const found = /\d{2}[\dX]{2}/.exec(last);
    return found ? Number(found[0].replaceAll('X', '9')) : null;
  };
  const factOf = (/** @type {string} */ date, /** @type {string[]} */ sources) => ({ year: yearOf(date), grade: gradeOf(sources) });
  /** @type {Map<string | Facts.Relation, Fact[]>} */
  const ofParts = new Map();
  const factsOf = (/** @type {string | Facts.Relation} */ key, /** @type {Facts.Stated} */ part) => {
    const facts = ofParts.get(key) || (part.evidence || []).map(([date, sources]) => factOf(date, sources));
    ofParts.set(key, facts);
    return facts;
  };
  /** @type {Map<number, Fact>} */
  const ofPool = new Map();
  const found = (/** @type {number} */ at) => {
    const known = ofPool.get(at) || factOf(pool[at].date, pool[at].sources);
    ofPool.set(at, known);
    return known;
  };
  /** @type {Map<string, Set<string>>} */
  const verdictsOf = new Map();
  const judge = (/** @type {string} */ id, /** @type {string} */ kind) => verdictsOf.set(id, (verdictsOf.get(id) || new Set()).add(kind));
  for (const cell of page.cells.values()) {
    if (!cell.verdict) continue;
    judge(cell.stage || cell.chain, cell.verdict.kind);
    for (const at of cell.evidence || []) if (!pool[at].inherited) judge(pool[at].id, cell.verdict.kind);
  }
  for (const each of page.extensions.values()) judge(each.stage || each.chain, each.verdict.kind);

  /* ---- what stays */
  const trusted = (/** @type {Fact} */ fact) => page.grade === 'C' || fact.grade <= page.grade;
  const dated = (/** @type {Fact} */ fact) => !filter.since || (filter.since === UNDATED ? fact.year === null : fact.year !== null && fact.year >= Number(filter.since));
  const holds = (/** @type {Fact} */ fact) => trusted(fact) && dated(fact);
  const isTested = () => page.grade !== 'C' || filter.since !== '';
  const NOTHING = [{ year: null, grade: NO_GRADE }];
  const any = (/** @type {Fact[]} */ list) => (list.length ? list : NOTHING).some(holds);
  const of = (/** @type {Group} */ group, /** @type {string} */ value) => !chosen[group].size || chosen[group].has(value);
  const judged = (/** @type {string} */ id) => !chosen.verdict.size || [...verdictsOf.get(id) || []].some(kind => chosen.verdict.has(kind));
  const stays = (/** @type {string} */ id) => {
    const node = page.nodes.get(id);
    return node !== undefined && of('type', node.type) && of('region', node.seat || '') && judged(id);
  };
  const ofCell = (/** @type {number} */ at, /** @type {string} */ id) => {
    const each = pool[at];
    return (!id || each.id === id) && of('type', each.type) && of('region', each.region) && holds(found(at));
  };
  /** @type {Filter} */
  const filter = {
    since: '',
    get count() { return GROUPS.reduce((sum, group) => sum + chosen[group].size, 0) + (filter.since ? 1 : 0); },
    get any() { return filter.count > 0 || page.grade !== 'C'; },
    /* a body or thing: by itself, and by any fact about it */
    node(id) {
      if (!stays(id)) return false;
      if (!isTested()) return true;
      return any([...factsOf(id, page.node(id)), ...page.ties(id).flatMap(tie => factsOf(tie, tie))]);
    },
    /* a relation: by its own evidence, and one of its ends */
    relation(relation) {
      return any(factsOf(relation, relation)) && (stays(relation.from) || stays(relation.to));
    },
    /* a relation by its own evidence alone */
    evidenced: relation => any(factsOf(relation, relation)),
    /* a cell: by what fills it; where nothing does, only type and seat have nothing to go by */
    cell(id) {
      const cell = page.cells.get(id);
      if (!cell) return true;
      if (chosen.verdict.size && !(cell.verdict && chosen.verdict.has(cell.verdict.kind))) return false;
      const all = [...cell.evidence || [], ...(chosen.region.size ? cell.set_aside || [] : [])];
      if (!all.length) return !chosen.type.size && !chosen.region.size;
      return all.some(at => ofCell(at, ''));
    },
    /* what a body does in some cells (ids) */
    tie(id, cells) {
      if (!stays(id)) return false;
      const own = cells.map(page.cell).filter(cell => cell && (cell.evidence || []).some(at => pool[at].id === id));
      const judgedSo = (/** @type {Facts.Cell} */ cell) => !chosen.verdict.size || Boolean(cell.verdict && chosen.verdict.has(cell.verdict.kind));
      return own.length ? own.some(cell => judgedSo(cell) && (cell.evidence || []).some(at => ofCell(at, id))) : filter.node(id);
    },
    extension(id) {
      const each = page.extensions.get(id);
      return !chosen.type.size && !chosen.region.size && (!each || of('verdict', each.verdict.kind));
    },
  };
  page.filter = filter;

  /* ---- the popover */
  const drawn = [...page.nodes].filter(([, node]) => node.drawn);
  const tally = (/** @type {string[]} */ values) => {
    /** @type {Map<string, number>} */
    const sums = new Map();
    for (const value of values) sums.set(value, (sums.get(value) || 0) + 1);
    return sums;
  };
  /** @type {(group: Group, value: string, label: Pair, sums: Map<string, number>, glyph?: Element) => HTMLElement} */
  const tick = (group, value, label, sums, glyph) => make('label', {},
    make('input', { type: 'checkbox', 'data-filter': group, value, change: event => {
      chosen[group][event.target.checked ? 'add' : 'delete'](value);
      changed();
    } }),
    glyph, make('span', { 'data-zh': label[0], 'data-en': label[1] }, page.text(label)), make('span', { class: 'count' }, String(sums.get(value))));
  const words = (/** @type {string} */ key) => page.data.words[key] || [key, key];
  const title = (/** @type {string} */ word) => make('legend', { 'data-say': word }, page.say(word));
  const group = (/** @type {Group} */ name, /** @type {HTMLElement[]} */ entries) => entries.length ? make('fieldset', {}, title('filter_' + name), ...entries) : null;
  const types = tally(drawn.map(([, node]) => node.type));
  const seats = tally(drawn.flatMap(([, node]) => node.seat || []));
  /* who is on record from outside fills nothing and is not drawn, but the cell says so */
  const aside = new Set([...page.cells.values()].flatMap(cell => cell.set_aside || []).filter(at => pool[at].region === 'outside').map(at => pool[at].id));
  for (const id of aside) if (!page.nodes.get(id)?.drawn) seats.set('outside', (seats.get('outside') || 0) + 1);
  const cells = tally([...page.cells.values(), ...page.extensions.values()].flatMap(each => (each.verdict ? each.verdict.kind : [])));
  const option = (/** @type {string} */ value, /** @type {string[]} */ label) => make('option', { value, 'data-zh': label[0], 'data-en': label[1] }, page.text(label));
  const since = (/** @type {string} */ year) => words('date_since').map(text => text.replace('{year}', year));
  const newest = yearOf(page.data.date);
  const years = newest && Number.isFinite(newest) ? [newest, newest - 1, newest - 2, newest - 4, newest - 9] : [];
  const date = make('select', { id: 'since', 'data-say-aria-label': 'filter_date', 'aria-label': page.say('filter_date'), change: event => {
    filter.since = event.target.value;
    changed();
  } }, option('', words('date_any')), ...years.map(year => option(String(year), since(String(year)))), option(UNDATED, words('date_undated')));
  const matches = make('p', { id: 'filter-matches', role: 'status' });
  const reset = make('button', { type: 'button', id: 'filter-reset', 'data-say': 'filter_reset', click: () => page.clearFilters() }, page.say('filter_reset'));
  page.find('#shared-filters').append(
    make('div', { class: 'groups' },
      ...[
        group('type', Object.keys(page.data.types || {}).filter(type => types.has(type)).map(type => tick('type', type, page.data.types[type], types, page.glyph(type)))),
        make('div', {},
          group('region', SEATS.filter(seat => seats.has(seat)).map(seat => tick('region', seat, words('region_' + seat), seats))) || '',
          group('verdict', VERDICTS.filter(kind => cells.has(kind)).map(kind => tick('verdict', kind, words(kind), cells))) || '',
          make('fieldset', {}, title('filter_date'), date)),
      ].filter(Boolean)),
    make('p', { class: 'small', 'data-say': 'filter_hint' }, page.say('filter_hint')),
    make('div', { class: 'below' }, matches, reset));

  /** @returns {HTMLInputElement[]} */
  const ticks = () => page.findAll('[data-filter]', box);
  const show = () => {
    for (const each of ticks()) each.checked = chosen[/** @type {Group} */ (each.dataset.filter)].has(each.value);
    if (filter.since && ![...date.options].some(each => each.value === filter.since)) date.append(option(filter.since, since(filter.since)));
    date.value = filter.since;
    const badge = page.find('#filters-on');
    badge.hidden = !filter.count;
    badge.textContent = String(filter.count);
    badge.title = page.say('filters_on', { n: filter.count });
    page.find('#grade').toggleAttribute('data-active', page.grade !== 'C');
    reset.disabled = !filter.any;
    matches.textContent = !filter.any ? '' : page.say('filter_matches', {
      n: drawn.filter(([id]) => filter.node(id)).length,
      all: drawn.length,
      cells: [...page.cells.keys()].filter(id => filter.cell(id)).length,
      all_cells: page.cells.size,
    });
  };
  const changed = () => {
    show();
    page.tell('filter', filter);
    page.keep.changed();
  };
  page.clearFilters = () => {
    for (const name of GROUPS) chosen[name].clear();
    filter.since = '';
    if (page.grade !== 'C') page.trust('C');
    else changed();
  };
  page.on('reliability', changed);
  page.on('language', show);

  /** @type {Record<Group, () => string[]>} */
  const values = { type: () => [...types.keys()], region: () => SEATS, verdict: () => VERDICTS };
  for (const name of GROUPS) {
    page.keep(name, {
      read: () => [...chosen[name]].sort().join(','),
      write: text => {
        const wanted = text.split(',').filter(each => values[name]().includes(each)).sort();
        if (wanted.join(',') === [...chosen[name]].sort().join(',')) return;
        chosen[name] = new Set(wanted);
        changed();
      },
    });
  }
  page.keep('since', {
    read: () => filter.since,
    write: text => {
      const wanted = text === UNDATED || /^[12]\d{3}$/.test(text) ? text : '';
      if (wanted === filter.since) return;
      filter.since = wanted;
      changed();
    },
  });

  /* ---- open and close: Escape and a click elsewhere close; the popover hangs below the header, wherever its button is */
  const items = /** @type {HTMLElement} */ (box.querySelector('.menu-items'));
  const summary = /** @type {HTMLElement} */ (box.querySelector('summary'));
  const place = () => { items.style.top = box.getBoundingClientRect().bottom + 6 + 'px'; };
  box.addEventListener('toggle', () => { if (box.open) place(); });
  page.on('resize', () => { if (box.open) place(); });
  document.addEventListener('click', event => {
    if (box.open && !box.contains(/** @type {Element} */ (event.target))) box.open = false;
  });
  box.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !box.open) return;
    event.stopPropagation();
    box.open = false;
    summary.focus();
  });
  show();
}
