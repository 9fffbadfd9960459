/* Using the network view: pointer and keys, filters, language and theme, saving and printing. */
{
  const data = page.data.network;
  const own = page.net;
  const { net, nodes, edges, byKey, ghostOf, state, view, box } = own;
  const NEAR = 8; // px around a glyph that count as on it

  /* ---- choosing */
  /** @param {Net.Ghost} ghost */
  const cellList = ghost => {
    const rows = ghost.cells.filter(id => page.cells.has(id)).map(id => {
      const where = page.placeOf(page.cell(id));
      return page.element('li', {}, page.evidence.go(id, page.element('bdi', {}, where)));
    });
    page.find('#panel').replaceChildren(
      page.backButton(),
      page.element('h2', {}, page.element('bdi', {}, page.text(ghost.names))),
      page.element('p', { class: 'small' }, page.say('network_look_up')),
      page.element('ul', {}, ...rows),
    );
  };
  /* a click opens a group, the arrow keys only come to it */
  /** @param {Net.Item | null} node */
  const choose = (node, isClick = false) => {
    if (!node) page.select(null);
    else if (node.members) own[isClick ? 'openGroup' : 'showGroup'](node);
    else if (node.key !== undefined) page.select(node.key);
    else if (node.cells.length === 1) page.select(node.cells[0]);
    else {
      page.select(null);
      state.group = node;
      cellList(node);
      own.lift();
    }
  };
  page.on('select', () => {
    state.group = null;
    own.lift();
  });
  page.on('language', () => {
    if (state.group && state.group.cells) cellList(state.group);
    for (const node of nodes) node.x = page.folds.across(node);
    own.replace();
    if (!state.moved) own.fit();
    own.lift();
  });
  page.on('emphasis', () => {
    own.explore.again();
  });
  page.on('theme', () => {
    own.recolour();
    own.redraw();
  });
  /* what the shell's filter does not keep fades, and nothing moves; a ghost by the cells that it stands for */
  const relations = () => {
    if (!state.relations) state.relations = new Map((page.data.relations || []).map(each => [each.id, each]));
    return state.relations;
  };
  /** @param {Filter} filter @param {Net.Item} node */
  const stays = (filter, node) => {
    if (node.key !== undefined) return filter.node(node.key);
    if (node.members) return node.members.some(id => !nodes[id].faded);
    return node.cells.some(id => (page.cells.has(id) ? filter.cell(id) : filter.extension(id)));
  };
  page.on('filter', filter => {
    for (const node of nodes) node.faded = filter.any && !stays(filter, node);
    for (const line of edges) {
      const relation = relations().get(line.relation);
      line.faded = line.ghost ? line.b.faded : filter.any && relation !== undefined && !filter.relation(relation);
    }
    if (page.folds.groups.length) own.refresh();
    own.recolour();
    own.redraw();
  });
  page.on('measure', () => own.redraw());

  /* ---- what is hidden: by its boxes, and kept in the address as what differs from how the page opens */
  page.hiding(own.ticks, () => {
    for (const { box: tick, kind, name } of own.ticks) own.off[kind][tick.checked ? 'delete' : 'add'](name);
    own.explore.again();
    own.explore.changed();
  });
  /** @type {HTMLSelectElement | null} */
  const lane = page.find('#lane');
  if (lane) lane.addEventListener('change', () => {
    state.back = null;
    own.fit(lane.value === '' ? null : data.lanes[Number(lane.value)]);
    state.moved = lane.value !== '';
  });

  /* ---- pointer: names are as good as glyphs */
  /** @type {Net.Drawing['at']} */
  const at = point => {
    const spot = net.DOMtoCanvas(point);
    const near = NEAR / view.scale;
    const pool = state.lifted ? [...state.lifted, ...nodes] : nodes;
    const hit = pool.find(node => (!node.hidden || (state.lifted && state.lifted.includes(node))) && Math.hypot(node.x - spot.x, node.y - spot.y) < Math.max(node.size, near));
    if (hit) return hit;
    const name = state.boxes.find(each => spot.x > each.left && spot.x < each.right && spot.y > each.top && spot.y < each.bottom);
    return name ? name.node : null;
  };
  own.at = at;
  /** @param {[type: string, n: number][]} types */
  const counted = types => types.map(([type, n]) => `${page.text(page.data.relation_types[type])} ${n}`).join(page.lang === 'zh' ? '、' : ', ');
  /** @type {(node: Net.Item) => Net.Hint} */
  const about = node => {
    if (node.members) {
      const its = data.lanes[node.lane];
      return [[page.text(node.names), true], [(its ? page.text(its.label) + ' · ' : '') + page.say('network_group_hint'), false]];
    }
    if (node.key === undefined) {
      const cell = page.cells.get(node.cells[0]);
      const where = cell ? page.name(cell.stage || cell.chain) + ' · ' : '';
      return [[page.text(node.names), true], [where + (cell ? page.stateWord(cell) : page.say(node.ghost || 'look_up')), false]];
    }
    const whole = page.name(node.key);
    const name = whole.length > 80 ? whole.slice(0, 79) + '…' : whole;
    return [[name, true], [page.text(page.data.types[node.type]) + (node.hub ? ' · ' + page.say('hub') : ''), false]];
  };
  /** @type {(line: Net.Line) => Net.Hint} */
  const relation = line => {
    /** @param {Net.Item} node */
    const short = node => page.letters.cut(page.text(node.names), true, 200);
    if (line.parts) return [[`${short(line.a)} — ${short(line.b)}`, true], [page.say('network_sum', { n: line.parts.length, types: counted(line.types || []) }), false]];
    const type = line.ghost ? page.say('network_lacks') : page.text(page.data.relation_types[line.type]);
    return [[`${short(line.a)} → ${short(line.b)}`, true], [type, false]];
  };
  /** @type {Net.Point | null} */
  let pointer = null;
  let waiting = false;
  const hover = () => {
    waiting = false;
    const before = state.hover;
    state.hover = null;
    if (pointer) {
      const spot = net.DOMtoCanvas(pointer);
      const node = at(pointer);
      const found = node ? null : net.getEdgeAt(pointer);
      const line = found === undefined || found === null ? null : own.lineOf(found);
      if (node) state.hover = { ...spot, what: node, lines: about(node) };
      else if (line && (!state.lifted || state.lines.includes(line))) state.hover = { ...spot, what: line, lines: relation(line) };
      box.style.cursor = node ? 'pointer' : 'default';
    }
    if (before || state.hover) own.redraw();
  };
  /** @param {Net.Point | null} point */
  const follow = point => {
    pointer = point;
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(hover);
    }
  };
  box.addEventListener('mousemove', event => {
    const edge = box.getBoundingClientRect();
    follow(event.buttons ? null : { x: event.clientX - edge.left, y: event.clientY - edge.top });
  });
  box.addEventListener('mouseleave', () => follow(null));
  net.on('click', event => {
    const group = at(event.pointer.DOM) ? null : page.folds.signAt(net.DOMtoCanvas(event.pointer.DOM), view);
    if (group) own.foldGroup(group);
    else choose(at(event.pointer.DOM), true);
  });
  net.on('dragEnd', () => { state.moved = true; });
  net.on('zoom', () => {
    state.moved = true;
    const scale = net.getScale();
    if (scale < 0.12 || scale > 4) own.zoom(1);
  });

  /* ---- keys: arrows walk to the nearest node that way */
  const walk = (/** @type {Way} */ way) => {
    const here = state.aim || state.picking || state.group || byKey.get(page.selected) || ghostOf.get(page.selected) || null;
    const open = nodes.filter(node => !node.hidden && node !== here);
    if (!here) {
      choose(open.find(node => node.type === 'IndustryChain') || open[0] || null);
      return;
    }
    const found = open[page.arrows.pick(open.length, n => [open[n].x - here.x, open[n].y - here.y], way, 1)];
    if (!found) return;
    if (state.picking && !found.members) {
      /* the other end of a path: Enter takes it */
      state.aim = found;
      own.lift();
    } else choose(found);
  };
  /** @type {Record<string, () => void>} */
  const keys = {
    Enter: () => {
      if (state.picking && state.aim) choose(state.aim);
      else page.find('#panel').focus();
    },
    '+': () => own.zoom(1.25),
    '=': () => own.zoom(1.25),
    '-': () => own.zoom(0.8),
    0: () => own.fit(),
  };
  box.addEventListener('keydown', event => {
    const way = page.arrows.way(event.key);
    if (event.ctrlKey || event.metaKey || event.altKey || !(way || Object.hasOwn(keys, event.key))) return;
    event.preventDefault();
    if (way) walk(way);
    else keys[event.key]();
  });
  page.focusPicture = () => box.focus();
  page.find('#picture').append(page.zoomButtons([
    { word: 'network_closer', sign: '+', act: () => own.zoom(1.25) },
    { word: 'network_further', sign: '−', act: () => own.zoom(0.8) },
    { word: 'network_fit', sign: '⤢', act: () => own.fit() },
  ]));
  page.on('resize', () => {
    if (!box.clientWidth) return; // a tab that is not open
    net.setSize(box.clientWidth + 'px', box.clientHeight + 'px');
    if (!state.moved && !state.back) own.fit();
    own.redraw();
  });

  /* ---- on paper: the whole drawing in the light palette, whatever the screen shows */
  const LINE = 16;
  /* what is chosen stands out in print, names are drawn above the veil: all of them can be read */
  const PAPER_VEIL = 0.6;
  const below = () => page.caption().split('\n').filter(Boolean);
  /* the whole drawing, or what is shown of it */
  const onSheet = () => {
    const { right, bottom } = own.extent();
    if (!state.shown) return { left: -120, right: right + 10, top: -44, bottom: bottom + 34 };
    const shown = nodes.filter(node => !node.hidden);
    const xs = shown.map(node => node.x);
    const ys = shown.map(node => node.y);
    return { left: Math.min(...xs) - 160, right: Math.max(...xs) + 190, top: Math.min(...ys) - 70, bottom: Math.max(...ys) + 54 };
  };
  /* network_svg.js gives a sheet in place of the canvas */
  own.onPaper = (factor, canvas, isMarked = false) => {
    const size = onSheet();
    const told = below();
    size.bottom += LINE * told.length;
    const scale = page.enlarged(factor, size.right - size.left, size.bottom - size.top);
    canvas.width = Math.round((size.right - size.left) * scale);
    canvas.height = Math.round((size.bottom - size.top) * scale);
    const c = /** @type {Net.Context} */ (canvas.getContext('2d'));
    const screen = { ...view };
    Object.assign(view, size, { scale: 1, colours: data.light });
    c.scale(scale, scale);
    c.translate(-size.left, -size.top);
    c.fillStyle = view.colours.canvas;
    c.fillRect(size.left, size.top, size.right - size.left, size.bottom - size.top);
    page.paint.lanes(c, view);
    page.folds.frames(c, view, true);
    for (const line of [...edges, ...state.sums]) if (!line.hidden) page.paint.stroke(c, line, view, line.width || 1, page.paint.opacity(line));
    for (const node of nodes) if (!node.hidden) page.paint.glyph(c, node, view);
    if (isMarked) own.raise(c, PAPER_VEIL);
    page.labels.all(c, view, nodes, state.columns);
    own.heading(c);
    own.pins(c);
    told.forEach((line, place) => page.paint.write(c, view, line, size.left + 10, size.bottom - 14 - LINE * (told.length - place), view.colours.muted, false));
    page.paint.write(c, view, page.text(page.data.title) + '｜' + page.text(page.data.foot), size.left + 10, size.bottom - 14, view.colours.muted, false);
    Object.assign(view, screen);
    return canvas;
  };
  const onCanvas = (/** @type {boolean} */ isMarked) => own.onPaper(2, document.createElement('canvas'), isMarked);
  addEventListener('beforeprint', () => {
    if (!box.clientWidth) return;
    const canvas = onCanvas(true);
    const wide = canvas.width / canvas.height;
    /* many chains, one below the other, would be too small to read on one sheet */
    canvas.className = 'network-print' + (wide > 1.25 ? '' : ' tall') + (wide < 0.5 ? ' long' : '');
    page.find('#picture').append(canvas);
  });
  addEventListener('afterprint', () => page.findAll('.network-print').forEach(each => each.remove()));

  if (!nodes.length) page.find('#picture').append(page.element('p', { class: 'network-empty', 'data-say': 'nothing' }, page.say('nothing')));
  own.fit();
}
