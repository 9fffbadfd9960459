/* What a picture hides by its own boxes in 筛选: types, relations, statuses. The address keeps what differs from how the
   page opens. In a book `this` is the page seen from a tab. */
{
  /** @type {Tick['kind'][]} */
  const KINDS = ['type', 'relation', 'status'];
  /* a picture that a reader can touch says otherwise */
  page.isHidden = () => false;
  page.noteOn = () => 0;
  page.ticks = function ticks(root) {
    return KINDS.flatMap(kind => {
      /** @type {(HTMLInputElement & Part)[]} */
      const boxes = this.findAll(`[data-${kind}]`, root);
      return boxes.map(box => ({ box, kind, name: box.dataset[kind], opens: box.checked }));
    });
  };
  page.hiding = function hiding(ticks, hide) {
    for (const { box } of ticks) {
      box.addEventListener('change', () => {
        hide(true);
        this.keep.changed();
      });
    }
    const named = (/** @type {Tick} */ tick) => `${tick.kind}:${tick.name}`;
    this.keep('turned', {
      read: () => ticks.filter(tick => tick.box.checked !== tick.opens).map(named).join(','),
      write: text => {
        const turned = new Set(text.split(','));
        const wanted = (/** @type {Tick} */ tick) => tick.opens !== turned.has(named(tick));
        if (ticks.every(tick => tick.box.checked === wanted(tick))) return;
        for (const tick of ticks) tick.box.checked = wanted(tick);
        hide(false);
      },
    });
  };
}
