/* Names in the network view: which are written, how much of each, and none over another. A name takes one row of its
   column, else several where the rows stand far enough apart, else what is free to its right; then smaller letters; then
   it is cut. */
{
  const data = page.data.network;
  const { SIZE, ROW, SMALL, SMALL_ROW, measure, fit, ends } = page.letters;
  const STEPS = [{ size: SIZE, row: ROW }, { size: SMALL, row: SMALL_ROW }];
  const { LINE, write, pill, ground, reach, isBold, ink } = page.paint;
  const MOST_ROWS = 6;
  const APART = 13; // px between names of one column
  const BETWEEN = 9; // px from a name to the next glyph
  const PAD = 4; // px of a pill around a name
  /** @param {Net.Item} node */
  const weight = node => (node.hub || node.members ? 4 : 0) + (node.type === 'IndustryChain' ? 5 : 0) + (node.ghost ? 3 : 0) + (node.type === 'Stage' ? 2 : 0);
  /** @param {Net.Item} node */
  const pillOf = node => (node.hub ? 'hub' : node.mark === 'build' || (node.ghost && node.ghost !== 'look_up') ? 'gap' : '');
  /** @param {Net.Item} node */
  const gapAfter = node => (node.hub ? 4 : 5) + (pillOf(node) ? PAD : 0);
  /** @param {Net.Item} node */
  const isStage = node => node.type === 'Stage' || node.like === 'Stage';

  /* how many neighbours are put away, left of the glyph: names of the column before keep off */
  /** @param {Net.Item} node */
  const moreOf = node => (node.more ? 4 + measure('+' + node.more, true) : 0);
  /** @param {Net.Context} c @param {Net.View} v @param {Net.Item} node */
  const more = (c, v, node) => {
    const text = '+' + node.more;
    write(c, v, text, node.x - (reach(node, v) + 4 + measure(text, true)) / v.scale, node.y + 0.5 / v.scale, v.colours.select, true, 'canvas');
  };

  /** @param {Net.Item} node */
  const briefOf = node => (page.lang === 'en' && node.brief ? [node.brief] : []);
  /* what may be written of a node, the fullest first, each a name and what follows it: of a hub its figure by the chosen
     measure, of a firm that works in several stages their number; of a group the number says more than the type, which
     its shape tells. At last its name in abbreviations */
  /** @type {(node: Net.Item) => [name: string, tail: string][]} */
  const wordings = node => {
    const name = page.text(node.names);
    if (node.members) return [[name, ''], ['×' + node.number, '']];
    const times = node.stages ? '×' + node.stages : '';
    const badge = node.hub ? page.badge(node.key || '') : '';
    const tails = new Set([[...new Set([times, badge])].filter(Boolean).join(' '), times, '']);
    return [...[...tails].map(tail => /** @type {[string, string]} */ ([name, tail])), ...briefOf(node).map(brief => /** @type {[string, string]} */ ([brief, '']))];
  };
  /* a name and what follows it: in one row, else what follows stands in a row of its own */
  /** @param {string} name @param {string} tail @param {boolean} bold @param {number} room @param {number} most */
  const fitted = (name, tail, bold, room, most) => {
    if (!tail) return fit(name, bold, room, most);
    const together = fit(name + ' ' + tail, bold, room, 1);
    if (together.isWhole || most < 2) return together;
    const above = fit(name, bold, room, most - 1);
    return { rows: [...above.rows, tail], isWhole: above.isWhole && measure(tail, bold) <= room };
  };

  /** @param {Net.View} v @param {Net.Item[]} nodes */
  const columnsOf = (v, nodes) => {
    /** @type {Map<number, Net.Item[]>} */
    const columns = new Map();
    for (const node of nodes) {
      const at = Math.round(node.x * v.scale - (node.members ? node.size : 5));
      const stack = columns.get(at);
      if (stack) stack.push(node);
      else columns.set(at, [node]);
    }
    for (const stack of columns.values()) stack.sort((a, b) => a.y - b.y);
    return columns;
  };
  /* how far a name may reach up and down: to the edges of its lane, or of the frame of its stages */
  /** @param {Net.Item} node */
  const edges = node => {
    const lane = data.lanes[node.lane];
    if (!lane) return [-Infinity, Infinity];
    if (isStage(node) && lane.band) return [lane.top + lane.band[0], lane.top + lane.band[1]];
    return [lane.top, lane.top + lane.height];
  };
  /* how many px high a name may be: to the middle between it and its neighbours above and below */
  /** @type {Net.Labels['heightsOf']} */
  const heightsOf = (v, nodes) => {
    /** @type {Map<Net.Item, number>} */
    const heights = new Map();
    for (const stack of columnsOf(v, nodes).values()) stack.forEach((node, k) => {
      const [top, bottom] = edges(node);
      const above = Math.min(k ? node.y - stack[k - 1].y : Infinity, 2 * (node.y - top));
      const below = Math.min(k + 1 < stack.length ? stack[k + 1].y - node.y : Infinity, 2 * (bottom - node.y));
      heights.set(node, Math.min(above, below) * v.scale);
    });
    return heights;
  };
  /** @param {number} high @param {number} row */
  const rowsIn = (high, row) => Math.max(1, Math.min(MOST_ROWS, Math.floor(high / row + 0.02)));
  /* whether a name is whole in a column so wide, without what follows it: by this columns share the pane */
  /** @type {Net.Labels['isWholeIn']} */
  const isWholeIn = (node, v, width, high) => {
    const room = width - BETWEEN - reach(node, v) - gapAfter(node) - (pillOf(node) ? PAD : 0);
    const names = [page.text(node.names), ...briefOf(node)];
    return STEPS.some(({ size, row }) => names.some(name => fit(name, isBold(node), room * SIZE / size, rowsIn(high, row)).isWhole));
  };
  /** @type {Net.Labels['arrange']} */
  const arrange = (v, nodes, obstacles, shown) => {
    const columns = data.columns[v.lang];
    const px = 1 / v.scale;
    const edge = Math.max(v.right, page.net ? page.net.extent().right : 0);
    const heights = heightsOf(v, nodes);
    const named = new Set(nodes);
    /** @type {(Net.Bounds & { node: Net.Item })[]} */
    const taken = [];
    /** @param {Net.Item} node */
    const ownEnd = node => {
      const { x, width } = columns[node.column];
      if (node.share && node.share < 1) return x + ((node.aside || 0) + node.share) * width - 6 * px;
      const next = shown[shown.indexOf(node.column) + 1];
      return next === undefined ? x + width : columns[next].x - BETWEEN * px;
    };
    /* the free room right of a name of so many px in height */
    /** @param {Net.Item} node @param {number} left @param {number} high */
    const free = (node, left, high) => {
      const half = high * px / 2;
      let end = edge;
      for (const box of taken) if (box.left > node.x && box.left < end && box.top < node.y + half && box.bottom > node.y - half) end = box.left;
      return end - left;
    };
    /** @param {Net.Item} node @param {number} left */
    const worded = (node, left) => {
      const bold = isBold(node);
      const pad = pillOf(node) ? PAD : 0;
      const own = (ownEnd(node) - left) * v.scale - pad;
      const choices = wordings(node);
      /* who stands close to others of a group keeps to its own place */
      const isShared = Boolean(node.share && node.share < 1);
      /* how wide a name of one row, of two … may be, in px of letters of the usual size; most need no smaller ones */
      /** @param {{ size: number, row: number }} step */
      const limitsOf = ({ size, row }) => Array.from(
        { length: rowsIn(heights.get(node) || 0, row) },
        (_, n) => (free(node, left, (n + 1) * row) * v.scale - pad) * SIZE / size,
      );
      for (const step of STEPS) {
        const limits = limitsOf(step);
        const most = limits.length;
        for (const [name, tail] of choices) {
          const made = fitted(name, tail, bold, Math.min(own * SIZE / step.size, limits[most - 1]), most);
          if (made.isWhole) return { ...made, ...step };
          const wide = isShared ? undefined : limits.map((each, n) => fitted(name, tail, bold, each, n + 1)).find(each => each.isWhole);
          if (wide) return { ...wide, ...step };
        }
      }
      const last = choices[choices.length - 1][0];
      const limits = limitsOf(STEPS[0]);
      /* in as many rows as keep most of it */
      const best = isShared ? limits.length : 1 + limits.reduce((found, room, n) => (room * (n + 1) > limits[found] * (found + 1) ? n : found), 0);
      const room = isShared ? own : limits[best - 1];
      return { ...fit(last, bold, room, best), room, ...STEPS[0] };
    };
    /** @type {Net.Label[]} */
    const found = [];
    for (const node of [...new Set([...obstacles, ...nodes])].sort((a, b) => b.x - a.x || a.y - b.y)) {
      const glyph = reach(node, v) * px;
      const box = { left: node.x - glyph, right: node.x + glyph, top: node.y - glyph, bottom: node.y + glyph };
      if (named.has(node)) {
        const left = node.x + glyph + gapAfter(node) * px;
        const made = worded(node, left);
        const bold = isBold(node);
        const width = Math.max(0, ...made.rows.map(row => measure(row, bold))) * made.size / SIZE;
        if (width) {
          const half = made.rows.length * made.row * px / 2;
          found.push({ node, x: left, ...made, width });
          Object.assign(box, { right: left + (width + (pillOf(node) ? PAD : 0)) * px, top: Math.min(box.top, node.y - half), bottom: Math.max(box.bottom, node.y + half) });
        }
      }
      taken.push({ ...box, node, left: box.left - (BETWEEN / 2 + (node.more ? 4 + moreOf(node) : 0)) * px });
    }
    /* a cut name takes what its neighbours have left, once it is known */
    /** @param {Net.Label} label */
    const grow = label => {
      const { node, x } = label;
      const bold = isBold(node);
      const [top, bottom] = edges(node);
      for (const { size, row } of STEPS) for (let n = 1; n <= MOST_ROWS; n += 1) {
        const above = node.y - n * row * px / 2;
        const below = node.y + n * row * px / 2;
        const isTaken = taken.some(box => box.node !== node && box.top < below && box.bottom > above && box.left <= node.x && box.right > node.x);
        if (above < top || below > bottom || isTaken) break;
        const room = (free(node, x, n * row) * v.scale - (pillOf(node) ? PAD : 0)) * SIZE / size;
        const made = [page.text(node.names), ...briefOf(node)].map(name => fit(name, bold, room, n)).find(each => each.isWhole);
        if (!made) continue;
        const width = Math.max(...made.rows.map(each => measure(each, bold))) * size / SIZE;
        Object.assign(label, { ...made, width, size, row });
        Object.assign(taken.find(box => box.node === node) || {}, { right: x + width * px, top: above, bottom: below });
        return;
      }
    };
    for (const label of found) if (!label.isWhole && !(label.node.share && label.node.share < 1)) grow(label);
    return apart(found);
  };
  /* no two cut names are the same: where they would be, their ends are shown as well */
  /** @param {Net.Label[]} found */
  const apart = found => {
    /** @type {Map<string, Net.Label[]>} */
    const same = new Map();
    for (const label of found) if (!label.isWhole) {
      const text = label.rows.join('');
      same.set(text, [...(same.get(text) || []), label]);
    }
    for (const labels of same.values()) {
      if (labels.length < 2 || new Set(labels.map(label => page.text(label.node.names))).size < 2) continue;
      for (const label of labels) {
        const bold = isBold(label.node);
        const rows = ends(briefOf(label.node)[0] || page.text(label.node.names), bold, label.room || label.width, label.rows.length);
        if (rows) Object.assign(label, { rows, width: Math.max(...rows.map(row => measure(row, bold))) });
      }
    }
    return found;
  };

  /** @param {Net.Context} c @param {Net.View} v @param {Net.Label} label @param {Net.Box[]} boxes @param {string | null} under @param {boolean} calm */
  const place = (c, v, { node, x, rows, width, isWhole, size, row: high }, boxes, under, calm) => {
    const px = 1 / v.scale;
    const bold = isBold(node);
    const kind = pillOf(node);
    const half = rows.length * high / 2;
    c.save();
    if (node.faded) c.globalAlpha *= 0.35;
    if (kind) pill(c, v, { left: x - PAD * px, right: x + (width + PAD) * px, top: node.y - (half + 0.5) * px, bottom: node.y + (half + 0.5) * px }, kind, Boolean(node.web_only));
    rows.forEach((row, k) => write(c, v, row, x, node.y + (0.5 + (k - (rows.length - 1) / 2) * high) * px, ink(node, v, calm), bold, kind ? null : under, isStage(node), size));
    c.restore();
    boxes.push({ node, rows, isWhole, left: node.x - reach(node, v) * px, right: x + width * px, top: node.y - half * px, bottom: node.y + half * px });
  };
  /* of names closer than a line in one column the weightier */
  /** @param {Net.View} v @param {Net.Item[]} nodes @param {Net.Item | null} first */
  const thinned = (v, nodes, first) => {
    /** @type {Map<number, number[]>} */
    const taken = new Map();
    return [...nodes].sort((a, b) => Number(b === first) - Number(a === first) || weight(b) - weight(a) || a.id - b.id).filter(node => {
      const at = Math.round(node.x * v.scale);
      const used = taken.get(at) || [];
      if (used.some(y => Math.abs(y - node.y) * v.scale < APART)) return false;
      taken.set(at, [...used, node.y]);
      return true;
    });
  };

  /* Every name; where rows are closer than a line, only chains, hubs and gaps. Of what alone is shown, those that count. */
  const FEW = 150;
  /** @type {Net.Labels['all']} */
  const all = (c, v, nodes, shown) => {
    const few = page.net.state.shown ? nodes.filter(node => !node.hidden) : [];
    if (few.length && few.length <= FEW) return lifted(c, v, few, page.net.state.focus, groundOf);
    /** @type {Net.Box[]} */
    const boxes = [];
    const dense = data.pitch * v.scale < LINE;
    const near = nodes.filter(node => !node.hidden && node.y > v.top && node.y < v.bottom);
    const named = near.filter(node => (!node.step || node.step * v.scale >= LINE) && (!dense || node.hub || node.members || node.type === 'IndustryChain' || node.ghost || node.mark === 'build'));
    const labels = arrange(v, dense ? thinned(v, named, null) : named, near, shown);
    for (const label of labels) place(c, v, label, boxes, groundOf(label.node), true);
    for (const node of near) if (node.more) more(c, v, node);
    return boxes;
  };
  /** @param {Net.Item} node */
  const groundOf = node => (isStage(node) ? 'paper' : ground(node.lane));

  /* The lifted few, the weightiest first. */
  /** @type {Net.Labels['lifted']} */
  const lifted = (c, v, nodes, first, under = () => 'canvas') => {
    /** @type {Net.Box[]} */
    const boxes = [];
    const shown = [...new Set(nodes.map(node => node.column))].sort((a, b) => a - b);
    for (const label of arrange(v, thinned(v, nodes, first), nodes, shown)) place(c, v, label, boxes, under(label.node), false);
    for (const node of nodes) if (node.more) more(c, v, node);
    return boxes;
  };

  /* a box beside the pointer: whole name and what it is */
  /** @type {Net.Labels['hint']} */
  const hint = (c, v, x, y, lines) => {
    const width = Math.max(...lines.map(([text, bold]) => measure(text, bold))) + 18;
    const height = lines.length * 17 + 9;
    const px = 1 / v.scale;
    const left = Math.max(v.left + 4 * px, Math.min(x + 14 * px, v.right - (width + 6) * px));
    const top = y + (18 + height) * px > v.bottom ? y - (height + 10) * px : y + 16 * px;
    c.save();
    c.beginPath();
    c.roundRect(left, top, width * px, height * px, 6 * px);
    c.fillStyle = v.colours.paper;
    c.fill();
    c.lineWidth = px;
    c.strokeStyle = v.colours.muted;
    c.stroke();
    c.textAlign = 'left';
    c.textBaseline = 'middle';
    lines.forEach(([text, bold], at) => {
      c.font = (bold ? '700 ' : '') + 12 * px + 'px ' + data.font;
      c.fillStyle = v.colours[bold ? 'ink' : 'muted'];
      c.fillText(text, left + 9 * px, top + (13 + at * 17) * px);
    });
    c.restore();
  };

  page.labels = { all, lifted, arrange, hint, heightsOf, isWholeIn, weight };
}
