/* Walking with the keys: one tab stop in a picture, arrows go to the nearest stop that way, Enter and space open it. */
{
  /** @type {Record<string, Way>} */
  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  /** @type {Way} */
  const NOWHERE = [NaN, NaN];
  /** @param {Element} element */
  const middle = element => {
    const box = element.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  /* arrows lead to the nearest stop that way */
  /** @type {(root: ParentNode, stops: string) => (stop: Part, event: KeyboardEvent) => Part | null | undefined} */
  const near = (root, stops) => (stop, event) => {
    const way = arrows.way(event.key);
    return way && arrows.nearest(page.findAll(stops, root), stop, way);
  };
  /** @type {Arrows} */
  const arrows = {
    way: key => WAYS[key],
    pick(count, offset, [right, down], least) {
      let best = -1;
      let nearest = Infinity;
      for (let at = 0; at < count; at += 1) {
        const [dx, dy] = offset(at) || NOWHERE;
        const along = dx * right + dy * down;
        const far = along + 3 * Math.abs(dx * down + dy * right);
        if (along >= least && far < nearest) {
          nearest = far;
          best = at;
        }
      }
      return best;
    },
    nearest(stops, from, way) {
      const [x, y] = middle(from);
      const found = arrows.pick(stops.length, at => {
        const [stopX, stopY] = middle(stops[at]);
        return stops[at] === from ? null : [stopX - x, stopY - y];
      }, way, 8);
      return found < 0 ? null : stops[found];
    },
    stop(root, stop) {
      for (const each of page.findAll('[tabindex="0"]', root)) each.setAttribute('tabindex', '-1');
      stop.setAttribute('tabindex', '0');
    },
    enter: (root, pane) => (page.find('[tabindex="0"]', root) || pane).focus(),
    walk(root, { stops, next = near(root, stops), open }) {
      const element = /** @type {HTMLElement} */ (root);
      element.addEventListener('focusin', event => {
        const stop = page.hit(event, stops);
        if (stop) arrows.stop(root, stop);
      });
      element.addEventListener('keydown', event => {
        const stop = page.hit(event, stops);
        if (!stop) return;
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          open(stop);
        }
        const to = next(stop, event);
        if (to === undefined) return;
        event.preventDefault();
        if (to === null) return;
        to.focus({ preventScroll: true });
        to.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      });
    },
  };
  page.arrows = arrows;
}
