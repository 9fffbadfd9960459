/* The network view fills the room that the window gives: Python says where everything stands, this spreads columns and
   rows over the pane, each way by its own factor, and keeps glyphs and letters as they are. */
{
  const data = page.data.network;
  const { nodes, lanes } = data;
  const sides = Object.values(data.columns);
  /* px between rows: what a name of one line needs, and beyond which more room says nothing more */
  const CLOSE = page.paint.LINE + 1.5;
  const WIDE = 96;
  /* a column of a narrow window still shows some letters of its names; the rest is beyond the edge */
  const NARROW = 0.45;
  const BROAD = 3;
  /* many chains stand below each other: their rows only follow the columns, and not far */
  const FLAT = 0.55;
  const natural = {
    columns: sides.map(columns => columns.map(({ x, width }) => ({ x, width }))),
    lanes: lanes.map(({ top, height, band }) => ({ top, height, band })),
    nodes: nodes.map(({ y, size }) => ({ y, size })),
    pitch: data.pitch,
  };
  const now = { across: 1, down: 1 };
  /** @type {Net.Room['stretch']} */
  const stretch = (across, down) => {
    if (across === now.across && down === now.down) return false;
    Object.assign(now, { across, down });
    sides.forEach((columns, side) => columns.forEach((column, at) => {
      const { x, width } = natural.columns[side][at];
      Object.assign(column, { x: x * across, width: width * across });
    }));
    lanes.forEach((lane, at) => {
      const { top, height, band } = natural.lanes[at];
      Object.assign(lane, { top: top * down, height: height * down, ...(band && { band: [band[0] * down, band[1] * down] }) });
    });
    data.pitch = natural.pitch * down;
    nodes.forEach((node, at) => {
      node.y = natural.nodes[at].y * down;
      /* what stands close never grows over its neighbours */
      if (node.members || node.within) node.size = natural.nodes[at].size * Math.min(1, across, down);
    });
    for (const group of page.folds.groups) page.folds.measure(group, down);
    for (const node of nodes) node.x = page.folds.across(node);
    return true;
  };
  /** @param {number} value @param {number} least @param {number} most */
  const within = (value, least, most) => Math.max(least, Math.min(most, value));
  /* how far right and down the drawing reaches before it is stretched */
  /** @type {Net.Room['natural']} */
  const extent = shown => {
    const columns = natural.columns[Object.keys(data.columns).indexOf(page.lang)];
    const last = shown.at(-1);
    const lane = natural.lanes.at(-1);
    return { right: last === undefined ? 400 : columns[last].x + columns[last].width, bottom: lane ? lane.top + lane.height : 200 };
  };
  /** @type {Net.Room['fill']} */
  const fill = (width, height, shown) => {
    const { right, bottom } = extent(shown);
    const across = within(width / right, NARROW, BROAD);
    const down = lanes.length === 1
      ? within(height / bottom, CLOSE / natural.pitch, Math.max(1, WIDE / natural.pitch))
      : within(across, FLAT, 1);
    return stretch(across, down);
  };
  page.room = { fill, stretch, natural: extent, now };
}
