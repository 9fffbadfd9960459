'use strict';
/* The front page's search: the shell's (page/search.js), which runs after this one, over everything that acts, and
   the page in the folder that shows it. Of the shell's `page` here is what that needs; choosing a hit opens its page. */
{
  const data = JSON.parse(document.getElementById('data')?.textContent || '{}');
  /** @type {(() => void)[]} */
  const listeners = [];
  const one = {
    data,
    nodes: new Map(Object.entries(data.nodes)),
    cells: new Map(),
    get lang() { return /^#lang=en/.test(location.hash || '#lang=' + data.lang) ? 'en' : 'zh'; },
    find: (/** @type {string} */ selector, /** @type {ParentNode} */ root = document) => root.querySelector(selector),
    findAll: (/** @type {string} */ selector, /** @type {ParentNode} */ root = document) => [...root.querySelectorAll(selector)],
    text: (/** @type {string[]} */ pair) => pair[one.lang === 'zh' ? 0 : 1] || pair[0],
    say: (/** @type {string} */ word) => one.text(data.words[word] || [word, word]),
    node: (/** @type {string} */ id) => one.nodes.get(id),
    name: (/** @type {string} */ id) => one.text(one.nodes.get(id).name),
    element(/** @type {string} */ tag, /** @type {Record<string, any>} */ attributes, /** @type {(Node | string)[]} */ ...children) {
      const made = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === 'function') made.addEventListener(name, value);
        else made.setAttribute(name, value);
      }
      made.append(...children);
      return made;
    },
    on: (/** @type {string} */ event, /** @type {() => void} */ listener) => { if (event === 'language') listeners.push(listener); },
    select(/** @type {string} */ id) {
      if (data.places[id]) location.href = data.places[id].replace('#', '#lang=' + one.lang + '&');
      else tellNowhere(id);
    },
  };
  Object.assign(globalThis, { page: one });
  const nowhere = /** @type {HTMLElement} */ (one.find('#nowhere'));
  /* what is on no page of the folder: the command that draws it, to be copied */
  const tellNowhere = (/** @type {string} */ id) => {
    const word = /^[\w:./-]+$/.test(id) ? id : "'" + id.replaceAll("'", "'\\''") + "'";
    const told = one.say('front_nowhere').replace('{name}', () => one.name(id));
    nowhere.replaceChildren(told, one.element('code', { class: 'command' }, `chainscape network --around ${word} -o around.html`));
    nowhere.hidden = false;
  };
  const box = /** @type {HTMLElement} */ (one.find('#find'));
  const input = /** @type {HTMLElement} */ (one.find('#query'));
  const list = /** @type {HTMLElement} */ (one.find('#hits'));
  input.addEventListener('input', () => { nowhere.hidden = true; });
  const speak = () => {
    nowhere.hidden = true;
    for (const name of ['placeholder', 'aria-label']) input.setAttribute(name, one.say('front_find'));
    list.setAttribute('aria-label', one.say('front_find'));
    for (const listener of listeners) listener();
  };
  addEventListener('hashchange', speak);
  box.hidden = false;
  speak();
}
