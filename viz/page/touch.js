/* A reader's own touch: what is hidden on the picture, notes pinned to it, its title. Kept in the address; a button saves
   it as a small file. The record, its verdicts and counts stay as they are, and what is hidden is told in the foot. */
{
  const SVG = 'http://www.w3.org/2000/svg';
  /* as views.py reads them back */
  const MOST_HIDDEN = 500;
  const MOST_NOTES = 99;
  const LONGEST_TITLE = 200;
  const LONGEST_NOTE = 500;
  const NAMED = 5;
  const OWN = ['title', 'hide', 'pins', 'theme'];
  const make = page.element;
  const panel = page.find('#panel');
  const pane = page.find('#picture');
  const heading = page.the('header h1');
  const first = { zh: heading.dataset.zh, en: heading.dataset.en, title: page.data.title, theme: page.root.dataset.theme || '' };
  let title = '';
  /** @type {Set<string>} */
  let hidden = new Set();
  /** @type {Map<string, string>} */
  let notes = new Map();

  page.isHidden = id => hidden.has(id);
  page.noteOn = id => [...notes.keys()].indexOf(id) + 1;

  /* ---- marks on a drawing */
  const mark = (/** @type {string} */ tag, /** @type {Record<string, string | number>} */ attributes, text = '') => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    made.textContent = text;
    return made;
  };
  const pin = (/** @type {number} */ number, /** @type {Part} */ on) => {
    const made = mark('g', { class: 'pin', transform: on.matches('.stage') ? 'translate(0 0)' : 'translate(-6 8.6)' });
    made.append(mark('circle', { r: 7 }), mark('text', { y: 3.4 }, String(number)));
    return made;
  };
  const draw = () => {
    for (const each of page.findAll('.pin', pane)) each.remove();
    for (const each of page.findAll('svg.drawing :is(.row, .rail, .stage)', pane)) {
      const id = each.dataset.id;
      if (!each.matches('.stage')) each.classList.toggle('put-away', hidden.has(id));
      if (notes.has(id) && !each.closest('.lift') && !each.matches('.rail')) each.append(pin(page.noteOn(id), each));
    }
    for (const row of page.findAll('tr[data-id] > th', pane)) {
      page.find('.pin-number', row)?.remove();
      const number = page.noteOn(/** @type {Part} */ (row.parentElement).dataset.id);
      if (number) row.prepend(make('span', { class: 'pin-number' }, String(number)));
    }
  };

  /* ---- what is told below the picture, on paper and in a saved drawing too */
  const hiddenLine = () => {
    if (!hidden.size) return '';
    const names = [...hidden].slice(0, NAMED).map(id => page.name(id)).join(page.lang === 'zh' ? '、' : ', ');
    return page.say('touch_hidden', { n: hidden.size, names: names + (hidden.size > NAMED ? page.say('touch_more') : '') });
  };
  const byReader = () => [hiddenLine(), title ? page.say('touch_named') : ''].filter(Boolean).join('｜');
  const drawn = (/** @type {string} */ id) => Boolean(page.nodes.get(id)?.drawn);
  const foot = page.the('footer');
  const tell = () => {
    page.find('.touch-told', foot)?.remove();
    if (!notes.size && !hidden.size && !title) return;
    const listed = [...notes].map(([id, text]) => make('li', {}, page.named(id), page.lang === 'zh' ? '：' : ': ', make('bdi', {}, text), drawn(id) ? null : page.say('touch_not_drawn')));
    const told = make('div', { class: 'touch-told' });
    if (listed.length) told.append(make('b', {}, page.say('touch_notes')), make('ol', {}, ...listed));
    if (byReader()) told.append(make('div', { class: 'hidden-line' }, byReader()));
    foot.prepend(told);
  };
  const PER_LINE = 90; // characters of a line below a saved drawing
  const lines = (/** @type {string} */ text) => {
    const all = [...text];
    return Array.from({ length: Math.ceil(all.length / PER_LINE) }, (_, at) => all.slice(at * PER_LINE, (at + 1) * PER_LINE).join(''));
  };
  addEventListener('DOMContentLoaded', () => {
    const before = page.caption;
    page.caption = () => [
      before(),
      ...[...notes].flatMap(([id, text], at) => lines(`${at + 1}  ${page.name(id)}${page.lang === 'zh' ? '：' : ': '}${text}`)),
      byReader(),
    ].filter(Boolean).join('\n');
  });

  const entitle = () => {
    heading.dataset.zh = title || first.zh;
    heading.dataset.en = title || first.en;
    page.data.title = title ? [title, title] : first.title;
    heading.textContent = page.text(page.data.title);
    document.title = heading.textContent;
  };
  const changed = () => {
    entitle();
    draw();
    tell();
    page.tell('touched');
    page.tell('select', page.selected);
    page.keep.changed();
  };

  /* ---- the file */
  const file = () => {
    const rest = location.hash.slice(1).split('&').filter(each => each.includes('=') && !OWN.includes(each.split('=')[0])).join('&');
    const theme = page.root.dataset.theme;
    const view = {
      view: 1,
      ...(title ? { title } : {}),
      ...(hidden.size ? { hide: [...hidden] } : {}),
      ...(notes.size ? { notes: [...notes].map(([at, text]) => ({ at, text })) } : {}),
      ...(theme === 'light' || theme === 'dark' ? { theme } : {}),
      ...(rest ? { address: rest } : {}),
    };
    return JSON.stringify(view, null, 2) + '\n';
  };
  const save = () => page.download(new Blob([file()], { type: 'application/json' }), 'json');

  /* ---- panel */
  const button = (/** @type {string} */ word, /** @type {() => void} */ act, /** @type {Record<string, string>} */ more = {}) => make('button', { type: 'button', click: act, ...more }, page.say(word));
  const hide = (/** @type {string} */ id, /** @type {boolean} */ away) => {
    if (away && hidden.size < MOST_HIDDEN) hidden.add(id);
    else hidden.delete(id);
    changed();
  };
  const write = (/** @type {string} */ id, /** @type {string} */ text) => {
    const said = text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NOTE);
    if (said && (notes.has(id) || notes.size < MOST_NOTES)) notes.set(id, said);
    else notes.delete(id);
    changed();
  };
  const canHide = (/** @type {string} */ id) => drawn(id) && !['Stage', 'IndustryChain'].includes(page.node(id).type) && !pane.querySelector('table');
  const noteForm = (/** @type {string} */ id) => {
    const area = make('textarea', { rows: 3, maxlength: LONGEST_NOTE, 'aria-label': page.say('touch_note') });
    area.value = notes.get(id) || '';
    const keep = button('touch_keep', () => write(id, area.value));
    const drop = notes.has(id) ? button('touch_drop', () => write(id, '')) : null;
    return make('div', { class: 'touch-note' }, area, make('div', { class: 'touch-buttons' }, keep, drop));
  };
  const onNode = (/** @type {string} */ id) => {
    const number = page.noteOn(id);
    const form = noteForm(id);
    form.hidden = !number;
    const pinning = number ? null : button('touch_pin', () => {
      form.hidden = false;
      form.querySelector('textarea')?.focus();
    });
    const hiding = canHide(id) || hidden.has(id) ? button(hidden.has(id) ? 'touch_show' : 'touch_hide', () => hide(id, !hidden.has(id))) : null;
    return make('div', { class: 'touch-node' }, make('div', { class: 'touch-buttons' }, hiding, pinning), form);
  };
  let open = false;
  const atRest = () => {
    const input = make('input', { type: 'text', maxlength: LONGEST_TITLE, placeholder: page.text(first.title), change: event => {
      title = event.target.value.replace(/\s+/g, ' ').trim();
      changed();
    } });
    input.value = title;
    const away = [...hidden].map(id => make('li', {}, page.evidence.goNode(id), ' ', button('touch_show', () => hide(id, false), { class: 'go' })));
    const pinned = [...notes].map(([id, text], at) => make('li', {}, make('span', { class: 'pin-number' }, String(at + 1)), page.evidence.goNode(id), ' ', make('bdi', {}, text)));
    const box = make('details', { class: 'touch', open },
      make('summary', {}, page.say('touch')),
      make('p', { class: 'small' }, page.say('touch_about')),
      make('label', {}, page.say('touch_title'), input),
      pinned.length ? make('h4', {}, page.say('touch_notes')) : null, make('ul', {}, ...pinned),
      away.length ? make('h4', {}, hiddenLine()) : null, make('ul', {}, ...away),
      make('div', { class: 'touch-buttons' }, button('touch_save', save), touched() ? button('touch_clear', clear) : null));
    box.addEventListener('toggle', () => { open = box.open; });
    return box;
  };
  const touched = () => Boolean(title || hidden.size || notes.size);
  const clear = () => {
    title = '';
    hidden = new Set();
    notes = new Map();
    changed();
  };
  const show = () => {
    for (const each of page.findAll('.touch, .touch-node', panel)) each.remove();
    const key = page.selected;
    if (key === null) panel.append(atRest());
    else if (page.nodes.has(key)) {
      /* after the names */
      let at = page.the('h2', panel);
      while (at.nextElementSibling?.matches('.small')) at = /** @type {Part} */ (at.nextElementSibling);
      at.after(onNode(key));
    }
  };
  page.on('select', show);
  page.on('measure', show);
  page.on('language', () => {
    entitle();
    tell();
    show();
  });

  /* ---- the address */
  const listOf = (/** @type {string} */ text) => {
    try {
      const found = JSON.parse(text);
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  };
  const known = (/** @type {unknown} */ id) => typeof id === 'string' && page.nodes.has(id);
  page.keep('title', {
    read: () => title,
    write: text => {
      const wanted = text.slice(0, LONGEST_TITLE);
      if (wanted === title) return;
      title = wanted;
      changed();
    },
  });
  page.keep('hide', {
    read: () => (hidden.size ? JSON.stringify([...hidden]) : ''),
    write: text => {
      const wanted = listOf(text).filter(known).slice(0, MOST_HIDDEN);
      if (wanted.join('\n') === [...hidden].join('\n')) return;
      hidden = new Set(wanted);
      changed();
    },
  });
  page.keep('pins', {
    read: () => (notes.size ? JSON.stringify([...notes]) : ''),
    write: text => {
      const wanted = listOf(text).filter(each => Array.isArray(each) && known(each[0]) && typeof each[1] === 'string').slice(0, MOST_NOTES);
      const found = new Map(wanted.map(([id, said]) => [id, said.slice(0, LONGEST_NOTE)]));
      if (JSON.stringify([...found]) === JSON.stringify([...notes])) return;
      notes = found;
      changed();
    },
  });
  page.keep('theme', {
    read: () => {
      const theme = page.root.dataset.theme || '';
      return theme === first.theme ? '' : theme;
    },
    write: text => {
      const wanted = text === 'light' || text === 'dark' ? text : first.theme;
      if (wanted === (page.root.dataset.theme || '')) return;
      if (wanted) page.root.dataset.theme = wanted;
      else delete page.root.dataset.theme;
      page.tell('theme', wanted);
    },
  });
  page.on('theme', () => page.keep.changed());
  show();
}
