/* A reader's own touch on the network: what is hidden is as if its type were not ticked, notes are numbers beside glyphs. */
{
  const own = page.net;
  const RADIUS = 7;
  const LETTERS = 9.5;
  /** @param {Net.Context} c */
  const pins = c => {
    const scale = own.view.scale;
    for (const node of own.nodes) {
      const number = node.hidden || node.key === undefined ? 0 : page.noteOn(node.key);
      if (!number) continue;
      const [x, y] = [node.x - node.size - RADIUS / scale, node.y - node.size];
      c.beginPath();
      c.arc(x, y, RADIUS / scale, 0, 2 * Math.PI);
      c.fillStyle = own.view.colours.ink;
      c.fill();
      c.font = `700 ${LETTERS / scale}px sans-serif`;
      c.textAlign = 'center';
      c.textBaseline = 'middle';
      c.fillStyle = own.view.colours.paper;
      c.fillText(String(number), x, y);
      c.textAlign = 'left';
    }
  };
  own.pins = pins;
  own.net.on('afterDrawing', pins);
  page.on('touched', () => {
    own.explore.again();
    own.redraw();
  });
}
