'use strict';
/* The shell's part in the browser. Data reaches the page only through textContent and setAttribute.
   What `page` can do, and what pictures set of it, is written down in page.d.ts; what stands in page.data in data.d.ts.
   The shell's other scripts add their part to `page`, hence the cast. */
const page = /** @type {Page} */ ({
  data: JSON.parse(/** @type {HTMLElement} */ (document.getElementById('data')).textContent),
  root: document.documentElement,
  selected: null,
  emphasis: 'all',
  grade: 'C',
  listeners: new Map(),
  savers: new Map(),
  focusPicture: null,

  find: (/** @type {string} */ selector, root = document) => root.querySelector(selector),
  findAll: (selector, root = document) => [...root.querySelectorAll(selector)],

  on(event, listener) {
    this.listeners.set(event, [...this.listeners.get(event) || [], listener]);
  },
  the(/** @type {string} */ selector, root = document) {
    const found = this.find(selector, root === document ? undefined : root);
    if (!found) throw new Error('the page has no ' + selector);
    return found;
  },
  hit: (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null),

  tell(event, detail) {
    for (const listener of this.listeners.get(event) || []) listener(detail);
  },

  text(pair) {
    if (!Array.isArray(pair)) return pair === undefined || pair === null ? '' : String(pair);
    return this.lang === 'zh' ? pair[0] || pair[1] : pair[1] || pair[0];
  },
  say(key, values = {}) {
    let text = this.text(this.data.words[key] || [key, key]);
    for (const [name, value] of Object.entries(values)) text = text.split('{' + name + '}').join(String(value));
    return text;
  },
  name(id) {
    const node = this.nodes.get(id);
    return node ? this.text(node.name) : id;
  },
  /* a text of the data between its own marks of direction; Chinese on an English page says so */
  isolated(pair) {
    const chinese = this.lang === 'en' && Array.isArray(pair) && !pair[1] && /[\u3400-\u9fff]/.test(pair[0]);
    return this.element('bdi', { lang: chinese ? 'zh' : null }, this.text(pair));
  },
  named(id) {
    const node = this.nodes.get(id);
    return this.isolated(node ? node.name : id);
  },
  /* EDTF for reading: 2014/2018 is an interval, ../2019-11 means not after */
  date(edtf) {
    if (!edtf) return '';
    if (edtf.startsWith('../')) return this.lang === 'zh' ? edtf.slice(3) + ' 以前' : 'before ' + edtf.slice(3);
    return edtf.replace('/', '–');
  },
  colour(name) {
    return getComputedStyle(this.root).getPropertyValue('--' + name).trim();
  },

  element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === 'function') made.addEventListener(name, /** @type {EventListener} */ (value));
      else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
    }
    for (const child of children) if (child !== null && child !== undefined && child !== '') made.append(child);
    return made;
  },

  brush: canvas => /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')),
  isTyping: () => /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement ? document.activeElement.tagName : ''),

  node: id => /** @type {Facts.Node} */ (page.nodes.get(id)),
  cell: id => /** @type {Facts.Cell} */ (page.cells.get(id)),
  extension: id => /** @type {Facts.Extension} */ (page.extensions.get(id)),

  select(key) {
    const known = key !== null && (this.nodes.has(key) || this.cells.has(key) || this.extensions.has(key));
    this.selected = known ? key : null;
    this.tell('select', this.selected);
    this.keep.changed();
  },
  emphasise(emphasis) {
    this.emphasis = emphasis;
    this.root.dataset.view = emphasis;
    for (const each of this.findAll('header [data-emphasis]')) each.setAttribute('aria-pressed', String(each.dataset.emphasis === emphasis));
    this.select(null);
    this.tell('emphasis', emphasis);
  },
  trust(grade) {
    this.grade = grade;
    this.find('#grade').value = grade;
    this.tell('reliability', grade);
    this.keep.changed();
  },
  ready() {
    requestAnimationFrame(() => requestAnimationFrame(() => {
      this.root.dataset.ready = performance.now().toFixed(0);
    }));
  },
});
page.lang = page.root.dataset.lang === 'en' ? 'en' : 'zh';
page.nodes = new Map(Object.entries(page.data.nodes || {}));
page.cells = new Map(Object.entries(page.data.cells || {}));
page.extensions = new Map(Object.entries(page.data.extensions || {}));
/* what was searched for a whole chain stands in the cells of all its stages: written once */
for (const each of /** @type {{ searches?: any[], against?: any[] }[]} */ ([...page.cells.values(), ...page.extensions.values()])) {
  if (each.searches) each.searches = each.searches.map(at => page.data.searches[at]);
  if (each.against) each.against = each.against.map(at => page.data.searches[at]);
}
page.sources = new Map(Object.entries(page.data.sources || {}));

/* language: words by key, texts in both languages, attributes by key, and blocks that exist twice */
page.speak = () => {
  page.root.lang = page.lang === 'zh' ? 'zh-Hans' : 'en';
  page.root.dataset.lang = page.lang;
  document.title = page.text(page.data.title);
  for (const each of page.findAll('[data-say]')) each.textContent = page.say(each.dataset.say);
  for (const each of page.findAll('[data-zh]')) each.textContent = page.text([each.dataset.zh, each.dataset.en]);
  for (const name of ['aria-label', 'placeholder', 'title']) {
    for (const each of page.findAll(`[data-say-${name}]`)) each.setAttribute(name, page.say(each.getAttribute(`data-say-${name}`) || ''));
  }
  for (const each of page.findAll('[data-lang]')) if (each !== page.root) each.hidden = each.dataset.lang !== page.lang;
  page.tell('language', page.lang);
};
page.find('#language').addEventListener('click', () => {
  page.lang = page.lang === 'zh' ? 'en' : 'zh';
  page.speak();
  page.keep.changed();
});

page.find('#theme').addEventListener('click', () => {
  const set = page.root.dataset.theme;
  const dark = set ? set === 'dark' : matchMedia('(prefers-color-scheme:dark)').matches;
  page.root.dataset.theme = dark ? 'light' : 'dark';
  page.tell('theme', page.root.dataset.theme);
});
matchMedia('(prefers-color-scheme:dark)').addEventListener('change', () => page.tell('theme', ''));

for (const button of page.findAll('header [data-emphasis]')) button.addEventListener('click', () => page.emphasise(/** @type {Emphasis} */ (button.dataset.emphasis)));
page.find('#grade').addEventListener('change', () => page.trust(/** @type {Grade} */ (page.find('#grade').value)));

page.find('#fold').addEventListener('click', () => {
  const folded = page.root.toggleAttribute('data-folded');
  const button = page.find('#fold');
  const word = folded ? 'panel_show' : 'panel_hide';
  button.setAttribute('aria-expanded', String(!folded));
  for (const name of ['aria-label', 'title']) {
    button.setAttribute(`data-say-${name}`, word);
    button.setAttribute(name, page.say(word));
  }
  page.tell('resize');
});
addEventListener('resize', () => page.tell('resize'));

page.find('.skip').addEventListener('click', event => {
  event.preventDefault();
  if (page.focusPicture) page.focusPicture();
  else page.find('#picture').focus();
});
document.addEventListener('keydown', event => {
  const typing = page.isTyping();
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    page.find('#query').focus();
  }
  if (event.key === 'Escape' && !typing) {
    if (page.find('#save').open) page.find('#save').open = false;
    else page.select(null);
  }
});
