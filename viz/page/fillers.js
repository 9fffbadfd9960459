/* Pieces of the panel that say who fills a cell and by what, who looked, and what can be done next. */
{
  const make = page.element;
  const small = (/** @type {Child[]} */ ...children) => make('p', { class: 'small' }, ...children);
  const bdi = (/** @type {string} */ text) => make('bdi', {}, text);
  const { goNode, evidenceLines, properties, differing } = page.evidence;
  /* a map: an id may be __proto__ */
  const houseNames = new Map(Object.entries(page.data.houses || {}));
  const houseName = (/** @type {string} */ house) => (page.nodes.has(house) ? goNode(house) : make('b', {}, page.isolated(houseNames.get(house) || house)));

  /* ---- the proof: which relation to whom, what the source says of it in its own words, and the source */
  const proofParts = (/** @type {number} */ at) => {
    const found = page.data.evidence[at];
    const tags = found.through ? [page.text(found.through)] : [];
    if (found.set_aside) tags.push(page.say('aside_' + found.set_aside));
    if (found.inherited) tags.push(page.say('from_chain'));
    if (found.region === 'unknown') tags.push(page.say('seat_unknown'));
    if (found.stale) tags.push(page.say('stale'));
    const how = page.data.relation_types[found.relation];
    const relation = found.proof === undefined ? undefined : page.data.relations[found.proof];
    const isOut = relation !== undefined && relation.from === found.id;
    const whom = relation ? [isOut ? ' → ' : ' ← ', goNode(isOut ? relation.to : relation.from)] : [];
    return [
      make('div', {}, how ? make('span', { class: 'label' }, page.text(how)) : '', ...whom, ...tags.map(tag => make('span', { class: 'tag' }, tag))),
      ...(relation ? properties(relation) : []),
      ...evidenceLines(found.sources, found.date),
      ...(relation ? differing(relation) : []),
    ];
  };

  /* ---- who: a house once, in it a body once, under it each of its proofs */
  /** @type {(places: number[], key: (found: Facts.Filling) => string) => number[][]} */
  const grouped = (places, key) => {
    /** @type {Map<string, number[]>} */
    const found = new Map();
    for (const at of places) {
      const of = key(page.data.evidence[at]);
      found.set(of, [...(found.get(of) || []), at]);
    }
    return [...found.values()];
  };
  /** @type {Filling['groups']} */
  const groups = places => grouped(places, found => (found.unit ? found.unit + ' ' + found.id : found.house || found.id)).map(own => {
    const all = own.map(at => page.data.evidence[at]);
    return { places: own, house: all.map(each => each.house).find(Boolean), isHouse: new Set(all.map(each => each.id)).size > 1 };
  });
  const bodyParts = (/** @type {number[]} */ places) => {
    const { id, name } = page.data.evidence[places[0]];
    return [page.nodes.has(id) ? goNode(id) : bdi(page.text(name)), ...places.flatMap(proofParts)];
  };
  /** @type {Filling['groupItem']} */
  const groupItem = ({ places, house, isHouse }) => {
    if (!isHouse && !house) return make('li', {}, ...bodyParts(places));
    const bodies = grouped(places, found => found.id).map(own => make('li', {}, ...bodyParts(own)));
    // the head stands in the list where it fills the cell itself
    const isListed = places.some(at => page.data.evidence[at].id === house);
    return make('li', { class: 'of-house' }, make('span', { class: 'label' }, page.say('house')), house && !isListed ? houseName(house) : null, make('ul', {}, ...bodies));
  };

  /** @type {Filling['searchBox']} */
  const searchBox = (search, counts = undefined) => {
    const head = [page.date(search.date), page.text(page.data.methods[search.method]), page.text(page.data.results[search.result])];
    /** @type {HTMLElement[]} */
    const parts = [make('div', {}, make('b', {}, head.filter(Boolean).join(' · ')))];
    const note = page.text(search.note);
    if (note) parts.push(make('div', { class: 'clue' }, page.say('searcher'), bdi(note)));
    if (counts) parts.push(make('div', {}, page.say('result_counts', { result: page.text(page.data.results[counts]) })));
    parts.push(make('div', {}, search.by ? page.say('searched_by') + ' ' : '', search.by ? bdi(search.by) : page.say('by_nobody'), search.pages ? ' · ' + page.say('pages', { n: search.pages }) : ''));
    if (search.queries.length) parts.push(make('div', { class: 'label' }, page.say('queries')), make('ul', { class: 'queries' }, ...search.queries.map(query => make('li', {}, bdi(query)))));
    return make('div', { class: 'search-record' }, ...parts);
  };

  /* ---- what can be done next: words, and the command as text that one click selects and a button copies */
  const copyButton = (/** @type {HTMLElement} */ command) => {
    const button = make('button', { type: 'button', class: 'more', click: async () => {
      try {
        await navigator.clipboard.writeText(command.textContent || '');
        button.textContent = page.say('copied');
      } catch { // a viewer that forbids it: select, so that the keys can
        getSelection()?.selectAllChildren(command);
      }
    } }, page.say('copy'));
    return button;
  };
  /** @type {Filling['stepParts']} */
  const stepParts = each => {
    if (!each.next) return [];
    const [words, command] = each.next.map(text => page.text(text));
    const code = make('code', { class: 'command', title: page.say('command'), 'aria-label': page.say('command'), tabindex: 0 }, command);
    const hangs = 'hangs' in each && each.hangs ? each.hangs : null;
    return [
      make('div', {}, words),
      ...(command ? [code, copyButton(code)] : []),
      ...(hangs ? [small(page.say('hangs', { stages: hangs[0], houses: hangs[1], consortia: hangs[2] }))] : []),
    ];
  };
  page.filling = { houseName, groups, groupItem, searchBox, stepParts };
}
