/* The hub measure on the chain map: badges after the names, and the order of the rail. */
{
  const MOST = 5;
  /* px, as in marks.py */
  const TEXT_AT = 15;
  const AFTER_LEAD = 4;
  const ruler = page.brush(document.createElement('canvas'));
  const family = getComputedStyle(document.body).fontFamily;
  const measured = (/** @type {string} */ text, /** @type {string} */ font) => {
    ruler.font = font + ' ' + family;
    return ruler.measureText(text).width;
  };
  const NAME = '700 12px';
  const LONGEST = 60; // characters: no row holds more
  const cut = (/** @type {string} */ text, /** @type {number} */ room) => {
    if (text.length <= LONGEST && measured(text, NAME) <= room) return text;
    const all = [...text.slice(0, LONGEST)];
    const first = (/** @type {number} */ count) => all.slice(0, count).join('').trimEnd() + '…';
    let [fits, fitsNot] = [0, all.length + 1];
    while (fitsNot - fits > 1) {
      const middle = (fits + fitsNot) >> 1;
      if (measured(first(middle), NAME) <= room) fits = middle;
      else fitsNot = middle;
    }
    return first(fits);
  };
  /* Python cuts names to what they need in the widest font, for any measure; here both are known */
  const rows = page.findAll('.row.hub').filter(row => page.find('.times', row)).map(row => {
    const [ground, halo, badge] = ['ground', 'halo', 'times'].map(each => page.the('.' + each, row));
    /* of a name in several lines the last one, and what the others are wide */
    const lines = page.findAll('.name', row);
    const name = lines[lines.length - 1];
    const above = Math.max(0, ...lines.slice(0, -1).map(each => TEXT_AT + measured(each.textContent || '', NAME) + 6));
    const lead = page.find('.lead', row);
    const room = Number(ground.getAttribute('width')) - 1;
    const whole = name.dataset.name || name.textContent || '';
    return () => {
      const leading = lead ? measured(lead.textContent || '', '700 11px') + AFTER_LEAD : 0;
      const counting = badge.textContent ? measured(badge.textContent, '10.5px') + 5 : 0;
      name.textContent = cut(whole, room - TEXT_AT - 5 - leading - counting);
      const end = TEXT_AT + measured(name.textContent || '', NAME) + 3;
      if (lead) lead.setAttribute('x', String(end));
      badge.setAttribute('x', String(end + leading));
      halo.setAttribute('width', String(Math.min(room + 1, Math.max(above, end + leading + counting + 6))));
    };
  });
  const fit = () => { for (const each of rows) each(); };
  fit();
  const rails = page.findAll('svg.drawing').map(drawing => {
    const lines = page.findAll('.rail', drawing);
    return { lines, places: lines.map(line => line.getAttribute('transform') || '') };
  });
  page.on('measure', measure => {
    const at = page.data.measures.indexOf(measure);
    for (const badge of page.findAll('[data-badges]')) badge.textContent = badge.dataset.badges.split('|')[at];
    fit();
    for (const { lines, places } of rails) {
      const spans = (/** @type {Part} */ line) => Number(line.dataset.spans);
      const figure = (/** @type {Part} */ line) => measure === 'stages' ? spans(line) : page.measured(line.dataset.id);
      const order = lines.map((line, before) => ({ line, before })).sort((a, b) => figure(b.line) - figure(a.line) || a.before - b.before);
      order.forEach(({ line }, place) => {
        line.setAttribute('transform', places[Math.min(place, MOST - 1)]);
        if (place < MOST) line.removeAttribute('display');
        else line.setAttribute('display', 'none');
        line.parentNode?.append(line);
      });
    }
  });
}
