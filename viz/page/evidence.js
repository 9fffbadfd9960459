/* Pieces of the panel that say where a fact comes from: shapes, links to nodes, sources, dates, differing readings. */
{
  const SVG = 'http://www.w3.org/2000/svg';
  const make = page.element;
  const bdi = (/** @type {string} */ text) => make('bdi', {}, text);

  page.shape = type => page.data.glyphs[type] || ['thing', 'M-.8 -.8H.8V.8H-.8Z'];
  /* the shape of a type, as in the picture */
  /** @type {EvidenceParts['glyph']} */
  const glyph = type => {
    const [hue, path] = page.shape(type);
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('class', 'glyph');
    svg.setAttribute('viewBox', '-1.5 -1.5 3 3');
    svg.setAttribute('aria-hidden', 'true');
    const shape = document.createElementNS(SVG, 'path');
    shape.setAttribute('class', 'g-' + hue);
    shape.setAttribute('d', path);
    svg.append(shape);
    return svg;
  };
  /** @type {EvidenceParts['go']} */
  const go = (key, ...children) => make('button', { type: 'button', class: 'go', click: () => page.select(key) }, ...children);
  /** @type {EvidenceParts['goNode']} */
  const goNode = id => {
    const node = page.nodes.get(id);
    return node ? go(id, glyph(node.type), page.named(id)) : bdi(id);
  };
  const grade = (/** @type {Grade} */ letter) => make('span', { class: 'grade grade-' + letter, title: page.say('grade', { grade: letter }) }, letter);

  /* [A] title｜publisher｜note｜date, linked where the source has a web address */
  /** @type {(id: string) => HTMLElement} */
  const sourceLine = id => {
    const source = page.sources.get(id);
    if (!source) return make('div', { class: 'evidence' }, bdi(id));
    const title = bdi(source.title || id);
    const linked = /^https?:\/\//i.test(source.url || '')
      ? make('a', { href: source.url, target: '_blank', rel: 'noreferrer noopener' }, title)
      : title;
    const rest = [source.publisher, page.text(source.note), page.date(source.published)].filter(Boolean).flatMap(text => ['｜', bdi(text)]);
    return make('div', { class: 'evidence' }, grade(source.reliability), linked, ...rest);
  };
  /** @type {EvidenceParts['sourceLines']} */
  const sourceLines = sources => (sources.length ? sources.map(sourceLine) : [make('div', { class: 'evidence' }, page.say('no_evidence'))]);
  /** @type {EvidenceParts['evidenceLines']} */
  const evidenceLines = (sources, date) => {
    const lines = sourceLines(sources);
    lines.push(make('div', { class: 'evidence' }, date ? page.say('as_of') + ' ' + page.date(date) : page.say('no_date')));
    return lines;
  };
  /** @type {EvidenceParts['allEvidence']} */
  const allEvidence = part => {
    const found = part.evidence || [];
    if (!found.length) return evidenceLines([], '');
    return found.flatMap(([date, sources]) => evidenceLines(sources, date));
  };

  /* an item of the details: its label in both languages, and what it says */
  /** @type {(item: string | number | string[]) => string} */
  const item = each => (Array.isArray(each) ? page.text(each) + page.say('colon') + each[2] : String(each));
  /** @type {(property: string, raw: Facts.Value) => string} */
  const value = (property, raw) => {
    const codes = page.data.codes[property];
    if (raw === true || raw === false) return raw ? '✓' : '✗';
    if (Array.isArray(raw)) {
      const between = raw.some(Array.isArray) ? ['；', '; '] : ['、', ', '];
      return raw.map(item).join(page.text(between));
    }
    if (raw === null || raw === undefined) return '—';
    return codes && Object.hasOwn(codes, String(raw)) ? page.text(codes[String(raw)]) : String(raw);
  };
  const twins = page.data.twins || {};
  const english = new Set(Object.values(twins));
  /* prose in two languages is two properties: one of them is shown, the other language's where there is none of this */
  /** @type {<P extends [string, ...any[]]>(parts: P[]) => P[]} */
  const inTongue = parts => {
    const given = new Set(parts.map(([name]) => name));
    const chinese = new Map(Object.entries(twins).map(([zh, en]) => [en, zh]));
    return parts.filter(([name]) => {
      if (page.lang === 'zh') return !english.has(name) || !given.has(chinese.get(name) || '');
      return !Object.hasOwn(twins, name) || !given.has(twins[name]);
    });
  };
  /** @type {(property: string) => string} */
  const label = property => page.text(page.data.properties[property] || property);
  /** @type {EvidenceParts['properties']} */
  const properties = part => inTongue(Object.entries(part.properties || {})).map(([name, raw]) =>
    make('div', { class: 'fact' }, make('span', { class: 'label' }, label(name)), ' ', bdi(value(name, raw))));
  /* readings that differ stand side by side, never averaged */
  /** @type {EvidenceParts['differing']} */
  const differing = part => inTongue(part.differ || []).map(([name, readings]) =>
    make('div', { class: 'differ' },
      make('div', { class: 'label' }, page.say('readings') + ' · ' + label(name)),
      make('div', { class: 'readings' }, ...readings.map(([raw, sources, date]) =>
        make('div', {}, make('b', {}, bdi(value(name, raw))), ...evidenceLines(sources, date))))));

  page.glyph = glyph;
  page.evidence = { glyph, go, goNode, sourceLines, evidenceLines, allEvidence, properties, differing };
}
