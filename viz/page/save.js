/* Saving: the picture registers a saver for svg or png; page.saveDrawing does both for an SVG drawing. */
{
  const SVG = 'http://www.w3.org/2000/svg';
  const FOOT = 26;
  const LINE = 16;
  const MOST = 12000; // px of a side; browsers refuse larger canvases
  const AREA = 24e6; // px; 14 chains at twice the size made 15 MB
  page.caption = () => '';
  const menu = page.find('#save');

  page.download = (blob, extension) => {
    if (!blob) return; // a canvas that is too large

    const url = URL.createObjectURL(blob);
    const name = document.title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'chainscape';
    const link = page.element('a', { href: url, download: name + '.' + extension });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };

  page.saver = (kind, make) => {
    page.savers.set(kind, make);
    for (const each of page.findAll(`[data-save=${kind}]`)) each.hidden = false;
  };
  for (const button of page.findAll('[data-save]')) {
    button.hidden = true;
    button.addEventListener('click', async () => {
      menu.open = false;
      page.download(await page.savers.get(button.dataset.save)?.(), button.dataset.save);
    });
  }

  /* ---- A drawing that stands alone, as `flat.py` writes one: office programs know little CSS, so what the page's
     stylesheet says of an element stands on it. Property → value where nothing is said, and whether children take it
     over. */
  /** @type {Record<string, [opens: string, handed: boolean]>} */
  const STYLED = {
    fill: ['#000000', true], 'fill-opacity': ['1', true], stroke: ['none', true], 'stroke-width': ['1', true],
    'stroke-opacity': ['1', true], 'stroke-dasharray': ['none', true], 'stroke-linecap': ['butt', true],
    'font-size': ['16', true], 'font-weight': ['400', true], 'text-anchor': ['start', true],
    'text-decoration-line': ['none', false], opacity: ['1', false],
  };
  /** @type {Record<string, string>} */
  const WRITTEN = { 'text-decoration-line': 'text-decoration' };
  /* what stands only while somebody reads */
  const PASSING = ['selected', 'weak', 'on', 'o-faded', 'o-weak'];
  const READING = /^(class|style|tabindex|role|data-.*|aria-(?!hidden).*)$/;
  const plain = (/** @type {string} */ value) => {
    const colour = value.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
    if (!colour) return value.replace(/^url\("?(#[^")]*)"?\)$/, 'url($1)').replaceAll('px', '');
    return colour[4] === '0' ? 'none' : '#' + colour.slice(1, 4).map(part => Number(part).toString(16).padStart(2, '0')).join('');
  };
  const settle = (/** @type {Element} */ element, /** @type {Record<string, string> | null} */ above) => {
    const style = getComputedStyle(element);
    if (style.display === 'none' && !element.closest('defs')) {
      element.remove();
      return;
    }
    /** @type {Record<string, string>} */
    const own = {};
    /** @type {Record<string, string>} */
    const attributes = {};
    for (const [name, [opens, handed]] of Object.entries(STYLED)) {
      own[name] = plain(style.getPropertyValue(name));
      if (own[name] !== (above && handed ? above[name] : opens)) attributes[WRITTEN[name] || name] = own[name];
      else element.removeAttribute(name);
    }
    const scale = element.hasAttribute('vector-effect') && element.getAttribute('transform')?.match(/scale\(([\d.]+)\)/);
    if (scale) {
      /* resvg and office programs scale lines with their shape */
      element.removeAttribute('vector-effect');
      for (const name of ['stroke-width', 'stroke-dasharray']) attributes[name] = own[name].replace(/[\d.]+/g, each => (Number(each) / Number(scale[1])).toPrecision(3));
    }
    for (const child of [...element.children]) if (child.localName !== 'title') settle(child, own);
    /* LibreOffice sets a part of a line apart from the rest of it */
    for (const part of page.findAll('tspan', element)) if (!part.attributes.length) part.replaceWith(part.textContent || '');
    for (const { name } of [...element.attributes]) if (READING.test(name)) element.removeAttribute(name);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  };
  /* the lines x + y = 1, 2, 3 … steps inside a box, clear of its round corners */
  const slanting = (/** @type {Element} */ box, /** @type {number} */ step) => {
    const [left, top, wide, high, round] = ['x', 'y', 'width', 'height', 'rx'].map(name => Number(box.getAttribute(name)));
    const parts = [];
    for (let at = Math.ceil((left + top + round) / step) * step; at < left + top + wide + high - round; at += step) {
      const [x, y] = [Math.max(left, at - top - high), Math.min(top + high, at - left)];
      const [farX, farY] = [Math.min(left + wide, at - top), Math.max(top, at - left - wide)];
      parts.push(`M${x} ${y}L${farX} ${farY}`);
    }
    return parts.join('');
  };
  const hatch = (/** @type {Element} */ copy) => {
    for (const pattern of page.findAll('pattern', copy)) {
      const [ground, line] = pattern.children;
      for (const box of page.findAll(`[fill="url(#${pattern.id})"]`, copy)) {
        const lines = /** @type {Element} */ (line.cloneNode());
        lines.setAttribute('d', slanting(box, Number(pattern.getAttribute('width'))));
        box.setAttribute('fill', ground.getAttribute('fill') || '');
        box.after(lines);
      }
      pattern.closest('defs')?.remove();
    }
  };
  const make = (/** @type {string} */ tag, /** @type {Record<string, string | number>} */ attributes, text = '') => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    made.textContent = text;
    return made;
  };
  /* A copy in the light palette, with what it rests on below. It stands beside the original for as long as its styles
     are read, which is before the next frame. */
  page.drawingText = drawing => {
    const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
    for (const each of page.findAll('.lift', copy)) each.remove();
    for (const each of [copy, ...page.findAll('*', copy)]) each.classList.remove(...PASSING);
    delete copy.dataset.emphasis;
    const { width, height } = drawing.viewBox.baseVal;
    const title = page.text(page.data.title);
    for (const each of page.findAll('svg.definitions defs')) copy.prepend(each.cloneNode(true));
    const foot = [...page.caption().split('\n'), title + '｜' + page.text(page.data.foot)].filter(Boolean);
    copy.setAttribute('viewBox', `0 0 ${width} ${height + FOOT + (foot.length - 1) * LINE}`);
    const feet = foot.map((line, at) => make('text', { class: 'foot-line', x: 16, y: height + 12 + at * LINE }, line));
    copy.append(...feet);
    drawing.after(copy);
    return written(copy, feet, undefined);
  };
  /* A copy that stands in the document, as the text of a file; it is taken out. `known` as in page.stand. */
  const written = (/** @type {SVGSVGElement} */ copy, /** @type {Element[]} */ feet, /** @type {string[] | undefined} */ known) => {
    const title = page.text(page.data.title);
    const theme = page.root.dataset.theme;
    page.root.dataset.theme = 'light';
    page.stand(copy, feet, known);
    copy.prepend(make('title', {}, title));
    const family = getComputedStyle(copy).fontFamily;
    settle(copy, null);
    hatch(copy);
    copy.remove();
    if (theme) page.root.dataset.theme = theme;
    else delete page.root.dataset.theme;
    const { width, height } = copy.viewBox.baseVal;
    const whole = { width, height, role: 'img', 'aria-label': title, 'font-family': family };
    for (const [name, value] of Object.entries(whole)) copy.setAttribute(name, String(value));
    return new XMLSerializer().serializeToString(copy);
  };
  page.enlarged = (wanted, width, height) => Math.min(wanted, MOST / width, MOST / height, Math.sqrt(AREA / width / height));
  page.png = canvas => new Promise(done => { canvas.toBlob(done, 'image/png'); });
  const raster = async (/** @type {string} */ text, /** @type {number} */ scale) => {
    const blob = new Blob([text], { type: 'image/svg+xml' });
    const image = new Image();
    image.src = URL.createObjectURL(blob);
    await image.decode();
    const canvas = page.element('canvas', {});
    const factor = page.enlarged(scale, image.width, image.height);
    canvas.width = Math.round(image.width * factor);
    canvas.height = Math.round(image.height * factor);
    page.brush(canvas).drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    return page.png(canvas);
  };
  /* current() returns the SVG element to save */
  page.saveDrawing = current => {
    page.saver('svg', () => new Blob([page.drawingText(current())], { type: 'image/svg+xml' }));
    page.saver('png', () => raster(page.drawingText(current()), 2));
  };
  /* an SVG that was written as text, its last text the foot; known() are the marks that it has, as classes */
  page.saveText = (text, known) => {
    const whole = () => {
      const copy = /** @type {SVGSVGElement} */ (/** @type {Element} */ (document.importNode(new DOMParser().parseFromString(text(), 'image/svg+xml').documentElement, true)));
      for (const each of page.findAll('title', copy)) each.remove();
      copy.classList.add('drawing', 'standing');
      page.find('#picture').append(copy);
      return written(copy, page.findAll('text', copy).slice(-1), known());
    };
    page.saver('svg', () => new Blob([whole()], { type: 'image/svg+xml' }));
    page.saver('png', () => raster(whole(), 2));
  };

  page.find('#print').addEventListener('click', () => {
    menu.open = false;
    print();
  });
  document.addEventListener('click', event => {
    if (menu.open && !menu.contains(/** @type {Element} */ (event.target))) menu.open = false;
  });
}
