/* 筛选: what is ticked stays, the rest fades. Any of a group, all of the groups; nothing is removed or moved, and no verdict
   changes. Here is what stays; filter_box.js has the boxes, the line that counts, and the address. */
{
  /** @typedef {{ year: number | null, last: string, grade: string, sources: string[] }} Fact */
  /** @type {FilterGroup[]} */
  const GROUPS = ['type', 'region', 'verdict', 'method'];
  const UNDATED = 'undated';
  const NO_GRADE = 'Z';
  const NOBODY_LOOKED = 'none';
  const LINKS = 'links-not-recorded';
  const OPEN_END = '9999-12-31';
  /** @type {Record<FilterGroup, Set<string>>} */
  const chosen = { type: new Set(), region: new Set(), verdict: new Set(), method: new Set() };
  const pool = page.data.evidence || [];

  /* ---- what the data say */
  const gradeOf = (/** @type {string[]} */ sources) => sources.reduce((best, id) => {
    const source = page.sources.get(id);
    return source && source.reliability < best ? source.reliability : best;
  }, sources.length ? 'C' : NO_GRADE);
  /* the last day that a date may mean: 2014/2018 → 2018-12-31, 201X → 2019-12-31, 2019/.. → still so; '' undated */
  const lastDay = (/** @type {string} */ date) => {
    if (!date) return '';
    const end = date.slice(date.lastIndexOf('/') + 1);
    if (end === '..') return OPEN_END;
    const found = /(\d{2}[\dX]{2})((?:-\d\d){0,2})/.exec(end);
    return found ? found[1].replaceAll('X', '9') + found[2] + '-12-31'.slice(found[2].length) : '';
  };
  const yearOf = (/** @type {string} */ date) => {
    const last = lastDay(date);
    return last ? Number(last.slice(0, 4)) : null;
  };
  /** @type {(date: string, sources: string[]) => Fact} */
  const factOf = (date, sources) => ({ year: yearOf(date), last: lastDay(date), grade: gradeOf(sources), sources });
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

  /* ---- where a body is: the regions it lies in, and those around them */
  const regions = new Map(Object.entries(page.data.regions || {}));
  const districts = [...regions].filter(([, [, , around]]) => !page.data.region || around.includes(page.data.region)).map(([id]) => id);
  /* a patent or an award is where its holder is */
  /** @type {Map<string, Set<string>>} */
  const holders = new Map();
  for (const { id, bearer } of pool) if (bearer) holders.set(id, (holders.get(id) || new Set()).add(bearer));
  /** @type {Map<string, Set<string>>} */
  const places = new Map();
  const isSeat = (/** @type {Facts.Relation} */ tie, /** @type {string} */ id) => tie.type === 'LOCATED_IN' && tie.from === id && !tie.properties?.status;
  const placesOf = (/** @type {string} */ id) => {
    const known = places.get(id);
    if (known) return known;
    const todo = [id, ...holders.get(id) || []].flatMap(each => page.ties(each).filter(tie => isSeat(tie, each)).map(tie => tie.to));
    /** @type {Set<string>} */
    const lies = new Set();
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
      if (lies.has(at)) continue;
      lies.add(at);
      todo.push(...(regions.get(at) || ['', '', []])[2]);
    }
    places.set(id, lies);
    return lies;
  };
  /* inside, outside, unknown or '' for what has no seat; and 'wider': inside, its district not recorded */
  const seatsOf = (/** @type {string} */ id, /** @type {string} */ seat) => {
    if (!seat || seat === 'none') return [];
    const lies = regions.size ? placesOf(id) : new Set();
    return [seat, ...lies, ...(regions.size && seat === 'inside' && !districts.some(each => lies.has(each)) ? ['wider'] : [])];
  };

  /* ---- what cells say of those that fill them, and of the stage that they belong to */
  /** @type {(kind: (cell: Facts.Cell) => string[], more: (each: Facts.Extension) => string[]) => Map<string, Set<string>>} */
  const spread = (kind, more) => {
    const said = new Map();
    const put = (/** @type {string} */ id, /** @type {string[]} */ kinds) => said.set(id, new Set([...(said.get(id) || []), ...kinds]));
    for (const cell of page.cells.values()) {
      const kinds = kind(cell);
      if (!kinds.length) continue;
      put(cell.stage || cell.chain, kinds);
      for (const at of cell.evidence || []) if (!pool[at].inherited) put(pool[at].id, kinds);
    }
    for (const each of page.extensions.values()) put(each.stage || each.chain, more(each));
    return said;
  };
  const verdictsOf = (/** @type {Facts.Cell | Facts.Extension | undefined} */ each) => {
    if (!each || !each.verdict) return [];
    return each.verdict.rule === LINKS ? [each.verdict.kind, 'links'] : [each.verdict.kind];
  };
  /* how it was looked for: by the record that speaks */
  const methodsOf = (/** @type {Facts.Cell | Facts.Extension | undefined} */ each) => (each ? [each.searches ? each.searches[0].method : NOBODY_LOOKED] : []);
  const said = { verdict: spread(verdictsOf, verdictsOf), method: spread(methodsOf, methodsOf) };

  /* ---- what stays */
  const trusted = (/** @type {Fact} */ fact) => page.grade === 'C' || fact.grade <= page.grade;
  const dated = (/** @type {Fact} */ fact) => !filter.since || (filter.since === UNDATED ? fact.year === null : fact.year !== null && fact.year >= Number(filter.since));
  const isEarly = (/** @type {string} */ last) => last !== '' && last <= lastDay(filter.until);
  /* as in --known-by: by its own date, or by that of one of its sources */
  const known = (/** @type {Fact} */ fact) => !filter.until || isEarly(fact.last) || fact.sources.some(id => isEarly(lastDay(page.sources.get(id)?.published || '')));
  /** @type {Map<string, boolean>} */
  let named = new Map();
  const isNamed = (/** @type {string} */ id) => {
    const before = named.get(id);
    if (before !== undefined) return before;
    const source = page.sources.get(id);
    const texts = [id, source?.title || '', source?.publisher || ''];
    const is = texts.some(text => text.toLowerCase().includes(filter.source.toLowerCase()));
    named.set(id, is);
    return is;
  };
  const sourced = (/** @type {string[]} */ sources) => !filter.source || sources.some(isNamed);
  const holds = (/** @type {Fact} */ fact) => trusted(fact) && dated(fact) && known(fact) && sourced(fact.sources);
  const isTested = () => page.grade !== 'C' || filter.since !== '' || filter.until !== '' || filter.source !== '';
  /** @type {Fact[]} */
  const NOTHING = [{ year: null, last: '', grade: NO_GRADE, sources: [] }];
  const any = (/** @type {Fact[]} */ list) => (list.length ? list : NOTHING).some(holds);
  const of = (/** @type {FilterGroup} */ group, /** @type {string[]} */ values) => !chosen[group].size || values.some(value => chosen[group].has(value));
  const judged = (/** @type {string} */ id) => of('verdict', [...said.verdict.get(id) || []]) && of('method', [...said.method.get(id) || []]);
  /* a stage, a product, a standard has no seat: it stays with who is there */
  const placed = (/** @type {string} */ id) => {
    if (!chosen.region.size) return true;
    const { seat } = page.node(id);
    if (seat) return of('region', seatsOf(id, seat));
    const own = page.cellsOf(id);
    if (own.length) return own.some(key => (page.cell(key).evidence || []).some(at => !pool[at].inherited && inPlace(at)));
    return page.ties(id).some(tie => {
      const other = tie.from === id ? tie.to : tie.from;
      const near = page.nodes.get(other)?.seat;
      return near !== undefined && of('region', seatsOf(other, near));
    });
  };
  const inPlace = (/** @type {number} */ at) => of('region', seatsOf(pool[at].bearer || pool[at].id, pool[at].region));
  const stays = (/** @type {string} */ id) => {
    const node = page.nodes.get(id);
    return node !== undefined && of('type', [node.type]) && judged(id) && placed(id);
  };
  const ofCell = (/** @type {number} */ at, /** @type {string} */ id) => {
    const each = pool[at];
    return (!id || each.id === id) && of('type', [each.type]) && inPlace(at) && holds(found(at));
  };
  const judgedSo = (/** @type {Facts.Cell | Facts.Extension | undefined} */ each) => of('verdict', verdictsOf(each)) && of('method', methodsOf(each));
  const lookedBy = (/** @type {Facts.Cell | Facts.Extension} */ each) => !filter.until || !each.searches || each.searches.some(search => isEarly(lastDay(search.date)));
  /** @type {Filter} */
  const filter = {
    since: '',
    until: '',
    source: '',
    chosen,
    districts,
    get count() { return GROUPS.reduce((sum, group) => sum + chosen[group].size, 0) + [filter.since, filter.until, filter.source].filter(Boolean).length; },
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
    /* a cell: by what fills it; where nothing does, type, seat and source have nothing to go by */
    cell(id) {
      const cell = page.cells.get(id);
      if (!cell) return true;
      if (!judgedSo(cell)) return false;
      const all = [...cell.evidence || [], ...(chosen.region.size ? cell.set_aside || [] : [])];
      if (!all.length) return !chosen.type.size && !chosen.region.size && !filter.source && lookedBy(cell);
      return all.some(at => ofCell(at, ''));
    },
    /* what a body does in some cells (ids) */
    tie(id, cells) {
      if (!stays(id)) return false;
      const own = cells.map(page.cell).filter(cell => cell && (cell.evidence || []).some(at => pool[at].id === id));
      return own.length ? own.some(cell => judgedSo(cell) && (cell.evidence || []).some(at => ofCell(at, id))) : filter.node(id);
    },
    /* a stage is kept by what it has itself: what the chain lends it, it lends to all its stages */
    keeps(id) {
      const lent = page.cells.get(id)?.inherited && (chosen.type.size || chosen.region.size || filter.source);
      return !lent && filter.cell(id);
    },
    extension(id) {
      const each = page.extensions.get(id);
      if (chosen.type.size || chosen.region.size) return false;
      return !each || (judgedSo(each) && lookedBy(each) && sourced(each.sources));
    },
    look(source) {
      filter.source = source;
      named = new Map();
    },
    holders,
    seatsOf,
    verdictsOf,
    methodsOf,
    yearOf,
  };
  page.filter = filter;
}
