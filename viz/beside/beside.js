/* Two maps, one over the other: the list of what differs, and what a difference is about marked on both. */
{
  const make = page.element;
  const panel = page.find('#panel');
  const pane = page.find('#picture');
  const { differences, sides, basis, taken } = page.data;
  /** @type {Difference | null} */
  let chosen = null;
  const nameOf = (/** @type {Difference} */ each) => each.what + ':' + each.key;

  /* a map of two never folds */
  page.openLanes = () => {};
  page.turnLane = () => {};

  const mark = () => {
    for (const each of page.findAll('.picked', pane)) each.classList.remove('picked');
    const found = chosen ? chosen.marks.map(ids => new Set(ids)) : [];
    found.forEach((ids, at) => {
      for (const side of page.findAll(`.side[data-side="${at}"]`, pane)) {
        for (const each of page.findAll('.cell, .box, .row, .stage', side)) {
          if (ids.has(each.dataset.cell || each.dataset.id)) each.classList.add('picked');
        }
      }
    });
    page.standsOut = chosen ? '.picked' : basis ? '.changed' : '';
  };
  const choose = (/** @type {Difference | null} */ difference) => {
    const { scrollTop } = panel;
    const focused = page.find(':focus', panel);
    chosen = difference;
    mark();
    page.select(null);
    /* the list stays where the reader was in it */
    panel.scrollTop = scrollTop;
    if (focused) focused.focus({ preventScroll: true });
    const first = page.find('[data-lang]:not([hidden]) .drawing .picked', pane);
    if (first) first.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const told = (/** @type {Difference} */ each) => make('dl', {}, ...each.told.flatMap((text, at) => [
    make('dt', {}, page.isolated(sides[at])), make('dd', {}, make('bdi', {}, page.text(text)))]));
  const listed = (/** @type {Difference} */ each) => make('li', { class: each.same ? 'same' : null },
    make('button', {
      type: 'button', class: 'go', 'data-difference': nameOf(each), 'aria-pressed': each === chosen ? 'true' : 'false',
      click: () => choose(each === chosen ? null : each),
    }, page.isolated(each.item)),
    each.same ? make('span', { class: 'tag' }, page.say('beside_same')) : null,
    told(each),
    each.why ? make('div', { class: 'evidence' }, page.text(each.why)) : null);

  const written = () => {
    /** @type {HTMLElement[]} */
    const parts = [make('h2', {}, make('bdi', {}, page.text(page.data.title))), make('p', { class: 'small' }, page.say('beside_rest'))];
    if (taken) parts.push(make('p', { class: 'small taken' }, page.text(taken)));
    for (const what of new Set(differences.map(each => each.what))) {
      const own = differences.filter(each => each.what === what);
      parts.push(make('h3', {}, page.say('beside_' + what) + page.say('bracketed', { n: own.length })), page.longList(own, listed));
    }
    if (!differences.length) parts.push(make('p', {}, page.say('beside_none')));
    const notes = page.data.notes || [];
    if (notes.length) parts.push(make('h3', {}, page.say('beside_notes')), ...notes.map(note => make('p', { class: 'small' }, page.text(note))));
    return make('section', { class: 'differences' }, ...parts);
  };
  /** @type {{ lang: string, list: HTMLElement } | null} */
  let shown = null;
  const rest = () => {
    if (!shown || shown.lang !== page.lang) shown = { lang: page.lang, list: written() };
    for (const each of page.findAll('[data-difference]', shown.list)) each.setAttribute('aria-pressed', String(chosen !== null && each.dataset.difference === nameOf(chosen)));
    return shown.list;
  };
  /* beside what is chosen on a map: how the two differ there, and whose evidence follows */
  const near = (/** @type {string} */ key) => {
    const own = differences.filter(each => each.marks.some(ids => ids.includes(key)) && (each.key === key || each.what === 'hub' || each.what === 'body'));
    const parts = own.length ? [make('section', { class: 'differences' }, make('ul', {}, ...own.map(listed)))] : [];
    return basis ? [...parts, make('p', { class: 'small' }, page.say('beside_basis', { side: page.text(basis) }))] : parts;
  };
  const show = () => {
    const key = page.selected;
    if (key !== null) {
      page.the('h2', panel).after(...near(key));
      return;
    }
    panel.replaceChildren(rest());
  };
  page.on('select', key => {
    if (key !== null && chosen) {
      chosen = null;
      mark();
    }
    show();
  });
  page.on('language', show);
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && chosen && !page.isTyping()) choose(null);
  });
  pane.addEventListener('click', event => {
    if (chosen && !page.hit(event, '.cell, .row, .stage, .box')) choose(null);
  });
  page.keep('difference', {
    read: () => (chosen ? nameOf(chosen) : ''),
    write: text => {
      const wanted = differences.find(each => nameOf(each) === text) || null;
      if (wanted !== chosen) choose(wanted);
    },
  });
  mark();
}
