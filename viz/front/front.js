'use strict';
/* The front page's search: the shell's (page/search.js), which runs after this one, over what stands on the pages in the
   folder. Of the shell's `page` here is what that needs; choosing a hit opens its page. */
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
    select(/** @type {string} */ id) { location.href = data.places[id].replace('#', '#lang=' + one.lang + '&'); },
  };
  Object.assign(globalThis, { page: one });
  const box = /** @type {HTMLElement} */ (one.find('#find'));
  const input = /** @type {HTMLElement} */ (one.find('#query'));
  const list = /** @type {HTMLElement} */ (one.find('#hits'));
  const speak = () => {
    for (const name of ['placeholder', 'aria-label']) input.setAttribute(name, one.say('front_find'));
    list.setAttribute('aria-label', one.say('front_find'));
    for (const listener of listeners) listener();
  };
  addEventListener('hashchange', speak);
  box.hidden = false;
  speak();
}
