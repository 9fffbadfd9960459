/* What differs from an earlier state: marked on the map, listed in the panel with the reason. */
{
  const changes = page.data.changes || [];
  const make = page.element;
  const panel = page.find('#panel');
  const MARKS = '.changed';
  const labelOf = (/** @type {string} */ key) => {
    const cell = page.cells.get(key);
    if (cell) return page.isolated(page.placeOf(cell) + '｜' + page.text(page.data.slots[cell.slot].label));
    const extension = page.extensions.get(key);
    if (extension) return make('bdi', {}, page.name(extension.stage || extension.chain) + '｜' + page.say('links'));
    return page.named(key);
  };
  const is = (/** @type {string} */ key) => page.nodes.has(key) || page.cells.has(key) || page.extensions.has(key);
  const listed = (/** @type {NonNullable<PageData['changes']>[number]} */ [key, , before, after, why]) => make('li', {},
    is(key) ? page.evidence.go(key, labelOf(key)) : make('bdi', {}, key),
    make('div', {}, make('bdi', {}, page.text(before) || page.say('was_not_there')), ' → ', make('bdi', {}, page.text(after) || page.say('is_not_there'))),
    make('div', { class: 'evidence' }, page.text(why)));
  const show = () => {
    for (const each of page.findAll('.changes', panel)) each.remove();
    if (page.selected !== null) {
      const own = changes.filter(([key]) => key === page.selected);
      if (own.length) page.the('h2', panel).after(make('section', { class: 'changes' }, make('h3', {}, page.text(page.data.compared)), make('ul', {}, ...own.map(listed))));
      return;
    }
    page.the('h2', panel).after(make('section', { class: 'changes' }, make('h3', {}, page.text(page.data.compared) + page.say('bracketed', { n: changes.length })),
      changes.length ? page.longList(changes, listed) : make('p', { class: 'small' }, page.say('no_changes'))));
  };
  if (page.data.compared) {
    const keys = new Set(changes.map(([key]) => key));
    for (const each of page.findAll('.cell, .box, .row, .stage')) {
      if (keys.has(each.dataset.cell || each.dataset.id)) each.classList.add('changed');
    }
    page.standsOut = MARKS;
    page.caption = () => page.text(page.data.compared);
    page.on('select', show);
    page.on('language', show);
    page.on('measure', show);
  }
}
