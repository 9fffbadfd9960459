/* The popover of 筛选: its boxes, the line below the picture that counts what stays, and the parts of the address. */
{
  const { filter } = page;
  const { chosen } = filter;
  /** @type {FilterGroup[]} */
  const GROUPS = ['type', 'region', 'verdict', 'method'];
  const VERDICTS = ['build', 'fill', 'extend', 'strengthen', 'single_on_record', 'look_up', 'links'];
  const METHODS = ['inventory', 'survey', 'web', 'none'];
  const SEATS = ['inside', 'outside', 'unknown', 'wider'];
  const UNDATED = 'undated';
  const LISTED = 60; // districts in the popover; any other region can stand in the address
  const make = page.element;
  const box = page.find('#filters');
  const pool = page.data.evidence || [];
  const regions = new Map(Object.entries(page.data.regions || {}));

  const drawn = [...page.nodes].filter(([, node]) => node.drawn);
  const tally = (/** @type {string[]} */ values) => {
    /** @type {Map<string, number>} */
    const sums = new Map();
    for (const value of values) sums.set(value, (sums.get(value) || 0) + 1);
    return sums;
  };
  /** @type {(group: FilterGroup, value: string, label: Pair, sums: Map<string, number>, glyph?: Element) => HTMLElement} */
  const tick = (group, value, label, sums, glyph) => make('label', {},
    make('input', { type: 'checkbox', 'data-filter': group, value, change: event => {
      chosen[group][event.target.checked ? 'add' : 'delete'](value);
      changed();
    } }),
    glyph, make('span', { 'data-zh': label[0], 'data-en': label[1] || label[0] }, page.text(label)), make('span', { class: 'count' }, String(sums.get(value) || 0)));
  const words = (/** @type {string} */ key) => page.data.words[key] || [key, key];
  const filled = (/** @type {string} */ key, /** @type {Pair} */ name) => /** @type {Pair} */ (words(key).map((text, at) => text.replace('{region}', name[at] || name[0])));
  const title = (/** @type {string} */ word) => make('legend', { 'data-say': word }, page.say(word));
  const group = (/** @type {FilterGroup} */ name, /** @type {(Child)[]} */ entries) => entries.length ? make('fieldset', {}, title('filter_' + name), ...entries) : null;

  /* ---- how many of each */
  const types = tally(drawn.map(([, node]) => node.type));
  /* bodies alone: a patent stands where its holder does, and its holder is counted */
  const seated = drawn.filter(([id, node]) => node.seat && !filter.holders.has(id));
  const seats = tally(seated.flatMap(([id, node]) => filter.seatsOf(id, node.seat || '')));
  /* who is on record from outside fills nothing and is not drawn, but the cell says so */
  const aside = new Set([...page.cells.values()].flatMap(cell => cell.set_aside || []).filter(at => pool[at].region === 'outside').map(at => pool[at].id));
  const undrawn = [...aside].filter(id => !page.nodes.get(id)?.drawn).length;
  if (undrawn && !seats.has('outside')) seats.set('outside', 0);
  const findings = [...page.cells.values(), ...page.extensions.values()];
  const verdicts = tally(findings.flatMap(filter.verdictsOf));
  const methods = tally(findings.flatMap(filter.methodsOf));
  const regionName = (/** @type {string} */ id) => /** @type {Pair} */ ((regions.get(id) || [id, id]).slice(0, 2));
  const district = filter.districts.filter(id => seats.has(id)).sort((a, b) => (seats.get(b) || 0) - (seats.get(a) || 0)).slice(0, LISTED);
  const regionLabel = (/** @type {string} */ value) => {
    if (value === 'wider') return filled('region_wider', regionName(page.data.region || ''));
    return SEATS.includes(value) ? words('region_' + value) : regionName(value);
  };
  const verdictLabel = (/** @type {string} */ kind) => words(kind === 'links' ? 'links_missing' : kind);
  const methodLabel = (/** @type {string} */ method) => (method === 'none' ? words('method_none') : page.data.methods[method] || [method, method]);
  /* whom a choice of districts cannot see, by type: their seat is not recorded, and they are not elsewhere for that */
  const withSeat = (/** @type {string} */ seat) => seated.filter(([id, node]) => filter.seatsOf(id, node.seat || '').includes(seat));
  const unplaced = { unknown: withSeat('unknown'), wider: regions.size ? withSeat('wider') : [] };
  /* of a book only what stands on the open tab is counted */
  const isHere = (/** @type {string} */ id) => !page.isHere || page.isHere(id);
  const isOfSubject = (/** @type {Facts.Cell} */ cell) => !cell.adds && (!page.data.subject || cell.chain === page.data.subject);
  const remainder = (/** @type {'unknown' | 'wider'} */ seat) => {
    const left = unplaced[seat].filter(([id]) => isHere(id));
    if (!left.length) return '';
    const kinds = tally(left.map(([, node]) => node.type));
    const told = [...kinds].map(([type, n]) => page.say('filter_kind', { type: page.text(page.data.types[type]), n }));
    return page.say('unplaced_' + seat, { n: left.length, types: told.join(page.say('list_comma')), region: page.text(regionName(page.data.region || '')) });
  };

  /* ---- the boxes */
  const option = (/** @type {string} */ value, /** @type {string[]} */ label) => make('option', { value, 'data-zh': label[0], 'data-en': label[1] }, page.text(label));
  const since = (/** @type {string} */ year) => words('date_since').map(text => text.replace('{year}', year));
  const newest = filter.yearOf(page.data.date);
  const years = newest && newest < 9999 ? [newest, newest - 1, newest - 2, newest - 4, newest - 9] : [];
  const date = make('select', { id: 'since', 'data-say-aria-label': 'filter_date', 'aria-label': page.say('filter_date'), change: event => {
    filter.since = event.target.value;
    changed();
  } }, option('', words('date_any')), ...years.map(year => option(String(year), since(String(year)))), option(UNDATED, words('date_undated')));
  /** @type {(id: 'until' | 'source', take: (text: string) => void, more?: Attributes) => HTMLInputElement} */
  const field = (id, take, more = {}) => make('input', { type: 'text', id, autocomplete: 'off', spellcheck: 'false', 'data-say-placeholder': id + '_hint', placeholder: page.say(id + '_hint'), 'data-say-aria-label': 'filter_' + id, 'aria-label': page.say('filter_' + id), ...more, change: event => {
    take(event.target.value.trim());
    changed();
  } });
  const DATE = /^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
  const until = field('until', text => {
    const fits = text === '' || DATE.test(text);
    until.toggleAttribute('aria-invalid', !fits);
    if (fits) filter.until = text;
  });
  /* publishers and titles to choose from, when the box is entered: hundreds of them */
  const offered = make('datalist', { id: 'sources-known' });
  const source = field('source', text => filter.look(text), { list: 'sources-known', focus: () => {
    if (offered.children.length) return;
    const all = [...page.sources.values()];
    const texts = new Set([...all.map(each => each.publisher), ...all.map(each => each.title)].filter(Boolean));
    offered.append(...[...texts].sort().map(text => make('option', { value: text })));
  } });
  const gradeLines = Object.entries(page.data.grades || {}).map(([letter, label]) => make('div', { class: 'grade-line' },
    make('span', { class: 'grade grade-' + letter }, letter), make('span', { 'data-zh': label[0], 'data-en': label[1] }, page.text(label))));
  const left = make('p', { class: 'small', id: 'filter-unplaced' });
  const matches = make('p', { id: 'filter-matches', role: 'status' });
  const reset = make('button', { type: 'button', id: 'filter-reset', 'data-say': 'filter_reset', click: () => page.clearFilters() }, page.say('filter_reset'));
  const seatTicks = ['inside', ...district, 'wider', 'outside', 'unknown'].filter(seat => seats.has(seat));
  page.find('#shared-filters').append(
    make('div', { class: 'groups' },
      ...[
        group('type', Object.keys(page.data.types || {}).filter(type => types.has(type)).map(type => tick('type', type, page.data.types[type], types, page.glyph(type)))),
        group('region', seatTicks.length ? [...seatTicks.map(seat => tick('region', seat, regionLabel(seat), seats)), left] : []),
        make('div', {},
          group('verdict', VERDICTS.filter(kind => verdicts.has(kind)).map(kind => tick('verdict', kind, verdictLabel(kind), verdicts))) || '',
          group('method', methods.size ? METHODS.filter(each => methods.has(each)).map(each => tick('method', each, methodLabel(each), methods)) : []) || ''),
        make('div', {},
          make('fieldset', {}, title('filter_date'), date),
          make('fieldset', {}, title('filter_until'), until),
          make('fieldset', {}, title('filter_source'), source, offered),
          make('fieldset', { id: 'grades' }, title('reliability'), ...gradeLines, make('p', { class: 'small', 'data-say': 'grades_hint' }, page.say('grades_hint')))),
      ].filter(Boolean)),
    make('p', { class: 'small', 'data-say': 'filter_hint' }, page.say('filter_hint')),
    make('div', { class: 'below' }, matches, reset));

  /* ---- what is set, and how many stay: in the popover, and below the picture while anything is set */
  const line = make('div', { id: 'filter-line', hidden: true });
  page.the('main').after(line);
  const counted = () => {
    const isBody = new Set(seated.map(([id]) => id));
    const [bodies, things] = [true, false].map(is => drawn.filter(([id]) => isHere(id) && isBody.has(id) === is));
    const kept = (/** @type {typeof drawn} */ nodes) => nodes.filter(([id]) => filter.node(id)).length;
    const cells = [...page.cells].filter(([, cell]) => isOfSubject(cell));
    return page.say('filter_matches', {
      n: kept(bodies),
      all: bodies.length,
      things: kept(things),
      all_things: things.length,
      cells: cells.filter(([id]) => filter.cell(id)).length,
      all_cells: cells.length,
    });
  };
  /** @type {Record<FilterGroup, (value: string) => Pair | string[]>} */
  const LABEL = { type: type => page.data.types[type], region: regionLabel, verdict: verdictLabel, method: methodLabel };
  const setNow = () => [
    ...GROUPS.flatMap(name => (chosen[name].size ? [[...chosen[name]].map(value => page.text(LABEL[name](value))).join(page.say('list_comma'))] : [])),
    ...(filter.since ? [page.text(filter.since === UNDATED ? words('date_undated') : since(filter.since))] : []),
    ...(filter.until ? [page.say('known_by', { date: filter.until })] : []),
    ...(filter.source ? [page.say('source_named', { text: filter.source })] : []),
    ...(page.grade !== 'C' ? [page.say('to_' + page.grade)] : []),
  ];
  const put = (/** @type {string} */ told) => {
    const before = line.offsetHeight;
    line.hidden = !filter.any;
    if (!line.hidden) write(told);
    /* the picture gives the line its room */
    if (line.offsetHeight !== before) page.tell('resize');
  };
  const write = (/** @type {string} */ told) => {
    const whom = chosen.region.size && !chosen.region.has('unknown') ? remainder('unknown') : '';
    const rest = chosen.region.size && !chosen.region.has('wider') && !chosen.region.has('inside') ? remainder('wider') : '';
    const outside = chosen.region.has('outside') && undrawn ? page.say('outside_undrawn', { n: undrawn }) : '';
    const parts = [told, outside, whom, rest, filter.until ? page.say('until_verdicts') : ''].filter(Boolean);
    line.replaceChildren(make('bdi', {}, make('b', {}, setNow().join(' · '))), ...parts.map(text => make('span', {}, text)),
      make('button', { type: 'button', click: () => page.clearFilters() }, page.say('filter_reset')));
  };
  /** @returns {HTMLInputElement[]} */
  const ticks = () => page.findAll('[data-filter]', box);
  let subject = page.data.subject;
  const show = () => {
    subject = page.data.subject;
    for (const each of ticks()) each.checked = chosen[/** @type {FilterGroup} */ (each.dataset.filter)].has(each.value);
    if (filter.since && ![...date.options].some(each => each.value === filter.since)) date.append(option(filter.since, since(filter.since)));
    date.value = filter.since;
    if (!until.hasAttribute('aria-invalid')) until.value = filter.until;
    source.value = filter.source;
    const badge = page.find('#filters-on');
    badge.hidden = !filter.count;
    badge.textContent = String(filter.count);
    badge.title = page.say('filters_on', { n: filter.count });
    const grade = page.find('#grade');
    grade.toggleAttribute('data-active', page.grade !== 'C');
    grade.title = Object.entries(page.data.grades || {}).map(([letter, label]) => letter + page.say('colon') + page.text(label)).join('\n');
    reset.disabled = !filter.any;
    left.textContent = [remainder('unknown'), remainder('wider')].filter(Boolean).join(' ');
    const told = filter.any ? counted() : '';
    matches.textContent = told;
    put(told);
  };
  const changed = () => {
    show();
    page.tell('filter', filter);
    page.keep.changed();
  };
  page.clearFilters = () => {
    for (const name of GROUPS) chosen[name].clear();
    filter.since = '';
    filter.until = '';
    until.removeAttribute('aria-invalid');
    filter.look('');
    if (page.grade !== 'C') page.trust('C');
    else changed();
  };
  page.on('reliability', changed);
  page.on('language', show);
  page.on('select', () => { if (page.data.subject !== subject) show(); });

  /** @type {Record<FilterGroup, (value: string) => boolean>} */
  const KNOWN = {
    type: value => types.has(value),
    region: value => SEATS.includes(value) || regions.has(value),
    verdict: value => VERDICTS.includes(value),
    method: value => METHODS.includes(value),
  };
  for (const name of GROUPS) {
    page.keep(name, {
      read: () => [...chosen[name]].sort().join(','),
      write: text => {
        const wanted = text.split(',').filter(KNOWN[name]).sort();
        if (wanted.join(',') === [...chosen[name]].sort().join(',')) return;
        chosen[name] = new Set(wanted);
        changed();
      },
    });
  }
  /** @type {(name: 'since' | 'until' | 'source', fits: (text: string) => boolean) => void} */
  const keepText = (name, fits) => page.keep(name, {
    read: () => filter[name],
    write: text => {
      const wanted = fits(text) ? text : '';
      if (wanted === filter[name]) return;
      if (name === 'source') filter.look(wanted);
      else filter[name] = wanted;
      changed();
    },
  });
  keepText('since', text => text === UNDATED || /^[12]\d{3}$/.test(text));
  keepText('until', text => DATE.test(text));
  keepText('source', () => true);

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
