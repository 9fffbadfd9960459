/* Widths of letters, and texts that fit a room: cut, or broken into rows. All in px of the screen. */
{
  const data = page.data.network;
  const SIZE = 12; // px of every label
  const ROW = 13.5; // px from one row of a name to the next
  /* letters of a name that would be cut, and their rows */
  const SMALL = 10.5;
  const SMALL_ROW = 11.8;
  /** @param {boolean} bold @param {number} px */
  const font = (bold, px) => (bold ? '700 ' : '') + px + 'px ' + data.font;
  const ruler = page.brush(document.createElement('canvas'));
  const advances = [new Map(), new Map()]; // character → px, plain and bold
  const cuts = [new Map(), new Map()];
  const fits = new Map();
  const KEPT = 20000; // rooms change with every step of a zoom: then what was found is of no more use

  const HAN = /[\u3400-\u9fff]/;
  /** @type {boolean | null} */
  let ruled = null;
  /** @param {string} character @param {boolean} bold */
  const advance = (character, bold) => {
    const known = advances[+bold];
    /* every Han character of a font is as wide as the next */
    const like = HAN.test(character) ? '国' : character;
    if (!known.has(like)) {
      if (ruled !== bold) ruler.font = font(bold, SIZE);
      ruled = bold;
      known.set(like, ruler.measureText(like).width);
    }
    return known.get(like);
  };
  /* character by character: 700 names measured whole took 27 ms */
  /** @type {Net.Letters['measure']} */
  const measure = (text, bold) => {
    let width = 0;
    for (const character of text) width += advance(character, bold);
    return width;
  };
  /* the text, or its beginning and an ellipsis, within so many px; '' when not even two characters fit */
  /** @type {Net.Letters['cut']} */
  const cut = (text, bold, room) => {
    if (measure(text, bold) <= room) return text;
    const key = Math.round(room) + text;
    const known = cuts[+bold];
    if (known.size > KEPT) known.clear();
    if (!known.has(key)) {
      let left = room - advance('…', bold);
      const kept = [];
      for (const character of text) {
        left -= advance(character, bold);
        if (left < 0) break;
        kept.push(character);
      }
      known.set(key, kept.length < 2 ? '' : kept.join('').trimEnd() + '…');
    }
    return known.get(key);
  };

  /* no closing mark begins a row, no opening one ends it */
  const ANYWHERE = /(?<=[\u3000-\u9fff）】])(?![）」』】》、，。；：！？…)\]])(?<![（「『【《])|(?<=[ /·-])/u;
  const WORD = /^[A-Za-z]{9,} ?$/; // a long word may be broken: not before its fourth letter from either end
  /** @param {string} word @param {boolean} bold @param {number} room */
  const hyphenated = (word, bold, room) => {
    let kept = word.trimEnd().length - 4;
    while (kept >= 4 && measure(word.slice(0, kept) + '-', bold) > room) kept -= 1;
    return kept < 4 ? [word] : [word.slice(0, kept) + '-', word.slice(kept)];
  };
  /** @type {Net.Letters['broken']} */
  const broken = (text, bold, room, most, where = ANYWHERE) => {
    const rows = [''];
    const pieces = text.split(where).flatMap(piece => (most > 1 && WORD.test(piece) && measure(piece.trimEnd(), bold) > room ? hyphenated(piece, bold, room) : [piece]));
    for (const piece of pieces) {
      const longer = rows[rows.length - 1] + piece;
      if (measure(longer.trim(), bold) <= room || !rows[rows.length - 1]) rows[rows.length - 1] = longer;
      else rows.push(piece);
    }
    if (rows.length > most) rows.splice(most - 1, rows.length, rows.slice(most - 1).join(''));
    return rows.map(row => cut(row.trim(), bold, room));
  };
  /** @param {string[]} rows */
  const isWhole = rows => rows.every(row => row && !row.endsWith('…'));
  /* in as few rows as hold all of it, each about as long as the next */
  /** @type {Net.Letters['fit']} */
  const fit = (text, bold, room, most) => {
    const key = [text, bold, Math.round(room), most].join('\n');
    if (fits.size > KEPT) fits.clear();
    const known = fits.get(key);
    if (known) return known;
    const all = measure(text, bold);
    let made = { rows: [text], isWhole: all <= room };
    for (let n = 2; n <= most && !made.isWhole; n += 1) {
      if (all > n * room) continue;
      const even = broken(text, bold, Math.min(room, 1.08 * all / n + SIZE / 2), n);
      const rows = isWhole(even) ? even : broken(text, bold, room, n);
      made = { rows, isWhole: isWhole(rows) };
    }
    if (!made.isWhole) made = { rows: broken(text, bold, room, most).filter(Boolean), isWhole: false };
    fits.set(key, made);
    return made;
  };
  /* its beginning and its end, for what cannot be told apart by the beginning alone */
  /** @type {Net.Letters['ends']} */
  const ends = (text, bold, room, most) => {
    const letters = [...text];
    for (let kept = letters.length - 2; kept > 3; kept -= 1) {
      const tail = Math.ceil(kept / 2);
      const made = fit(letters.slice(0, kept - tail).join('').trimEnd() + '…' + letters.slice(-tail).join('').trimStart(), bold, room, most);
      if (made.isWhole) return made.rows;
    }
    return null;
  };

  page.letters = { SIZE, ROW, SMALL, SMALL_ROW, font, measure, cut, broken, fit, ends };
}
