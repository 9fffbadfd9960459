/* The hub measure on the chain map: badges after the names, and the order of the rail. */
{
  const MOST = 5;
  const rails = page.findAll('svg.drawing').map(drawing => {
    const lines = page.findAll('.rail', drawing);
    return { lines, places: lines.map(line => line.getAttribute('transform')) };
  });
  page.on('measure', measure => {
    const at = page.data.measures.indexOf(measure);
    for (const badge of page.findAll('[data-badges]')) badge.textContent = badge.dataset.badges.split('|')[at];
    for (const { lines, places } of rails) {
      const spans = line => Number(line.dataset.spans);
      const figure = line => measure === 'stages' ? spans(line) : page.measured(line.dataset.id);
      const order = lines.map((line, before) => ({ line, before })).sort((a, b) => figure(b.line) - figure(a.line) || a.before - b.before);
      order.forEach(({ line }, place) => {
        line.setAttribute('transform', places[Math.min(place, MOST - 1)]);
        if (place < MOST) line.removeAttribute('display');
        else line.setAttribute('display', 'none');
        line.parentNode.append(line);
      });
    }
  });
}
