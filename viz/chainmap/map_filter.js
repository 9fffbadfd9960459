/* The chain map under the shell's filters: rows, cells and links fade by themselves, a card when nothing in it stays. */
{
  const pane = page.find('#picture');
  /** @type {Map<string, Facts.Relation>} */
  const feeds = new Map();
  for (const relation of page.data.relations) {
    if (relation.type === 'FEEDS') feeds.set(relation.from + ' ' + relation.to, relation);
  }
  /* the cells that a card or box stands for; a line of the rail stands for all */
  const scope = (/** @type {Part | null} */ holder) => {
    if (!holder) return [...page.cells.keys()];
    return holder.dataset.cell ? [holder.dataset.cell] : page.cellsOf(holder.dataset.id);
  };
  const weak = (/** @type {Element} */ element, /** @type {boolean} */ is) => element.classList.toggle('weak', is);
  const drawnCells = (/** @type {Element} */ holder) => page.findAll('.cell', holder);

  const fade = (/** @type {Filter} */ filter) => {
    const tooWeak = (/** @type {Part} */ element) => filter.any && page.grade !== 'C' && element.dataset.grade > page.grade;
    for (const drawing of page.findAll('svg.drawing', pane)) {
      const inLift = (/** @type {Element} */ each) => each.closest('.lift') !== null;
      const parts = (/** @type {string} */ selector) => page.findAll(selector, drawing).filter(each => !inLift(each));
      const lit = new Set();
      for (const row of parts('.row')) {
        const holder = /** @type {Part | null} */ (row.closest('.stage, .box'));
        const stays = !filter.any || (!tooWeak(row) && filter.tie(row.dataset.id, scope(holder)));
        weak(row, !stays);
        if (stays && holder) lit.add(holder);
      }
      for (const cell of parts('.cell')) {
        const stays = !filter.any || (!tooWeak(cell) && filter.cell(cell.dataset.cell));
        weak(cell, !stays);
        if (stays && (!filter.any || filter.keeps(cell.dataset.cell))) lit.add(cell.closest('.stage, .box'));
      }
      const dark = new Set();
      for (const card of parts('.stage, .box')) {
        const { id, cell } = card.dataset;
        const own = page.extensions.has(id) ? filter.extension(id) : cell !== undefined && filter.cell(cell);
        // reliability and date speak of evidence: they leave the frame of the map standing
        const stays = !filter.count || lit.has(card) || own;
        weak(card, !stays);
        if (stays) continue;
        dark.add(id);
        for (const each of [...page.findAll('.row', card), ...drawnCells(card)]) weak(each, false);
      }
      /* the seal of a stage, with its frame and what it says, by the cells whose verdict it is */
      for (const part of parts('.stage > .seal, .stage > .card, .stage > .note.gap')) {
        const { id } = /** @type {Part} */ (part.parentElement).dataset;
        const judged = page.cellsOf(id).filter(each => page.cell(each).verdict && part.parentElement?.classList.contains(page.cell(each).verdict?.kind || ''));
        weak(part, filter.count > 0 && judged.length > 0 && !judged.some(filter.cell));
      }
      for (const feed of parts('.feed[data-from]')) {
        const { from, to } = feed.dataset;
        const relation = feeds.get(from + ' ' + to);
        const stays = !filter.any || (!tooWeak(feed) && !dark.has(from) && !dark.has(to) && (!filter.since || !relation || filter.evidenced(relation)));
        weak(feed, !stays);
      }
    }
  };
  page.on('filter', fade);
}
