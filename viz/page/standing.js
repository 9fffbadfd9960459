/* A drawing that stands alone in a file, as `standing.py` writes one: its title above, a legend of the marks that it uses
   below, and nothing that only a page can do. */
{
  const HEAD = 38;
  const LINE = 23;
  const APART = 18;
  const EDGE = 16;
  const ROOM = 760;
  const make = (/** @type {string} */ tag, /** @type {Record<string, string | number>} */ attributes, text = '') => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    made.textContent = text;
    return made;
  };
  /** @typedef {{ mark: Element[], wide: number, text: string }} Entry */

  page.quiet = drawing => {
    for (const each of page.findAll('[data-still]', drawing)) {
      each.textContent = each.dataset.still || '';
      each.classList.remove('more-bodies');
    }
    for (const each of page.findAll('.turn', drawing)) each.remove();
    for (const each of page.findAll('text', drawing)) if (each.textContent?.endsWith(' ▸')) each.textContent = each.textContent.slice(0, -2);
  };
  /* on paper nothing can be opened either */
  /** @type {[Element, string][]} */
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = page.findAll('svg.drawing text', document).filter(each => each.textContent?.endsWith(' ▸')).map(each => [each, each.textContent || '']);
    for (const [each, text] of closed) each.textContent = /** @type {SVGTextElement} */ (each).dataset.still || text.slice(0, -2);
  });
  addEventListener('afterprint', () => {
    for (const [each, text] of closed) each.textContent = text;
    closed = [];
  });
  const selector = (/** @type {string} */ asked) => asked.split(' ').map(name => (name[0] === '!' ? `:not(.${name.slice(1)})` : '.' + name)).join('');
  const fits = (/** @type {string} */ asked, /** @type {string} */ classes) => {
    const own = classes.split(' ');
    return asked.split(' ').every(name => (name[0] === '!' ? !own.includes(name.slice(1)) : own.includes(name)));
  };
  /** @returns {Entry[]} */
  const entries = (/** @type {Element} */ drawing, /** @type {string[] | undefined} */ known) => page.findAll('.legend span', document)
    .filter(span => !span.closest('[hidden]') && (span.dataset.if !== undefined || page.find(':scope > svg', span)))
    .filter(({ dataset }) => dataset.if === undefined || (known ? known.some(each => fits(dataset.if || '', each)) : page.find(selector(dataset.if), drawing)))
    .map(span => {
      const mark = /** @type {SVGSVGElement | null} */ (page.find(':scope > svg', span));
      const text = [...span.childNodes].filter(each => each !== mark).map(each => each.textContent).join('').trim();
      return { mark: mark ? [...mark.children].map(each => /** @type {Element} */ (each.cloneNode(true))) : [], wide: mark ? mark.viewBox.baseVal?.width || Number(mark.getAttribute('width')) : 0, text };
    });
  /* the shapes of types that are drawn; types of one shape stand together */
  /** @returns {Entry[]} */
  const shapes = (/** @type {Element} */ drawing) => {
    const drawn = new Set([...page.nodes.values()].filter(node => node.drawn).map(node => node.type));
    /** @type {Map<string, string[]>} */
    const found = new Map();
    for (const type of Object.keys(page.data.types)) {
      const path = page.data.glyphs[type]?.[1];
      if (drawn.has(type) && path && page.find(`path[d="${path}"]`, drawing)) found.set(path, [...(found.get(path) || []), type]);
    }
    return [...found].map(([d, types]) => ({
      mark: [make('path', { class: 'g-' + page.data.glyphs[types[0]][0], transform: 'translate(8 8.5) scale(5)', d })],
      wide: 16,
      text: types.map(type => page.text(page.data.types[type])).join(page.lang === 'zh' ? '、' : ', '),
    }));
  };

  page.stand = (drawing, feet, known) => {
    page.quiet(drawing);
    const { x: left, y: top, width, height } = drawing.viewBox.baseVal;
    const found = [...entries(drawing, known), ...shapes(drawing)];
    const title = make('text', { class: 'standing-title', x: left + EDGE, y: top - 12 }, page.text(page.data.title));
    drawing.append(title);
    const at = Math.min(...feet.map(each => Number(each.getAttribute('y')))) - 14;
    const measured = (/** @type {Element} */ text) => /** @type {SVGTextElement} */ (text).getComputedTextLength();
    const lines = found.map(entry => {
      const text = make('text', { class: 'standing-text' }, entry.text);
      drawing.append(text);
      return { ...entry, text, whole: entry.wide + (entry.wide ? 6 : 0) + measured(text) };
    });
    const wide = Math.max(width, ...[title, ...feet].map(each => measured(each) + 2 * EDGE), ...lines.map(each => each.whole + 2 * EDGE));
    let [x, row] = [0, 0];
    for (const { mark, wide: own, text, whole } of lines) {
      if (x && x + whole > Math.min(ROOM, wide - 2 * EDGE)) [x, row] = [0, row + 1];
      const group = make('g', { transform: `translate(${left + EDGE + x} ${at + row * LINE})` });
      group.append(...mark);
      if (mark.length) drawing.append(group);
      text.setAttribute('x', String(left + EDGE + x + own + (own ? 6 : 0)));
      text.setAttribute('y', String(at + row * LINE + 13));
      x += whole + APART;
    }
    const down = lines.length ? (row + 1) * LINE + 4 : 0;
    for (const each of feet) each.setAttribute('y', String(Number(each.getAttribute('y')) + down));
    const size = [left, top - HEAD, Math.round(wide), Math.round(height + HEAD + down)];
    drawing.prepend(make('rect', { class: 'ground', x: size[0], y: size[1], width: size[2], height: size[3] }));
    drawing.setAttribute('viewBox', size.join(' '));
  };
}
