/* The hub measure that the reader chooses: it orders the list, and pictures change their badges. */
{
  const measures = page.data.measures || ['stages'];
  const hubs = new Map(Object.entries(page.data.hubs || {}));
  const falls = new Map(Object.entries(page.data.falls || {}));
  const opensWith = measures.includes(page.data.measure) ? page.data.measure : measures[0];
  page.measure = opensWith;

  page.measured = (id, measure = page.measure) => (hubs.get(id) || [])[measures.indexOf(measure)] || 0;
  page.badge = id => {
    const found = page.measured(id);
    if (page.measure === 'falls') {
      const fall = falls.get(id);
      return fall ? page.say('badge_falls_' + fall[0], { n: fall[1] }) : '';
    }
    if (!found) return '';
    return page.say('badge_' + page.measure, { n: page.measure === 'betweenness' ? (100 * found).toFixed(1) : found });
  };
  /* the order of the analysis holds among equals */
  page.byMeasure = entries => entries
    .map(entry => ({ entry, figure: page.measured(entry.key) }))
    .sort((a, b) => b.figure - a.figure)
    .map(each => each.entry);
  page.measureBy = measure => {
    page.measure = measures.includes(measure) ? measure : opensWith;
    for (const each of page.findAll('.legend-hub')) {
      each.dataset.say = 'legend_hub_' + page.measure;
      each.textContent = page.say(each.dataset.say);
    }
    page.tell('measure', page.measure);
    page.keep.changed();
  };
  page.measureChoice = () => page.element('label', { class: 'measure' },
    page.say('measure') + ' ',
    page.element('select', { id: 'measure', change: event => page.measureBy(event.target.value) },
      ...measures.map(each => page.element('option', { value: each, selected: each === page.measure }, page.say('measure_' + each)))));
  page.keep('hubs', {
    read: () => page.measure === opensWith ? '' : page.measure,
    write: text => { if ((text || opensWith) !== page.measure) page.measureBy(text); },
  });
}
