/* The panel: lists at rest; a body or stage with its relations; a cell with evidence and search records. */
{
  const panel = page.find('#panel');
  const FIRST = 12;
  /** @type {Set<string>} */
  const NONE = new Set();
  const make = page.element;
  const small = (/** @type {Child[]} */ ...children) => make('p', { class: 'small' }, ...children);
  const bdi = (/** @type {string} */ text) => make('bdi', {}, text);

  /**
   * @template K, V
   * @param {Map<K, V[]>} lists
   * @param {K} key
   * @param {V} value
   */
  const put = (lists, key, value) => {
    const list = lists.get(key);
    if (list) list.push(value);
    else lists.set(key, [value]);
  };
  /** @type {Map<string, Facts.Relation[]>} */
  const byNode = new Map();
  for (const relation of page.data.relations || []) {
    for (const end of new Set([relation.from, relation.to])) put(byNode, end, relation);
  }
  /* a picture too large for objects brings its own */
  page.ties = id => byNode.get(id) || [];
  /** @type {Map<string, string[]>} */
  const cellsOf = new Map();
  for (const [id, cell] of page.cells) put(cellsOf, cell.stage || cell.chain, id);
  const slotOrder = Object.keys(page.data.slots || {});
  for (const ids of cellsOf.values()) {
    ids.sort((a, b) => slotOrder.indexOf(page.cell(a).slot) - slotOrder.indexOf(page.cell(b).slot));
  }
  page.cellsOf = owner => cellsOf.get(owner) || [];

  /* without what a chain lends to all its stages */
  /** @type {Map<string, Set<string>>} */
  const filledBy = new Map();
  for (const [id, cell] of page.cells) {
    for (const at of cell.evidence || []) {
      const found = page.data.evidence[at];
      if (!found.inherited) filledBy.set(found.id, (filledBy.get(found.id) || new Set()).add(id));
    }
  }
  page.fills = (body, cell) => (filledBy.get(body) || NONE).has(cell);

  const { glyph, go, goNode, sourceLines, allEvidence, properties, differing } = page.evidence;
  const { houseName, groupItem, searchBox, stepParts } = page.filling;
  const inHouses = page.filling.groups;

  /* FIRST entries, then a button that shows the next; a hub may have thousands */
  const NEXT = 200;
  /** @type {Page['longList']} */
  const folded = (entries, draw) => {
    const list = make('ul', {}, ...entries.slice(0, FIRST).map(draw));
    const offer = (/** @type {number} */ from) => {
      if (from >= entries.length) return;
      const show = () => {
        more.replaceWith(...entries.slice(from, from + NEXT).map(draw));
        offer(from + NEXT);
      };
      const more = make('li', {}, make('button', { type: 'button', class: 'more', click: show }, page.say('more', { n: entries.length - from })));
      list.append(more);
    };
    offer(FIRST);
    return list;
  };
  page.longList = folded;
  const heading = (/** @type {string} */ word, /** @type {number | string | undefined} */ count = undefined) => make('h3', {}, count === undefined ? page.say(word) : page.say(word) + page.say('bracketed', { n: count }));
  const mark = (/** @type {Facts.Cell} */ cell, /** @type {string} */ text) => {
    /** @type {string} */
    let state = cell.state === 'present' && cell.inherited ? 'inherited' : cell.state;
    if (cell.web_only) state += ' web';
    if (cell.state === 'not_found' && cell.searched_whole) state += ' whole';
    return make('span', { class: 'mark ' + state }, text);
  };
  const verdictBox = (/** @type {Facts.Verdict} */ verdict, key = '') => make('div', { class: 'verdict ' + verdict.kind + (verdict.web_only ? ' web' : '') },
    make('b', {}, page.say(verdict.kind)), ' ', page.text(verdict.sentence), key ? go(key, ' ▸') : null);

  const types = () => {
    const drawn = new Set([...page.nodes.values()].filter(node => node.drawn).map(node => node.type));
    return make('div', { class: 'types' }, ...Object.keys(page.data.types).filter(type => drawn.has(type)).map(type =>
      make('span', {}, glyph(type), page.text(page.data.types[type]))));
  };
  /* a view shows its own lists only; 单点(在录) is no gap */
  /** @type {Record<string, Emphasis>} */
  const OF_VIEW = { list_gap: 'gap', list_strengthen: 'gap', list_single: 'all', list_hub: 'hub', list_look_up: 'look_up' };
  const isInView = (/** @type {string} */ title) => page.emphasis === 'all' || !OF_VIEW[title] || OF_VIEW[title] === page.emphasis;
  const sealOf = (/** @type {Facts.Entry} */ entry) => make('span', { class: 'seal ' + entry.kind + (entry.web_only ? ' web' : '') }, page.say(entry.kind));
  /* of a cell or extension: a list does not repeat it */
  const sentenceOf = (/** @type {string} */ key) => (page.cells.get(key) || page.extensions.get(key))?.verdict?.sentence || page.cells.get(key)?.sentence;
  const listed = (/** @type {Facts.Entry} */ entry) => {
    const hub = entry.kind === 'hub' ? page.nodes.get(entry.key) : undefined;
    const badge = hub ? page.badge(entry.key) : '';
    return make('li', {},
      go(entry.key, hub ? glyph(hub.type) : sealOf(entry), page.isolated(entry.label)),
      badge ? make('span', { class: 'tag' }, badge) : null,
      make('div', { class: 'evidence' }, page.text(entry.sentence || sentenceOf(entry.key))));
  };
  /* a list names what the filter keeps, and how many there are; of what is listed by its place any of its cells */
  const isKept = (/** @type {Facts.Entry} */ entry) => {
    const { filter } = page;
    if (!filter.any) return true;
    if (entry.kind === 'hub') return page.houseOf(entry.key).some(filter.node);
    if (page.extensions.has(entry.key)) return filter.extension(entry.key);
    const cells = page.cells.has(entry.key) ? [entry.key] : page.cellsOf(entry.key).filter(id => page.cell(id).verdict?.kind === entry.kind);
    return cells.some(filter.cell);
  };
  const rest = () => {
    const subject = page.data.subject;
    /** @type {HTMLElement[]} */
    const parts = [make('h2', {}, subject ? goNode(subject) : bdi(page.text(page.data.title))), small(page.say('rest')), types()];
    for (const note of page.data.notes || []) parts.push(small(page.text(note)));
    if (page.data.alternative) parts.push(make('p', { class: 'small' }, make('a', { href: page.data.alternative }, page.say('text_alternative'))));
    const all = (page.data.lists || []).filter(list => isInView(list.title));
    for (const list of all) {
      const kept = list.entries.filter(isKept);
      const count = (/** @type {Facts.Entry[]} */ entries) => entries.reduce((sum, entry) => sum + (entry.count || 1), 0);
      const total = count(list.entries);
      const head = heading(list.title, kept.length === list.entries.length ? total : page.say('of_all', { n: count(kept), all: total }));
      head.id = list.title;
      parts.push(head);
      const isHubs = list.title === 'list_hub' && kept.length;
      if (isHubs) parts.push(page.measureChoice());
      parts.push(folded(isHubs ? page.byMeasure(kept) : kept, listed));
    }
    if (!all.some(list => list.entries.length)) parts.push(small(page.say('nothing')));
    return parts;
  };

  /* how many fill a cell, each in its measure word: 2 家、3 项 */
  page.amount = cell => {
    const counts = cell.units || [cell.count, 0, 0];
    const told = ['house', 'person', 'thing'].flatMap((word, at) => (counts[at] ? page.say(counts[at] === 1 ? 'one_' + word : word + 's', { n: counts[at] }) : []));
    return told.length ? told.join(page.lang === 'zh' ? '、' : ', ') : page.say('houses', { n: 0 });
  };
  /* maps: an id may be __proto__ */
  const membersOf = new Map(Object.entries(page.data.members || {}));
  page.houseOf = id => {
    const house = page.nodes.get(id)?.house;
    return house === undefined ? [id] : [id, ...(membersOf.get(house) || []).filter(each => each !== id)];
  };
  /* the house that a body belongs to, with its other bodies */
  const houseLine = (/** @type {string} */ id, /** @type {Facts.Node} */ node) => {
    if (node.house === undefined) return null;
    const others = page.houseOf(id).slice(1);
    const head = node.house === id ? make('b', {}, page.named(id)) : houseName(node.house);
    /* a line each: long names go on in a second line, and a mark between them would stand alone */
    return make('div', { class: 'small house' }, page.say('house'), head,
      make('ul', {}, ...others.filter(each => each !== node.house).map(each => make('li', {}, goNode(each)))));
  };
  const slotButtons = (/** @type {string[]} */ ids) => make('div', { class: 'slots' }, ...ids.map(id => {
    const cell = page.cell(id);
    const slot = page.data.slots[cell.slot];
    const note = cell.state === 'present' ? page.amount(cell) : cell.state === 'unknown' ? '?' : cell.state === 'not_expected' ? '–' : page.lang === 'zh' ? '未见' : 'none seen';
    return make('button', { type: 'button', click: () => page.select(id) }, mark(cell, page.text(slot.mark)), make('span', {}, page.text(slot.label)), make('span', { class: 'count' }, note));
  }));
  /* the cells that a body fills, those that hang on it alone first */
  const fills = (/** @type {string} */ id, /** @type {Facts.Node} */ node) => {
    const sole = new Set(node.sole || []);
    const cells = [...filledBy.get(id) || []].sort((a, b) => Number(sole.has(b)) - Number(sole.has(a)));
    if (!cells.length) return [];
    return [heading('fills', cells.length), folded(cells, key => {
      const cell = page.cell(key);
      const slot = page.data.slots[cell.slot];
      return make('li', {}, go(key, mark(cell, page.text(slot.mark)), ' ', bdi(page.placeOf(cell)), '｜' + page.text(slot.label)), sole.has(key) ? make('span', { class: 'tag' }, page.say('alone')) : null);
    })];
  };
  /* where cells are of several chains, a place says of which */
  const isOfMany = new Set([...page.cells.values()].map(cell => cell.chain)).size > 1;
  page.placeOf = cell => (isOfMany ? page.name(cell.chain) + ' · ' : '') + (cell.stage ? page.name(cell.stage) : page.say('whole_chain'));
  const relationItem = (/** @type {string} */ id) => (/** @type {Facts.Relation} */ relation) => {
    const other = relation.from === id ? relation.to : relation.from;
    return make('li', {}, goNode(other), ...properties(relation), ...allEvidence(relation), ...differing(relation));
  };
  const relationsOf = (/** @type {string} */ id) => {
    /** @type {Map<string, Facts.Relation[]>} */
    const groups = new Map();
    for (const relation of page.ties(id)) put(groups, (relation.from === id ? '→ ' : '← ') + relation.type, relation);
    const ordered = [...groups].sort((a, b) => a[1].length - b[1].length || (a[0] < b[0] ? -1 : 1));
    const total = ordered.reduce((sum, [, found]) => sum + found.length, 0);
    /** @type {HTMLElement[]} */
    const parts = [heading('relations', total)];
    for (const [key, found] of ordered) {
      const type = page.text(page.data.relation_types[found[0].type]);
      parts.push(make('h4', {}, key.slice(0, 2) + type + page.say('bracketed', { n: found.length })), folded(found, relationItem(id)));
    }
    return parts;
  };
  /* a stage of several chains has a cell of each slot in each of them */
  const slotsByChain = (/** @type {string[]} */ ids) => {
    /** @type {Map<string, string[]>} */
    const chains = new Map();
    for (const id of ids) put(chains, page.cell(id).chain, id);
    if (chains.size < 2) return [slotButtons(ids)];
    return [...chains].flatMap(([chain, own]) => [small(goNode(chain)), slotButtons(own)]);
  };
  /* the next step of a gap, folded: its own panel has it open */
  const step = (/** @type {Facts.Cell | Facts.Extension} */ each) => (each.next
    ? [make('details', { class: 'step' }, make('summary', {}, page.say('next_step')), ...stepParts(each))]
    : []);
  const nodePanel = (/** @type {string} */ id) => {
    const node = page.node(id);
    const [zh, en] = node.name;
    const other = page.lang === 'zh' ? en : en ? zh : '';
    const own = page.cellsOf(id);
    const verdicts = own.flatMap(key => {
      const { verdict } = page.cell(key);
      return verdict ? [{ key, verdict }] : [];
    });
    const serious = verdicts.filter(each => each.verdict.kind !== 'look_up');
    const ends = [...page.extensions].filter(([, each]) => (each.stage || each.chain) === id);
    /** @type {HTMLElement[]} */
    const parts = [
      small(glyph(node.type), page.text(page.data.types[node.type]), node.hub ? ' · ' + page.say('hub') : '', node.drawn ? '' : ' · ' + page.say('not_drawn')),
      make('h2', {}, page.named(id)),
    ];
    if (other) parts.push(small(bdi(other)));
    if (node.aliases) parts.push(small(page.say('also') + ' ', bdi(node.aliases.join(page.lang === 'zh' ? '、' : ', '))));
    const house = houseLine(id, node);
    if (house) parts.push(house);
    if (node.role) parts.push(make('div', { class: 'verdict ' + (node.hub ? 'hub' : 'plain') }, page.text(node.role)));
    for (const { key, verdict } of serious.length ? serious : verdicts.slice(0, 1)) parts.push(verdictBox(verdict, key), ...step(page.cell(key)));
    for (const [key, extension] of ends) parts.push(verdictBox(extension.verdict, key), ...step(extension));
    if (own.length) parts.push(heading('slots'), ...slotsByChain(own));
    parts.push(...fills(id, node));
    if (node.properties || node.evidence || node.differ) {
      parts.push(heading('facts'), ...properties(node), ...allEvidence(node), ...differing(node));
    }
    parts.push(...relationsOf(id));
    return parts;
  };

  page.stateWord = cell => {
    if (cell.state === 'present') return page.say(cell.inherited ? 'inherited' : 'present');
    if (cell.state === 'not_found') return page.say('not_found' + (cell.web_only ? '_web' : '') + (cell.searched_whole ? '_whole' : ''));
    if (cell.state === 'unknown' && cell.searches) return page.say(cell.outdated ? 'unknown_outdated' : 'unknown_searched');
    return page.say(cell.state);
  };
  const searchParts = (/** @type {Facts.Cell} */ cell) => {
    /** @type {(HTMLElement | null)[]} */
    const parts = [];
    if (cell.searches) {
      parts.push(heading('searches', cell.searches.length));
      if (cell.searched_whole) parts.push(small(page.say('searched_whole')));
      parts.push(...cell.searches.map((each, at) => searchBox(each, at ? undefined : cell.result)));
    }
    if (cell.against) parts.push(heading('against', cell.against.length), ...cell.against.map(each => searchBox(each)));
    return parts;
  };
  const cellPanel = (/** @type {string} */ id) => {
    const cell = page.cell(id);
    const slot = page.data.slots[cell.slot];
    const owner = cell.stage || cell.chain;
    const flags = [];
    if (cell.thin) flags.push(page.say('thin', { n: cell.minimum }));
    if (cell.stale) flags.push(page.say('stale'));
    if (cell.undated) flags.push(page.say('undated'));
    if (cell.outdated) flags.push(page.say('outdated'));
    const kind = cell.verdict ? cell.verdict.kind : cell.state === 'present' ? 'ok' : 'plain';
    /* the verdict keeps all that is to be minded about its cell */
    const sentence = (cell.verdict ? page.text(cell.verdict.sentence) : '') || page.text(cell.sentence);
    const looks = cell.state === 'not_found' ? (cell.web_only ? ' web' : '') + (cell.searched_whole ? ' whole' : '') : '';
    /** @type {(HTMLElement | null)[]} */
    const parts = [
      small(goNode(owner), cell.stage ? (isOfMany ? ' · ' : '') : ' · ' + page.say('whole_chain'), cell.stage && isOfMany ? goNode(cell.chain) : ''),
      make('h2', {}, mark(cell, page.text(slot.mark)), ' ', page.text(slot.label)),
      make('div', { class: 'verdict ' + kind + looks },
        make('b', {}, cell.verdict ? page.say(cell.verdict.kind) + ' · ' : '', page.stateWord(cell)), make('div', {}, sentence),
        ...flags.map(flag => make('span', { class: 'tag' }, flag))),
    ];
    if (cell.known) parts.push(heading('known'), make('div', {}, bdi(page.text(cell.known)), make('span', { class: 'tag' }, page.say('known_rest'))));
    if (cell.next) parts.push(heading('next_step'), ...stepParts(cell));
    parts.push(...searchParts(cell));
    if (cell.evidence) {
      const [used, lent] = [false, true].map(is => (cell.evidence || []).filter(at => Boolean(page.data.evidence[at].inherited) === is));
      /* what the chain lends stands beside what a stage has of its own, and is not in its count */
      const own = cell.inherited || !used.length ? lent : used;
      const others = own === lent ? used : lent;
      parts.push(make('h3', {}, page.say('filled_by') + (cell.state === 'present' ? page.say('bracketed', { n: page.amount(cell) }) : '')));
      if (inHouses(own).some(each => each.isHouse)) parts.push(small(page.say('of_house')));
      parts.push(folded(inHouses(own), groupItem));
      if (others.length) parts.push(heading('from_chain'), folded(inHouses(others), groupItem));
    }
    if (cell.set_aside) {
      const aside = inHouses(cell.set_aside);
      parts.push(heading('set_aside', aside.length), folded(aside, groupItem));
    }
    return parts.flatMap(each => each || []);
  };
  const extensionPanel = (/** @type {string} */ id) => {
    const extension = page.extension(id);
    return [
      small(goNode(extension.stage || extension.chain), isOfMany && extension.stage ? ' · ' : '', isOfMany && extension.stage ? goNode(extension.chain) : ''),
      make('h2', {}, page.say(extension.verdict.kind === 'extend' ? 'extend' : 'links')),
      verdictBox(extension.verdict),
      ...(extension.next ? [heading('next_step'), ...stepParts(extension)] : []),
      ...(extension.searches ? [heading('searches', extension.searches.length), ...extension.searches.map(each => searchBox(each))] : []),
      heading('evidence', extension.sources.length),
      ...sourceLines(extension.sources),
    ];
  };

  page.backButton = () => make('button', { type: 'button', class: 'more back', click: () => page.select(null) }, '← ' + page.say('back'));
  page.showPanel = () => {
    const key = page.selected;
    let parts;
    if (key === null) parts = rest();
    else {
      if (page.nodes.has(key)) parts = nodePanel(key);
      else parts = page.cells.has(key) ? cellPanel(key) : extensionPanel(key);
      parts.unshift(page.backButton());
    }
    panel.replaceChildren(...parts);
    panel.scrollTop = 0;
  };
  /* paper cannot be clicked: print every list whole */
  const more = () => panel.querySelector(/** @type {'button'} */ ('li > button.more'));
  addEventListener('beforeprint', () => {
    for (let button = more(); button; button = more()) button.click();
  });
  page.on('select', page.showPanel);
  page.on('language', page.showPanel);
  page.on('filter', () => { if (page.selected === null) page.showPanel(); });
  page.on('measure', () => {
    if (page.selected !== null) return;
    const focused = document.activeElement ? document.activeElement.id : '';
    page.showPanel();
    const choice = page.find('#measure');
    if (focused === 'measure' && choice) choice.focus();
  });
}
