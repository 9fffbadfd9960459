'use strict';
/* How the picture is used: pointing, selecting, walking with the keys, filters, areas, zoom, saving, printing. */
{
  const { large, shades, painter } = page;
  const { state, sigma } = page.big;
  const box = /** @type {HTMLElement} */ (page.the('#large'));
  const still = matchMedia('(prefers-reduced-motion:reduce)').matches;
  const packed = page.data.large;

  const shown = () => {
    if (sigma) sigma.scheduleRender();
  };
  /** @param {number} line */
  const lineOff = line => !shades.ties[shades.place(large.tie[line])] || !shades.statuses[Math.floor(large.standing[line] / 3)]
    || state.off(large.from[line]) || state.off(large.to[line]);
  state.lineOff = lineOff;

  /* ---- the camera */
  const camera = sigma?.getCamera();
  /** @param {Partial<sigma.Camera>} to */
  const go = (to, soon = false) => camera?.animate(to, { duration: still || soon ? 0 : 350 });
  /* shows a rectangle of the picture; no nearer than 22 px between two nodes, or three times what fits the window */
  /** @param {number} left @param {number} top @param {number} right @param {number} bottom */
  const hold = (left, top, right, bottom, soon = false) => {
    if (!sigma || !camera) return;
    const view = page.big.look();
    const wide = Math.max(1, right - left) * 1.15;
    const tall = Math.max(1, bottom - top) * 1.2;
    const now = camera.getState();
    const scale = Math.min(Math.max(22, 3 * view.scale * now.ratio), view.width / wide, view.height / tall);
    const middle = sigma.graphToViewport({ x: (left + right) / 2, y: -(top + bottom) / 2 });
    go({ ...sigma.viewportToFramedGraph(middle), ratio: now.ratio * view.scale / scale }, soon);
  };
  /** @param {number} factor */
  const zoom = factor => camera && go({ ratio: camera.getState().ratio / factor });
  const all = () => go({ x: 0.5, y: 0.5, ratio: 1 });

  /* ---- what stands above the veil */
  /** @param {number} n */
  const around = n => {
    const lines = large.around(n).filter(line => !lineOff(line));
    const others = new Set(lines.flatMap(line => [large.from[line], large.to[line]]));
    others.delete(n);
    return { members: [n, ...[...others].sort((a, b) => a - b)], lines, first: n };
  };
  /** @type {Record<string, number[] | undefined>} */
  const marked = { hub: packed.hubs, gap: packed.gaps, look_up: packed.look_up };
  const ofEmphasis = () => {
    const chosen = marked[page.emphasis];
    return chosen ? { members: chosen.filter(n => !state.off(n)), lines: [], first: null } : null;
  };
  const numberOf = (/** @type {string | null} */ key) => {
    const part = page.cells.get(key) || page.extensions.get(key);
    const numbers = [key, part && (part.stage || part.chain)].map(each => large.numbers.get(each || ''));
    return numbers.find(n => n !== undefined) ?? null;
  };
  let pointed = false;
  let opened = false;
  /* the nearest nine tenths: one far neighbour would shrink all the others */
  const show = (/** @type {number} */ n, /** @type {number[]} */ members) => {
    const near = members.map(each => ({ each, far: Math.hypot(large.x[each] - large.x[n], large.y[each] - large.y[n]) }))
      .sort((a, b) => a.far - b.far).slice(0, Math.max(2, Math.ceil(members.length * 0.9))).map(({ each }) => each);
    const xs = near.map(each => large.x[each]);
    const ys = near.map(each => large.y[each]);
    const least = Math.min(12, large.size[0] / 8);
    hold(
      Math.min(large.x[n] - least, ...xs.slice(0, 20000)), Math.min(large.y[n] - least, ...ys.slice(0, 20000)),
      Math.max(large.x[n] + least, ...xs.slice(0, 20000)), Math.max(large.y[n] + least, ...ys.slice(0, 20000)), !opened,
    );
  };
  const lift = () => {
    if (!camera) return;
    const n = numberOf(page.selected);
    state.first = n;
    if (n === null) {
      state.lifted = ofEmphasis();
      if (state.back) go(state.back);
      state.back = null;
    } else {
      state.lifted = around(n);
      if (!pointed) {
        state.back = state.back || camera.getState();
        show(n, state.lifted.members);
      }
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
    const those = marked[button.dataset.emphasis];
    button.hidden = Boolean(those && !those.length);
  }
  page.find('#grade').hidden = !large.standing.some(each => each % 3);

  /* ---- filters: one frame, whatever the size */
  const ticks = page.ticks(page.find('#own-filters') || box);
  const filter = () => {
    const off = new Set(ticks.filter(tick => !tick.box.checked).map(tick => `${tick.kind}:${tick.name}`));
    /** @param {Tick['kind']} kind @param {string} name */
    const on = (kind, name) => (off.has(`${kind}:${name}`) ? 0 : 1);
    large.types.forEach((type, n) => { shades.types[shades.place(n)] = on('type', type); });
    large.ties.forEach((type, n) => { shades.ties[shades.place(n)] = on('relation', type); });
    ['fact', 'planned', 'candidate', 'retired'].forEach((status, n) => { shades.statuses[n] = on('status', status); });
    lift();
  };
  page.hiding(ticks, byHand => {
    pointed = byHand;
    filter();
  });
  /** @type {HTMLSelectElement | null} */
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
      sigma?.refresh({ partialGraph: { nodes: [], edges: [] }, skipIndexation: true });
    };
    page.root.dataset.theme = 'light';
    paint();
    const layers = page.big.canvases();
    const copy = document.createElement('canvas');
    copy.width = layers[0].width;
    copy.height = layers[0].height;
    const c = page.brush(copy);
    for (const each of layers) if (each.width) c.drawImage(each, 0, 0, copy.width, copy.height);
    if (theme) page.root.dataset.theme = theme;
    else delete page.root.dataset.theme;
    paint();
    return copy;
  };

  if (sigma && camera) {
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
    page.saver('png', () => page.png(picture()));
    const print = page.element('img', { class: 'network-print', alt: '' });
    box.after(print);
    addEventListener('beforeprint', () => { print.src = picture().toDataURL('image/png'); });

    box.after(page.zoomButtons([
      { word: 'large_closer', sign: '+', act: () => zoom(1.6) },
      { word: 'large_further', sign: '−', act: () => zoom(1 / 1.6) },
      { word: 'large_fit', sign: '⤢', act: all },
    ]));

    /* ---- keys: arrows move the view, or walk from node to node once one is selected */
    const walk = (/** @type {number} */ from, /** @type {Way} */ way) => {
      const [x, y] = [large.x[from], large.y[from]];
      const found = page.arrows.pick(large.count, n => (state.off(n) ? null : [large.x[n] - x, large.y[n] - y]), way, 0.2);
      return found < 0 ? null : found;
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
      const way = page.arrows.way(event.key);
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
