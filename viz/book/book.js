/* The book: one shell, many pictures. A picture's script runs in a function whose `page` is the shell's seen from its
   tab: what it finds, registers and keeps is its own, all else is the shell's. */
{
  const shell = page;
  const book = page.data.book;
  const holder = page.find('#tab');
  const tabs = page.findAll('#tabs [role=tab]');
  const kinds = page.findAll('#kinds button');
  const places = { controls: page.find('#tab-controls'), filters: page.find('#tab-filters'), legend: page.find('#tab-legend') };
  const EVENTS = ['select', 'emphasis', 'reliability', 'filter', 'measure', 'language', 'theme', 'resize', 'restored'];
  const OPENS = 'overview';
  const templates = new Map(page.findAll('template[data-tab]').map(each => [each.dataset.tab, each]));
  const legends = new Map(page.findAll('template[data-legend]').map(each => [each.dataset.legend, each]));
  const made = new Map();
  const whole = { title: page.data.title, lists: page.data.lists };
  let active = null;
  let kindOfChain = 'map';

  const kindOf = key => key.split('/', 1)[0];
  const chainOf = key => (key.includes('/') ? key.slice(key.indexOf('/') + 1) : '');

  /* ---- a tab: its elements, its listeners, what it keeps in the address and what it saves */
  const facade = tab => {
    const roots = [tab.picture, tab.controls, tab.filters];
    const find = (selector, root) => {
      if (root) return root.querySelector(selector);
      if (selector === '#picture') return tab.picture;
      for (const each of roots) {
        const found = each.querySelector(selector);
        if (found) return found;
      }
      return document.querySelector(selector);
    };
    const findAll = (selector, root) => [...(root ? root.querySelectorAll(selector) : roots.flatMap(each => [...each.querySelectorAll(selector)]))];
    const keep = (name, part) => {
      tab.parts.set(name, part);
      keepForAll(name);
    };
    keep.changed = () => shell.keep.changed();
    return Object.assign(Object.create(shell), {
      data: Object.assign(Object.create(shell.data), tab.own),
      find,
      findAll,
      keep,
      on: (event, listener) => tab.listeners.push([event, listener]),
      tell: (event, detail) => shell.tell(event, detail),
      select: key => shell.select(key),
      emphasise: emphasis => shell.emphasise(emphasis),
      speak: () => shell.speak(),
      saver: (kind, make) => tab.savers.push(() => shell.saver(kind, make)),
      saveDrawing: current => tab.savers.push(() => shell.saveDrawing(current)),
      ready: () => shell.ready(),
      open: (kind, chain) => open(chain ? kind + '/' + chain : kind),
    });
  };
  const kept = new Set();
  const keepForAll = name => {
    if (kept.has(name)) return;
    kept.add(name);
    const part = () => active && active.parts.get(name);
    shell.keep(name, { read: () => (part() ? part().read() : ''), write: text => { if (part()) part().write(text); } });
  };
  const make = key => {
    const [picture, controls, filters, data] = templates.get(key).content.cloneNode(true).children;
    const tab = { key, picture, controls, filters, own: JSON.parse(data.textContent), listeners: [], parts: new Map(), savers: [], scroll: [0, 0] };
    tab.page = facade(tab);
    return tab;
  };
  const tell = (tab, event, detail) => {
    for (const [name, listener] of tab.listeners) if (name === event) listener(detail);
  };
  for (const event of EVENTS) shell.on(event, detail => { if (active) tell(active, event, detail); });
  /* what listens to the whole window (printing) hears it while its tab is open */
  const listenerOf = tab => (type, listener, options) => addEventListener(type, event => { if (active === tab) listener(event); }, options);
  const run = tab => {
    const kind = kindOf(tab.key);
    if (kind === 'network' && !window.vis) pictures.vis.call(window);
    pictures[kind](tab.page, listenerOf(tab));
  };

  /* ---- opening */
  const dress = tab => {
    const chain = chainOf(tab.key);
    const map = chain && templates.get('map/' + chain);
    if (map && !tab.own.lists) tab.own.lists = JSON.parse(map.content.querySelector('script').textContent).lists;
    Object.assign(shell.data, { title: tab.own.title || whole.title, lists: tab.own.lists || whole.lists });
    shell.data.subject = chain || undefined;
    shell.data.alternative = tab.own.alternative || undefined;
    const head = shell.find('header h1');
    [head.dataset.zh, head.dataset.en] = shell.data.title;
    holder.replaceChildren(tab.picture);
    places.controls.replaceChildren(tab.controls);
    if (places.filters) places.filters.replaceChildren(tab.filters);
    places.legend.replaceChildren(legends.get(kindOf(tab.key)).content.cloneNode(true));
    shell.find('#kinds').hidden = !chain;
    for (const each of kinds) each.setAttribute('aria-pressed', String(each.dataset.kind === kindOf(tab.key)));
    for (const each of tabs) {
      const selected = chain ? each.dataset.chain === chain : each.dataset.tab === tab.key;
      each.setAttribute('aria-selected', String(selected));
      each.setAttribute('tabindex', selected ? '0' : '-1');
      if (selected) each.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  };
  const open = key => {
    if (!templates.has(key) || (active && active.key === key)) return;
    if (active) active.scroll = [active.picture.scrollLeft, active.picture.scrollTop];
    if (chainOf(key)) kindOfChain = kindOf(key);
    const known = made.has(key);
    if (!known) made.set(key, make(key));
    const tab = made.get(key);
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
    for (const [event, detail] of [['reliability', shell.grade], ['filter', shell.filter], ['measure', shell.measure], ['emphasis', shell.emphasis]]) {
      if (detail !== undefined) tell(tab, event, detail);
    }
    /* what is chosen stays chosen where it is shown too */
    const chain = chainOf(key);
    if (shell.selected !== null && chain && !chainsOf(shell.selected).includes(chain)) shell.selected = null;
    shell.tell('select', shell.selected);
    [tab.picture.scrollLeft, tab.picture.scrollTop] = tab.scroll;
    if (known) shell.ready();
    shell.keep.changed();
  };
  const openChain = chain => open(kindOfChain + '/' + chain);
  page.open = (kind, chain) => open(chain ? kind + '/' + chain : kind);
  page.focusPicture = () => (active.page.focusPicture ? active.page.focusPicture() : active.picture.focus());

  for (const tab of tabs) tab.addEventListener('click', () => (tab.dataset.chain ? openChain(tab.dataset.chain) : open(tab.dataset.tab)));
  for (const each of kinds) each.addEventListener('click', () => open(each.dataset.kind + '/' + chainOf(active.key)));
  page.find('#tabs [role=tablist]').addEventListener('keydown', event => {
    const at = tabs.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    next.focus();
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  /* ---- search and panel reach over all tabs: what is chosen and not on this one opens on its own */
  const chainsOf = key => {
    const cell = page.cells.get(key) || page.extensions.get(key);
    if (cell) return [cell.chain];
    if (book.chains.includes(key)) return [key];
    return (Object.hasOwn(book.places, key) ? book.places[key] : []).map(at => book.chains[at]);
  };
  let moving = false;
  page.on('select', key => {
    if (key === null || !active || moving) return;
    const found = chainsOf(key);
    const here = chainOf(active.key);
    if (here && found.length && !found.includes(here)) {
      moving = true;
      open(kindOf(active.key) + '/' + found[0]);
      moving = false;
      return;
    }
    const back = page.find('#panel .back');
    if (!back || page.find('#panel .on-pictures')) return;
    const links = found.slice(0, 6).flatMap(chain => ['map', 'network'].filter(kind => kind + '/' + chain !== active.key).map(kind =>
      page.element('button', { type: 'button', class: 'more', click: () => open(kind + '/' + chain) }, page.say('book_' + kind) + ' · ' + page.text(book.names[book.chains.indexOf(chain)]) + ' ▸')));
    if (links.length) back.after(page.element('div', { class: 'on-pictures' }, ...links));
  });

  /* the table of a picture is another tab: language and view stay */
  page.find('#panel').addEventListener('click', event => {
    const link = event.target.closest('a[href^="#tab="]');
    if (!link) return;
    event.preventDefault();
    open(link.getAttribute('href').slice('#tab='.length));
  });

  page.keep('tab', {
    read: () => (!active || active.key === OPENS ? '' : active.key),
    write: text => open(templates.has(text) ? text : OPENS),
  });
}
