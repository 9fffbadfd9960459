/* The network view fills the room that the window gives: Python says where everything stands, this spreads columns and
   rows over the pane, each way by its own factor, and keeps glyphs and letters as they are. Where a name would be cut,
   its column takes what others can spare. */
{
  const data = page.data.network;
  const { nodes, lanes } = data;
  const sides = Object.values(data.columns);
  /* px between rows: what a name of one line needs, and beyond which more room says nothing more */
  const CLOSE = page.paint.LINE + 1.5;
  const WIDE = 96;
  /* a column of a narrow window still shows some letters of its names; the rest is beyond the edge */
  const NARROW = 0.6;
  const BROAD = 3;
  /* many chains stand below each other: their rows only follow the columns, and not far */
  const FLAT = 0.55;
  const natural = {
    columns: sides.map(columns => columns.map(({ x, width }) => ({ x, width }))),
    lanes: lanes.map(({ top, height, band }) => ({ top, height, band })),
    nodes: nodes.map(({ y, size }) => ({ y, size })),
    pitch: data.pitch,
  };
  const now = { across: 1, down: 1 };
  /** @type {Net.Room['stretch']} */
  const stretch = (across, down) => {
    if (across === now.across && down === now.down) return false;
    Object.assign(now, { across, down });
    sides.forEach((columns, side) => columns.forEach((column, at) => {
      const { x, width } = natural.columns[side][at];
      Object.assign(column, { x: x * across, width: width * across });
    }));
    lanes.forEach((lane, at) => {
      const { top, height, band } = natural.lanes[at];
      Object.assign(lane, { top: top * down, height: height * down, ...(band && { band: [band[0] * down, band[1] * down] }) });
    });
    data.pitch = natural.pitch * down;
    nodes.forEach((node, at) => {
      node.y = natural.nodes[at].y * down;
      /* what stands close never grows over its neighbours */
      if (node.members || node.within) node.size = natural.nodes[at].size * Math.min(1, across, down);
    });
    for (const group of page.folds.groups) page.folds.measure(group, down);
    for (const node of nodes) node.x = page.folds.across(node);
    return true;
  };
  /** @param {number} value @param {number} least @param {number} most */
  const within = (value, least, most) => Math.max(least, Math.min(most, value));
  /* how far right and down the drawing reaches before it is stretched */
  /** @type {Net.Room['natural']} */
  const extent = shown => {
    const columns = natural.columns[Object.keys(data.columns).indexOf(page.lang)];
    const last = shown.at(-1);
    const lane = natural.lanes.at(-1);
    return { right: last === undefined ? 400 : columns[last].x + columns[last].width, bottom: lane ? lane.top + lane.height : 200 };
  };
  /* px by which a column gives and takes; how often at most; how narrow it may become; for how many nodes it is reckoned */
  const STEP = 6;
  const GIVES = 9;
  const TAKES = 16;
  const LEAST = 76;
  const FEW = 240;
  /* what is cut in a column by how many steps it is wider, from -GIVES to TAKES: a name that is whole counts nothing */
  /** @param {number} at @param {Net.Item[]} own @param {Net.View} v @param {Map<Net.Item, number>} heights */
  const costs = (at, own, v, heights) => {
    const { width, label } = data.columns[page.lang][at];
    /* the head stays as whole as it is */
    const needs = Math.max(LEAST, ...label.split(' ').map(word => page.letters.measure(word, true) + 14));
    const lowest = -Math.max(0, Math.min(GIVES, Math.floor((width - needs) / STEP)));
    const lost = Array.from({ length: GIVES + TAKES + 1 }, (_, k) => (k - GIVES < lowest ? Infinity : 0));
    for (const node of own) {
      /** @param {number} steps */
      const isWhole = steps => page.labels.isWholeIn(node, v, width + steps * STEP, heights.get(node) || 0);
      /* most names are short: asked first whether they are whole in the narrowest; else the first step is halved for */
      let [below, needed] = [lowest, isWhole(lowest) ? lowest : TAKES + 1];
      while (needed - below > 1) {
        const middle = (below + needed) >> 1;
        if (isWhole(middle)) needed = middle;
        else below = middle;
      }
      for (let steps = lowest; steps < needed && steps <= TAKES; steps += 1) lost[steps + GIVES] += 1 + 5 * page.labels.weight(node);
    }
    return lost;
  };
  /* Python shares the pane by widths that it estimates, for most names of a column; here letters are measured, and the
     same width is shared so that least is cut */
  /** @param {number[]} shown */
  const share = shown => {
    const v = { scale: 1, colours: {}, lang: page.lang, left: 0, right: 0, top: 0, bottom: 0 };
    const seen = nodes.filter(node => !node.hidden && !node.members);
    const heights = page.labels.heightsOf(v, seen);
    const columns = data.columns[page.lang];
    const lost = shown.map(at => costs(at, seen.filter(node => node.column === at && !node.within), v, heights));
    if (lost.every(each => !each[GIVES])) return;
    /* the least that is cut by how many steps are given so far, with what each column got */
    /** @type {Map<number, { cut: number, turns: number, got: number[] }>} */
    let best = new Map([[0, { cut: 0, turns: 0, got: [] }]]);
    for (const each of lost) {
      /** @type {typeof best} */
      const next = new Map();
      for (const [sum, { cut, turns, got }] of best) each.forEach((more, k) => {
        const steps = k - GIVES;
        const [loss, moved] = [cut + more, turns + Math.abs(steps)];
        const known = next.get(sum + steps);
        if (loss < Infinity && (!known || loss < known.cut || (loss === known.cut && moved < known.turns))) next.set(sum + steps, { cut: loss, turns: moved, got: [...got, steps] });
      });
      best = next;
    }
    const found = best.get(0);
    let moved = 0;
    shown.forEach((at, k) => {
      const more = (found ? found.got[k] : 0) * STEP;
      columns[at].x += moved;
      columns[at].width += more;
      moved += more;
    });
    for (const node of nodes) node.x = page.folds.across(node);
  };
  /** @type {Net.Room['fill']} */
  const fill = (width, height, shown) => {
    const { right, bottom } = extent(shown);
    const across = within(width / right, NARROW, BROAD);
    const down = lanes.length === 1
      ? within(height / bottom, CLOSE / natural.pitch, Math.max(1, WIDE / natural.pitch))
      : within(across, FLAT, 1);
    if (!stretch(across, down)) return false;
    if (lanes.length === 1 && across < 1 && nodes.length <= FEW) share(shown);
    return true;
  };
  page.room = { fill, stretch, natural: extent, now };
}
