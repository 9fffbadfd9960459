/* Groups of a large network: what stands for many until it is opened, the sums of the relations that run to it, and
   the frame around an open one. Python says who is in which group, and where; opening one moves nothing. */
{
  const data = page.data.network;
  const nodes = data.nodes;
  const groups = nodes.flatMap(node => (node.members ? [node] : []));
  const byFold = new Map(groups.map(group => [group.fold, group]));
  /** @type {Map<string, Net.Sum>} */
  const sums = new Map();
  const CORNER = 8; // px around the sign that folds

  /* the block of a group, and its members' places in it, where rows stand so many times as far apart */
  /** @type {Net.Folds['measure']} */
  const measure = (group, down) => {
    const [top, height, across] = group.block;
    const step = down * height / Math.ceil(group.members.length / across);
    Object.assign(group, { top: top * down, height: height * down });
    for (const id of group.members) nodes[id].step = step;
  };
  for (const group of groups) {
    const across = group.block[2];
    group.words = group.names;
    group.members.forEach((id, k) => Object.assign(nodes[id], { within: group, aside: (k % across) / across, share: 1 / across }));
    measure(group, 1);
  }
  /** @param {Net.Item} node */
  const columnOf = node => data.columns[page.lang][node.column];
  /* where a node stands across, in the present language */
  /** @type {Net.Folds['across']} */
  const across = node => columnOf(node).x + (node.aside || 0) * columnOf(node).width + (node.members ? Math.max(0, node.size - 5) : 0);

  /* Which groups stand for their members: those not open, while there is folding at all. */
  /** @type {Net.Folds['settle']} */
  const settle = (folding, open) => {
    for (const group of groups) {
      const shown = group.members.filter(id => !nodes[id].gone);
      const kept = shown.filter(id => !nodes[id].faded);
      group.number = kept.length < shown.length ? `${kept.length}/${shown.length}` : String(shown.length);
      group.names = [group.words[0].replace('{n}', group.number), group.words[1].replace('{n}', group.number)];
      group.faded = shown.length > 0 && !kept.length;
      group.folded = folding && shown.length > 0 && !open.has(group);
      group.framed = folding && shown.length > 0 && !group.folded;
      for (const id of group.members) nodes[id].folded = group.folded;
    }
  };
  /* One line for all relations between a group and a node, or two groups. */
  /** @type {Net.Folds['add']} */
  const add = lines => {
    for (const sum of sums.values()) sum.parts = [];
    for (const line of lines) {
      if (!line.live || line.ghost || !(line.a.folded || line.b.folded)) continue;
      const [a, b] = [line.a, line.b].map(node => (node.folded && node.within) || node).sort((one, two) => one.id - two.id);
      if (a === b) continue;
      const id = a.id + '+' + b.id;
      const sum = sums.get(id) || { id, from: a.id, to: b.id, a, b, type: '', hue: '', status: '', parts: [], types: [] };
      sum.parts.push(line);
      sums.set(id, sum);
    }
    for (const sum of sums.values()) {
      const types = new Map();
      for (const line of sum.parts) types.set(line.type, (types.get(line.type) || 0) + 1);
      sum.types = [...types].sort((one, two) => two[1] - one[1]);
      sum.hidden = !sum.parts.length;
      sum.faded = sum.parts.every(line => line.faded);
      sum.width = Math.min(4, 1 + Math.log2(sum.parts.length || 1) / 2);
      sum.hue = sum.parts.find(line => line.type === sum.types[0][0])?.hue || '';
    }
    return [...sums.values()];
  };

  /** @param {Net.Group} group */
  const boxOf = group => {
    const { x, width } = columnOf(group);
    return { left: x - 9, right: x + width - 20, top: group.top - 1, bottom: group.top + group.height + 1 };
  };
  /** @type {Net.Folds['frames']} */
  const frames = (c, v, isPaper = false) => {
    for (const group of groups) {
      if (!group.framed) continue;
      const { left, right, top, bottom } = boxOf(group);
      c.save();
      c.lineWidth = 1 / v.scale;
      c.fillStyle = v.colours.paper;
      c.strokeStyle = v.colours.line;
      c.beginPath();
      c.roundRect(left, top, right - left, bottom - top, 5 / v.scale);
      c.globalAlpha = 0.7;
      c.fill();
      c.globalAlpha = 1;
      c.stroke();
      if (!isPaper) {
        /* the sign that folds: a minus in the corner */
        c.beginPath();
        c.arc(right, top, 6 / v.scale, 0, 7);
        c.fill();
        c.strokeStyle = v.colours.muted;
        c.moveTo(right - 3 / v.scale, top);
        c.lineTo(right + 3 / v.scale, top);
        c.stroke();
      }
      c.restore();
    }
  };
  /* the open group whose sign is at a place */
  /** @type {Net.Folds['signAt']} */
  const signAt = (spot, v) => groups.find(group => group.framed && Math.hypot(boxOf(group).right - spot.x, boxOf(group).top - spot.y) < CORNER / v.scale) || null;

  page.folds = { groups, byFold, across, measure, settle, add, frames, signAt, sum: id => sums.get(id) };
}
