/* A map wider than its pane: an edge that names the zones which lie beyond it; a click goes there. */
{
  const pane = page.find('#picture');
  /** @type {SVGSVGElement[]} */
  const drawings = page.findAll('svg.drawing', pane);
  const SEEN = 40; // px of a zone's head that must show for the zone to be seen
  const SLACK = 8; // px beyond the pane that hold nothing
  /** @typedef {'left' | 'right'} Side */
  const edge = (/** @type {Side} */ side) => {
    const button = page.element('button', {
      type: 'button',
      click: event => {
        event.stopPropagation();
        pane.scrollBy({ left: (side === 'left' ? -0.8 : 0.8) * pane.clientWidth, behavior: 'smooth' });
      },
    });
    return { side, button, shade: page.element('div', { class: 'edge ' + side, hidden: true }, button) };
  };
  const edges = [edge('left'), edge('right')];
  pane.prepend(page.element('div', { class: 'edges' }, ...edges.map(each => each.shade)));
  /* zones whose head is out of sight that way; of one that is cut, its name */
  const beyond = (/** @type {Side} */ side) => {
    const { left } = pane.getBoundingClientRect();
    const end = left + pane.clientWidth;
    const hidden = side === 'left' ? pane.scrollLeft : pane.scrollWidth - pane.clientWidth - pane.scrollLeft;
    if (hidden <= SLACK) return [];
    const heads = page.findAll('.zone-head', page.shown(drawings)).filter(head => !head.closest('.lift'));
    const out = heads.filter(head => {
      const box = head.getBoundingClientRect();
      return side === 'left' ? box.left + SEEN < left : box.left + SEEN > end;
    });
    return (out.length ? out : heads.slice(side === 'left' ? 0 : -1).slice(0, 1)).map(head => head.firstChild?.textContent || '');
  };
  const show = () => {
    for (const { side, button, shade } of edges) {
      const zones = [...new Set(beyond(side))];
      const names = zones.join(page.say('list_comma'));
      shade.hidden = zones.length === 0;
      shade.style.height = pane.clientHeight + 'px';
      button.textContent = side === 'left' ? '‹ ' + names : names + ' ›';
      button.title = page.say(side === 'left' ? 'beyond_left' : 'beyond_right');
    }
  };
  pane.addEventListener('scroll', show, { passive: true });
  page.on('resize', show);
  page.on('language', show);
  page.on('restored', show);
  show();
}
