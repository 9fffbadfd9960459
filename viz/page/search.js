/* Search: names, English names, aliases, pinyin (whole, initials, mixed, every reading), several words at once; gaps and
   other cells by the words of their verdict and slot. Exact first, then what begins so, then aliases, then inside. */
{
  const input = page.find('#query');
  const list = page.find('#hits');
  const LONGEST = 30;
  /** @typedef {{ id: string, name: string[], aliases: string[], spelled: string[][][], cell: string[], place: string[], bonus: number }} Found */
  /* made at the first search, not before the picture stands */
  /** @type {Found[] | null} */
  let index = null;
  const low = (/** @type {(string | undefined)[]} */ texts) => texts.flatMap(each => (each ? [each.toLowerCase()] : []));
  const ofNode = (/** @type {[string, Facts.Node]} */ [id, node]) => ({
    id,
    name: low(node.name),
    aliases: low(node.aliases || []),
    spelled: (node.spelled || []).map(each => each.split(' ').map(character => character.split('/'))),
    cell: [],
    place: [],
    /* of two that fit as well: what stands in the picture, then hubs */
    bonus: (node.drawn ? 0.6 : 0) + (node.hub ? 0.3 : 0),
  });
  /* a cell is found by its verdict or its slot, and by the stage and the chain that it is of */
  const ofCell = (/** @type {[string, Facts.Cell]} */ [id, cell]) => ({
    id,
    name: [],
    aliases: [],
    spelled: [],
    cell: low([...(cell.verdict ? both(cell.verdict.kind) : []), ...(page.data.slots[cell.slot]?.label || [])]),
    place: low([cell.stage, cell.chain].flatMap(each => page.nodes.get(each || '')?.name || [])),
    bonus: cell.verdict && cell.verdict.kind !== 'look_up' ? 0.5 : 0,
  });
  const both = (/** @type {string} */ word) => page.data.words[word] || [];
  const made = () => [...[...page.nodes].map(ofNode), ...[...page.cells].map(ofCell)];
  /** @type {string[]} */
  let hits = [];
  let current = -1;

  /* whether letters are typed for the characters from one on: each by a whole reading or by its first letter, the last
     by any beginning */
  const typed = (/** @type {string[][]} */ characters, /** @type {number} */ at, /** @type {string} */ letters) => {
    if (!letters) return true;
    if (at === characters.length) return false;
    for (const reading of characters[at]) {
      if (reading.startsWith(letters)) return true;
      if (letters.startsWith(reading) && typed(characters, at + 1, letters.slice(reading.length))) return true;
      if (reading.length > 1 && letters[0] === reading[0] && typed(characters, at + 1, letters.slice(1))) return true;
    }
    return false;
  };
  const byPinyin = (/** @type {Found} */ entry, /** @type {string} */ word) => {
    if (!/^[a-z0-9]{2,}$/.test(word)) return -1;
    let best = -1;
    for (const characters of entry.spelled) {
      for (let at = 0; at < characters.length; at += 1) {
        if (!typed(characters, at, word)) continue;
        best = Math.max(best, at === 0 ? 85 : 45 - Math.min(at, 20));
        break;
      }
    }
    return best;
  };
  const byText = (/** @type {string[]} */ texts, /** @type {string} */ word, /** @type {number} */ less) => {
    let best = -1;
    for (const text of texts) {
      const place = text.indexOf(word);
      if (place < 0) continue;
      const begins = place === 0 || (/[a-z0-9]/.test(word[0]) && !/[a-z0-9]/.test(text[place - 1]));
      best = Math.max(best, text === word ? 100 - less : place === 0 ? 90 - less : begins ? 70 - less : 60 - less - Math.min(place, 10));
    }
    return best;
  };
  const scoreOf = (/** @type {Found} */ entry, /** @type {string} */ word) => {
    if (entry.cell.length) return Math.max(byText(entry.cell, word, 15), byText(entry.place, word, 40));
    return Math.max(byText(entry.name, word, 0), byText(entry.aliases, word, 3), byPinyin(entry, word));
  };
  const score = (/** @type {Found} */ entry, /** @type {string[]} */ words) => {
    /* stage and chain alone do not find a cell: its verdict or its slot must be asked for */
    if (entry.cell.length && !words.some(word => byText(entry.cell, word, 0) >= 0)) return -1;
    let least = 200;
    for (const word of words) least = Math.min(least, scoreOf(entry, word));
    return least < 0 ? -1 : least + entry.bonus;
  };
  page.search = query => {
    const whole = query.trim().toLowerCase();
    if (!whole) return [];
    index = index || made();
    /* a name may hold blanks: as one text first, then word by word */
    const words = whole.split(/\s+/);
    return index
      .map(entry => ({ id: entry.id, score: Math.max(score(entry, [whole]), words.length > 1 ? score(entry, words) - 1 : -1) }))
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
  const nodeWords = (/** @type {string} */ id) => {
    const node = page.node(id);
    return [page.name(id), page.text(page.data.types[node.type]) + (node.drawn ? '' : ' · ' + page.say('not_drawn'))];
  };
  const cellWords = (/** @type {Facts.Cell} */ cell) => {
    const place = cell.stage ? page.name(cell.stage) : page.name(cell.chain);
    return [place + ' · ' + page.text(page.data.slots[cell.slot].label), cell.verdict ? page.say(cell.verdict.kind) : page.stateWord(cell)];
  };
  const option = (/** @type {string} */ id, /** @type {number} */ at) => {
    const [name, type] = page.cells.has(id) ? cellWords(page.cell(id)) : nodeWords(id);
    return page.element(
      'li',
      { role: 'option', id: 'hit-' + at, 'aria-selected': 'false', mousedown: event => { event.preventDefault(); choose(at); } },
      page.element('bdi', {}, name),
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
