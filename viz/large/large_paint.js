'use strict';
/* What lies under and over the dots: areas and their names, labels by importance, and what is selected above a veil. */
{
  const { large } = page;
  const FONT = getComputedStyle(document.body).fontFamily;
  const VEIL = 0.84;
  const MOST_LINES = 6000;
  /** @type {Record<string, string>} */
  const colours = {};
  const painter = /** @type {Large.Painter} */ ({});
  page.painter = painter;

  painter.recolour = () => {
    for (const name of ['ink', 'muted', 'faint', 'paper', 'canvas', 'zone', 'line', 'link', 'hub', 'hub-fill', 'gap', 'gap-fill', 'unknown', 'select', 'firm', 'infrastructure', 'knowledge', 'organisation', 'thing']) colours[name] = page.colour(name);
  };
  /** @param {number} n */
  const hue = n => colours[page.shape(large.types[large.kind[n]])[0]] || colours.thing;
  /** @type {Map<string, Path2D>} */
  const shapes = new Map();
  /** @param {string} type */
  const shape = type => {
    const known = shapes.get(type) || new Path2D(page.shape(type)[1]);
    shapes.set(type, known);
    return known;
  };
  /** @param {Large.View} view @param {number} n */
  const px = (view, n) => [view.left + view.scale * large.x[n], view.top + view.scale * large.y[n]];
  /* the same size as the shader's */
  /** @param {number} n @param {Large.View} view */
  painter.radius = (n, view) => {
    const weight = page.weight(n);
    return Math.min(Math.max(view.scale * (0.28 + 0.3 * weight), 0.7 + 3.2 * weight * weight), 4 + 9 * weight);
  };

  /** @type {(box: number[] | Large.Area['strips'][number], view: Large.View) => Large.Bounds | null} */
  const seen = (box, view) => {
    const [x, y, width, height] = /** @type {number[]} */ (box);
    const left = view.left + view.scale * x;
    const top = view.top + view.scale * y;
    const right = left + view.scale * width;
    const bottom = top + view.scale * height;
    return right < 0 || bottom < 0 || left > view.width || top > view.height ? null : { left, top, right, bottom };
  };
  /** @param {Large.Context} c @param {Large.Bounds} box @param {number} radius */
  const rounded = (c, box, radius) => {
    c.beginPath();
    c.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, Math.min(radius, (box.right - box.left) / 3));
  };

  /** @param {Large.Context} c @param {Large.View} view */
  painter.ground = (c, view) => {
    c.fillStyle = colours.canvas;
    c.fillRect(0, 0, view.width, view.height);
    for (const area of large.areas) {
      const box = seen(area.box, view);
      if (!box) continue;
      rounded(c, box, 6);
      c.fillStyle = colours.paper;
      c.fill();
      c.strokeStyle = colours.line;
      c.lineWidth = 1;
      c.stroke();
      c.fillStyle = colours.zone;
      for (const strip of area.strips) {
        const part = seen(strip, view);
        const gap = Math.min(3, view.scale * 0.3);
        if (!part || part.right - part.left < 6 || part.bottom - part.top < 6) continue;
        c.globalAlpha = 0.55;
        c.fillRect(part.left + gap, part.top + gap, part.right - part.left - 2 * gap, part.bottom - part.top - 2 * gap);
        c.globalAlpha = 1;
      }
    }
  };

  /** @param {Large.Context} c @param {string} text @param {number} room */
  const cut = (c, text, room) => {
    if (c.measureText(text).width <= room) return text;
    let length = Math.max(1, Math.floor(text.length * room / c.measureText(text).width));
    while (length > 1 && c.measureText(text.slice(0, length) + '…').width > room) length -= 1;
    return length > 1 ? text.slice(0, length) + '…' : '';
  };
  /** @param {Large.Context} c @param {string} text @param {number} x @param {number} y @param {string} colour @param {string} halo */
  const written = (c, text, x, y, colour, halo) => {
    c.lineJoin = 'round';
    c.strokeStyle = halo;
    c.lineWidth = 3.5;
    c.strokeText(text, x, y);
    c.fillStyle = colour;
    c.fillText(text, x, y);
  };
  /** @param {number} n */
  const font = n => `${n < 40 || large.hubs.has(n) || large.gaps.has(n) ? 700 : 400} 12px ${FONT}`;
  /** @param {Large.Label[]} boxes @param {Large.Bounds} box */
  const free = (boxes, box) => !boxes.some(each => box.left < each.right && box.right > each.left && box.top < each.bottom && box.bottom > each.top);

  /* names of areas stay at the upper left corner of what is seen of the area */
  /** @param {Large.Context} c @param {Large.View} view @param {Large.Label[]} boxes */
  const areaNames = (c, view, boxes) => {
    /** @type {(() => void)[]} */
    const found = [];
    /** @param {string} text @param {string} font_ @param {number} x @param {number} y @param {string} colour */
    const write = (text, font_, x, y, colour) => found.push(() => {
      c.font = font_;
      written(c, text, x, y, colour, colours.paper);
    });
    const bold = `700 12px ${FONT}`;
    const small = `11px ${FONT}`;
    for (const area of large.areas) {
      const box = seen(area.box, view);
      if (!box) continue;
      const left = Math.max(box.left, 0) + 6;
      const top = Math.max(box.top, 0) + 10;
      if (Math.min(box.right, view.width) - left < 40 || box.bottom - top < 12) continue;
      const room = Math.min(box.right, view.width) - left - 6;
      c.font = bold;
      const name = cut(c, page.plain(page.text(area.name)), room);
      const width = c.measureText(name).width;
      write(name, bold, left, top, colours.ink);
      c.font = small;
      const count = String(area.count);
      const whole = width + 7 + c.measureText(count).width;
      if (whole < room) write(count, small, left + width + 7, top, colours.muted);
      boxes.push({ left: left - 3, right: left + (whole < room ? whole : width) + 4, top: top - 9, bottom: top + 9 });
      for (const strip of area.strips) {
        const part = strip[4] && seen(strip, view);
        if (!part || part.right - part.left < 34) continue;
        const y = Math.max(part.top - 6, top + 16);
        const text = cut(c, page.text(strip[4]), part.right - part.left - 8);
        if (!text || y > part.bottom) continue;
        write(text, small, part.left + 3, y, colours.muted);
        boxes.push({ left: part.left, right: part.left + c.measureText(text).width + 6, top: y - 8, bottom: y + 8 });
      }
    }
    return found;
  };
  /* a frame asks for a thousand names: each is cut and measured once */
  /** @type {Map<number, { text: string, width: number }>} */
  const widths = new Map();
  page.on('language', () => widths.clear());
  /** @param {Large.Context} c @param {number} n */
  const measured = (c, n) => {
    const known = widths.get(n);
    if (known) return known;
    c.font = font(n);
    const text = cut(c, page.plain(large.label(n)), 180);
    const made = { text, width: c.measureText(text).width };
    widths.set(n, made);
    return made;
  };
  const PAD = 4; // px that the ground of a hub's or a gap's name reaches beyond it
  const SHORTEST = 34; // px: a name that has less room inside its area is left out
  /* finds room for a name inside the box of its area, right of its dot or left of it; draws nothing */
  /** @param {Large.Context} c @param {Large.View} view @param {number} n @param {Large.Label[]} boxes @param {boolean} always */
  const placed = (c, view, n, boxes, always) => {
    const [x, y] = px(view, n);
    if (x < -4 || y < -4 || x > view.width || y > view.height) return null;
    const name = measured(c, n);
    let { text, width } = name;
    const gap = painter.radius(n, view) + 3 + (large.hubs.has(n) || large.gaps.has(n) ? PAD : 0);
    const area = seen(large.areas[large.area[n]].box, view) || { left: 0, right: view.width };
    const room = Math.min(area.right, view.width) - PAD - 3 - x - gap;
    const before = x - gap - Math.max(area.left, 0) - PAD - 3;
    const isLeft = width > room && width <= before;
    if (width > room && !isLeft && !always) {
      c.font = font(n);
      text = room < SHORTEST ? '' : cut(c, text, room);
      if (!text) return null;
      width = c.measureText(text).width;
    }
    const left = isLeft ? x - gap - width : x + gap;
    const box = { left: left - 2, right: left + width + 2, top: y - 8, bottom: y + 8, n, text };
    if (!always && !free(boxes, box)) return null;
    boxes.push(box);
    return box;
  };
  /** @param {Large.Context} c @param {Large.Name} box */
  const label = (c, box) => {
    const kind = large.gaps.has(box.n) ? 'gap' : large.hubs.has(box.n) ? 'hub' : '';
    if (kind) {
      c.fillStyle = colours[kind + '-fill'];
      c.beginPath();
      c.roundRect(box.left - 2, box.top, box.right - box.left + PAD, 16, 8);
      c.fill();
      if (kind === 'gap') {
        c.lineWidth = 1;
        c.strokeStyle = colours.gap;
        c.stroke();
      }
    }
    c.font = font(box.n);
    written(c, box.text, box.left + 2, box.top + 8.5, colours[kind === 'gap' ? 'gap' : 'ink'], colours[kind ? kind + '-fill' : 'paper']);
  };
  /* few from afar, for a name hides some twenty dots; many as one comes near */
  /** @param {Large.View} view */
  const most = view => Math.round(view.width * view.height / (view.scale < 5 ? 22000 : view.scale < 12 ? 12000 : 6000));
  /** @param {Large.Context} c @param {Large.View} view @param {Large.State} state @param {Large.Label[]} boxes */
  const named = (c, view, state, boxes) => {
    /** @type {Large.Name[]} */
    const found = [];
    let left = most(view);
    let misses = 0;
    /* what is missing is named first, in half of the places */
    for (const n of large.gaps) {
      if (left < most(view) / 2) break;
      const box = state.off(n) ? null : placed(c, view, n, boxes, false);
      if (!box) continue;
      found.push(box);
      left -= 1;
    }
    for (let n = 0; n < large.count && left > 0 && misses < 1500; n += 1) {
      if (large.gaps.has(n)) continue;
      const x = view.left + view.scale * large.x[n];
      if (x < 0 || x > view.width) continue;
      const y = view.top + view.scale * large.y[n];
      if (y < 0 || y > view.height || state.off(n)) continue;
      const box = placed(c, view, n, boxes, false);
      if (box) {
        found.push(box);
        left -= 1;
      } else misses += 1;
    }
    return found;
  };
  /* who is tied to whom among those whose names are seen */
  /** @param {Large.State} state @param {Large.Name[]} boxes */
  const between = (state, boxes) => {
    const members = new Set(boxes.map(box => box.n));
    /** @type {number[]} */
    const lines = [];
    for (const n of members) for (let line = large.first[n]; line < large.first[n + 1]; line += 1) {
      if (large.to[line] !== n && members.has(large.to[line]) && !state.lineOff(line)) lines.push(line);
    }
    return lines;
  };
  /** @param {Large.Context} c @param {Large.View} view @param {number[]} lines */
  const strokes = (c, view, lines) => {
    /** @type {Map<string, Path2D>} */
    const byHue = new Map();
    for (const line of lines) {
      const name = page.data.relation_hues[large.ties[large.tie[line]]] || 'thing';
      const path = byHue.get(name) || new Path2D();
      byHue.set(name, path);
      const [x, y] = px(view, large.from[line]);
      const [x2, y2] = px(view, large.to[line]);
      path.moveTo(x, y);
      /* bent a little, so that a line along a row of dots is told from the row */
      path.quadraticCurveTo((x + x2) / 2 + (y2 - y) * 0.08, (y + y2) / 2 - (x2 - x) * 0.08, x2, y2);
    }
    for (const [name, path] of byHue) {
      c.strokeStyle = colours[name] || colours.link;
      c.stroke(path);
    }
  };

  /** @param {Large.Context} c @param {number} x @param {number} y @param {number} radius @param {string} colour */
  const ring = (c, x, y, radius, colour) => {
    c.beginPath();
    c.arc(x, y, radius, 0, 7);
    c.lineWidth = 2;
    c.strokeStyle = colour;
    c.stroke();
  };
  /** @param {Large.Context} c @param {Large.View} view @param {number} n */
  const glyph = (c, view, n) => {
    const [x, y] = px(view, n);
    const radius = Math.max(2.5, painter.radius(n, view));
    c.save();
    c.translate(x, y);
    c.scale(radius, radius);
    c.fillStyle = hue(n);
    c.fill(shape(large.types[large.kind[n]]));
    c.restore();
  };
  /** @param {Large.Context} c @param {Large.View} view @param {Large.State} state */
  const rings = (c, view, state) => {
    for (const [marked, colour] of /** @type {const} */ ([[large.hubs, colours.hub], [large.gaps, colours.gap]])) for (const n of marked) {
      const [x, y] = px(view, n);
      if (x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20 && !state.off(n)) ring(c, x, y, painter.radius(n, view) + 2, colour);
    }
  };

  /** @param {Large.Context} c @param {Large.View} view @param {Large.Lifted} above @param {Large.Label[]} boxes @param {(() => void)[]} areas */
  const lifted = (c, view, above, boxes, areas) => {
    const { members, lines, first } = above;
    c.fillStyle = colours.canvas;
    c.globalAlpha = VEIL;
    c.fillRect(0, 0, view.width, view.height);
    c.globalAlpha = Math.max(0.2, Math.min(0.9, 120 / Math.max(1, lines.length)));
    c.lineWidth = lines.length > 200 ? 1 : 1.4;
    strokes(c, view, lines.slice(0, MOST_LINES));
    c.textBaseline = 'middle';
    c.globalAlpha = 0.6;
    for (const draw of areas) draw();
    c.globalAlpha = 1;
    for (const n of members) glyph(c, view, n);
    if (first !== null) {
      const [x, y] = px(view, first);
      ring(c, x, y, Math.max(6, painter.radius(first, view) + 3), colours.select);
      label(c, placed(c, view, first, boxes, true) || { left: -99, right: -99, top: -99, bottom: -99, n: first, text: '' });
    }
    let left = 2 * most(view) + 20;
    for (const n of members) {
      if (left <= 0) break;
      const box = n === first ? null : placed(c, view, n, boxes, false);
      if (!box) continue;
      label(c, box);
      left -= 1;
    }
  };

  /** @param {Large.Context} c @param {Large.View} view @param {Large.State} state */
  painter.above = (c, view, state) => {
    c.clearRect(0, 0, view.width, view.height);
    /** @type {Large.Label[]} */
    const boxes = [];
    if (state.lifted) {
      const areas = areaNames(c, view, boxes);
      lifted(c, view, state.lifted, boxes, areas);
    }
    else {
      const areas = areaNames(c, view, boxes);
      const names = named(c, view, state, boxes);
      c.lineWidth = 1;
      c.globalAlpha = 0.5;
      strokes(c, view, between(state, names));
      c.globalAlpha = 1;
      for (const n of names.map(box => box.n)) glyph(c, view, n);
      rings(c, view, state);
      c.textBaseline = 'middle';
      for (const draw of areas) draw();
      for (const box of names) label(c, box);
    }
    if (state.hover !== null && !state.off(state.hover)) {
      const [x, y] = px(view, state.hover);
      ring(c, x, y, painter.radius(state.hover, view) + 3, colours.select);
      c.textBaseline = 'middle';
      c.font = `700 12px ${FONT}`;
      const text = cut(c, page.plain(large.label(state.hover)), 320);
      const width = c.measureText(text).width + 14;
      const left = Math.min(x + 10, view.width - width - 4);
      const top = y > 40 ? y - 32 : y + 12;
      c.fillStyle = colours.ink;
      c.beginPath();
      c.roundRect(left, top, width, 22, 5);
      c.fill();
      c.fillStyle = colours.paper;
      c.fillText(text, left + 7, top + 11.5);
    }
    return boxes;
  };
}
