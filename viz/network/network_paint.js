/* Painting of the network view: the same strokes on the screen (over vis-network) and on paper (export, print).
   A view `v` is { scale, colours, lang, left, top, right, bottom }: lengths marked px stay constant on the screen. */
{
  const data = page.data.network;
  const { SIZE, font, measure, broken } = page.letters;
  const LINE = 12.5; // px between rows from which on every node is named
  const shapes = new Map();
  /** @param {string} type */
  const shape = type => {
    if (!shapes.has(type)) {
      const d = (page.data.glyphs[type] || data.shapes[type] || data.shapes[''])[1];
      shapes.set(type, Object.assign(new Path2D(d), { d })); // a Path2D does not tell what it was made from
    }
    return shapes.get(type);
  };
  /** @param {Net.Item} node */
  const hue = node => page.shape(node.type)[0];
  /* a text on a ground that lets lines through a little; an outline around each letter cost 30 ms a drawing */
  /** @type {Net.Paint['write']} */
  const write = (c, v, text, x, y, colour, bold, ground = null, isSolid = false, size = SIZE) => {
    const px = 1 / v.scale;
    if (ground) {
      const solid = c.globalAlpha;
      c.globalAlpha = isSolid ? solid : solid * 0.78;
      c.fillStyle = v.colours[ground];
      c.fillRect(x - 2 * px, y - 6.5 * px, (measure(text, bold) * size / SIZE + 4) * px, 13 * px);
      c.globalAlpha = solid;
    }
    c.font = font(bold, size * px);
    c.textAlign = 'left';
    c.textBaseline = 'middle';
    c.fillStyle = colour;
    c.fillText(text, x, y);
  };

  /* the ground of a name that is to be seen first: a hub's, a gap's (fainter where only the web was searched) */
  /** @type {Net.Paint['pill']} */
  const pill = (c, v, box, kind, isFaint) => {
    c.beginPath();
    c.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 6 / v.scale);
    c.fillStyle = v.colours[isFaint ? 'canvas' : kind + '-fill'];
    c.fill();
    if (kind !== 'gap') return;
    c.lineWidth = (isFaint ? 1 : 1.5) / v.scale;
    c.strokeStyle = v.colours.gap;
    c.stroke();
  };

  /** @type {Net.Paint['radius']} */
  const radius = (node, v) => {
    const least = (node.members ? 5 : node.hub ? 4.5 : node.ghost ? 4 : 3) / v.scale;
    /* members of an open group never grow over each other */
    return Math.max(node.size, node.step ? Math.min(least, 0.45 * node.step) : least);
  };
  /** @param {Net.View} v */
  const ring = v => Math.max(3.5, 2.5 / v.scale);
  /* how far right of its centre a node reaches, in px */
  /** @type {Net.Paint['reach']} */
  const reach = (node, v) => (radius(node, v) * (node.type === 'Stage' || node.like === 'Stage' ? 1.3 : node.type === 'IndustryChain' ? 1.4 : 1.1) + (node.hub ? ring(v) : 0)) * v.scale;
  /** @type {Net.Paint['isBold']} */
  const isBold = node => Boolean(node.hub || node.members || node.type === 'IndustryChain' || node.type === 'Stage' || (node.ghost && node.ghost !== 'look_up' && !node.web_only));
  /** @type {Net.Paint['ink']} */
  const ink = (node, v, isCalm = false) => {
    if (node.ghost) return v.colours[node.ghost === 'look_up' ? 'faint' : 'gap'];
    if (node.mark) return v.colours[node.mark === 'build' ? 'gap' : 'muted'];
    /* at rest the frame, hubs and gaps are read first, then bodies, then what they make and hold */
    if (!isCalm || isBold(node)) return v.colours.ink;
    return v.colours[hue(node) === 'thing' ? 'faint' : 'muted'];
  };
  /* line width px, dash px, palette names of line and ground of what is not simply there */
  /** @type {(node: Net.Item) => Net.Absence | null} */
  const absence = node => {
    if (node.ghost === 'look_up' || node.mark === 'look_up') return [1, [1.5, 2], 'unknown', 'canvas'];
    if (node.ghost === 'extend') return [1.6, [1.5, 2.5], 'gap', node.web_only ? 'canvas' : 'gap-fill'];
    if (node.web_only) return [1.3, [3, 2], 'gap', 'canvas'];
    if (node.ghost || node.mark === 'build') return [1.8, [3, 2], 'gap', 'gap-fill'];
    if (node.uncounted) return [1.4, [2.5, 2], hue(node), 'paper'];
    return node.outside ? [1.6, [], hue(node), 'paper'] : null;
  };

  /* a group: a pale disc that holds the shape of its type three times */
  /** @param {Net.Context} c @param {Net.Item} node @param {Net.View} v @param {boolean} selected */
  const disc = (c, node, v, selected) => {
    const r = radius(node, v);
    c.save();
    if (node.faded) c.globalAlpha *= 0.25;
    c.translate(node.x, node.y);
    c.scale(r, r);
    c.beginPath();
    c.arc(0, 0, 1, 0, 7);
    c.fillStyle = v.colours.paper;
    c.fill();
    c.fillStyle = c.strokeStyle = v.colours[hue(node)];
    const solid = c.globalAlpha;
    c.globalAlpha = solid * 0.22;
    c.fill();
    c.globalAlpha = solid;
    c.lineWidth = (selected ? 2.5 : 1.5) / v.scale / r;
    if (selected) c.strokeStyle = v.colours.select;
    c.stroke();
    for (const [x, y] of [[0, -0.42], [-0.42, 0.34], [0.42, 0.34]]) {
      c.save();
      c.translate(x, y);
      c.scale(0.3, 0.3);
      c.fill(shape(node.type));
      c.restore();
    }
    c.restore();
  };

  /** @type {Net.Paint['glyph']} */
  const glyph = (c, node, v, selected = false) => {
    if (node.members) {
      disc(c, node, v, selected);
      return;
    }
    const r = radius(node, v);
    const px = 1 / v.scale / r;
    c.save();
    if (node.faded) c.globalAlpha *= 0.25;
    c.translate(node.x, node.y);
    c.scale(r, r);
    if (node.hub || selected) {
      c.beginPath();
      c.arc(0, 0, 1 + ring(v) / r, 0, 7);
      c.fillStyle = v.colours[node.hub ? 'hub-fill' : 'canvas'];
      c.fill();
      c.lineWidth = Math.max(2 / r, 1.6 * px) * (selected ? 1.5 : 1);
      c.strokeStyle = v.colours[selected ? 'select' : 'hub'];
      c.stroke();
    }
    const path = shape(node.like || node.type);
    const missing = absence(node);
    if (missing) {
      const [width, dash, line, ground] = missing;
      c.fillStyle = v.colours[ground];
      c.fill(path);
      c.lineWidth = width * px;
      c.setLineDash(dash.map(part => part * px));
      c.strokeStyle = v.colours[line];
      c.stroke(path);
    } else {
      c.fillStyle = v.colours[hue(node)];
      c.fill(path);
    }
    c.restore();
  };

  /* The same curves as vis draws: cubic between columns, else a quadratic whose middle lies off to one side.
     Returns where the last stretch comes from, for an arrow. */
  /** @param {Net.Context} c @param {Net.Line} line */
  const curve = (c, line) => {
    const { a, b } = line;
    c.beginPath();
    if (a === b) {
      c.arc(a.x + 9 * Math.SQRT1_2, a.y - 9 * Math.SQRT1_2, 9, 0, 7);
      c.stroke();
      return { x: a.x, y: a.y - 9 };
    }
    c.moveTo(a.x, a.y);
    /** @type {Net.Point} */
    let from = a;
    if (line.smooth) {
      const far = line.smooth.roundness * 0.5 + 0.5;
      const turn = (line.smooth.type === 'curvedCW' ? 1 : -1) * line.smooth.roundness * 0.5 + 0.5;
      const angle = Math.atan2(a.y - b.y, b.x - a.x) + turn * Math.PI;
      const length = far * Math.hypot(b.x - a.x, b.y - a.y);
      from = { x: a.x + length * Math.sin(angle), y: a.y + length * Math.cos(angle) };
      c.quadraticCurveTo(from.x, from.y, b.x, b.y);
    } else if (data.options.edges.smooth.enabled) {
      const pull = 0.45 * (b.x - a.x);
      from = { x: b.x - pull, y: b.y };
      c.bezierCurveTo(a.x + pull, a.y, from.x, from.y, b.x, b.y);
    } else c.lineTo(b.x, b.y);
    c.stroke();
    return from;
  };
  /** @param {Net.Line} line */
  const dashOf = line => line.dashes ? (Array.isArray(line.dashes) ? line.dashes : [6, 4]) : [];
  /** @param {Net.Line} line @param {Net.View} v */
  const lineColour = (line, v) => v.colours[line.ghost ? (line.ghost === 'look_up' ? 'unknown' : 'gap') : line.hue];
  /** @type {Net.Paint['opacity']} */
  const opacity = line => {
    if (line.faded) return 0.05;
    if (line.ghost) return 0.75;
    return line.hue === 'ink' ? 0.8 : 0.14;
  };
  /* a colour of vis: #rrggbb and opacity as one text */
  /** @type {Net.Paint['tint']} */
  const tint = (line, v) => {
    const parts = [1, 3, 5].map(at => parseInt(lineColour(line, v).slice(at, at + 2), 16));
    return `rgba(${parts.join(',')},${opacity(line)})`;
  };
  /** @type {Net.Paint['stroke']} */
  const stroke = (c, line, v, width, alpha) => {
    c.save();
    c.globalAlpha *= alpha;
    c.strokeStyle = c.fillStyle = lineColour(line, v);
    c.lineWidth = width / v.scale;
    c.setLineDash(dashOf(line).map(part => part / v.scale));
    const from = curve(c, line);
    if (line.arrows) {
      const angle = Math.atan2(line.b.y - from.y, line.b.x - from.x);
      const tip = radius(line.b, v) * 1.3;
      const size = 7 / v.scale;
      c.translate(line.b.x - tip * Math.cos(angle), line.b.y - tip * Math.sin(angle));
      c.rotate(angle);
      c.beginPath();
      c.moveTo(0, 0);
      c.lineTo(-size, -size * 0.45);
      c.lineTo(-size, size * 0.45);
      c.fill();
    }
    c.restore();
  };

  /** @type {Net.Paint['ground']} */
  const ground = lane => lane % 2 ? 'canvas' : 'zone';
  /** @type {Net.Paint['lanes']} */
  const lanes = (c, v) => {
    data.lanes.forEach((lane, at) => {
      c.fillStyle = v.colours[ground(at)];
      c.fillRect(v.left, lane.top, v.right - v.left, lane.height);
      if (lane.band) frame(c, v, lane.top, lane.band);
    });
  };
  /* stages stand in a band of their own: what feeds what runs inside it, never through a firm */
  /** @param {Net.Context} c @param {Net.View} v @param {number} top @param {[number, number]} band */
  const frame = (c, v, top, [from, to]) => {
    const columns = data.band.map(at => data.columns[v.lang][at]);
    const last = columns[columns.length - 1];
    const px = 1 / v.scale;
    c.beginPath();
    c.roundRect(columns[0].x - 26, top + from, last.x + last.width - columns[0].x + 8, to - from, 7 * px);
    c.fillStyle = v.colours.paper;
    c.fill();
    c.lineWidth = px;
    c.strokeStyle = v.colours.line;
    c.stroke();
  };
  const AT_MARKS = /(?<=[·, ])/u;
  /* names of the lanes stay at the left edge, and in the middle of what is seen of a lane */
  /** @type {Net.Paint['laneNames']} */
  const laneNames = (c, v, width) => {
    c.save();
    if (v.left + width / v.scale > -10 / v.scale) {
      c.fillStyle = v.colours.canvas;
      c.globalAlpha = 0.88;
      c.fillRect(v.left, v.top, width / v.scale, v.bottom - v.top);
      c.globalAlpha = 1;
    }
    for (const lane of data.lanes) {
      const top = Math.max(lane.top, v.top + 30 / v.scale);
      const bottom = Math.min(lane.top + lane.height, v.bottom);
      const room = Math.floor((bottom - top) * v.scale / 15);
      if (room < 1) continue;
      const rows = broken(page.text(lane.label), true, width - 14, Math.min(3, room));
      rows.forEach((row, at) => write(c, v, row, v.left + 8 / v.scale, (top + bottom) / 2 + (at - (rows.length - 1) / 2) * 15 / v.scale, v.colours.muted, true));
    }
    c.restore();
  };
  /* heads of the columns stay at the top edge */
  /** @type {Net.Paint['heads']} */
  const heads = (c, v, shown) => {
    const columns = data.columns[v.lang];
    /** @type {Map<number, string[]>} */
    const texts = new Map();
    let end = -Infinity;
    /* where columns are narrower than their heads, a head takes the room of the next and that one has none */
    for (const at of shown) {
      if (columns[at].x * v.scale < end) continue;
      const rows = broken(columns[at].label, true, Math.max(columns[at].width * v.scale - 8, 64), 2, AT_MARKS);
      texts.set(at, rows);
      end = columns[at].x * v.scale + Math.max(...rows.map(row => measure(row, true))) + 4;
    }
    const height = [...texts.values()].some(rows => rows.length > 1) ? 36 : 24;
    c.save();
    c.globalAlpha = 0.97;
    c.fillStyle = v.colours.paper;
    c.fillRect(v.left, v.top, v.right - v.left, height / v.scale);
    c.globalAlpha = 1;
    c.fillStyle = v.colours.muted;
    c.font = font(true, SIZE / v.scale);
    c.textAlign = 'left';
    c.textBaseline = 'middle';
    for (const [at, rows] of texts) {
      rows.forEach((row, k) => c.fillText(row, columns[at].x - 6 / v.scale, v.top + (height / 2 + (k - (rows.length - 1) / 2) * 14) / v.scale));
    }
    c.fillStyle = v.colours.line;
    c.fillRect(v.left, v.top + height / v.scale, v.right - v.left, 1 / v.scale);
    c.restore();
    return height;
  };

  page.paint = { LINE, write, pill, ground, radius, reach, isBold, ink, glyph, stroke, opacity, tint, lanes, laneNames, heads };
}
