/* The line of links: what the reader has set goes along to the page that a link opens, and the list of chains closes. */
{
  const FILTERS = ['type', 'region', 'verdict', 'method', 'since', 'until', 'source'];
  page.along = (address, isFront = false) => {
    const [file, part = ''] = address.split('#');
    const kept = new URLSearchParams(part);
    kept.set('lang', page.lang);
    if (isFront) return file + '#' + kept;
    if (page.emphasis !== 'all') kept.set('view', page.emphasis);
    if (page.grade !== 'C') kept.set('grade', page.grade);
    for (const name of FILTERS) if (page.keep.now(name)) kept.set(name, page.keep.now(name));
    return file + '#' + kept.toString().replaceAll('+', '%20');
  };
  /* before the browser follows it, by whatever button or key */
  const carry = (/** @type {Event} */ event) => {
    /** @type {HTMLAnchorElement | null} */
    const link = page.hit(event, 'a[href]');
    const address = link && link.getAttribute('href');
    if (link && address && !/^(#|[\w+.-]+:)/.test(address)) link.setAttribute('href', page.along(address, link.dataset.say === 'beside_front'));
  };
  for (const type of ['click', 'auxclick', 'contextmenu']) document.addEventListener(type, carry, true);

  /** @type {HTMLDetailsElement | null} */
  const chains = page.find('#chains');
  if (chains) {
    const close = () => { chains.open = false; };
    document.addEventListener('click', event => { if (!page.hit(event, '#chains')) close(); });
    chains.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || !chains.open) return;
      event.stopPropagation();
      close();
      page.the('summary', chains).focus();
    });
  }
}
