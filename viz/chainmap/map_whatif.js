/* What if some bodies were gone: the reader takes them out in the panel; what falls is marked on the map, told in the
   panel, and kept in the address (#without=…). */
{
  const SVG = 'http://www.w3.org/2000/svg';
  const make = page.element;
  const panel = page.find('#panel');
  const pane = page.find('#picture');
  const opensWith = page.data.without || [];
  const opensAlone = Boolean(page.data.alone);
  let chosen = [...opensWith];
  let alone = opensAlone;
  const kin = new Map((page.data.kin || []).flatMap(house => house.map(id => [id, house])));
  const withHouse = (/** @type {string[]} */ ids) => new Set(alone ? ids : ids.flatMap(id => kin.get(id) || [id]));
  /** @type {Falls | null} */
  let falls = null;

  /* ---- marks: a line through what is empty, a 1 on what is left with one, a broken frame around what is cut off */
  const PARTS = /** @type {const} */ (['empties', 'slots', 'inherited', 'left_on_one', 'cut_off', 'customers']);
  const part = (/** @type {string} */ tag, /** @type {Record<string, string | number>} */ attributes, text = '') => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    made.textContent = text;
    return made;
  };
  const markOf = (/** @type {Element} */ element, /** @type {string} */ kind) => {
    const box = element.querySelector(':scope > rect');
    if (!box) return null;
    const [wide, high] = ['width', 'height'].map(name => Number(box.getAttribute(name)));
    if (kind === 'cut_off') return part('rect', { class: 'mark-cut', x: -3, y: -3, width: wide + 6, height: high + 6, rx: 9 });
    if (kind === 'left_on_one') {
      /* a box tells it by its cell */
      if (element.matches('.box')) return null;
      const badge = part('g', { class: 'mark-one' });
      badge.append(part('circle', { cx: wide, cy: 2, r: 5.5 }), part('text', { x: wide, y: 5.5 }, '1'));
      return badge;
    }
    return part('path', { class: 'mark-fall', d: `M1 ${high - 1}L${wide - 1} 1` });
  };
  const marked = (/** @type {Part} */ element) => {
    if (!falls) return '';
    const { id, cell } = element.dataset;
    if (element.matches('.stage')) return falls.empties.includes(id) ? 'empties' : falls.cut_off.includes(id) ? 'cut_off' : '';
    if (falls.slots.includes(cell) || falls.inherited.includes(cell) || falls.empties.includes(page.cells.get(cell)?.stage || '') && emptied(cell)) return 'slots';
    return falls.left_on_one.includes(cell) ? 'left_on_one' : '';
  };
  /* in a stage left without anybody: the cells that had somebody */
  const emptied = (/** @type {string} */ id) => {
    const cell = page.cell(id);
    return cell.state === 'present' && !cell.inherited && Boolean(page.data.slots[cell.slot].builds);
  };
  const draw = () => {
    for (const each of page.findAll('.falls', pane)) each.classList.remove('falls');
    for (const each of page.findAll('.gone', pane)) each.classList.remove('gone');
    for (const each of page.findAll('.mark-fall, .mark-one, .mark-cut', pane)) each.remove();
    if (!falls) return;
    const gone = withHouse(chosen);
    for (const row of page.findAll('.row, .rail', pane)) row.classList.toggle('gone', gone.has(row.dataset.id));
    for (const element of page.findAll('.stage, .box, .cell', pane)) {
      if (element.closest('.lift')) continue;
      const kind = marked(element);
      const mark = kind && markOf(element, kind);
      if (!mark) continue;
      element.classList.add('falls');
      element.append(mark);
    }
  };

  /* ---- panel */
  const go = (/** @type {string} */ id) => page.evidence.go(id, page.cells.has(id) ? page.isolated(placed(id)) : page.named(id));
  const placed = (/** @type {string} */ id) => {
    const cell = page.cell(id);
    return page.placeOf(cell) + '｜' + page.text(page.data.slots[cell.slot].label);
  };
  const products = (/** @type {Falls} */ found, /** @type {string} */ customer) => {
    const lost = found.lost.filter(([id]) => id === customer).map(([, product]) => product || page.say('no_product'));
    return page.lang === 'zh' ? '：' + lost.join('、') : ': ' + lost.join(', ');
  };
  const told = (/** @type {Falls} */ found) => {
    const parts = [];
    for (const name of PARTS) {
      const ids = found[name];
      if (ids.length) parts.push(make('h4', {}, page.say('falls_' + name) + page.say('bracketed', { n: ids.length })), page.longList(ids, id => make('li', {}, go(id), name === 'customers' ? products(found, id) : '')));
      if (name === 'cut_off' && found.routes) {
        parts.push(make('h4', {}, page.say('falls_routes') + page.say('bracketed', { n: found.routes })),
          page.longList(found.ways, ([from, to]) => make('li', {}, page.evidence.goNode(from), ' → ', page.evidence.goNode(to))));
      }
    }
    return parts.length ? parts : [make('p', { class: 'small' }, page.say('falls_nothing'))];
  };
  const summary = () => {
    if (!falls) return null;
    const names = chosen.map(id => make('li', {}, page.evidence.goNode(id), ' ',
      make('button', { type: 'button', class: 'put-back', 'aria-label': page.say('put_back') + ' ' + page.name(id), title: page.say('put_back'), click: () => turn(id) }, '×')));
    const house = make('label', { class: 'small' }, make('input', { type: 'checkbox', checked: !alone, change: event => { alone = !event.target.checked; changed(); } }), ' ', page.say('with_house'));
    return make('section', { class: 'whatif' }, make('h3', {}, page.say('whatif')), make('ul', {}, ...names), house,
      make('p', { class: 'small' }, page.say('whatif_note') + page.say('whatif_marks')), ...told(falls),
      make('p', {}, make('button', { type: 'button', class: 'more', click: () => { chosen = []; changed(); } }, page.say('put_all_back'))));
  };
  const sells = new Set((page.data.supplies || []).map(([supplier]) => supplier));
  const holds = new Set(page.data.evidence.flatMap(each => [each.id, each.bearer || '', ...each.places || []]));
  const canGo = (/** @type {string} */ id) => page.nodes.has(id) && !page.cellsOf(id).length
    && withHouse([id]).size > 0 && [...withHouse([id])].some(each => holds.has(each) || sells.has(each));
  const show = () => {
    for (const each of page.findAll('.whatif, .take-out', panel)) each.remove();
    const key = page.selected;
    const box = summary();
    if (key !== null && canGo(key)) {
      const is = chosen.includes(key);
      const button = make('button', { type: 'button', class: 'more take-out', 'aria-pressed': is, click: () => turn(key) }, page.say(is ? 'put_back' : 'take_out'));
      (page.find('.verdict', panel) || page.the('h2', panel)).after(button);
    }
    if (box) (page.find('.back', panel) || page.the('h2', panel)).after(box);
  };
  const changed = () => {
    if (!chosen.length) alone = opensAlone;
    falls = chosen.length ? page.fallsWithout(withHouse(chosen)) : null;
    page.standsOut = falls ? '.stage.falls, .stage:has(.falls), .box.falls, .box:has(.falls), .row.gone' : '';
    draw();
    page.tell('select', page.selected);
    page.keep.changed();
  };
  const turn = (/** @type {string} */ id) => {
    chosen = chosen.includes(id) ? chosen.filter(each => each !== id) : [...chosen, id];
    changed();
  };
  page.on('select', show);
  page.on('language', show);
  page.on('measure', show);
  /* a drawing that is saved says who is out */
  page.caption = () => (falls ? page.say('whatif') + page.say('colon') + [...withHouse(chosen)].map(id => page.name(id)).join(page.lang === 'zh' ? '、' : ', ') + (page.lang === 'zh' ? '。' : '. ') + page.say('whatif_note') + page.say('whatif_marks') : '');

  /* an id may hold a comma */
  const listed = (/** @type {string[]} */ ids) => ids.map(id => id.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',');
  const isAsOpened = () => listed(chosen) === listed(opensWith) && alone === opensAlone;
  page.keep('without', {
    read: () => (isAsOpened() ? '' : (chosen.length ? (alone ? 'alone:' : '') + listed(chosen) : 'nobody')),
    write: text => {
      const isAlone = text ? text.startsWith('alone:') : opensAlone;
      const words = text.replace(/^alone:/, '').split(',').map(each => each.replaceAll('%2C', ',').replaceAll('%25', '%'));
      const wanted = text ? words.filter(id => page.nodes.has(id)) : opensWith;
      if (listed(wanted) === listed(chosen) && isAlone === alone) return;
      chosen = [...wanted];
      alone = isAlone;
      changed();
    },
  });
  if (opensWith.length) addEventListener('DOMContentLoaded', changed);
}
