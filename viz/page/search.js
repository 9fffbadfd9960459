/* Search by name, English name and alias; else by initials of the pinyin, against every reading of a character. */
{
  const input = page.find('#query');
  const list = page.find('#hits');
  const LONGEST = 30;
  /* made at the first search, not before the picture stands */
  /** @typedef {{ id: string, names: string[], initials: string[], bonus: number }} Found */
  /** @type {Found[] | null} */
  let index = null;
  const made = () => [...page.nodes].map(([id, node]) => ({
    id,
    names: [...node.name, ...(node.aliases || [])].filter(Boolean).map(name => name.toLowerCase()),
    initials: node.initials ? node.initials.split(' ') : [],
    bonus: (node.hub ? 8 : 0) + (node.drawn ? 15 : 0),
  }));
  /** @type {string[]} */
  let hits = [];
  let current = -1;

  /* where the letters begin in the name, or -1 */
  const byInitials = (/** @type {string[]} */ initials, /** @type {string} */ letters) => {
    for (let start = 0; start + letters.length <= initials.length; start += 1) {
      let length = 0;
      while (length < letters.length && initials[start + length].includes(letters[length])) length += 1;
      if (length === letters.length) return start;
    }
    return -1;
  };
  const score = (/** @type {Found} */ entry, /** @type {string} */ query) => {
    const places = entry.names.map(name => name.indexOf(query)).filter(place => place >= 0);
    if (places.length) {
      const first = Math.min(...places);
      return (first === 0 ? 100 : 80 - Math.min(first, 40)) + entry.bonus;
    }
    if (!/^[a-z0-9]{2,}$/.test(query)) return -1;
    const place = byInitials(entry.initials, query);
    return place < 0 ? -1 : 60 - Math.min(place, 40) + entry.bonus;
  };
  page.search = query => {
    const wanted = query.trim().toLowerCase();
    if (!wanted) return [];
    index = index || made();
    return index
      .map(entry => ({ id: entry.id, score: score(entry, wanted) }))
      .filter(hit => hit.score >= 0)
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, LONGEST)
      .map(hit => hit.id);
  };

  const mark = () => {
    page.findAll('[role=option]', list).forEach((option, at) => {
      option.setAttribute('aria-selected', String(at === current));
      if (at === current) option.scrollIntoView({ block: 'nearest' });
    });
    if (current >= 0) input.setAttribute('aria-activedescendant', 'hit-' + current);
    else input.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    current = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const choose = (/** @type {number} */ at) => {
    const id = hits[at];
    input.value = '';
    close();
    if (id) page.select(id);
  };
  const option = (/** @type {string} */ id, /** @type {number} */ at) => {
    const node = page.node(id);
    const type = page.text(page.data.types[node.type]) + (node.drawn ? '' : ' · ' + page.say('not_drawn'));
    return page.element(
      'li',
      { role: 'option', id: 'hit-' + at, 'aria-selected': 'false', mousedown: event => { event.preventDefault(); choose(at); } },
      page.element('bdi', {}, page.name(id)),
      page.element('small', {}, type),
    );
  };
  const show = () => {
    if (!input.value.trim()) {
      close();
      return;
    }
    hits = page.search(input.value);
    current = hits.length ? 0 : -1;
    list.hidden = false;
    list.replaceChildren(...(hits.length ? hits.map(option) : [page.element('li', { class: 'none', role: 'option', 'aria-disabled': 'true' }, page.say('search_none'))]));
    input.setAttribute('aria-expanded', 'true');
    mark();
  };

  input.addEventListener('input', show);
  input.addEventListener('focus', show);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!hits.length) return;
      current = (current + (event.key === 'ArrowDown' ? 1 : -1) + hits.length) % hits.length;
      mark();
    } else if (event.key === 'Enter' && current >= 0) {
      event.preventDefault();
      choose(current);
    } else if (event.key === 'Escape') {
      input.value = '';
      close();
      input.blur();
    }
  });
  page.on('language', close);
}
