'use strict';
/* The picture: sigma draws dots and lines, page.painter what lies under and over them. page.big holds what is shared. */
{
  const { large, shades, painter } = page;
  const box = /** @type {HTMLElement} */ (page.the('#large'));
  const hasWebgl = () => {
    const canvas = document.createElement('canvas');
    return Boolean(canvas.getContext('webgl2') || canvas.getContext('webgl'));
  };

  /* names without controls and marks that turn the direction of writing */
  page.plain = text => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').slice(0, 60) || '\ufffd';
  const mostTied = (() => {
    let most = 1;
    for (let n = 0; n < large.count; n += 1) most = Math.max(most, large.degree(n));
    return Math.log(most + 1);
  })();
  /* 0 for a node without ties, 1 for the most tied; the root would let a few hubs make all else look the same */
  page.weight = n => {
    const share = Math.log(large.degree(n) + 1) / mostTied;
    return large.hubs.has(n) ? Math.max(0.8, share) : share * share;
  };

  /** @type {Large.State} */
  const state = {
    hover: null,
    lifted: null,
    first: null,
    back: null,
    boxes: [],
    lineOff: () => false,
    /** @param {number} n */
    off: n => !shades.types[shades.place(large.kind[n])],
  };
  page.big = Object.assign(/** @type {Large.Big} */ ({}), { state, sigma: null, view: null });

  const start = () => {
    const { Graph, Sigma } = chainscapeVendor;
    const graph = new Graph({ multi: true, type: 'directed', allowSelfLoops: true });
    /* the most important last: what is drawn last lies on top */
    for (let n = large.count - 1; n >= 0; n -= 1) {
      graph.addNode(String(n), { x: large.x[n], y: -large.y[n], size: 1, weight: page.weight(n), kind: shades.place(large.kind[n]) });
    }
    shades.drawAtlas();
    shades.recolour();
    painter.recolour();

    /** @param {string} name */
    const layer = name => {
      const canvas = page.element('canvas', { class: name });
      box.append(canvas);
      return canvas;
    };
    const ground = layer('ground');
    const holder = page.element('div', { class: 'dots' });
    box.append(holder);
    const above = layer('above');
    const still = matchMedia('(prefers-reduced-motion:reduce)').matches;
    const sigma = new Sigma(graph, holder, {
      defaultNodeType: 'dot',
      nodeProgramClasses: { dot: shades.Node },
      nodeHoverProgramClasses: {},
      renderLabels: false,
      renderEdgeLabels: false,
      defaultDrawNodeHover: () => {},
      enableCameraRotation: false,
      minCameraRatio: 0.001,
      maxCameraRatio: 2,
      stagePadding: 14,
      zoomingRatio: 1.5,
      zoomDuration: still ? 0 : 120,
      inertiaDuration: still ? 0 : 200,
      allowInvalidContainer: true,
    });
    /* the whole picture, not only where dots lie */
    sigma.setCustomBBox({ x: [0, large.size[0]], y: [-large.size[1], 0] });
    page.big.sigma = sigma;
    shades.framed = point => sigma.normalizationFunction(point);

    /** @param {HTMLCanvasElement} canvas */
    const fit = canvas => {
      const ratio = devicePixelRatio || 1;
      const width = Math.round(box.clientWidth * ratio);
      const height = Math.round(box.clientHeight * ratio);
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
        canvas.style.width = box.clientWidth + 'px';
        canvas.style.height = box.clientHeight + 'px';
      }
      const c = page.brush(canvas);
      c.setTransform(ratio, 0, 0, ratio, 0, 0);
      return c;
    };
    page.big.look = () => {
      const zero = sigma.graphToViewport({ x: 0, y: 0 });
      const one = sigma.graphToViewport({ x: 100, y: 0 });
      const view = { left: zero.x, top: zero.y, scale: (one.x - zero.x) / 100, width: box.clientWidth, height: box.clientHeight };
      page.big.view = view;
      return view;
    };
    let last = '';
    let rest = 0;
    sigma.on('beforeRender', () => {
      shades.pitch = page.big.view ? page.big.view.scale : 1;
      const { x, y, ratio } = sigma.getCamera().getState();
      const now = [x, y, ratio].join();
      shades.moving = last !== '' && now !== last;
      last = now;
      clearTimeout(rest);
      if (shades.moving) rest = setTimeout(() => sigma.scheduleRender(), 60);
    });
    sigma.on('afterRender', () => {
      const view = page.big.look();
      /* the camera may have moved since: the shader is a frame behind unless it is told again */
      if (Math.abs(view.scale / shades.pitch - 1) > 0.001) sigma.scheduleRender();
      painter.ground(fit(ground), view);
      state.boxes = painter.above(fit(above), view, state);
    });
    /* the nearest dot under the pointer, 3 px to spare: a look at all 100,000 takes 0.3 ms */
    sigma.getNodeAtPosition = ({ x, y }) => {
      const view = page.big.view || page.big.look();
      let best = null;
      let least = Infinity;
      const px = (x - view.left) / view.scale;
      const py = (y - view.top) / view.scale;
      const most = 20 / view.scale;
      for (let n = 0; n < large.count; n += 1) {
        const dx = large.x[n] - px;
        const dy = large.y[n] - py;
        if (dx > most || -dx > most || dy > most || -dy > most || state.off(n)) continue;
        const past = Math.hypot(dx, dy) * view.scale - painter.radius(n, view);
        if (past < 3 && past < least) {
          least = past;
          best = n;
        }
      }
      return best === null ? null : String(best);
    };
    page.big.over = () => { state.boxes = painter.above(fit(above), page.big.view || page.big.look(), state); };
    page.big.canvases = () => [ground, ...holder.querySelectorAll('canvas'), above];
    sigma.refresh();
    page.ready();
  };

  /** @param {string} word */
  const instead = word => {
    box.replaceChildren(page.element('p', { class: 'network-empty', 'data-say': word }, page.say(word)));
    page.big.sigma = null;
    page.ready();
  };
  if (!large.count) instead('nothing');
  else {
    try {
      start();
    } catch (error) {
      /* asked only now: a context costs 0.1 to 0.7 s where a processor does the drawing */
      if (hasWebgl()) throw error;
      instead('large_no_webgl');
    }
  }
}
