/* The network view: vis-network draws nodes and relations at the places that Python gave; this adds what lifts
   a part above a veil (selection, emphasis), the names, the filters, keys and zoom. */
{
  const data = page.data.network;
  const paint = page.paint;
  const box = /** @type {HTMLElement} */ (page.the('#network'));
  const { nodes, edges } = data;
  const SMALLEST = 0.12;
  const LARGEST = 4;
  const VEIL = 0.82;
  const laneNames = () => (data.lanes.length < 2 ? 0 : page.lang === 'zh' ? 92 : 116); // px
  /** @type {Net.Drawing['byKey']} */
  const byKey = new Map();
  /** @type {Net.Drawing['ghostOf']} */
  const ghostOf = new Map();
  /** @type {Net.Line[][]} */
  const ties = nodes.map(() => []);
  /** @type {Net.Off} */
  const off = { type: new Set(), relation: new Set(), status: new Set() };
  /** @type {Net.State} */
  const state = { lifted: null, lines: [], first: null, group: null, back: null, hover: null, boxes: [], upper: 0, columns: [], moved: false,
    open: new Set(), sums: [], seek: null, shown: null, focus: null, picking: null, aim: null, path: null };
  /** @type {Net.View} */
  const view = { scale: 1, colours: {}, lang: page.lang, left: 0, right: 0, top: 0, bottom: 0 };

  for (const node of nodes) {
    node.lane = data.lanes.findIndex(lane => node.y >= lane.top && node.y <= lane.top + lane.height);
    if (node.key !== undefined) byKey.set(node.key, node);
    if (node.cells) for (const cell of node.cells) ghostOf.set(cell, node);
  }
  for (const line of edges) {
    line.status = line.status || 'fact';
    if (line.bend) line.smooth = { enabled: true, type: line.bend > 0 ? 'curvedCW' : 'curvedCCW', roundness: Math.abs(line.bend) };
    line.a = nodes[line.from];
    line.b = nodes[line.to];
    ties[line.from].push(line);
    if (line.to !== line.from) ties[line.to].push(line);
  }
  const colours = () => {
    for (const name of Object.keys(data.light)) view.colours[name] = page.colour(name);
  };
  /** @type {Net.Drawing['isQuiet']} */
  const isQuiet = node => node.ghost === 'look_up' && page.emphasis !== 'look_up';
  /** @type {Net.Drawing['isOff']} */
  const isOff = node => off.type.has(node.type) || (node.key !== undefined && page.isHidden(node.key));
  /** @type {Net.Drawing['lineOff']} */
  const lineOff = line => isOff(line.a) || isOff(line.b) || (!line.ghost && (off.relation.has(line.type) || off.status.has(line.status)));

  const UNUSUAL = /** @type {const} */ (['width', 'arrows', 'smooth', 'dashes']);
  /* what vis gets: no more than it needs, and only what is to be seen (an item costs 0.1 ms at the start) */
  /** @param {Net.Item} node */
  const visNode = ({ id, x, y }) => ({ id, x, y });
  /** @param {Net.Line} line */
  const visLine = line => {
    const { id, from, to } = line;
    const unusual = UNUSUAL.filter(name => line[name] !== undefined).map(name => [name, line[name]]);
    return { id, from, to, color: paint.tint(line, view), ...Object.fromEntries(unusual) };
  };
  const settle = () => {
    const shown = state.seek && state.seek();
    state.shown = shown;
    for (const node of nodes) node.gone = shown !== null && !node.members && !shown.has(node);
    for (const line of edges) line.live = !lineOff(line) && ![line.a, line.b].some(node => node.gone || isQuiet(node));
    /* few are shown one by one */
    page.folds.settle(shown === null || shown.size > data.most, state.open);
    for (const node of nodes) node.hidden = isOff(node) || isQuiet(node) || node.gone || (node.members ? !node.folded : Boolean(node.folded));
    for (const line of edges) line.hidden = !line.live || line.a.hidden || line.b.hidden;
    state.sums = page.folds.add(edges);
    state.columns = [...new Set(nodes.filter(node => !node.hidden || node.ghost).map(node => node.column))].sort((a, b) => a - b);
  };
  /**
   * @template {{ hidden?: boolean }} T
   * @param {T[]} items
   */
  const seen = items => items.filter(item => !item.hidden);
  const ticks = page.ticks();
  for (const tick of ticks) if (!tick.opens) off[tick.kind].add(tick.name);
  colours();
  settle();
  /* over the whole pane, below the heads and beside the names of the lanes; true: everything stands elsewhere now */
  const spread = () => page.room.fill(box.clientWidth - laneNames() - 28, box.clientHeight - 56, state.columns);
  if (box.clientWidth) spread();
  const sets = { nodes: new vis.DataSet(seen(nodes).map(visNode)), edges: new vis.DataSet(seen([...edges, ...state.sums]).map(visLine)) };
  const net = new vis.Network(box, { nodes: [{ id: 0, shape: 'dot' }], edges: [] }, {
    ...data.options,
    autoResize: false,
    /* the page itself looks under the pointer: a name counts as much as a glyph */
    interaction: { ...data.options.interaction, hover: false },
    nodes: {
      shape: 'custom',
      chosen: false,
      ctxRenderer: (/** @type {{ ctx: Net.Context, id: number }} */ { ctx, id }) => ({
        nodeDimensions: { width: 2 * nodes[id].size, height: 2 * nodes[id].size },
        drawNode: () => paint.glyph(ctx, nodes[id], view),
      }),
    },
  });
  /* names are ours: vis would settle fonts for every node and line, a quarter of the script's time to the first drawing */
  /** @this {{ elementOptions: object }} @param {{ label?: object }} options */
  const bare = function bare(options) {
    this.elementOptions = options;
    options.label = undefined;
  };
  Object.assign(Object.getPrototypeOf(net.body.nodes[0].labelModule), { setOptions: bare, update: bare });
  net.setData(sets);
  /**
   * @template {{ id: number | string, hidden?: boolean }} T
   * @param {vis.DataSet} set
   * @param {T[]} items
   * @param {(item: T) => object} make
   */
  const exchange = (set, items, make) => {
    set.remove(items.filter(item => item.hidden && set.get(item.id)).map(item => item.id));
    set.add(items.filter(item => !item.hidden && !set.get(item.id)).map(make));
  };
  const refresh = () => {
    settle();
    sets.edges.remove(state.sums.map(sum => sum.id));
    exchange(sets.edges, [...edges, ...state.sums], visLine);
    exchange(sets.nodes, nodes, visNode);
  };
  const recolour = () => {
    colours();
    sets.edges.update(seen([...edges, ...state.sums]).map(line => ({ id: line.id, color: paint.tint(line, view) })));
  };
  let drawn = true;
  const redraw = () => {
    if (!drawn) return;
    drawn = false;
    requestAnimationFrame(() => {
      drawn = true;
      net.redraw();
    });
  };

  /* ---- the view */
  const extent = () => {
    const { right, bottom } = page.room.natural(state.columns);
    return { right: right * page.room.now.across, bottom: bottom * page.room.now.down };
  };
  const look = () => {
    const middle = net.getViewPosition();
    view.scale = net.getScale();
    view.lang = page.lang;
    const across = box.clientWidth / view.scale / 2;
    const down = box.clientHeight / view.scale / 2;
    Object.assign(view, { left: middle.x - across, right: middle.x + across, top: middle.y - down, bottom: middle.y + down });
  };
  /* so far out, or in, that all of some nodes are seen */
  /** @param {Net.Item[]} members @param {number} nearest */
  const frame = (members, nearest) => {
    if (!members.length) return;
    const xs = members.map(node => node.x);
    const ys = members.map(node => node.y);
    const px = { left: laneNames() + 24, right: 150, top: 56, bottom: state.shown ? 60 : 26 };
    const width = Math.max(...xs) - Math.min(...xs);
    const height = Math.max(...ys) - Math.min(...ys);
    const room = Math.min((box.clientWidth - px.left - px.right) / Math.max(1, width), (box.clientHeight - px.top - px.bottom) / Math.max(1, height));
    const scale = Math.max(0.2, Math.min(nearest, room));
    net.moveTo({
      scale,
      position: {
        x: Math.min(...xs) + width / 2 + (px.right - px.left) / 2 / scale,
        y: Math.min(...ys) + height / 2 + (px.bottom - px.top) / 2 / scale,
      },
    });
  };
  /** @type {Net.Drawing['replace']} */
  const replace = () => sets.nodes.update(nodes.filter(node => !node.hidden).map(visNode));
  /* the whole width, from the top of a lane; a single lane takes the whole height */
  /** @type {Net.Drawing['fit']} */
  const fit = (lane = null) => {
    if (state.shown && !lane) {
      frame(nodes.filter(node => !node.hidden), 1.15);
      state.moved = false;
      return;
    }
    if (box.clientWidth && spread()) replace();
    const margin = laneNames() + 22;
    const top = lane ? lane.top : 0;
    net.moveTo({ scale: 1, position: { x: box.clientWidth / 2 - margin, y: top + box.clientHeight / 2 - 40 } });
    state.moved = false;
  };
  /** @type {Net.Drawing['zoom']} */
  const zoom = factor => {
    net.moveTo({ scale: Math.max(SMALLEST, Math.min(LARGEST, net.getScale() * factor)) });
    state.moved = true;
  };
  /** @param {Net.Item[]} members */
  const hold = members => {
    look();
    const inside = members.every(node => node.x > view.left + (laneNames() + 12) / view.scale && node.x < view.right - 90 / view.scale && node.y > view.top + 44 / view.scale && node.y < view.bottom - 14 / view.scale);
    if (inside || !members.length) return;
    if (!state.back) state.back = { position: net.getViewPosition(), scale: net.getScale() };
    frame(members, state.back.scale);
  };

  /* ---- what stands above the veil */
  /** @param {Net.Item} node */
  const around = node => {
    const lines = node.members
      ? state.sums.filter(sum => !sum.hidden && (sum.a === node || sum.b === node))
      : ties[node.id].filter(line => !lineOff(line) && (line.live || node.ghost));
    return { members: new Set([node, ...lines.flatMap(line => [line.a, line.b])]), lines };
  };
  /** @param {string} key */
  const ofCell = key => {
    const ghost = ghostOf.get(key);
    if (ghost) {
      const cell = page.cells.get(key);
      const owner = cell && byKey.get(cell.stage || cell.chain);
      const lines = ties[ghost.id].filter(line => !owner || line.a === owner || ghost.cells.length === 1);
      return { members: new Set([ghost, ...lines.flatMap(line => [line.a, line.b])]), lines };
    }
    const cell = page.cells.get(key);
    if (!cell) return null;
    const owner = byKey.get(cell.stage || cell.chain);
    const filled = (cell.evidence || []).map(at => byKey.get(page.data.evidence[at].id));
    /** @type {Set<Net.Item | undefined>} */
    const held = new Set([owner, ...filled]);
    const members = new Set([...held].flatMap(node => node || []));
    const lines = edges.filter(line => line.live && members.has(line.a) && members.has(line.b) && (line.a === owner || line.b === owner));
    return { members, lines };
  };
  const ofEmphasis = () => {
    if (page.emphasis === 'all') return null;
    /** @type {Net.Item[]} */
    let chosen = [];
    if (page.emphasis === 'hub') chosen = nodes.filter(node => node.hub && !node.hidden);
    if (page.emphasis === 'gap') chosen = nodes.filter(node => !node.hidden && (node.mark === 'build' || (node.ghost && node.ghost !== 'look_up')));
    if (page.emphasis === 'look_up') chosen = nodes.filter(node => !node.hidden && (node.mark === 'look_up' || node.ghost === 'look_up'));
    const isIn = new Set(chosen);
    const lines = [...edges, ...state.sums].filter(line => !line.hidden && (page.emphasis === 'hub' ? isIn.has(line.a) || isIn.has(line.b) : line.ghost && isIn.has(line.b)));
    return { members: new Set([...chosen, ...lines.flatMap(line => [line.a, line.b])]), lines };
  };
  const lift = () => {
    /** @type {Net.Lifted | null} */
    let found = null;
    const before = state.first;
    state.first = null;
    if (state.group) {
      found = state.group.hidden && state.group.members ? null : around(state.group);
      state.first = state.group;
    } else if (page.selected !== null) {
      const node = byKey.get(page.selected);
      /* the middle of what alone is shown needs no veil over the rest */
      if (!node || node !== state.focus) found = node ? around(node) : ofCell(page.selected);
      state.first = node || ghostOf.get(page.selected) || null;
    } else if (state.path) {
      found = state.path;
      state.first = state.path.first;
    } else state.first = state.aim || state.picking;
    if (found && ![...found.members].some(node => !node.gone)) found = null;
    const chosen = found !== null;
    found = found || ofEmphasis();
    /* the page opens with nothing chosen: a second drawing of the same would delay it by 60 ms */
    const same = !found && !state.lifted && !state.back && state.first === before;
    state.lifted = found && [...found.members].filter(node => !isOff(node) && !node.gone);
    state.lines = found ? found.lines.filter(line => !line.a.gone && !line.b.gone) : [];
    if (chosen) hold(state.lifted || []);
    else if (state.back) {
      net.moveTo(state.back);
      state.back = null;
    }
    if (!same) redraw();
  };

  /** @type {Net.Drawing['lineOf']} */
  const lineOf = id => (typeof id === 'string' ? page.folds.sum(id) : edges[id]);
  /* vis draws every line, be it in view or not; none swings out further than this */
  const OUT = 100;
  /** @param {string | number} id */
  const inView = id => {
    if (!net.body.edges[id]) return false; // vis draws in the midst of an exchange
    const line = lineOf(id);
    if (!line) return false;
    const { a, b } = line;
    return Math.max(a.y, b.y) > view.top - OUT && Math.min(a.y, b.y) < view.bottom + OUT && Math.max(a.x, b.x) > view.left - OUT && Math.min(a.x, b.x) < view.right + OUT;
  };

  /* ---- drawing: vis draws lines and glyphs between the two */
  net.on('beforeDrawing', c => {
    look();
    net.body.edgeIndices = sets.edges.getIds().filter(inView);
    paint.lanes(c, view);
    page.folds.frames(c, view);
  });
  /** @type {Net.Drawing['heading']} */
  const heading = c => {
    if (laneNames()) paint.laneNames(c, view, laneNames());
    paint.heads(c, view, state.columns);
  };
  /* a veil over all that has been drawn, and on it what is chosen or emphasised */
  /** @type {Net.Drawing['raise']} */
  const raise = (c, veil) => {
    const { lifted, lines, first } = state;
    if (!lifted) return false;
    c.save();
    c.globalAlpha = veil;
    c.fillStyle = view.colours.canvas;
    c.fillRect(view.left, view.top, view.right - view.left, view.bottom - view.top);
    c.restore();
    const many = lines.length > 60;
    for (const line of lines) paint.stroke(c, line, view, line.ghost ? 1.3 : many ? 1.1 : 1.8, line.faded ? 0.15 : many ? 0.6 : 0.95);
    for (const node of lifted) paint.glyph(c, node, view, node === first);
    return true;
  };
  net.on('afterDrawing', c => {
    state.boxes = page.labels.all(c, view, nodes, state.columns);
    if (state.lifted && raise(c, VEIL)) {
      const above = page.labels.lifted(c, view, state.lifted, state.first);
      state.upper = above.length;
      state.boxes = [...above, ...state.boxes];
    } else if (state.first && !state.first.hidden) paint.glyph(c, state.first, view, true);
    heading(c);
    if (state.hover) page.labels.hint(c, view, state.hover.x, state.hover.y, state.hover.lines);
  });
  net.once('afterDrawing', () => page.ready());

  page.net = Object.assign(/** @type {Net.Drawing} */ ({}), { net, sets, ticks, nodes, edges, ties, byKey, ghostOf, state, view, box, off, extent, look, fit, replace, zoom, redraw, refresh, recolour, lift, isOff, isQuiet, lineOff, lineOf, heading, raise });
}
