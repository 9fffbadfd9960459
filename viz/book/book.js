/* The book: one shell, many pictures. A picture's script runs in a function whose `page` is the shell's seen from its
   tab: what it finds, registers and keeps is its own, all else is the shell's. */
{
  const shell = page;
  const book = page.data.book;
  const holder = page.the('#tab');
  const tabs = page.findAll('#tabs [role=tab]');
  const kinds = page.findAll('#kinds button');
  const places = { controls: page.the('#tab-controls'), filters: page.find('#tab-filters'), legend: page.the('#tab-legend') };
  /** @type {(keyof Events)[]} */
  const EVENTS = ['select', 'emphasis', 'reliability', 'filter', 'measure', 'language', 'theme', 'resize', 'restored'];
  const OPENS = 'overview';
  /** @returns {Map<string, DocumentFragment>} */
  const contents = (/** @type {string} */ name) => {
    /** @type {HTMLTemplateElement[]} */
    const found = page.findAll(`template[data-${name}]`);
    return new Map(found.map(each => [each.dataset[name] || '', each.content]));
  };
  const templates = contents('tab');
  const legends = contents('legend');
  const copyOf = (/** @type {DocumentFragment | undefined} */ content) => /** @type {DocumentFragment} */ (content && content.cloneNode(true));
  /** @type {Map<string, Tab>} */
  const made = new Map();
  const whole = { title: page.data.title, lists: page.data.lists };
  /** @type {Tab | null} */
  let active = null;
  let kindOfChain = 'map';

  const kindOf = (/** @type {string} */ key) => key.split('/', 1)[0];
  const chainOf = (/** @type {string} */ key) => (key.includes('/') ? key.slice(key.indexOf('/') + 1) : '');

  /* ---- a tab: its elements, its listeners, what it keeps in the address and what it saves */
  /** @returns {Page} */
  const facade = (/** @type {Omit<Tab, 'page'>} */ tab) => {
    const roots = [tab.picture, tab.controls, tab.filters];
    const find = (/** @type {string} */ selector, /** @type {ParentNode | undefined} */ root) => {
      if (root) return root.querySelector(selector);
      if (selector === '#picture') return tab.picture;
      for (const each of roots) {
        const found = each.querySelector(selector);
        if (found) return found;
      }
      return document.querySelector(selector);
    };
    const findAll = (/** @type {string} */ selector, /** @type {ParentNode | undefined} */ root) => [...(root ? root.querySelectorAll(selector) : roots.flatMap(each => [...each.querySelectorAll(selector)]))];
    const keep = (/** @type {string} */ name, /** @type {Kept} */ part) => {
      tab.parts.set(name, part);
      keepForAll(name);
    };
    /** @type {Partial<Page>} */
    const own = {
      data: Object.assign(Object.create(shell.data), tab.own),
      find: /** @type {Page['find']} */ (find),
      findAll: /** @type {Page['findAll']} */ (findAll),
      keep: Object.assign(keep, { changed: () => shell.keep.changed(), now: (/** @type {string} */ name) => shell.keep.now(name) }),
      on: (event, listener) => { tab.listeners.push([event, listener]); },
      tell: (event, ...detail) => shell.tell(event, ...detail),
      select: key => shell.select(key),
      emphasise: emphasis => shell.emphasise(emphasis),
      speak: () => shell.speak(),
      saver: (kind, make) => { tab.savers.push(() => shell.saver(kind, make)); },
      saveText: (text, known) => { tab.savers.push(() => shell.saveText(text, known)); },
      saveDrawing: current => { tab.savers.push(() => shell.saveDrawing(current)); },
      ready: () => shell.ready(),
      open: (kind, chain) => open(chain ? kind + '/' + chain : kind),
    };
    return Object.assign(Object.create(shell), own);
  };
  const kept = new Set();
  const keepForAll = (/** @type {string} */ name) => {
    if (kept.has(name)) return;
    kept.add(name);
    const part = () => active?.parts.get(name);
    shell.keep(name, { read: () => part()?.read() || '', write: text => part()?.write(text) });
  };
  /** @returns {Tab} */
  const make = (/** @type {string} */ key) => {
    const [picture, controls, filters, data] = /** @type {HTMLElement[]} */ ([...copyOf(templates.get(key)).children]);
    /** @type {Omit<Tab, 'page'>} */
    const tab = { key, picture, controls, filters, own: JSON.parse(data.textContent || '{}'), listeners: [], parts: new Map(), savers: [], scroll: [0, 0] };
    return Object.assign(tab, { page: facade(tab) });
  };
  /** @type {(tab: Tab, event: keyof Events, detail?: Events[keyof Events]) => void} */
  const tell = (tab, event, detail) => {
    for (const [name, listener] of tab.listeners) if (name === event) listener(detail);
  };
  for (const event of EVENTS) shell.on(event, detail => { if (active) tell(active, event, detail); });
  /* what listens to the whole window (printing) hears it while its tab is open */
  /** @type {(tab: Tab) => Listen} */
  const listenerOf = tab => (type, listener, options) => addEventListener(type, event => { if (active === tab) listener(event); }, options);
  const run = (/** @type {Tab} */ tab) => {
    const kind = kindOf(tab.key);
    if (kind === 'network' && !window.vis) pictures.vis.call(window);
    pictures[kind](tab.page, listenerOf(tab));
  };

  /* ---- opening */
  const dress = (/** @type {Tab} */ tab) => {
    const chain = chainOf(tab.key);
    const map = chain ? templates.get('map/' + chain) : undefined;
    if (map && !tab.own.lists) tab.own.lists = JSON.parse(page.the('script', map).textContent || '{}').lists;
    Object.assign(shell.data, { title: tab.own.title || whole.title, lists: tab.own.lists || whole.lists });
    shell.data.subject = chain || undefined;
    shell.data.alternative = tab.own.alternative || undefined;
    const head = shell.the('header h1');
    [head.dataset.zh, head.dataset.en] = shell.data.title;
    holder.replaceChildren(tab.picture);
    places.controls.replaceChildren(tab.controls);
    if (places.filters) places.filters.replaceChildren(tab.filters);
    places.legend.replaceChildren(copyOf(legends.get(kindOf(tab.key))));
    shell.the('#kinds').hidden = !chain;
    for (const each of kinds) each.setAttribute('aria-pressed', String(each.dataset.kind === kindOf(tab.key)));
    for (const each of tabs) {
      const selected = chain ? each.dataset.chain === chain : each.dataset.tab === tab.key;
      each.setAttribute('aria-selected', String(selected));
      each.setAttribute('tabindex', selected ? '0' : '-1');
      if (selected) each.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  };
  const open = (/** @type {string} */ key) => {
    if (!templates.has(key) || (active && active.key === key)) return;
    if (active) active.scroll = [active.picture.scrollLeft, active.picture.scrollTop];
    if (chainOf(key)) kindOfChain = kindOf(key);
    const known = made.get(key);
    const tab = known || make(key);
    made.set(key, tab);
    active = null;
    shell.savers.clear();
    for (const button of shell.findAll('[data-save]')) button.hidden = true;
    dress(tab);
    if (!known) {
      shell.speak();
      active = tab;
      run(tab);
    } else active = tab;
    for (const save of tab.savers) save();
    if (known) {
      tell(tab, 'theme', '');
      tell(tab, 'resize');
      shell.speak();
    }
    tell(tab, 'reliability', shell.grade);
    tell(tab, 'filter', shell.filter);
    tell(tab, 'measure', shell.measure);
    tell(tab, 'emphasis', shell.emphasis);
    /* what is chosen stays chosen where it is shown too */
    const chain = chainOf(key);
    if (shell.selected !== null && chain && !chainsOf(shell.selected).includes(chain)) shell.selected = null;
    shell.tell('select', shell.selected);
    if (known) [tab.picture.scrollLeft, tab.picture.scrollTop] = tab.scroll;
    if (known) shell.ready();
    shell.keep.changed();
  };
  const openChain = (/** @type {string} */ chain) => open(kindOfChain + '/' + chain);
  page.open = (kind, chain) => open(chain ? kind + '/' + chain : kind);
  page.focusPicture = () => {
    if (active?.page.focusPicture) active.page.focusPicture();
    else active?.picture.focus();
  };

  for (const tab of tabs) tab.addEventListener('click', () => (tab.dataset.chain ? openChain(tab.dataset.chain) : open(tab.dataset.tab)));
  for (const each of kinds) each.addEventListener('click', () => open(each.dataset.kind + '/' + chainOf(active ? active.key : '')));
  /** @type {HTMLElement} */
  const list = page.the('#tabs [role=tablist]');
  list.addEventListener('keydown', event => {
    const at = tabs.findIndex(tab => tab === event.target);
    /** @type {Record<string, number>} */
    const keys = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 };
    const to = keys[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    next.focus();
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  /* ---- search and panel reach over all tabs: what is chosen and not on this one opens on its own */
  const chainsOf = (/** @type {string} */ key) => {
    const cell = page.cells.get(key) || page.extensions.get(key);
    if (cell) return [cell.chain];
    if (book.chains.includes(key)) return [key];
    return (Object.hasOwn(book.places, key) ? book.places[key] : []).map(at => book.chains[at]);
  };
  page.isHere = id => {
    const chain = chainOf(active ? active.key : '');
    return !chain || id === chain || (Object.hasOwn(book.places, id) && book.places[id].includes(book.chains.indexOf(chain)));
  };
  let moving = false;
  page.on('select', key => {
    if (key === null || !active || moving) return;
    const shown = active.key;
    const found = chainsOf(key);
    const here = chainOf(shown);
    if (here && found.length && !found.includes(here)) {
      moving = true;
      open(kindOf(shown) + '/' + found[0]);
      moving = false;
      return;
    }
    const back = page.find('#panel .back');
    if (!back || page.find('#panel .on-pictures')) return;
    const links = found.slice(0, 6).flatMap(chain => ['map', 'network'].filter(kind => kind + '/' + chain !== shown).map(kind =>
      page.element('button', { type: 'button', class: 'more', click: () => open(kind + '/' + chain) }, page.say('book_' + kind) + ' · ' + page.text(book.names[book.chains.indexOf(chain)]) + ' ▸')));
    if (links.length) back.after(page.element('div', { class: 'on-pictures' }, ...links));
  });

  /* the table of a picture is another tab: language and view stay */
  page.find('#panel').addEventListener('click', event => {
    const link = page.hit(event, 'a[href^="#tab="]');
    if (!link) return;
    event.preventDefault();
    open((link.getAttribute('href') || '').slice('#tab='.length));
  });

  page.keep('tab', {
    read: () => (!active || active.key === OPENS ? '' : active.key),
    write: text => open(templates.has(text) ? text : OPENS),
  });
}
