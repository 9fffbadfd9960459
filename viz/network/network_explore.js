/* What is shown of the network: the surroundings of one node, widened and narrowed by hand; paths; open groups.
   Nothing moves. The address keeps all three. */
{
  const own = page.net;
  const { ties, byKey, state, lineOff, isQuiet } = own;
  const folds = page.folds;
  const MOST_STEPS = 3;
  const MOST_PATHS = 20;
  /** @type {Net.Asked} */
  const asked = { focus: null, steps: 1, turns: [], path: null };

  /* ---- neighbours: over relations that are ticked, not over places; what is missing leads nowhere */
  /** @param {Net.Line} line @param {Net.Item} node */
  const other = (line, node) => (line.a === node ? line.b : line.a);
  /** @param {Net.Line} line */
  const walked = line => line.type !== 'LOCATED_IN' && !lineOff(line) && !isQuiet(line.a) && !isQuiet(line.b);
  /** @param {Net.Item} node */
  const near = node => new Set(ties[node.id].filter(line => line.a !== line.b && walked(line)).map(line => other(line, node)));
  /** @param {Net.Item} start @param {number} steps */
  const reach = (start, steps, inside = (/** @type {Net.Item} */ node) => Boolean(node)) => {
    const found = new Set([start]);
    let ring = [start];
    for (let step = 0; step < steps && ring.length; step += 1) {
      ring = ring.filter(node => !node.ghost).flatMap(node => [...near(node)].filter(each => inside(each) && !found.has(each) && Boolean(found.add(each))));
    }
    return found;
  };
  const middle = () => /** @type {Net.Item} */ (asked.focus);
  /* what would be lost with a node: all that is tied to the middle over it alone */
  /** @param {Set<Net.Item>} shown @param {Net.Item} node */
  const hanging = (shown, node) => {
    if (node === asked.focus) return [...near(node)].filter(each => shown.has(each) && [...near(each)].every(one => one === node || !shown.has(one)));
    const kept = reach(middle(), Infinity, each => shown.has(each) && each !== node);
    return [...reach(node, Infinity, each => shown.has(each))].filter(each => each !== node && !kept.has(each));
  };
  /** @param {Net.Explore["asked"]["turns"]} turns */
  const replay = turns => {
    const shown = reach(middle(), asked.steps);
    for (const { wide, node } of turns) {
      if (!shown.has(node)) continue;
      if (wide) for (const each of near(node)) shown.add(each);
      else for (const each of hanging(shown, node)) shown.delete(each);
    }
    return shown;
  };
  const seek = () => {
    const shown = replay(asked.turns);
    for (const node of own.nodes) node.more = shown.has(node) && !node.ghost ? [...near(node)].filter(each => !shown.has(each)).length : 0;
    return shown;
  };
  /** @param {Set<Net.Item>} one @param {Set<Net.Item>} two */
  const same = (one, two) => one.size === two.size && [...one].every(each => two.has(each));
  /* a turn that a later one of the same node has undone is forgotten */
  /** @param {boolean} wide @param {Net.Item} node */
  const turn = (wide, node) => {
    asked.turns.push({ wide, node });
    const shown = replay(asked.turns);
    for (const each of asked.turns.filter(one => one.node === node)) {
      const fewer = asked.turns.filter(one => one !== each);
      if (same(replay(fewer), shown)) asked.turns = fewer;
    }
    show();
  };

  /* ---- paths: over all that is shown, one by one or in a group */
  /** @param {Net.Line} line */
  const onPath = line => line.live && !line.ghost;
  /** @param {Net.Item} node */
  const nextOf = node => [...new Set(ties[node.id].filter(line => line.a !== line.b && onPath(line)).map(line => other(line, node)))].sort((a, b) => a.id - b.id);
  /** @type {Net.Explore['between']} */
  const between = (a, b) => ties[a.id].filter(line => onPath(line) && other(line, a) === b);
  const trace = () => {
    state.path = null;
    if (!asked.path) return;
    const [from, to] = asked.path;
    const found = page.shortest(from, to, nextOf, MOST_PATHS);
    const lines = new Set(found.paths.flatMap(way => way.slice(1).flatMap((node, at) => between(way[at], node))));
    state.path = { ...found, from, to, first: from, members: new Set([from, to, ...found.paths.flat()]), lines: [...lines] };
  };

  /* ---- doing it */
  const again = () => {
    own.refresh();
    trace();
    own.lift();
    own.redraw();
  };
  const show = () => {
    state.seek = asked.focus && seek;
    state.focus = asked.focus;
    if (!asked.focus) for (const node of own.nodes) node.more = 0;
    state.back = null;
    own.refresh();
    trace();
    own.fit();
    own.lift();
    own.redraw();
    page.keep.changed();
    explore.changed();
  };
  /** @type {Net.Explore} */
  const explore = {
    MOST_STEPS,
    asked,
    /* told when other nodes are shown, or groups opened: the panel is another then */
    changed() {},
    again,
    between,
    around(node, steps) {
      Object.assign(asked, { focus: node, steps, turns: [] });
      show();
    },
    expand: node => turn(true, node),
    collapse: node => turn(false, node),
    hanging: node => (state.shown && state.shown.has(node) ? hanging(state.shown, node) : []),
    all() {
      Object.assign(asked, { focus: null, turns: [] });
      show();
    },
    path(from, to) {
      asked.path = from && to && from !== to ? [from, to] : null;
      state.picking = state.aim = null;
      trace();
      page.keep.changed();
    },
    open(groups, isOpen) {
      for (const group of groups) state.open[isOpen ? 'add' : 'delete'](group);
      again();
      page.keep.changed();
      explore.changed();
    },
  };
  own.explore = explore;

  /* ---- the address: ids apart by commas */
  const write = (id = '') => id.replace(/[%,]/g, encodeURIComponent);
  /** @param {string} text */
  const read = text => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // not ours
    }
  };
  /** @param {string} text */
  const nodesIn = text => text.split(',').map(part => byKey.get(read(part)));
  /* 2,stage:a,+company:b,-company:c: two steps around a stage, then one node expanded, one collapsed */
  page.keep('around', {
    read: () => (asked.focus ? [asked.steps, write(asked.focus.key), ...asked.turns.map(each => (each.wide ? '+' : '-') + write(each.node.key))].join(',') : ''),
    write: text => {
      const [steps, focus = '', ...turns] = text.split(',');
      const node = byKey.get(read(focus));
      const isKnown = node && /^[1-9]$/.test(steps);
      if (!isKnown && !asked.focus) return;
      asked.focus = isKnown ? node : null;
      asked.steps = Math.min(MOST_STEPS, Number(steps));
      asked.turns = turns.flatMap(each => {
        const turned = byKey.get(read(each.slice(1)));
        return turned ? { wide: each[0] === '+', node: turned } : [];
      });
      show();
    },
  });
  page.keep('path', {
    read: () => (asked.path ? asked.path.map(node => write(node.key)).join(',') : ''),
    write: text => {
      const [from, to] = nodesIn(text);
      explore.path(from, to);
    },
  });
  if (folds.groups.length) {
    page.keep('open', {
      read: () => (state.open.size === folds.groups.length ? '*' : folds.groups.filter(group => state.open.has(group)).map(group => write(group.fold)).join(',')),
      write: text => {
        state.open = new Set(text === '*' ? folds.groups : text.split(',').flatMap(part => folds.byFold.get(read(part)) || []));
        again();
        explore.changed();
      },
    });
  }
}
