'use strict';
/* How the picture is used: pointing, selecting, walking with the keys, filters, areas, zoom, saving, printing. */
{
  const { large, shades, painter } = page;
  const { state, sigma } = page.big;
  const box = page.find('#large');
  const still = matchMedia('(prefers-reduced-motion:reduce)').matches;
  const packed = page.data.large;

  const shown = () => {
    if (sigma) sigma.scheduleRender();
  };
  const lineOff = line => !shades.ties[shades.place(large.tie[line])] || !shades.statuses[Math.floor(large.standing[line] / 3)]
    || state.off(large.from[line]) || state.off(large.to[line]);
  state.lineOff = lineOff;

  /* ---- the camera */
  const camera = sigma && sigma.getCamera();
  const go = (to, soon) => camera.animate(to, { duration: still || soon ? 0 : 350 });
  const framed = (x, y) => sigma.viewportToFramedGraph(sigma.graphToViewport({ x, y: -y }));
  /* shows a rectangle of the picture; no nearer than 22 px between two nodes, or three times what fits the window */
  const hold = (left, top, right, bottom, soon) => {
    const view = page.big.look();
    const wide = Math.max(1, right - left) * 1.15;
    const tall = Math.max(1, bottom - top) * 1.2;
    const now = camera.getState();
    const scale = Math.min(Math.max(22, 3 * view.scale * now.ratio), view.width / wide, view.height / tall);
    go({ ...framed((left + right) / 2, (top + bottom) / 2), ratio: now.ratio * view.scale / scale }, soon);
  };
  const zoom = factor => go({ ratio: camera.getState().ratio / factor });
  const all = () => go({ x: 0.5, y: 0.5, ratio: 1 });

  /* ---- what stands above the veil */
  const around = n => {
    const lines = large.around(n).filter(line => !lineOff(line));
    const others = new Set(lines.flatMap(line => [large.from[line], large.to[line]]));
    others.delete(n);
    return { members: [n, ...[...others].sort((a, b) => a - b)], lines, first: n };
  };
  const ofEmphasis = () => {
    const chosen = { hub: packed.hubs, gap: packed.gaps, look_up: packed.look_up }[page.emphasis];
    return chosen ? { members: chosen.filter(n => !state.off(n)), lines: [], first: null } : null;
  };
  const numberOf = key => {
    if (key === null) return null;
    if (large.numbers.has(key)) return large.numbers.get(key);
    const part = page.cells.get(key) || page.extensions.get(key);
    const owner = part && (part.stage || part.chain);
    return large.numbers.has(owner) ? large.numbers.get(owner) : null;
  };
  let pointed = false;
  let opened = false;
  const lift = () => {
    if (!sigma) return;
    const n = numberOf(page.selected);
    state.first = n;
    state.lifted = n === null ? ofEmphasis() : around(n);
    if (n === null) {
      if (state.back) go(state.back);
      state.back = null;
    } else if (!pointed) {
      state.back = state.back || camera.getState();
      /* the nearest nine tenths: one far neighbour would shrink all the others */
      const near = state.lifted.members.map(each => [Math.hypot(large.x[each] - large.x[n], large.y[each] - large.y[n]), each])
        .sort((a, b) => a[0] - b[0]).slice(0, Math.max(2, Math.ceil(state.lifted.members.length * 0.9))).map(each => each[1]);
      const xs = near.map(each => large.x[each]);
      const ys = near.map(each => large.y[each]);
      const least = Math.min(12, large.size[0] / 8);
      hold(
        Math.min(large.x[n] - least, ...xs.slice(0, 20000)), Math.min(large.y[n] - least, ...ys.slice(0, 20000)),
        Math.max(large.x[n] + least, ...xs.slice(0, 20000)), Math.max(large.y[n] + least, ...ys.slice(0, 20000)), !opened,
      );
    }
    pointed = false;
    shown();
  };
  page.on('select', lift);
  page.on('emphasis', lift);
  page.on('language', shown);
  page.on('reliability', grade => {
    shades.grade = { A: 2, B: 1, C: 0 }[grade];
    shown();
  });
  page.on('theme', () => requestAnimationFrame(() => {
    if (!sigma) return;
    shades.recolour();
    painter.recolour();
    shown();
  }));
  for (const button of page.findAll('header [data-emphasis]')) {
    const marked = { hub: packed.hubs, gap: packed.gaps, look_up: packed.look_up }[button.dataset.emphasis];
    button.hidden = Boolean(marked && !marked.length);
  }
  page.find('#grade').hidden = !large.standing.some(each => each % 3);

  /* ---- filters: one frame, whatever the size */
  const ticks = ['type', 'relation', 'status'].flatMap(kind => page.findAll(`[data-${kind}]`, page.find('#own-filters') || box)
    .map(each => ({ each, name: `${kind}:${each.dataset[kind]}`, opens: each.checked })));
  const filter = () => {
    const off = new Set(ticks.filter(tick => !tick.each.checked).map(tick => tick.name));
    const on = (kind, name) => (off.has(`${kind}:${name}`) ? 0 : 1);
    large.types.forEach((type, n) => { shades.types[shades.place(n)] = on('type', type); });
    large.ties.forEach((type, n) => { shades.ties[shades.place(n)] = on('relation', type); });
    ['fact', 'planned', 'candidate', 'retired'].forEach((status, n) => { shades.statuses[n] = on('status', status); });
    lift();
  };
  for (const { each } of ticks) {
    each.addEventListener('change', () => {
      pointed = true;
      filter();
      page.keep.changed();
    });
  }
  page.keep('turned', {
    read: () => ticks.filter(tick => tick.each.checked !== tick.opens).map(tick => tick.name).join(','),
    write: text => {
      const turned = new Set(text.split(','));
      for (const tick of ticks) tick.each.checked = tick.opens !== turned.has(tick.name);
      filter();
    },
  });
  const chooser = page.find('#area');
  if (chooser) chooser.addEventListener('change', () => {
    if (!sigma) return;
    const area = large.areas[Number(chooser.value)];
    if (chooser.value === '' || !area) all();
    else hold(area.box[0], area.box[1], area.box[0] + area.box[2], area.box[1] + area.box[3]);
  });

  /* ---- saving and printing: the layers one above the other, in the light palette */
  const picture = () => {
    const theme = page.root.dataset.theme;
    const paint = () => {
      shades.recolour();
      painter.recolour();
      sigma.refresh({ partialGraph: { nodes: [], edges: [] }, skipIndexation: true });
    };
    page.root.dataset.theme = 'light';
    paint();
    const layers = page.big.canvases();
    const copy = document.createElement('canvas');
    copy.width = layers[0].width;
    copy.height = layers[0].height;
    const c = copy.getContext('2d');
    for (const each of layers) if (each.width) c.drawImage(each, 0, 0, copy.width, copy.height);
    if (theme) page.root.dataset.theme = theme;
    else delete page.root.dataset.theme;
    paint();
    return copy;
  };

  if (sigma) {
    sigma.on('enterNode', ({ node }) => {
      state.hover = Number(node);
      box.classList.add('pointing');
      page.big.over();
    });
    sigma.on('leaveNode', () => {
      state.hover = null;
      box.classList.remove('pointing');
      page.big.over();
    });
    sigma.on('clickNode', ({ node }) => {
      pointed = true;
      page.select(large.key(Number(node)));
    });
    sigma.on('clickStage', () => {
      state.back = null;
      if (page.selected !== null) page.select(null);
    });
    page.on('resize', () => sigma.refresh({ partialGraph: { nodes: [], edges: [] }, skipIndexation: true }));
    page.saver('png', () => new Promise(done => { picture().toBlob(done, 'image/png'); }));
    const print = page.element('img', { class: 'network-print', alt: '' });
    box.after(print);
    addEventListener('beforeprint', () => { print.src = picture().toDataURL('image/png'); });

    const buttons = [['+', 'large_closer', () => zoom(1.6)], ['−', 'large_further', () => zoom(1 / 1.6)], ['⤢', 'large_fit', all]];
    box.after(page.element('div', { class: 'network-zoom' }, ...buttons.map(([sign, word, act]) => page.element(
      'button',
      { type: 'button', click: act, 'data-say-aria-label': word, 'aria-label': page.say(word), 'data-say-title': word, title: page.say(word) },
      sign,
    ))));

    /* ---- keys: arrows move the view, or walk from node to node once one is selected */
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const walk = (from, [dx, dy]) => {
      let best = null;
      let least = Infinity;
      for (let n = 0; n < large.count; n += 1) {
        const along = (large.x[n] - large.x[from]) * dx + (large.y[n] - large.y[from]) * dy;
        if (along < 0.2 || state.off(n)) continue;
        const aside = Math.abs((large.x[n] - large.x[from]) * dy + (large.y[n] - large.y[from]) * dx);
        if (along + 3 * aside < least) {
          least = along + 3 * aside;
          best = n;
        }
      }
      return best;
    };
    const inView = () => {
      const view = page.big.look();
      for (let n = 0; n < large.count; n += 1) {
        const x = view.left + view.scale * large.x[n];
        const y = view.top + view.scale * large.y[n];
        if (x > 0 && y > 0 && x < view.width && y < view.height && !state.off(n)) return n;
      }
      return null;
    };
    box.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const way = arrows[event.key];
      if (way && state.first !== null) {
        const next = walk(state.first, way);
        if (next !== null) page.select(large.key(next));
      } else if (way) {
        const now = camera.getState();
        const at = sigma.viewportToFramedGraph({ x: box.clientWidth / 2 + way[0] * 90, y: box.clientHeight / 2 + way[1] * 90 });
        go({ ...now, ...at }, true);
      } else if (event.key === 'Enter') {
        const n = state.first === null ? inView() : state.first;
        if (n !== null) page.select(large.key(n));
      } else if (event.key === '+' || event.key === '=') zoom(1.6);
      else if (event.key === '-') zoom(1 / 1.6);
      else if (event.key === '0') all();
      else return;
      event.preventDefault();
    });
  }
  page.focusPicture = () => box.focus();
  filter();
  addEventListener('DOMContentLoaded', () => { opened = true; });
}
