/* Names in the network view: which are written, how much of each, and none over another. */
{
  const data = page.data.network;
  const { LINE, measure, cut, write, ground, reach, isBold, ink } = page.paint;
  const HALF = 6.5; // px above and below the middle of a name
  /** @param {Net.Item} node */
  const weight = node => (node.hub || node.members ? 4 : 0) + (node.type === 'IndustryChain' ? 5 : 0) + (node.ghost ? 3 : 0) + (node.type === 'Stage' ? 2 : 0);
  /** @param {Net.Item} node */
  const gapAfter = node => (node.hub ? 4 : 5);

  /* a hub's name with its figure by the chosen measure where there is room for both */
  /** @param {Net.Item} node @param {number} room */
  const worded = (node, room) => {
    const name = page.text(node.names);
    const badge = node.hub ? page.badge(node.key || '') : '';
    const both = name + ' ' + badge;
    /* of a group the number is more than the type, which its shape says */
    if (node.members && measure(name, true) > room) return cut('×' + node.number, true, room);
    return badge && measure(both, true) <= room ? both : cut(name, isBold(node), room);
  };
  /** @param {Net.Context} c @param {Net.View} v @param {Net.Item} node @param {string} text @param {Net.Box[]} boxes @param {string | null} under */
  const place = (c, v, node, text, boxes, under) => {
    const x = node.x + (reach(node, v) + gapAfter(node)) / v.scale;
    const bold = isBold(node);
    c.save();
    if (node.faded) c.globalAlpha *= 0.35;
    write(c, v, text, x, node.y + 0.5 / v.scale, ink(node, v), bold, under);
    c.restore();
    boxes.push({ node, left: node.x - reach(node, v) / v.scale, right: x + measure(text, bold) / v.scale, top: node.y - HALF / v.scale, bottom: node.y + HALF / v.scale });
  };

  /* how many neighbours are put away, left of the glyph: names of the column before keep off */
  const MORE = 26; // px
  /** @param {Net.Context} c @param {Net.View} v @param {Net.Item} node */
  const more = (c, v, node) => {
    const text = '+' + node.more;
    write(c, v, text, node.x - (reach(node, v) + 4 + measure(text, true)) / v.scale, node.y + 0.5 / v.scale, v.colours.select, true, 'canvas');
  };

  /* Every name, cut to its column; where rows are closer than a line, only chains, hubs and gaps. Of what alone is
     shown, whole names as far as there is room. */
  const FEW = 150;
  /** @type {Net.Labels['all']} */
  const all = (c, v, nodes, shown) => {
    const few = page.net.state.shown ? nodes.filter(node => !node.hidden) : [];
    if (few.length && few.length <= FEW) return lifted(c, v, few, page.net.state.focus, node => ground(node.lane));
    /** @type {Net.Box[]} */
    const boxes = [];
    const columns = data.columns[v.lang];
    const dense = data.pitch * v.scale < LINE;
    const aside = nodes.some(node => node.more) ? MORE : 0;
    /** @type {Map<number, number[]>} */
    const taken = new Map();
    const named = nodes.filter(node => !node.hidden && node.y > v.top && node.y < v.bottom && (!node.step || node.step * v.scale >= LINE) && (!dense || node.hub || node.members || node.type === 'IndustryChain' || node.ghost || node.mark === 'build'));
    if (dense) named.sort((a, b) => weight(b) - weight(a) || a.id - b.id);
    for (const node of named) {
      const used = taken.get(node.column) || [];
      if (dense && used.some(y => Math.abs(y - node.y) * v.scale < 13)) continue;
      used.push(node.y);
      taken.set(node.column, used);
      const next = shown[shown.indexOf(node.column) + 1];
      const end = next === undefined ? columns[node.column].x + columns[node.column].width : columns[next].x;
      const own = node.share && node.share < 1 ? node.share * columns[node.column].width : end - node.x;
      const room = own * v.scale - reach(node, v) - gapAfter(node) - (node.within ? 15 : 10) - aside;
      const text = worded(node, room);
      if (text) place(c, v, node, text, boxes, ground(node.lane));
    }
    for (const node of nodes) if (node.more && !node.hidden) more(c, v, node);
    return boxes;
  };

  /* The lifted few: whole names as far as no glyph and no name of theirs is in the way, the weightiest first. */
  /** @type {Net.Labels['lifted']} */
  const lifted = (c, v, nodes, first, under = () => 'canvas') => {
    /** @type {Net.Box[]} */
    const boxes = [];
    const order = [...nodes].sort((a, b) => Number(b === first) - Number(a === first) || weight(b) - weight(a) || a.id - b.id);
    for (const node of order) {
      const left = node.x + (reach(node, v) + gapAfter(node)) / v.scale;
      /** @param {Net.Item} other */
      const close = other => Math.abs(other.y - node.y) * v.scale < 2 * HALF;
      let end = v.right;
      for (const other of nodes) if (other !== node && close(other) && other.x > node.x) end = Math.min(end, other.x - (reach(other, v) + 4 + (other.more ? 4 + measure('+' + other.more, true) : 0)) / v.scale);
      const blocked = boxes.some(box => box.bottom > node.y - HALF / v.scale && box.top < node.y + HALF / v.scale && box.left < left && box.right > left);
      const text = blocked ? '' : worded(node, (end - left) * v.scale);
      if (text) place(c, v, node, text, boxes, under(node));
      if (node.more) more(c, v, node);
    }
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

  page.labels = { all, lifted, hint };
}
