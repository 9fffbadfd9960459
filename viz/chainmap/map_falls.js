/* What falls on record if some bodies go: the cells of the chain counted again without them, by the rules of docs/gaps.md.
   The same recount as `chainscape whatif --chain`, so that any set can be tried on the page. */
{
  const { flows, supplies, subject } = page.data;
  const evidence = page.data.evidence;
  page.standsOut = '';
  const filling = (/** @type {Facts.Cell} */ cell, lent = false) => (cell.evidence || []).map(at => evidence[at]).filter(each => Boolean(each.inherited) === lent);
  const isGone = (/** @type {Facts.Filling} */ each, /** @type {Set<string>} */ gone) => gone.has(each.id) || gone.has(each.bearer || each.id) || Boolean(each.places && each.places.every(place => gone.has(place)));
  /* each house, body and thing once, as `amount` counts */
  const many = (/** @type {Facts.Filling[]} */ found) => new Set(found.map(each => (each.unit ? each.unit + ' ' + each.id : each.house || each.id))).size;
  const cells = [...page.cells].filter(([, cell]) => cell.chain === subject);
  const builds = (/** @type {Facts.Cell} */ cell) => cell.stage !== '' && Boolean(page.data.slots[cell.slot].builds);

  const reached = (/** @type {string} */ start, /** @type {Set<string>} */ without) => {
    const found = new Set(without.has(start) ? [] : [start]);
    for (const stage of found) for (const next of flows[stage] || []) if (!without.has(next)) found.add(next);
    return found;
  };
  const stages = Object.keys(flows);
  const fed = new Set(Object.values(flows).flat());
  const starts = stages.filter(stage => !fed.has(stage) && flows[stage].length);
  const whole = new Set(starts.flatMap(start => [...reached(start, new Set())]));
  /* first stages → the last ones that each reaches */
  const ways = new Map(starts.map(start => [start, [...reached(start, new Set())].filter(stage => !flows[stage].length && stage !== start)]));

  page.fallsWithout = gone => {
    /** @type {string[][]} */
    const [slots, built, inherited, leftOnOne] = [[], [], [], []];
    /** @type {Set<string>} */
    const touched = new Set();
    for (const [id, cell] of cells) {
      if (cell.state !== 'present') continue;
      const before = filling(cell, Boolean(cell.inherited));
      const left = before.filter(each => !isGone(each, gone));
      if (left.length === before.length) continue;
      if (!cell.inherited && builds(cell)) touched.add(cell.stage);
      if (cell.inherited) {
        if (!left.length) inherited.push(id);
      } else if (!left.length) (builds(cell) ? built : slots).push(id);
      else if (many(left) === 1 && many(before) > 1) leftOnOne.push(id);
    }
    const isHeld = (/** @type {string} */ stage) => cells.some(([, cell]) => cell.stage === stage && builds(cell) && filling(cell).some(each => !isGone(each, gone)));
    const empties = [...touched].filter(stage => !isHeld(stage)).sort();
    const empty = new Set(empties);
    /* a slot that builds is told with its stage, unless somebody else holds the stage */
    slots.push(...built.filter(id => !empty.has(page.cell(id).stage)));
    const left = new Set();
    /** @type {Falls['ways']} */
    const gap = [];
    for (const [start, ends] of ways) {
      const now = reached(start, empty);
      for (const stage of now) left.add(stage);
      for (const stage of ends) if (!now.has(stage)) gap.push([start, stage]);
    }
    const cutOff = empties.length ? [...whole].filter(stage => !left.has(stage) && !empty.has(stage)).sort() : [];
    const lost = supplies.filter(([supplier, customer, product]) => gone.has(supplier) && !gone.has(customer)
      && supplies.every(([other, ...market]) => market[0] !== customer || market[1] !== product || gone.has(other)));
    const markets = new Map(lost.map(([, customer, product]) => [JSON.stringify([customer, product]), /** @type {Falls['lost'][number]} */ ([customer, product])]));
    const customers = [...new Set(lost.map(([, customer]) => customer))].sort();
    const inOrder = (/** @type {[string, string][]} */ pairs) => pairs.sort((a, b) => (a[0] === b[0] ? Number(a[1] > b[1]) - Number(a[1] < b[1]) : Number(a[0] > b[0]) - Number(a[0] < b[0])));
    return { empties, slots: slots.sort(), inherited: inherited.sort(), left_on_one: leftOnOne.sort(), cut_off: cutOff, routes: gap.length, customers, ways: inOrder(gap), lost: inOrder([...markets.values()]) };
  };
}
