/* The tools in the panel and over the picture: surroundings, expand and collapse, path, groups; their keys. */
{
  const data = page.data.network;
  const own = page.net;
  const { byKey, state, box, explore, nodes } = own;
  const { asked } = explore;
  const make = page.element;
  /** @param {string} text */
  const small = text => make('p', { class: 'small' }, text);
  /** @param {string} text @param {() => void} act */
  const button = (text, act, attributes = {}) => make('button', { type: 'button', click: act, ...attributes }, text);
  /** @param {Net.Item} node */
  const short = node => (node.key === undefined ? page.text(node.names) : page.name(node.key));

  /* ---- one node: its surroundings, what it widens, where it leads */
  /** @param {Net.Item} node */
  const stepButtons = node => make('div', { class: 'segments', role: 'group', 'aria-label': page.say('network_around') },
    ...[...Array(explore.MOST_STEPS).keys()].map(at => at + 1).map(steps => button(page.say('network_steps', { n: steps }), () => explore.around(node, steps), {
      title: page.say('network_steps_about', { n: steps }),
      'aria-label': page.say('network_steps_about', { n: steps }),
      'aria-pressed': String(asked.focus === node && asked.steps === steps),
      'data-steps': steps,
    })));
  /** @param {Net.Item} node */
  const ofNode = node => {
    const hanging = explore.hanging(node).length;
    const group = node.within;
    return make('div', { class: 'network-tools' },
      state.shown && !state.shown.has(node) ? small(page.say('network_put_away')) : null,
      make('div', {}, make('span', { class: 'label' }, page.say('network_around')), stepButtons(node)),
      make('div', {},
        node.more ? button(page.say('network_expand', { n: node.more }), () => explore.expand(node), { 'data-do': 'expand' }) : null,
        hanging ? button(page.say('network_collapse', { n: hanging }), () => explore.collapse(node), { 'data-do': 'collapse' }) : null,
        asked.focus ? button(page.say('network_show_all'), explore.all, { 'data-do': 'all' }) : null,
        button(page.say('network_path_to'), () => pick(node), { 'data-do': 'path' }),
        group && group.framed ? button(page.say('network_fold'), () => fold(group), { 'data-do': 'fold' }) : null));
  };

  /* ---- a path: two ends, then each step */
  /** @param {Net.Item} node */
  const pick = node => {
    explore.path(null, null);
    state.picking = node;
    page.select(null);
    page.find('#query').focus();
  };
  const leave = () => {
    explore.path(null, null);
    page.select(null);
  };
  const pickBox = (/** @type {Net.Item} */ from) => make('div', { class: 'network-pick', role: 'status' },
    make('p', {}, make('bdi', {}, page.say('network_pick', { name: short(from) }))),
    page.selected !== null && !byKey.has(page.selected) ? small(page.say('network_pick_body')) : null,
    button(page.say('network_leave'), leave, { 'data-do': 'leave' }));
  /* over what relation from one to the next: → the way it runs, ← against it */
  /** @param {Net.Item} from @param {Net.Item} to */
  const step = (from, to) => {
    const words = explore.between(from, to).map(line => (line.a === from ? '→ ' : '← ') + page.text(page.data.relation_types[line.type]));
    return make('li', { class: 'network-step' }, [...new Set(words)].join(page.lang === 'zh' ? '、' : ', '));
  };
  /** @param {Net.Item} node */
  const stop = node => make('li', {}, page.evidence.goNode(node.key || ''));
  /** @param {Net.Item[]} way */
  const wayList = way => make('ol', { class: 'network-way' }, stop(way[0]), ...way.slice(1).flatMap((node, at) => [step(way[at], node), stop(node)]));
  /** @param {NonNullable<Net.State['path']>} path */
  const pathPanel = path => {
    const { from, to, count, steps, paths } = path;
    const parts = [
      button(page.say('network_leave'), leave, { class: 'more', 'data-do': 'leave' }),
      make('h2', {}, page.say('network_path'), ' ', make('bdi', {}, short(from)), ' … ', make('bdi', {}, short(to))),
    ];
    if (!count) parts.push(make('p', { class: 'network-none' }, make('bdi', {}, page.say('network_no_path', { a: short(from), b: short(to) }))));
    else {
      parts.push(small(page.say('network_paths', { n: count, steps })));
      if (paths.length < count) parts.push(small(page.say('network_paths_cut', { n: paths.length })));
    }
    page.find('#panel').replaceChildren(...parts, small(page.say('network_path_rule')), ...paths.map(wayList));
  };

  /* ---- a group */
  /** @param {Net.Group} group */
  const fold = group => {
    explore.open([group], false);
    state.group = null;
    page.select(null);
  };
  /** @param {Net.Group} group */
  const unfold = group => {
    explore.open([group], true);
    own.showGroup(group);
  };
  /** @param {Net.Group} group */
  const groupPanel = group => {
    const lane = data.lanes[group.lane];
    const shown = group.members.map(id => nodes[id]).filter(node => !node.gone);
    page.find('#panel').replaceChildren(
      page.backButton(),
      make('p', { class: 'small' }, page.glyph(group.type), lane ? page.isolated(lane.label) : ''),
      make('h2', {}, make('bdi', {}, page.text(group.names))),
      make('div', { class: 'network-tools' }, make('div', {}, group.folded
        ? button(page.say('network_open'), () => unfold(group), { 'data-do': 'open' })
        : button(page.say('network_fold'), () => fold(group), { 'data-do': 'fold' }))),
      page.longList(shown, stop),
    );
  };
  own.showGroup = group => {
    if (page.selected !== null) page.select(null);
    state.group = group;
    dress();
    own.lift();
  };
  own.openGroup = unfold;
  own.foldGroup = fold;

  /* ---- what the panel shows: the shell has just filled it */
  const dress = () => {
    const panel = page.find('#panel');
    const node = byKey.get(page.selected);
    if (state.group && state.group.members) groupPanel(state.group);
    else if (page.selected === null && state.path && !state.group) pathPanel(state.path);
    else if (node) {
      /** @type {Element} */
      let head = page.the('h2', panel);
      while (head.nextElementSibling?.matches('p.small')) head = head.nextElementSibling;
      head.after(ofNode(node));
      if (state.path) page.the('.back', panel).textContent = '← ' + page.say('network_path_back');
    }
    if (state.picking) panel.prepend(pickBox(state.picking));
    tellState();
  };
  const place = make('div', { class: 'network-state', role: 'status', hidden: true });
  page.find('#picture').append(place);
  /* over the picture: what of the network is shown, and the way back */
  const tellState = () => {
    place.hidden = !asked.focus;
    if (!asked.focus) return;
    const all = nodes.filter(node => !node.ghost && !node.members);
    place.replaceChildren(
      make('bdi', {}, page.say('network_only', { name: page.text(asked.focus.names), n: asked.steps })),
      make('span', { class: 'small' }, page.say('network_shown', { n: all.filter(node => state.shown?.has(node) && !own.isOff(node)).length, all: all.length })),
      button(page.say('network_show_all'), explore.all, { 'data-do': 'all' }));
  };
  page.on('select', key => {
    const node = byKey.get(key);
    if (node && state.picking && node !== state.picking) {
      explore.path(state.picking, node);
      page.select(null);
      box.focus();
      return;
    }
    if (node && node.within && node.within.folded) explore.open([node.within], true);
    dress();
  });
  page.on('language', dress);
  page.on('measure', dress);
  page.on('filter', () => { if (state.path || asked.focus || state.group) dress(); });
  /* a button of the panel that is there again keeps the focus */
  explore.changed = () => {
    const { steps, do: deed } = document.activeElement instanceof HTMLElement ? document.activeElement.dataset : {};
    if (!state.group) page.showPanel();
    dress();
    sayAll();
    const again = page.find(steps ? `#panel [data-steps="${steps}"]` : `#panel [data-do="${deed}"]`);
    if (again) again.focus();
  };
  page.on('emphasis', () => {
    if (state.path || state.picking) leave();
  });

  const all = page.find('#open-groups');
  const sayAll = () => {
    if (!all) return;
    const isOpen = page.folds.groups.every(group => state.open.has(group));
    [all.dataset.zh, all.dataset.en] = page.data.words[isOpen ? 'network_fold_all' : 'network_open_all'];
    all.textContent = page.text([all.dataset.zh, all.dataset.en]);
  };
  if (all) {
    all.addEventListener('click', () => {
      const isOpen = page.folds.groups.every(group => state.open.has(group));
      state.group = null;
      explore.open(page.folds.groups, !isOpen);
    });
  }

  /* ---- double click and keys: e widens, or narrows what has nothing more; opens and folds groups */
  /** @param {Net.Item | null} node */
  const toggle = node => {
    if (!node) return;
    if (node.members) unfold(node);
    else if (node.more) explore.expand(node);
    else if (explore.hanging(node).length) explore.collapse(node);
    else if (!asked.focus && node.within && node.within.framed) fold(node.within);
  };
  own.net.on('doubleClick', event => toggle(own.at(event.pointer.DOM)));
  box.addEventListener('keydown', event => {
    if (event.key !== 'e' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    toggle(state.group || byKey.get(page.selected) || state.focus);
  });
  /* before the shell's own: that one then shows the picture without the path */
  addEventListener('keydown', event => {
    if (event.key !== 'Escape' || page.isTyping() || page.find('#save').open || page.find('#filters').open) return;
    if (state.path || state.picking) explore.path(null, null);
  }, true);
}
