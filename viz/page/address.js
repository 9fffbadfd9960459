/* The address keeps what the page shows: #view=gap&grade=B&at=stage%3Aparts. A part that stands as the page opens is
   left out; one that is unknown or no longer true is passed over. '#' and a bare id choose that id (older links).
   A page that was made with a filter opens with page.data.opens; of such a page '#at=' is the one without. */
{
  /** @type {Map<string, Kept>} */
  const parts = new Map();
  /** @type {string | null} */
  let seen = null;
  let restoring = false;
  let waiting = false;

  /* one entry in the history for everything that one click changes */
  const changed = () => {
    if (restoring || waiting || seen === null) return;
    waiting = true;
    queueMicrotask(write);
  };
  const now = (/** @type {string} */ name) => parts.get(name)?.read() || '';
  page.keep = Object.assign((/** @type {string} */ name, /** @type {Kept} */ part) => { parts.set(name, part); }, { changed, now });
  const written = () => [...parts]
    .map(([name, part]) => [name, part.read()])
    .filter(([, text]) => text !== '')
    .map(([name, text]) => name + '=' + encodeURIComponent(text).replaceAll('%2C', ','))
    .join('&');
  const opens = page.data.opens || '';
  const write = () => {
    waiting = false;
    let text;
    try {
      text = written() || (opens && 'at=');
    } catch {
      return; // half a surrogate pair in an id
    }
    if (text === seen) return;
    seen = text;
    try {
      history.pushState(null, '', text ? '#' + text : location.pathname + location.search);
    } catch { /* some viewers forbid it for files; the page works without */ }
  };

  const read = (/** @type {string} */ hash) => {
    if (hash.includes('=')) return new URLSearchParams(hash);
    let key = '';
    try {
      key = decodeURIComponent(hash);
    } catch { /* not ours */ }
    return new URLSearchParams([['at', key]]);
  };
  const restore = () => {
    let hash = location.hash.slice(1);
    if (!hash && opens && seen === null) {
      hash = opens;
      try {
        history.replaceState(null, '', '#' + opens);
      } catch { /* as above */ }
    }
    if (hash === seen) return;
    restoring = true;
    const wanted = read(hash);
    for (const [name, part] of parts) part.write(wanted.get(name) || '');
    restoring = false;
    seen = hash;
  };

  const opensIn = page.lang;
  page.keep('lang', {
    read: () => page.lang === opensIn ? '' : page.lang,
    write: text => {
      const lang = text === 'zh' || text === 'en' ? text : opensIn;
      if (lang === page.lang) return;
      page.lang = lang;
      page.speak();
    },
  });
  page.keep('view', {
    read: () => page.emphasis === 'all' ? '' : page.emphasis,
    write: text => {
      const view = text === 'gap' || text === 'hub' || text === 'look_up' ? text : 'all';
      if (view !== page.emphasis) page.emphasise(view);
    },
  });
  page.keep('grade', {
    read: () => page.grade === 'C' ? '' : page.grade,
    write: text => {
      const grade = text === 'A' || text === 'B' ? text : 'C';
      if (grade !== page.grade) page.trust(grade);
    },
  });
  addEventListener('popstate', restore);
  addEventListener('hashchange', restore);
  /* scripts of the picture have registered by then; what is chosen comes last, a view would take it back */
  addEventListener('DOMContentLoaded', () => {
    page.keep('at', { read: () => page.selected === null ? '' : page.selected, write: text => page.select(text || null) });
    restore();
    page.tell('restored');
  });
}
