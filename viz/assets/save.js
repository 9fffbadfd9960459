/* Saving: the picture registers a saver for svg or png; page.saveDrawing does both for an SVG drawing. */
{
  const SVG = 'http://www.w3.org/2000/svg';
  const FOOT = 26;
  const menu = page.find('#save');

  const download = (blob, extension) => {
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
    page.find(`[data-save=${kind}]`).hidden = false;
  };
  for (const button of page.findAll('[data-save]')) {
    button.hidden = true;
    button.addEventListener('click', async () => {
      menu.open = false;
      download(await page.savers.get(button.dataset.save)(), button.dataset.save);
    });
  }

  /* A drawing that stands alone: a copy in the light palette, with its styles and, below it, what it rests on. */
  page.drawingText = drawing => {
    const copy = drawing.cloneNode(true);
    for (const each of page.findAll('.lift', copy)) each.remove();
    for (const each of page.findAll('.selected, .weak', copy)) each.classList.remove('selected', 'weak');
    const box = drawing.viewBox.baseVal;
    const make = (tag, attributes, text = '') => {
      const made = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      made.textContent = text;
      return made;
    };
    const height = box.height + FOOT;
    for (const each of page.findAll('svg.definitions defs')) copy.prepend(each.cloneNode(true));
    copy.prepend(
      make('style', {}, page.data.drawing_style),
      make('rect', { class: 'ground', x: 0, y: 0, width: box.width, height }),
    );
    copy.append(make('text', { class: 'foot-line', x: 16, y: box.height + 12 }, page.text(page.data.title) + '｜' + page.text(page.data.foot)));
    copy.setAttribute('viewBox', `0 0 ${box.width} ${height}`);
    copy.setAttribute('width', box.width);
    copy.setAttribute('height', height);
    return new XMLSerializer().serializeToString(copy);
  };
  const raster = async (drawing, scale) => {
    const blob = new Blob([page.drawingText(drawing)], { type: 'image/svg+xml' });
    const image = new Image();
    image.src = URL.createObjectURL(blob);
    await image.decode();
    const canvas = page.element('canvas', {});
    canvas.width = image.width * scale;
    canvas.height = image.height * scale;
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    return new Promise(done => { canvas.toBlob(done, 'image/png'); });
  };
  /* current() returns the SVG element to save */
  page.saveDrawing = current => {
    page.saver('svg', () => new Blob([page.drawingText(current())], { type: 'image/svg+xml' }));
    page.saver('png', () => raster(current(), 2));
  };

  page.find('#print').addEventListener('click', () => {
    menu.open = false;
    print();
  });
  document.addEventListener('click', event => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}
