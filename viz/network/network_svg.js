/* The network view as SVG: a sheet that takes the same strokes as a canvas and writes each as an element. It knows what
   the painters of this page use, no more: uniform scales, whole circles, texts on one line. */
{
  const own = page.net;
  const LOOK = /** @type {const} */ ([
    'globalAlpha', 'fillStyle', 'strokeStyle', 'lineWidth', 'dashes', 'font', 'textAlign', 'textBaseline', 'turn',
  ]);
  /** @typedef {[number, number, number, number, number, number]} Turn as in matrix(…) */
  /** @typedef {{ d: string }} Glyph a path that knows what it was made from */
  /** @type {Record<string, string | null>} */
  const ANCHORS = { left: null, right: 'end', center: 'middle' };
  const ABOVE = 0.36; // em from the middle of a line down to its foot
  /** @param {number} value */
  const short = value => String(Math.round(value * 100) / 100);
  /** @param {string} text */
  const safe = text => text.replace(/[&<>"]/g, sign => `&#${sign.codePointAt(0)};`);

  class Sheet {
    width = 0;
    height = 0;
    globalAlpha = 1;
    fillStyle = '#000000';
    strokeStyle = '#000000';
    lineWidth = 1;
    /** @type {number[]} */
    dashes = [];
    font = '10px sans-serif';
    textAlign = 'left';
    textBaseline = 'alphabetic';
    /** @type {Turn} */
    turn = [1, 0, 0, 1, 0, 0];
    /** @type {object[]} */
    kept = [];
    /** @type {string[]} */
    parts = [];
    path = '';
    getContext() { return this; }

    save() { this.kept.push(Object.fromEntries(LOOK.map(name => [name, this[name]]))); }
    restore() { Object.assign(this, this.kept.pop()); }
    /** @param {Turn} by */
    turned([a, b, c, d, e, f]) {
      const [p, q, r, s, x, y] = this.turn;
      this.turn = [p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + x, q * e + s * f + y];
    }
    /** @param {number} x @param {number} y */
    translate(x, y) { this.turned([1, 0, 0, 1, x, y]); }
    /** @param {number} x @param {number} y */
    scale(x, y) { this.turned([x, 0, 0, y, 0, 0]); }
    /** @param {number} angle */
    rotate(angle) { this.turned([Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0]); }
    get size() { return Math.hypot(this.turn[0], this.turn[1]); }
    /** @param {number} x @param {number} y */
    at(x, y) {
      const [a, b, c, d, e, f] = this.turn;
      return short(a * x + c * y + e) + ' ' + short(b * x + d * y + f);
    }

    /** @param {number[]} dashes */
    setLineDash(dashes) { this.dashes = dashes; }
    beginPath() { this.path = ''; }
    closePath() { this.path += 'Z'; }
    /** @param {number} x @param {number} y */
    moveTo(x, y) { this.path += 'M' + this.at(x, y); }
    /** @param {number} x @param {number} y */
    lineTo(x, y) { this.path += 'L' + this.at(x, y); }
    /** @param {number[]} points */
    quadraticCurveTo(...points) { this.curve('Q', points); }
    /** @param {number[]} points */
    bezierCurveTo(...points) { this.curve('C', points); }
    /** @param {string} letter @param {number[]} points */
    curve(letter, points) {
      const ends = [];
      for (let k = 0; k < points.length; k += 2) ends.push(this.at(points[k], points[k + 1]));
      this.path += letter + ends.join(' ');
    }
    /** @param {number} x @param {number} y @param {number} radius */
    arc(x, y, radius) {
      const turn = `A${short(radius * this.size)} ${short(radius * this.size)} 0 1 1 `;
      this.path += `M${this.at(x - radius, y)}${turn}${this.at(x + radius, y)}${turn}${this.at(x - radius, y)}Z`;
    }
    /** @param {number} x @param {number} y @param {number} width @param {number} height */
    rect(x, y, width, height) {
      this.path += `M${this.at(x, y)}L${this.at(x + width, y)}L${this.at(x + width, y + height)}L${this.at(x, y + height)}Z`;
    }
    /** @param {number} x @param {number} y @param {number} width @param {number} height */
    roundRect(x, y, width, height) { this.rect(x, y, width, height); }

    /** @param {string} tag @param {Record<string, string | number | null>} attributes @param {string=} text */
    write(tag, attributes, text) {
      const said = Object.entries(attributes).filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => ` ${name}="${safe(String(value))}"`).join('');
      this.parts.push(text === undefined ? `<${tag}${said}/>` : `<${tag}${said}>${safe(text)}</${tag}>`);
    }
    /* a colour, and how much of it is seen: Python and vis both write rgba(), office programs do not read it */
    /** @param {string} kind @param {string} colour */
    paint(kind, colour) {
      const parts = colour.match(/^rgba?\(([\d.]+),\s*([\d.]+),\s*([\d.]+)(?:,\s*([\d.]+))?\)$/);
      const alpha = this.globalAlpha * (parts && parts[4] !== undefined ? Number(parts[4]) : 1);
      const plain = parts ? '#' + parts.slice(1, 4).map(part => Number(part).toString(16).padStart(2, '0')).join('') : colour;
      return { [kind]: plain, [kind + '-opacity']: alpha < 1 ? short(alpha) : null };
    }
    /* of a glyph's own path, else of the one begun here */
    /** @param {Glyph=} glyph */
    outline(glyph) {
      return glyph ? { d: glyph.d, transform: `matrix(${this.turn.map(each => short(each)).join(' ')})` } : { d: this.path, transform: null };
    }
    /** @param {Glyph=} glyph */
    fill(glyph) { this.write('path', { ...this.outline(glyph), ...this.paint('fill', this.fillStyle) }); }
    /** @param {Glyph=} glyph */
    stroke(glyph) {
      const factor = glyph ? 1 : this.size;
      this.write('path', {
        ...this.outline(glyph), fill: 'none', ...this.paint('stroke', this.strokeStyle),
        'stroke-width': short(this.lineWidth * factor),
        'stroke-dasharray': this.dashes.map(each => short(each * factor)).join(' '),
      });
    }
    /** @param {number} x @param {number} y @param {number} width @param {number} height */
    fillRect(x, y, width, height) {
      const before = this.path;
      this.path = '';
      this.rect(x, y, width, height);
      this.fill();
      this.path = before;
    }
    /** @param {number} x @param {number} y @param {number} width @param {number} height */
    strokeRect(x, y, width, height) {
      const before = this.path;
      this.path = '';
      this.rect(x, y, width, height);
      this.stroke();
      this.path = before;
    }
    /** @param {string} text @param {number} x @param {number} y */
    fillText(text, x, y) {
      const [, bold, size] = this.font.match(/^(700 |bold )?([\d.]+(?:e-?\d+)?)px/) || ['', '', '10'];
      const px = Number(size);
      const drop = this.textBaseline === 'middle' ? ABOVE * px : 0;
      const [left, foot] = this.at(x, y + drop).split(' ');
      this.write('text', {
        x: left, y: foot, 'font-size': short(px * this.size), 'font-weight': bold ? 700 : null,
        'text-anchor': ANCHORS[this.textAlign], ...this.paint('fill', this.fillStyle),
      }, text);
    }

    text() {
      const title = page.text(page.data.title);
      return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" `
        + `viewBox="0 0 ${this.width} ${this.height}" role="img" aria-label="${safe(title)}" `
        + `font-family="${safe(page.data.network.font)}"><title>${safe(title)}</title>${this.parts.join('')}</svg>\n`;
    }
  }

  /* what is drawn, in the classes that `svg.py` writes: the legend names its marks by them */
  const marks = () => [
    ...own.nodes.filter(node => !node.hidden).flatMap(node => {
      const kind = node.ghost || node.mark;
      const seat = node.uncounted ? 'hollow uncounted' : node.outside ? 'hollow' : '';
      return [node.hub ? 'ring' : '', seat, node.stages ? 'times' : '', kind ? `missing ${node.web_only ? 'web ' : ''}${kind}` : ''];
    }),
    ...own.edges.filter(line => !line.hidden).map(line => (line.ghost ? 'lack' : line.arrows ? 'relation feed' : 'relation ' + line.hue)),
  ];
  page.saveText(() => own.onPaper(1, new Sheet()).text(), marks);
}
