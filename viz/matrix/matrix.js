/* The coverage matrix: a grid for pointer and keys, sorting, what a body fills, and the table as CSV. */
{
  const pane = page.find('#picture');
  /** @type {HTMLTableElement} */
  const table = page.the('table.matrix', pane);
  /** @typedef {HTMLTableRowElement & Part} Row */
  const squares = page.findAll('td.c', table);
  const cellOf = (/** @type {Part} */ square) => page.cell(square.dataset.cell);
  /* what a chain lends to its stages counts here: the square stands for it */
  const filledBy = (/** @type {Facts.Cell} */ cell, /** @type {string | null} */ id) => (cell.evidence || []).some(at => page.data.evidence[at].id === id);

  for (const square of squares) {
    const bodies = (cellOf(square).evidence || []).map(at => page.nodes.get(page.data.evidence[at].id));
    square.classList.toggle('hub', bodies.some(node => Boolean(node && node.hub)));
  }

  const FLAGS = /** @type {const} */ (['thin', 'stale', 'undated']);
  /* what a square is to those who do not see it */
  const label = (/** @type {Part} */ square) => {
    const cell = cellOf(square);
    const drawn = cell.state === 'not_found' ? [square.textContent || ''] : [];
    const told = [page.text(page.data.slots[cell.slot].label), ...drawn, page.stateWord(cell)];
    if (cell.state === 'present') told.push(page.amount(cell));
    if (cell.verdict && square.matches('.one, .single')) told.push(page.say(cell.verdict.kind));
    for (const flag of FLAGS) if (cell[flag]) told.push(page.say(flag, { n: cell.minimum }));
    square.setAttribute('aria-label', told.join(page.say('listed')));
  };
  const labels = () => squares.forEach(label);

  /* what is chosen: a cell; a row; or, for a body, every cell that it fills */
  const show = () => {
    const key = page.selected;
    const node = page.nodes.get(key);
    const cell = page.cells.get(key);
    const owner = cell ? [cell.stage, cell.chain] : [key];
    let filled = 0;
    for (const square of squares) {
      square.classList.toggle('chosen', square.dataset.cell === key);
      const fills = node !== undefined && filledBy(cellOf(square), key);
      square.classList.toggle('filled', fills);
      filled += Number(fills);
    }
    for (const row of page.findAll('tr[data-id]', table)) row.classList.toggle('on', owner.includes(row.dataset.id));
    table.dataset.emphasis = filled ? 'body' : page.emphasis;
    const chosen = page.find('.chosen, .filled, tr.on', table);
    if (chosen) chosen.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (chosen && chosen.matches('.chosen')) stop(chosen);
  };

  const STOPS = '[data-sort], .go, td.c';
  /* one tab stop; arrows move over heads, names and cells alike */
  const stops = () => page.findAll('tr', table)
    .map(row => page.findAll(STOPS, row))
    .filter(row => row.length);
  const stop = (/** @type {Element} */ element) => page.arrows.stop(table, element);
  const middle = (/** @type {Part} */ element) => {
    const box = element.getBoundingClientRect();
    return box.left + box.width / 2;
  };
  /** @returns {Part | undefined} */
  const next = (/** @type {Part} */ element, /** @type {string} */ key, /** @type {boolean} */ whole) => {
    const rows = stops();
    const at = rows.findIndex(row => row.includes(element));
    const row = rows[at];
    const column = row.indexOf(element);
    if (key === 'ArrowRight') return row[column + 1];
    if (key === 'ArrowLeft') return row[column - 1];
    if (key === 'Home') return whole ? rows[0][0] : row[0];
    if (key === 'End') return whole ? rows[rows.length - 1].at(-1) : row.at(-1);
    const other = rows[at + (key === 'ArrowDown' ? 1 : -1)];
    const nearest = (/** @type {Part} */ best, /** @type {Part} */ each) => (Math.abs(middle(each) - middle(element)) < Math.abs(middle(best) - middle(element)) ? each : best);
    return other && other.reduce(nearest);
  };
  const KEYS = new Set(['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End']);

  /* ---- sorting: gaps first, then unknown, then the fewest; a second click turns it round */
  /** @type {Record<Facts.Cell['state'], number>} */
  const RANK = { not_found: 0, unknown: 1, present: 2, not_expected: 3 };
  const figure = (/** @type {Element | null | undefined} */ element) => Number(element?.getAttribute('data-value'));
  const value = (/** @type {Row} */ row, /** @type {string} */ key) => {
    if (key === 'name') return page.name(row.dataset.id);
    if (key === 'gaps') return -figure(row.lastElementChild);
    if (key === 'filled' || key === 'position') return figure(row.lastElementChild?.previousElementSibling);
    const square = row.cells[Number(key) + 1];
    const cell = page.cells.get(square.dataset.cell);
    return cell ? RANK[cell.state] * 1e6 + cell.count : 9e9;
  };
  const heads = page.findAll('[data-sort]', table);
  const body = table.tBodies[table.tBodies.length - 1];
  /* rows that are alike keep the order in which the page opens */
  /** @type {Row[]} */
  const first = page.findAll('tr[data-id]', body);
  /** @type {(a: string | number, b: string | number) => number} */
  const compare = (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), page.lang));
  const headOf = (/** @type {Part} */ button) => /** @type {HTMLElement} */ (button.closest('th'));
  const sort = (/** @type {string} */ key, /** @type {boolean} */ down) => {
    const rows = first.map(row => ({ row, value: value(row, key) }));
    rows.sort((a, b) => (down ? -1 : 1) * compare(a.value, b.value));
    body.append(...rows.map(each => each.row));
    for (const button of heads) {
      const head = headOf(button);
      if (button.dataset.sort !== key) head.removeAttribute('aria-sort');
      /* gaps are sorted by their number, most first */
      else head.setAttribute('aria-sort', down !== (key === 'gaps') ? 'descending' : 'ascending');
    }
  };
  /* a matrix of stages opens in the order of the chain */
  const opens = page.data.subject ? ['', ''] : ['gaps', 'descending'];
  const sorted = () => heads.find(button => headOf(button).hasAttribute('aria-sort'));

  const open = (/** @type {Part} */ element) => {
    if (element.dataset.sort) {
      const now = headOf(element).getAttribute('aria-sort');
      sort(element.dataset.sort, now === (element.dataset.sort === 'gaps' ? 'descending' : 'ascending'));
      page.keep.changed();
    } else if (element.dataset.cell) page.select(element.dataset.cell);
    else page.select(element.closest('tr')?.dataset.id || null);
  };
  stop(page.find('td.c', table) || heads[0]);
  page.arrows.walk(table, {
    stops: STOPS,
    next: (element, event) => (KEYS.has(event.key) ? next(element, event.key, event.ctrlKey) || null : undefined),
    open: element => {
      open(element);
      element.focus({ preventScroll: true });
    },
  });
  pane.addEventListener('click', event => {
    const element = page.hit(event, STOPS);
    if (element) open(element);
    else page.select(null);
  });
  /* the sentence of a cell, before it is opened */
  pane.addEventListener('mouseover', event => {
    const square = page.hit(event, 'td.c');
    if (square) square.title = page.text(cellOf(square).sentence);
  });

  /* ---- CSV as it stands on the screen; a text that a spreadsheet would run as a formula gets a leading ' */
  const safe = (/** @type {string} */ text) => (/^[=+\-@\t\r＝＋－＠]/.test(text) && !/^-?\d+$/.test(text) ? "'" + text : text);
  const quoted = (/** @type {string} */ text) => '"' + safe(text).replaceAll('"', '""') + '"';
  const texts = (/** @type {HTMLElement | Part} */ element) => {
    const several = element.dataset.csv || element.dataset[page.lang === 'zh' ? 'csvZh' : 'csvEn'];
    return several ? several.split('|') : [(element.textContent || '').trim()];
  };
  const csv = () => {
    /* in the table the side heads come before those of the slots */
    const order = ['name', 'slot', 'side'].flatMap(kind => heads.filter(head => headOf(head).matches('.' + kind)));
    const lines = [order.flatMap(texts)];
    /** @type {Row[]} */
    const rows = page.findAll('tbody tr[data-id]', table);
    for (const row of rows) {
      lines.push([page.name(row.dataset.id), ...[...row.cells].slice(1).flatMap(texts)]);
    }
    return '\ufeff' + lines.map(line => line.map(quoted).join(',') + '\r\n').join('');
  };
  page.saver('csv', () => new Blob([csv()], { type: 'text/csv;charset=utf-8' }));

  const weaken = (/** @type {Filter} */ filter) => {
    for (const square of squares) square.classList.toggle('weak', filter.any && !filter.cell(square.dataset.cell));
  };
  page.focusPicture = () => page.arrows.enter(table, pane);
  page.keep('sort', {
    read: () => {
      const head = sorted();
      const [key, way] = head ? [head.dataset.sort, headOf(head).getAttribute('aria-sort')] : ['', ''];
      return key === opens[0] && way === opens[1] ? '' : key + (way === 'descending' ? '-' : '');
    },
    write: text => {
      const key = text.replace(/-$/, '');
      const head = heads.find(button => button.dataset.sort === key);
      if (head) sort(key, text.endsWith('-') !== (key === 'gaps'));
      else if (opens[0]) sort(opens[0], false);
      else if (sorted()) sort('position', false);
    },
  });
  page.on('select', show);
  page.on('emphasis', show);
  page.on('filter', weaken);
  page.on('language', labels);
  labels();
  page.ready();
}
